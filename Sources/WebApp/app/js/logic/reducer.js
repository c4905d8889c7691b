// The states of a show's seats: as the server sends them, what live messages make of them, and what is shown.

/** Two bits a seat in base64, to one byte a seat: 0 free, 1 held, 2 booked, 3 blocked. */
export const unpack = (base64, count) => {
  const packed = atob(base64);
  const states = new Uint8Array(count);
  for (let i = 0; i < count; i++) states[i] = (packed.charCodeAt(i >> 2) >> (2 * (i & 3))) & 3;
  return states;
};

/** The same way back. */
export const pack = (states) => {
  const packed = new Uint8Array(Math.ceil(states.length / 4));
  states.forEach((state, i) => { packed[i >> 2] |= state << (2 * (i & 3)); });
  return btoa(String.fromCharCode(...packed));
};

/** How many seats are in each state. */
export const tally = (states) => {
  const counts = [0, 0, 0, 0];
  for (const state of states) counts[state]++;
  return counts;
};

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

export const free = 0, held = 1, booked = 2, blocked = 3, mine = 4, pending = 5;
const states = { held, booked, blocked };
const patience = 1000;

export class Shown {
  mine = new Set();
  pending = new Set();
  #hints = new Map();

  /** `base`: the SeatStates that the live line keeps. */
  constructor(base) {
    this.base = base;
  }

  state(i, now) {
    // Asked 20,000 times in a row when a hall is drawn.
    if (!this.pending.size && !this.mine.size && !this.#hints.size) return this.base.states[i];
    if (this.pending.has(i)) return pending;
    if (this.mine.has(i)) return mine;
    const hint = this.#hints.get(i);
    if (hint && hint.until > (now ?? performance.now())) return hint.state;
    return this.base.states[i];
  }

  /**
   * Takes what the hold has and wants now, as indexes. A seat just given up is shown free, and not held by somebody
   * for the moment until the live line says so. Returns the seats to paint.
   */
  own(has, wants, now = performance.now()) {
    const before = [...this.mine, ...this.pending];
    const had = this.mine;
    this.mine = new Set(has);
    this.pending = new Set([...wants.filter((i) => !this.mine.has(i)), ...has.filter((i) => !wants.includes(i))]);
    for (const i of had) if (!this.mine.has(i) && this.base.states[i] === held) this.#hint(i, free, now);
    return [...new Set([...before, ...this.mine, ...this.pending])];
  }

  /** A refusal names seats that went: show it before the live line tells. Returns the seats to paint. */
  refused(conflicts, byLabel, now = performance.now()) {
    const touched = [];
    for (const { seat, reason } of conflicts) {
      const i = byLabel.get(seat);
      if (i === undefined) continue;
      if (this.base.states[i] === free) this.#hint(i, states[reason] ?? held, now);
      touched.push(i);
    }
    return touched;
  }

  /** The live line has spoken about these seats, so it is right about them. */
  told(indexes) {
    for (const i of indexes) this.#hints.delete(i);
  }

  /** Seats whose hints have run out; call it now and then, and paint them. */
  lapsed(now = performance.now()) {
    const out = [...this.#hints].filter(([, hint]) => hint.until <= now).map(([i]) => i);
    for (const i of out) this.#hints.delete(i);
    return out;
  }

  #hint(i, state, now) { this.#hints.set(i, { state, until: now + patience }); }
}
