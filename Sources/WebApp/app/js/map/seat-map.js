// <seat-map>: the window on a hall. Up to 600 seats are all real elements; above, a canvas shows the hall and the
// section in focus is real elements on top of it.
import { h, mount } from '../lib/dom.js';
import { t } from '../lib/i18n.js';
import { HitGrid, partAt } from '../logic/hit.js';
import { nearest } from '../logic/walk.js';
import { fit, toHall } from '../logic/view.js';
import { gestures } from './gestures.js';
import { Grid } from './grid.js';
import { Census } from './canvas.js';
import { onTheme, readPalette, Stage } from './looks.js';
import { MiniMap, Painter } from './painter.js';
import { HallWindow, handy } from './window.js';

/** Pixels a seat below which a tap means "nearer". */
const tiny = 15;

/** Events: 'seat' (detail: its index), 'best', 'section' (detail: the part). */
class SeatMap extends HallWindow {
  #stop = new AbortController();
  #settle = 0;
  part = -1;

  /** `look(i)`: a seat's state; `price(category)`: in words. */
  open(hall, { look, price }) {
    Object.assign(this, { hall, look, large: hall.large });
    this.grid = new Grid(hall, look, price);
    this.census = this.large ? new Census(hall, look) : null;
    this.painter = this.large ? new Painter(hall, look, this.census, () => this.classList.toggle('far', !this.painter.near)) : null;
    this.stage = new Stage(hall);
    this.mini = hall.large ? new MiniMap(hall, this.census, (x, y) => this.set(this.around(x, y))) : null;
    mount(this, this.painter?.el, this.stage.el, this.grid.el, this.mini?.el);
    this.classList.toggle('round', hall.bent);
    const { signal } = this.#stop;
    this.#listen(signal);
    if (this.large) {
      onTheme(() => this.#recolour(), signal);
      this.#recolour();
    }
    this.watch(signal);
    if (!this.large) this.grid.open(hall.parts, t('map.seats'));
    // The hall is seen first; its section's elements can wait for a moment of rest.
    else setTimeout(() => this.part < 0 && !signal.aborted && this.#open(hall.partOf[this.#central()]), 60);
  }

  stop() {
    this.#stop.abort();
    clearTimeout(this.#settle);
    this.painter?.stop();
    this.mini?.stop();
  }

  /** Buttons for those who can't pinch, to be put beside the map. */
  tools() {
    const button = (name, sign, f) => h('button', { type: 'button', class: 'btn tool', 'aria-label': t(name), title: t(name), on: { click: f } }, sign);
    return h('div', { class: 'tools' }, button('map.in', '+', () => this.step(1.6)), button('map.out', '−', () => this.step(1 / 1.6)),
      button('map.all', '⤢', () => this.glide(this.all())));
  }

  #listen(signal) {
    gestures(this, {
      pan: (dx, dy) => this.pan(dx, dy), zoom: (factor, x, y) => this.zoom(factor, x, y), end: () => this.rested(),
    }, signal);
    this.addEventListener('click', (event) => this.#click(event), { signal });
    this.grid.el.addEventListener('keydown', (event) => this.#key(event), { signal });
    this.grid.el.addEventListener('focusin', ({ target }) => target.dataset.i && this.reveal(Number(target.dataset.i)), { signal });
    // Some assistive technology scrolls what it reads into sight, in its own way.
    this.addEventListener('scroll', () => { this.scrollTop = this.scrollLeft = 0; }, { signal });
  }

  #recolour() {
    const palette = readPalette(this, this.hall.categories);
    this.painter.recolour(palette);
    this.mini.touch(palette);
    if (this.view) this.set(this.view);
  }

  sized(width, height) {
    this.painter?.resize(width, height);
    this.mini?.resize(width, height);
  }

  drawn() {
    const { s } = this.view;
    this.painter?.show(this.view);
    this.stage.show(this.view);
    this.grid.show(this.view);
    this.mini?.show(this.view, this.width, this.height, s <= this.least * 1.05);
  }

  // Once the window rests on seats of another section, that one becomes real.
  rested() {
    clearTimeout(this.#settle);
    if (!this.large) return;
    this.#settle = setTimeout(() => {
      if (this.view.s < 11 || this.grid.el.contains(document.activeElement)) return;
      const here = partAt(this.hall.parts, ...this.middle());
      if (here >= 0) this.#open(here);
    }, 220);
  }

  #open(part) {
    if (part === this.part) return;
    this.part = part;
    this.grid.open([this.hall.parts[part]], t('map.section', { section: this.hall.parts[part].name }));
    if (this.view) this.grid.show(this.view);
    this.painter.leaveOut(this.hall.parts[part]);
    this.dispatchEvent(new CustomEvent('section', { detail: part }));
  }

  // The seat that is nearest to the middle of all.
  #central() {
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
    const near = Math.max(handy, fit(box, this.width, this.height).s);
    this.glide(this.around((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, near));
    if (focus) this.grid.focus(this.grid.at);
  }

  #click(event) {
    if (event.target.closest('.mini')) return;
    const { left, top } = this.getBoundingClientRect();
    const [px, py] = [event.clientX - left, event.clientY - top];
    const seat = event.target.closest('.chair');
    if (this.view.s < tiny) return this.#nearer(px, py);
    this.hits ??= new HitGrid(this.hall);
    const i = seat ? Number(seat.dataset.i) : this.hits.at(...toHall(this.view, px, py));
    if (i >= 0) this.choose(i);
  }

  #nearer(px, py) {
    const [x, y] = toHall(this.view, px, py);
    if (this.large) {
      const part = partAt(this.hall.parts, x, y);
      if (part >= 0 && this.view.s * 4 < handy) return this.goTo(part);
    }
    this.glide(this.around(x, y, handy));
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
    this.reveal(i);
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
    else if (key === '+' || key === '=') this.step(1.5);
    else if (key === '-') this.step(1 / 1.5);
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
