// What the reader wants, one request at a time. Taps are quicker than answers: while one request is under way only
// the newest wish is kept, for it says all.
import { newKey } from '../lib/api.js';

export class Wishes {
  busy = false;
  /** The wish whose request got no answer, with its key. */
  failed = null;
  #next = null;
  #now = null;
  #idle = Promise.resolve();

  /** `ask(wish, key)` carries a wish out, or throws a Problem. */
  constructor(ask) {
    this.ask = ask;
  }

  /** The labels that are wanted, if anything is under way and names them. */
  get wanted() {
    const wish = this.#next ?? this.#now;
    return Array.isArray(wish) ? wish : null;
  }

  want(wish) {
    this.failed = null;
    this.#next = wish;
    if (!this.busy) this.#idle = this.#run(newKey());
    return this.#idle;
  }

  /** The same request again, under the same key: if it was done already, its first answer comes. */
  again() {
    if (!this.failed || this.busy) return this.#idle;
    const { wish, key } = this.failed;
    this.failed = null;
    this.#next = wish;
    return this.#idle = this.#run(key);
  }

  async #run(key) {
    this.busy = true;
    for (; this.#next !== null; key = newKey()) {
      [this.#now, this.#next] = [this.#next, null];
      try {
        await this.ask(this.#now, key);
      } catch (problem) {
        if (problem.offline || problem.status === 503) this.failed = { wish: this.#now, key };
        // What came after it was built on what was refused.
        this.#next = null;
      }
    }
    this.#now = null;
    this.busy = false;
    this.settled?.();
  }
}
