// Seats as real elements: a WAI-ARIA grid that is what one sees, points at and walks through.
import { h, mount } from '../lib/dom.js';
import { t } from '../lib/i18n.js';
import { walk } from '../logic/walk.js';
import { describe, glyph } from './labels.js';

/** Pixels a seat at scale 1 of the plane. */
const unit = 32;

export class Grid {
  rows = [];
  #cells = new Map();
  /** What each cell says: a state and 1, or 0. */
  #shown;
  #at = -1;

  /** `state(i)` and `price(category)` say what to show. */
  constructor(hall, state, price) {
    Object.assign(this, { hall, state, price });
    this.el = h('div', { class: 'plane', role: 'grid' });
  }

  has(i) { return this.#cells.has(i); }
  cell(i) { return this.#cells.get(i); }
  get at() { return this.#at; }

  /** Shows these parts of the hall and nothing else. */
  open(parts, name) {
    this.#cells.clear();
    this.#shown = new Uint8Array(this.hall.count);
    // The plane is as large as what is on it: browsers clip what hangs out of a layer of their own.
    const x = Math.min(...parts.map((part) => part.box.x0)) - 2, y = Math.min(...parts.map((part) => part.box.y0)) - 0.5;
    this.origin = { x, y };
    this.el.style.width = `${(Math.max(...parts.map((part) => part.box.x1)) + 1 - x) * unit}px`;
    this.el.style.height = `${(Math.max(...parts.map((part) => part.box.y1)) + 1 - y) * unit}px`;
    this.rows = parts.flatMap((part) => part.rows.map((row) => row.seats));
    mount(this.el, ...parts.flatMap((part) => part.rows.map((row) => this.#row(row))));
    this.el.setAttribute('aria-label', name);
    this.rove(this.#first());
  }

  // Where the keyboard comes in: the reader's own seat, else a free one, else any.
  #first() {
    const all = this.rows.flat();
    return all.find((i) => this.state(i) === 4) ?? all.find((i) => this.state(i) === 0) ?? all[0];
  }

  #row(row) {
    const first = row.seats[0];
    const head = h('div', { class: 'row-name', role: 'rowheader', 'aria-label': t('row', { row: row.name }) }, row.name);
    this.#put(head, this.hall.xs[first] - (this.hall.bent ? 0.95 : 1.15), this.hall.ys[first]);
    return h('div', { role: 'row' }, head, row.seats.map((i) => this.#cell(i)));
  }

  #cell(i) {
    const cell = h('div', { class: 'chair', role: 'gridcell', tabIndex: -1 });
    cell.dataset.i = i;
    cell.style.setProperty('--tone', this.hall.categories[this.hall.cats[i]]?.color ?? '#888');
    this.#put(cell, this.hall.xs[i], this.hall.ys[i]);
    this.#cells.set(i, cell);
    this.#fill(cell, i);
    return cell;
  }

  #put(el, x, y) {
    // Not by transforms: hundreds of them make every change of one seat a matter of all.
    el.style.left = `${((x - this.origin.x - 0.5) * unit).toFixed(1)}px`;
    el.style.top = `${((y - this.origin.y - 0.5) * unit).toFixed(1)}px`;
  }

  /** Puts the plane where a view of the hall has it. */
  show({ s, x, y }) {
    if (this.origin) this.el.style.transform = `translate(${x + this.origin.x * s}px, ${y + this.origin.y * s}px) scale(${s / unit})`;
  }

  #fill(cell, i) {
    const state = this.state(i), was = this.#shown[i], seat = this.hall.seats[i];
    if (was === state + 1) return;
    this.#shown[i] = state + 1;
    cell.dataset.s = state;
    const text = glyph(seat, state);
    if (cell.firstChild) cell.firstChild.data = text;
    else cell.append(text);
    cell.setAttribute('aria-label', describe(this.hall, seat, state, this.price));
    if (!was || was === 5 || state === 4) cell.setAttribute('aria-selected', state === 4);
    const taken = state > 0 && state < 4;
    if (!was || taken !== (was > 1 && was < 5)) cell.setAttribute('aria-disabled', taken);
  }

  /** Paints what is different; the others' elements are left alone. */
  paint(indexes) {
    for (const i of indexes) {
      const cell = this.#cells.get(i);
      if (cell) this.#fill(cell, i);
    }
  }

  /** Moves the one tab stop. */
  rove(i) {
    const [from, to] = [this.#cells.get(this.#at), this.#cells.get(i)];
    if (!to) return;
    if (from) from.tabIndex = -1;
    to.tabIndex = 0;
    this.#at = i;
  }

  focus(i) {
    this.rove(i);
    this.#cells.get(i)?.focus({ preventScroll: true });
  }

  /** Where a key leads from the seat in focus, or null. */
  next(key, ctrl) { return walk(this.rows, this.hall.xs, this.#at, key, ctrl); }
}
