// The reader's own seats: what is wanted, what the server has given, and for how long.
import { get, newKey, send } from '../lib/api.js';
import { load, remove, save } from '../lib/store.js';
import { Countdown, SleepDetector } from '../logic/time.js';
import { Wishes } from './wishes.js';

const warnAt = 120000;
const over = new Set(['expired', 'booked', 'lost']);
const gone = new Set(['hold_expired', 'hold_not_found']);

/** One for this browser, so that the shop's limits for a person can be kept. It says nothing of who it is. */
const holder = () => {
  const id = load('holder') ?? newKey();
  save('holder', id);
  return id;
};

/**
 * `state`: none, pending (the first request is under way), active, paying, booked, expired, lost.
 * Events: 'change'; 'conflict' (detail: the Problem, with `conflicts`, `suggestion`, `rule`); 'trouble' (detail: a
 * Problem that choosing other seats does not mend); 'warn'; 'expired' and 'lost' (detail: the seats that went);
 * 'woke': the machine slept, nothing that was heard before is to be trusted.
 */
export class Hold extends EventTarget {
  state = 'none';
  id = null;
  /** What the server has given: `[{label, index, category, price}]`. */
  lines = [];
  total = null;
  /** No more time is to be had. */
  final = false;
  #clock = new Countdown();
  #sleep = new SleepDetector(Date.now(), performance.now());
  #stop = new AbortController();
  #wishes = new Wishes((labels, key) => this.#ask(labels, key));
  #tick;

  constructor(show, { ttl = 600000 } = {}) {
    super();
    Object.assign(this, { show, ttl });
    this.path = `/v1/shows/${encodeURIComponent(show)}/holds`;
    const { signal } = this.#stop;
    this.#tick = setInterval(() => this.#beat(), 1000);
    document.addEventListener('visibilitychange', () => document.hidden || this.refresh(), { signal });
    addEventListener('online', () => (this.waiting ? this.retry() : this.refresh()), { signal });
    this.#wishes.settled = () => this.#changed();
  }

  /** Labels the server has given. */
  get seats() { return this.lines.map((line) => line.label); }
  /** Labels as they will be when what is under way has been done. */
  get wanted() { return this.#wishes.wanted ?? this.seats; }
  get busy() { return this.#wishes.busy; }
  /** A request that got no answer: `retry` sends it again, under the same key. */
  get waiting() { return this.#wishes.failed; }
  remaining() { return this.#clock.left(performance.now()) ?? 0; }

  stop() {
    this.#stop.abort();
    clearInterval(this.#tick);
  }

  pick(labels) {
    if (this.state === 'paying' && labels.length) return;
    if (over.has(this.state)) this.#drop('none');
    const run = this.#wishes.want(labels);
    this.#changed(this.state === 'none' && labels.length ? 'pending' : this.state);
    return run;
  }

  toggle(label) {
    const wanted = this.wanted;
    return this.pick(wanted.includes(label) ? wanted.filter((l) => l !== label) : [...wanted, label]);
  }

  /** Lets the server choose; what is held now is given up in the same step. */
  best(count, options = {}) {
    if (this.state === 'paying') return;
    if (over.has(this.state)) this.#drop('none');
    const run = this.#wishes.want({ best_available: { count, ...options } });
    this.#changed(this.state === 'none' ? 'pending' : this.state);
    return run;
  }

  release() { return this.pick([]); }
  retry() { return this.#wishes.again(); }

  /** More time: as much as there still is to be had. */
  async extend() {
    for (const ttl_ms of [this.ttl, 300000, 150000]) {
      if (ttl_ms <= this.remaining()) break;
      const from = performance.now();
      try {
        const { body } = await send('POST', `${this.path}/${this.id}/extend`, { ttl_ms }, { signal: this.#stop.signal });
        this.#take(body, from);
        return true;
      } catch (problem) {
        if (problem.code === 'cannot_extend') continue;
        this.#failed(problem);
        return false;
      }
    }
    this.final = true;
    this.#changed();
    return false;
  }

  /** Takes up a hold from before, say after a reload. */
  async resume(id = load(`hold:${this.show}`)?.id) {
    if (!id) return false;
    this.id = id;
    await this.refresh();
    return this.state === 'active' || this.state === 'paying';
  }

  /** Asks the server how things stand: after a sleep, another tab, or a seat that looks lost. */
  async refresh() {
    const stored = load(`hold:${this.show}`)?.id;
    if (stored && stored !== this.id && !this.busy) this.id = stored;
    if (!this.id || this.busy || over.has(this.state)) return;
    const [id, from] = [this.id, performance.now()];
    try {
      const { body } = await get(`${this.path}/${id}`, { signal: this.#stop.signal });
      if (id === this.id && !this.busy) this.#take(body, from);
    } catch (problem) {
      if (id === this.id && gone.has(problem.code)) this.#drop(this.lines.length ? 'lost' : 'none');
    }
  }

  async #ask(wish, key) {
    const options = { idempotencyKey: key, signal: this.#stop.signal };
    const from = performance.now();
    try {
      if (Array.isArray(wish) && !wish.length) {
        if (this.id) await send('DELETE', `${this.path}/${this.id}`, undefined, options);
        return this.#drop('none');
      }
      const { body } = await this.#write(wish, options);
      this.#take(body, from);
      // It was tried more than once, so when the answer was made is not known well.
      if (performance.now() - from > 1000) setTimeout(() => this.refresh());
    } catch (problem) {
      if (this.#stop.signal.aborted) return;
      this.#failed(problem);
      throw problem;
    }
  }

  #write(wish, options) {
    if (Array.isArray(wish) && this.id) return send('PATCH', `${this.path}/${this.id}`, { seats: wish }, options);
    const body = Array.isArray(wish) ? { seats: wish } : wish;
    const replaces = this.id ? { replaces: this.id } : {};
    return send('POST', this.path, { ...body, ...replaces, holder: holder() }, options);
  }

  #take(body, from) {
    if (body.state === 'expired') return this.#drop('expired');
    // Given up in another tab, it is forgotten there; else somebody took it from us.
    if (body.state === 'released') return this.#drop(load(`hold:${this.show}`)?.id === body.id ? 'lost' : 'none');
    this.id = body.id;
    this.lines = body.seats;
    this.total = body.total;
    if (body.state === 'booked') return this.#drop('booked');
    this.#clock.set(body.expires_in_ms, from);
    save(`hold:${this.show}`, { id: body.id, seats: this.seats });
    this.#changed(body.state);
  }

  // Nothing is held any more, for whatever reason.
  #drop(state) {
    const seats = this.lines;
    if (load(`hold:${this.show}`)?.id === this.id) remove(`hold:${this.show}`);
    [this.id, this.lines, this.total, this.final] = [null, [], null, false];
    this.#clock.stop();
    this.#changed(state);
    if ((state === 'expired' || state === 'lost') && seats.length) this.#tell(state, seats);
  }

  #failed(problem) {
    if (gone.has(problem.code)) return this.#drop(problem.code === 'hold_expired' ? 'expired' : 'lost');
    this.#changed(this.state === 'pending' ? 'none' : this.state);
    const other = problem.conflicts || problem.rule || ['sold_out', 'not_enough_together'].includes(problem.code);
    this.#tell(other ? 'conflict' : 'trouble', problem);
  }

  #beat() {
    if (this.#sleep.tick(Date.now(), performance.now())) return this.#tell('woke'), this.refresh();
    const what = this.state === 'active' || this.state === 'paying' ? this.#clock.check(performance.now(), warnAt) : null;
    if (what === 'warn') this.#tell('warn');
    if (what === 'over') return this.#end();
  }

  // The server decides when it is over, in particular while money is on its way; without a line, the clock does.
  async #end() {
    await this.refresh();
    if (this.state === 'active' && !this.remaining() && !this.busy) this.#drop('expired');
  }

  #changed(state = this.state) {
    this.state = state;
    this.#tell('change');
  }

  #tell(type, detail) { this.dispatchEvent(new CustomEvent(type, { detail })); }
}
