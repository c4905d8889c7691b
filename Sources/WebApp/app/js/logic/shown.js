// What a seat is shown as: what the server says of it, and over that what concerns the reader.

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

  state(i, now = performance.now()) {
    if (this.pending.has(i)) return pending;
    if (this.mine.has(i)) return mine;
    const hint = this.#hints.get(i);
    if (hint && hint.until > now) return hint.state;
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
