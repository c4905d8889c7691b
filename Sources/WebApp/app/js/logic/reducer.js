// The states of a show's seats, and what a live message makes of them.
import { tally, unpack } from './bits.js';

export class SeatStates {
  constructor(count) {
    this.seq = null;
    this.states = new Uint8Array(count);
    this.counts = [count, 0, 0, 0];
  }

  /** Takes a snapshot (`snap`, or the answer of `/seats`); returns the seats that are different now. */
  snap({ seq, states }) {
    const next = unpack(states, this.states.length);
    const changed = [];
    for (let i = 0; i < next.length; i++) if (next[i] !== this.states[i]) changed.push(i);
    this.states = next;
    this.counts = tally(next);
    this.seq = seq;
    return changed;
  }

  /**
   * Takes a delta that covers the versions `f` to `n`; returns the seats that are different now.
   * null: there is a gap before it, and only a snapshot helps. What is known already changes nothing.
   */
  delta({ f, n, c }) {
    if (this.seq === null || f > this.seq + 1) return null;
    if (n <= this.seq) return [];
    const changed = [];
    for (const [index, state] of c) {
      const before = this.states[index];
      if (before === undefined || before === state) continue;
      this.states[index] = state;
      this.counts[before]--;
      this.counts[state]++;
      changed.push(index);
    }
    this.seq = n;
    return changed;
  }
}
