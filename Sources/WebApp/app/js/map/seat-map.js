// <seat-map>: the window on a hall. Up to 600 seats are all real elements; above, a canvas shows the hall and the
// section in focus is real elements on top of it.
import { h, mount } from '../lib/dom.js';
import { t } from '../lib/i18n.js';
import { HitGrid, partAt } from '../logic/hit.js';
import { nearest } from '../logic/walk.js';
import * as at from '../logic/view.js';
import { gestures } from './gestures.js';
import { Grid } from './grid.js';
import { Census } from './canvas.js';
import { glide, onTheme, readPalette, Stage } from './looks.js';
import { MiniMap, Painter } from './painter.js';

/** Pixels a seat that can be read and hit (WCAG 2.5.8), and below which a tap means "nearer". */
const handy = 28, tiny = 15;

/** Events: 'seat' (detail: its index), 'best', 'section' (detail: the part). */
class SeatMap extends HTMLElement {
  #stop = new AbortController();
  #frame = 0;
  #settle = 0;
  part = -1;

  /** `look(i)`: a seat's state; `price(category)`: in words. */
  open(hall, { look, price }) {
    Object.assign(this, { hall, look, large: hall.large });
    this.grid = new Grid(hall, look, price);
    this.census = this.large ? new Census(hall, look) : null;
    this.painter = this.large ? new Painter(hall, look, this.census) : null;
    this.stage = new Stage(hall);
    this.mini = hall.large ? new MiniMap(hall, this.census, (x, y) => this.#set(at.centre(this.view, x, y, this.width, this.height))) : null;
    mount(this, this.painter?.el, this.stage.el, this.grid.el, this.mini?.el);
    this.classList.toggle('round', hall.bent);
    const { signal } = this.#stop;
    this.#listen(signal);
    onTheme(() => this.#recolour(), signal);
    this.#recolour();
    const watch = new ResizeObserver(() => this.#resized());
    watch.observe(this);
    signal.addEventListener('abort', () => watch.disconnect());
    this.#resized();
    if (!this.large) this.grid.open(hall.parts, t('map.seats'));
    // The hall is seen first; its section's elements can wait for a moment of rest.
    else setTimeout(() => this.part < 0 && !signal.aborted && this.#open(hall.partOf[this.#middle()]), 60);
  }

  stop() {
    this.#stop.abort();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settle);
    this.painter?.stop();
    this.mini?.stop();
  }

  /** Buttons for those who can't pinch, to be put beside the map. */
  tools() {
    const button = (name, sign, f) => h('button', { type: 'button', class: 'btn tool', 'aria-label': t(name), title: t(name), on: { click: f } }, sign);
    const middle = (factor) => () => this.#glide(at.zoom(this.view, factor, this.width / 2, this.height / 2, this.least));
    return h('div', { class: 'tools' }, button('map.in', '+', middle(1.6)), button('map.out', '−', middle(1 / 1.6)),
      button('map.all', '⤢', () => this.#glide(this.all())));
  }

  #listen(signal) {
    gestures(this, {
      pan: (dx, dy) => this.#set(at.pan(this.view, dx, dy)),
      zoom: (factor, x, y) => {
        const view = at.zoom(this.view, factor, x, y, this.least);
        const moved = view.s !== this.view.s;
        if (moved) this.#set(view);
        return moved;
      },
      end: () => this.#rest(),
    }, signal);
    this.addEventListener('click', (event) => this.#click(event), { signal });
    this.grid.el.addEventListener('keydown', (event) => this.#key(event), { signal });
    this.grid.el.addEventListener('focusin', ({ target }) => target.dataset.i && this.#reveal(Number(target.dataset.i)), { signal });
    // Some assistive technology scrolls what it reads into sight, in its own way.
    this.addEventListener('scroll', () => { this.scrollTop = this.scrollLeft = 0; }, { signal });
  }

  #recolour() {
    this.palette = readPalette(this, this.hall.categories);
    this.painter?.recolour(this.palette);
    this.mini?.touch(this.palette);
    if (this.view) this.#set(this.view);
  }

  #resized() {
    const { clientWidth: width, clientHeight: height } = this;
    if (!width || !height || (width === this.width && height === this.height)) return;
    const [old, first] = [this.view && at.toHall(this.view, this.width / 2, this.height / 2), !this.view];
    Object.assign(this, { width, height });
    this.least = this.all().s;
    this.painter?.resize(width, height);
    this.mini?.resize(width, height);
    if (first) return this.#set(this.#start());
    this.#set(at.centre({ s: Math.max(this.least, this.view.s) }, ...old, width, height));
  }

  /** A view of the whole hall. */
  all() { return at.fit(this.hall.area, this.width, this.height); }

  // Small halls begin at a size that a finger can hit, with the best seats in the middle.
  #start() {
    const whole = this.all();
    if (this.large || whole.s >= handy) return whole;
    const { x0, x1, y0, y1 } = this.hall.area;
    return at.centre({ s: handy }, (x0 + x1) / 2, y0 + Math.min((y1 - y0) / 2, this.height / handy / 2), this.width, this.height);
  }

  #set(view) {
    this.view = at.clamp(view, this.hall.area, this.width, this.height);
    this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; this.#show(); });
  }

  #show() {
    const { view: { s }, large } = this;
    this.painter?.show(this.view);
    this.stage.show(this.view);
    this.grid.show(this.view);
    this.classList.toggle('far', large && s < 11);
    this.mini?.show(this.view, this.width, this.height, s <= this.least * 1.05);
  }

  #glide(view) {
    this.stopGlide?.();
    const to = at.clamp(view, this.hall.area, this.width, this.height);
    this.stopGlide = glide(this.view, to, (v) => this.#set(v), () => this.#rest());
  }

  // Once the window rests on seats of another section, that one becomes real.
  #rest() {
    clearTimeout(this.#settle);
    if (!this.large) return;
    this.#settle = setTimeout(() => {
      if (this.view.s < 11 || this.grid.el.contains(document.activeElement)) return;
      const here = partAt(this.hall.parts, ...at.toHall(this.view, this.width / 2, this.height / 2));
      if (here >= 0) this.#open(here);
    }, 220);
  }

  #open(part) {
    if (part === this.part) return;
    this.part = part;
    this.grid.open([this.hall.parts[part]], t('map.section', { section: this.hall.parts[part].name }));
    this.grid.show(this.view);
    this.dispatchEvent(new CustomEvent('section', { detail: part }));
  }

  // The seat that is nearest to the middle of all.
  #middle() {
    const { hall: { xs, ys, count, box } } = this;
    let best = 0, least = Infinity;
    for (let i = 0; i < count; i++) {
      const far = Math.hypot(xs[i] - (box.x0 + box.x1) / 2, ys[i] - (box.y0 + box.y1) / 2);
      if (far < least) [best, least] = [i, far];
    }
    return best;
  }

  /** Goes to a section, and shows it near enough to choose in. */
  goTo(part, focus) {
    this.#open(part);
    const { box } = this.hall.parts[part];
    const near = at.fit(box, this.width, this.height);
    const middle = [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
    this.#glide(at.centre({ s: Math.max(handy, near.s) }, ...middle, this.width, this.height));
    if (focus) this.grid.focus(this.grid.at);
  }

  #click(event) {
    if (event.target.closest('.mini')) return;
    const { left, top } = this.getBoundingClientRect();
    const [px, py] = [event.clientX - left, event.clientY - top];
    const seat = event.target.closest('.chair');
    if (this.view.s < tiny) return this.#nearer(px, py);
    this.hits ??= new HitGrid(this.hall);
    const i = seat ? Number(seat.dataset.i) : this.hits.at(...at.toHall(this.view, px, py));
    if (i >= 0) this.choose(i);
  }

  #nearer(px, py) {
    const [x, y] = at.toHall(this.view, px, py);
    if (this.large) {
      const part = partAt(this.hall.parts, x, y);
      if (part >= 0 && this.view.s * 4 < handy) return this.goTo(part);
    }
    this.#glide(at.centre({ s: handy }, x, y, this.width, this.height));
  }

  /** As if the seat had been clicked. */
  choose(i) {
    if (this.large && !this.grid.has(i)) this.#open(this.hall.partOf[i]);
    this.grid.focus(i);
    this.dispatchEvent(new CustomEvent('seat', { detail: i }));
  }

  /** Brings a seat into sight. */
  showSeat(i) {
    if (this.large && !this.grid.has(i)) this.#open(this.hall.partOf[i]);
    this.grid.rove(i);
    this.#reveal(i);
  }

  #reveal(i) {
    const { xs, ys } = this.hall;
    const near = this.view.s < handy * 0.7 ? at.centre({ s: handy }, xs[i], ys[i], this.width, this.height) : this.view;
    const to = at.reveal(near, xs[i], ys[i], this.width, this.height, 48);
    if (to.s !== this.view.s || to.x !== this.view.x || to.y !== this.view.y) this.#glide(to);
  }

  #key(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (altKey || metaKey) return;
    const to = this.grid.next(key, ctrlKey);
    if (to !== null) this.grid.focus(this.#beyond(key, to));
    else if (key === ' ' || key === 'Enter') this.choose(this.grid.at);
    else if (key === 'PageDown' || key === 'PageUp') this.#page(key === 'PageDown' ? 1 : -1);
    else if (ctrlKey) return;
    else if (key === 'b' || key === 'B') this.dispatchEvent(new CustomEvent('best'));
    else if (key === '+' || key === '=') this.#glide(at.zoom(this.view, 1.5, this.width / 2, this.height / 2, this.least));
    else if (key === '-') this.#glide(at.zoom(this.view, 1 / 1.5, this.width / 2, this.height / 2, this.least));
    else return;
    event.preventDefault();
  }

  // A section that was too long for one grid goes on in the next part.
  #beyond(key, to) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[key];
    const { parts, xs } = this.hall;
    if (!this.large || !step || to !== this.grid.at || parts[this.part + step]?.section !== parts[this.part].section) return to;
    this.#open(this.part + step);
    return nearest(this.grid.rows.at(step > 0 ? 0 : -1), xs, xs[to]);
  }

  #page(step) {
    const { parts, partOf } = this.hall;
    const part = (partOf[this.grid.at] + step + parts.length) % parts.length;
    if (this.large) return this.goTo(part, true);
    this.grid.focus(parts[part].rows[0].seats[0]);
  }

  /** Paints seats that changed. */
  paint(indexes) {
    this.grid.paint(indexes);
    if (!this.large) return;
    this.painter.paint(indexes, this.census.update(indexes));
    this.mini.touch();
  }
}

customElements.define('seat-map', SeatMap);
