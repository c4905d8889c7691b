// Keeps a show's seats up to date, over whatever line there is.
import { wait } from '../logic/time.js';
import { openSocket, openStream } from './lines.js';

const final = 4404;

/**
 * Events: 'seats' (detail: indexes that changed), 'show' (detail: its state), 'link' (`link` changed).
 * `link`: 'connecting' at first, 'live', 'stale' (what is shown may be old), 'gone' (no such show).
 */
export class Live extends EventTarget {
  link = 'connecting';
  /** When the last word came, by the monotonic clock. */
  heard = 0;
  #line = null;
  #timer = 0;
  #attempt = 0;
  #failed = 0;
  #hint = null;
  #over = new AbortController();

  /** `seats`: the SeatStates to keep. */
  constructor(show, seats) {
    super();
    Object.assign(this, { show, seats });
  }

  start() {
    const { signal } = this.#over;
    addEventListener('online', () => this.now(), { signal });
    addEventListener('offline', () => this.#set('stale'), { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && this.now(), { signal });
    addEventListener('pagehide', () => this.#line?.close(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden || this.probe(), { signal });
    this.#connect();
  }

  stop() {
    this.#over.abort();
    clearTimeout(this.#timer);
    this.#line?.close();
    this.#line = null;
  }

  /** Is the line still alive? After a sleep it may look so and not be. */
  probe() {
    if (this.#line && this.link === 'live') this.#line.ping();
    else this.now();
  }

  /** Connects anew at once: the line before a sleep is not to be trusted. */
  now() {
    if (this.link === 'gone' || this.#over.signal.aborted) return;
    this.#line?.close();
    this.#attempt = 0;
    this.#connect();
  }

  #connect() {
    clearTimeout(this.#timer);
    // Two lines that never got a word through: this network may not let WebSockets pass.
    const open = this.#failed >= 2 && this.#failed % 3 ? openStream : openSocket;
    let heard = false;
    const line = this.#line = open(this.show, this.seats.seq, {
      hear: (message) => {
        if (this.#line !== line) return;
        if (!heard) this.#failed = 0;
        heard = true;
        this.heard = performance.now();
        this.#hear(message);
      },
      gone: (code) => {
        if (this.#line !== line) return;
        if (!heard) this.#failed++;
        this.#lost(code);
      },
    });
  }

  #lost(code) {
    this.#line = null;
    if (code === final) return this.#set('gone');
    this.#set('stale');
    this.#timer = setTimeout(() => this.#connect(), wait(this.#attempt++, Math.random, this.#hint));
    this.#hint = null;
  }

  #hear(message) {
    switch (message.t) {
      case 'welcome':
        // Nothing was missed, so nothing will be sent before the next change.
        if (message.seq === this.seats.seq) this.#fresh();
        return;
      case 'snap': return this.#changed(this.seats.snap(message));
      case 'd': {
        const changed = this.seats.delta(message);
        if (changed) return this.#changed(changed);
        this.seats.seq = null;
        return this.now();
      }
      case 'show': return this.#tell('show', message.state);
      case 'bye':
        this.#hint = message.retry_after_ms ?? null;
    }
  }

  #changed(indexes) {
    this.#fresh();
    if (indexes.length) this.#tell('seats', indexes);
  }

  #fresh() {
    this.#attempt = 0;
    this.#set('live');
  }

  #set(link) {
    if (this.link === link) return;
    this.link = link;
    this.#tell('link', link);
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
