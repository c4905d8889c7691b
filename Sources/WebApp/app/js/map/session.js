// One visit to a show: the live states, the reader's hold, and the map, wired together.
import { say } from '../lib/announce.js';
import { money } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { Hold } from '../hold/hold.js';
import { Live } from '../live/live.js';
import { free, held, SeatStates, Shown } from '../logic/reducer.js';
import { place, places } from './labels.js';

/** Events: 'counts', 'state' (the show's), and those of `hold` and `live`, which are the session's own. */
export class Session extends EventTarget {
  #said = '';
  #prices = {};
  #stop = new AbortController();

  constructor(show, hall, seats, map) {
    super();
    Object.assign(this, { show, hall, map });
    this.seats = new SeatStates(hall.count);
    this.seats.snap(seats);
    this.shown = new Shown(this.seats);
    this.live = new Live(show.id, this.seats);
    this.hold = new Hold(show.id, { ttl: show.rules?.hold_ttl_ms });
    this.most = show.rules?.max_seats_per_hold ?? 10;
  }

  /** To be called when the map is in the document, with its style sheet. */
  start() {
    const { signal } = this.#stop, { live, hold, map } = this;
    const on = (from, type, f) => from.addEventListener(type, f, { signal });
    map.open(this.hall, { look: (i) => this.shown.state(i), price: (category) => this.price(category) });
    on(map, 'seat', ({ detail }) => this.choose(detail));
    on(live, 'seats', ({ detail }) => this.#moved(detail));
    on(live, 'show', ({ detail }) => { this.show.state = detail; this.dispatchEvent(new Event('state')); });
    on(hold, 'woke', () => live.probe());
    on(hold, 'change', () => this.#held());
    on(hold, 'conflict', ({ detail }) => this.#paint(this.shown.refused(detail.conflicts ?? [], this.hall.byLabel)));
    const beat = setInterval(() => this.#paint(this.shown.lapsed()), 500);
    signal.addEventListener('abort', () => clearInterval(beat));
    live.start();
    hold.resume();
  }

  stop() {
    this.#stop.abort();
    this.live.stop();
    this.hold.stop();
    this.map.stop();
  }

  price(category) {
    const price = this.show.prices[category];
    return this.#prices[category] ??= price ? money(price) : '';
  }

  /** Indexes of labels. */
  at(labels) { return labels.map((label) => this.hall.byLabel.get(label)).filter((i) => i !== undefined); }

  /** Takes a seat, or gives it back; says why not. */
  choose(i) {
    const seat = this.hall.seats[i], state = this.shown.state(i), { hold } = this;
    if (state !== free && state < 4) {
      return say(t(state === held ? 'say.held' : 'say.taken', { seat: place(this.hall, seat) }));
    }
    if (hold.state === 'paying') return say(t('say.paying'));
    if (state === free && hold.wanted.length >= this.most) return say(t('say.most', { n: this.most }));
    hold.toggle(seat.label);
  }

  #paint(indexes) { if (indexes.length) this.map.paint(indexes); }

  #moved(indexes) {
    this.shown.told(indexes);
    this.#paint(indexes);
    this.dispatchEvent(new Event('counts'));
    // A seat of ours that the server no longer counts as held: ask what became of it.
    const { hold, shown, seats } = this;
    if (!hold.busy && [...shown.mine].some((i) => seats.states[i] !== held)) hold.refresh();
  }

  #held() {
    const { hold, shown } = this;
    this.#paint(shown.own(this.at(hold.seats), this.at(hold.wanted)));
    const now = hold.seats.join();
    if (hold.busy || now === this.#said) return;
    this.#said = now;
    this.#follow();
    if (hold.lines.length) say(t('say.yours', { seats: places(this.hall, this.at(hold.seats)), total: money(hold.total) }));
    else if (hold.state === 'none') say(t('say.none'));
  }

  // Seats that the server chose come into sight; those picked by hand are in sight already.
  #follow() {
    const [first] = this.at(this.hold.seats);
    if (first !== undefined && !this.map.contains(document.activeElement)) this.map.showSeat(first);
  }
}
