// What is left of a hold. The server says for how long, and a clock that only goes forward measures it: the time
// of day on phones is wrong, and jumps.

export class Countdown {
  #ends = null;
  #warned = false;

  /** `from`: when the question was sent. What the answer took is lost, so the server never ends before us. */
  set(ms, from) {
    this.#ends = from + ms;
  }

  stop() {
    this.#ends = null;
    this.#warned = false;
  }

  left(now) {
    return this.#ends === null ? null : Math.max(0, this.#ends - now);
  }

  /** 'warn' once when `threshold` is reached (and again after more time was given), 'over' at the end. */
  check(now, threshold) {
    const left = this.left(now);
    if (left === null) return null;
    if (left > threshold) this.#warned = false;
    if (left === 0) return 'over';
    if (left > threshold || this.#warned) return null;
    this.#warned = true;
    return 'warn';
  }
}

/**
 * Notices that the machine slept. A monotonic clock may stand still meanwhile, and timers do, so either clock
 * having moved much further than a tick tells.
 */
export class SleepDetector {
  constructor(wall, steady, slack = 4000) {
    Object.assign(this, { wall, steady, slack });
  }

  /** Call it every second; true: a sleep lies behind us. */
  tick(wall, steady) {
    const [a, b] = [wall - this.wall, steady - this.steady];
    Object.assign(this, { wall, steady });
    return Math.max(a, b) > this.slack;
  }
}

/** When to try again: soon at first, later by and by, and never all viewers at once. */
export const wait = (attempt, random = Math.random, hint = null) => {
  const most = Math.min(10000, 500 * 2 ** attempt);
  return hint === null ? random() * most : hint * (0.75 + random() / 2);
};
