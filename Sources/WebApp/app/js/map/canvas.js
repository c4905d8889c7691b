// Seats on a canvas, at each level of detail.
import { h } from '../lib/dom.js';
import { dotSize, meets } from '../logic/view.js';
import { glyph } from './labels.js';

// Seats drawn once and stamped many times. All are on one sheet, which is filled before anything is stamped:
// drawing on a sheet and from it in turns would copy it each time.

const across = 32;

export class Sprites {
  #slots = new Map();
  #sheet = h('canvas');
  #size = 0;
  #rows = 0;

  /** `size`: device pixels a seat; a change of it or of the palette starts anew. */
  reset(size, palette, round) {
    Object.assign(this, { palette, round });
    this.#slots.clear();
    this.#size = Math.max(4, Math.round(size));
    this.#rows = 0;
  }

  get size() { return this.#size; }

  /** Makes sure that all of `wanted` ([category, state, text]) are on the sheet. */
  prepare(wanted) {
    const missing = new Map();
    for (const [category, state, text] of wanted) {
      const name = `${category}|${state}|${text}`;
      if (!this.#slots.has(name)) missing.set(name, [category, state, text]);
    }
    if (!missing.size) return;
    const from = this.#slots.size;
    this.#grow(from + missing.size);
    const ctx = this.#sheet.getContext('2d');
    let n = from;
    for (const [name, what] of missing) {
      const slot = { x: (n % across) * this.#size, y: Math.floor(n / across) * this.#size };
      this.#slots.set(name, slot);
      n++;
      this.#draw(ctx, slot, ...what);
    }
  }

  #grow(count) {
    const rows = Math.ceil(count / across);
    if (rows <= this.#rows && this.#sheet.width === across * this.#size) return;
    const old = this.#rows ? this.#sheet : null;
    this.#rows = Math.max(rows, this.#rows * 2);
    this.#sheet = h('canvas', { width: across * this.#size, height: this.#rows * this.#size });
    if (old) this.#sheet.getContext('2d').drawImage(old, 0, 0);
  }

  #draw(ctx, { x, y }, category, state, text) {
    const size = this.#size, { fill, edge, ink, line } = this.palette.seats[category][state];
    const thick = Math.max(1, size * (state > 3 ? 0.1 : 0.06)), inset = size * 0.08 + thick / 2, side = size - 2 * inset;
    ctx.save();
    ctx.clearRect(x, y, size, size);
    ctx.beginPath();
    ctx.roundRect(x + inset, y + inset, side, side, this.round ? side / 2 : [side * 0.34, side * 0.34, side * 0.2, side * 0.2]);
    ctx.fillStyle = fill;
    ctx.fill();
    ctx.strokeStyle = edge;
    ctx.lineWidth = thick;
    if (line === 'dashed' || line === 'dotted') ctx.setLineDash([thick * 2, thick * 2]);
    if (line !== 'none') ctx.stroke();
    ctx.fillStyle = ink;
    ctx.font = `600 ${Math.round(size * (text.length > 2 ? 0.3 : 0.4))}px ${this.palette.font}`;
    [ctx.textAlign, ctx.textBaseline] = ['center', 'middle'];
    ctx.fillText(text, x + size / 2, y + size * 0.53);
    ctx.restore();
  }

  stamp(ctx, category, state, text, x, y) {
    const slot = this.#slots.get(`${category}|${state}|${text}`);
    const size = this.#size;
    ctx.drawImage(this.#sheet, slot.x, slot.y, size, size, Math.round(x - size / 2), Math.round(y - size / 2), size, size);
  }
}

const each = (hall, rect, skip, f) => {
  for (const part of hall.parts) {
    if (part === skip || !meets(part.box, rect)) continue;
    for (const i of part.seats) {
      const x = hall.xs[i], y = hall.ys[i];
      if (x > rect.x0 - 1 && x < rect.x1 + 1 && y > rect.y0 - 1 && y < rect.y1 + 1) f(i, x, y);
    }
  }
};

const text = (hall, i, state, level) => (level === 'labels' || state ? glyph(hall.seats[i], state) : '');

/** All seats in `rect`, but those of the part `skip`; `look(i)` is a seat's state. */
export const drawSeats = (ctx, hall, view, rect, { level, palette, sprites, look, skip }) => {
  if (level === 'dots') {
    let last = '';
    return each(hall, rect, null, (i, x, y) => { last = dot(ctx, hall, view, i, x, y, look(i), palette, last); });
  }
  const wanted = [];
  each(hall, rect, skip, (i) => { const s = look(i); wanted.push([hall.cats[i], s, text(hall, i, s, level)]); });
  sprites.prepare(wanted);
  let n = 0;
  each(hall, rect, skip, (i, x, y) => {
    const [category, state, words] = wanted[n++];
    sprites.stamp(ctx, category, state, words, x * view.s + view.x, y * view.s + view.y);
  });
};

const dot = (ctx, hall, view, i, x, y, state, palette, last) => {
  const { edge, fill } = palette.seats[hall.cats[i]][state];
  const color = state > 3 ? fill : edge;
  if (color !== last) ctx.fillStyle = color;
  const side = Math.max(1, dotSize[state] * view.s);
  ctx.fillRect(x * view.s + view.x - side / 2, y * view.s + view.y - side / 2, side, side);
  return color;
};

/** These seats anew, each by itself, and nothing beside them. */
export const redrawSeats = (ctx, hall, view, indexes, means) => {
  const { level, look, sprites, palette } = means;
  const said = indexes.map((i) => { const s = look(i); return [hall.cats[i], s, text(hall, i, s, level)]; });
  if (level !== 'dots') sprites.prepare(said);
  indexes.forEach((i, n) => {
    const [x, y, r] = [hall.xs[i] * view.s + view.x, hall.ys[i] * view.s + view.y, view.s * 0.495];
    const [category, state, words] = said[n];
    ctx.save();
    ctx.beginPath();
    if (hall.bent) ctx.arc(x, y, r, 0, 7);
    else ctx.rect(x - r, y - r, 2 * r, 2 * r);
    ctx.clip();
    ctx.clearRect(x - r - 1, y - r - 1, 2 * r + 2, 2 * r + 2);
    if (level === 'dots') dot(ctx, hall, view, i, hall.xs[i], hall.ys[i], state, palette, '');
    else sprites.stamp(ctx, category, state, words, x, y);
    ctx.restore();
  });
};

/** How many seats of each part are free, and how many the reader's; kept up by changes, not by counting anew. */
export class Census {
  constructor(hall, look) {
    Object.assign(this, { hall, look, states: new Uint8Array(hall.count).fill(9) });
    this.free = new Int32Array(hall.parts.length);
    this.own = new Int32Array(hall.parts.length);
    this.update(Uint32Array.from(hall.xs, (_, i) => i));
  }

  /** Returns the parts that are different now. */
  update(indexes) {
    const { hall: { partOf }, states, free, own } = this, parts = new Set();
    for (const i of indexes) {
      const [was, is, p] = [states[i], this.look(i), partOf[i]];
      if (was === is) continue;
      states[i] = is;
      free[p] += (is === 0) - (was === 0);
      own[p] += (is === 4 || is === 5) - (was === 4 || was === 5);
      parts.add(p);
    }
    return parts;
  }

  of(p) { return { free: this.free[p], own: this.own[p] > 0 }; }
}

/** A part as a whole: the more of its seats are free, the fuller its colour. `own`: some are the reader's. */
export const drawPart = (ctx, view, part, category, { palette, free, own, ratio }) => {
  const [{ edge, ink }, , , , , , { fill }] = palette.seats[category];
  ctx.beginPath();
  for (const [x, y] of part.corners) ctx.lineTo(x * view.s + view.x, y * view.s + view.y);
  ctx.closePath();
  ctx.fillStyle = palette.surface;
  ctx.fill();
  ctx.globalAlpha = free ? 0.12 + 0.5 * free / part.seats.length : 0;
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = own ? ink : edge;
  ctx.lineWidth = (own ? 3 : 1) * ratio;
  ctx.setLineDash(free ? [] : [3 * ratio, 3 * ratio]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (part.name) title(ctx, view, part, palette, [part.name, free || '×'], ratio);
};

// Its name, and how many of its seats are free where there is room for it.
const title = (ctx, view, { middle: [x, y], corners: [a, b, c] }, palette, [name, free], ratio) => {
  const room = Math.min(Math.hypot(a[0] - b[0], a[1] - b[1]), Math.hypot(b[0] - c[0], b[1] - c[1])) * view.s / ratio;
  const size = Math.min(15, room * 0.32);
  if (size < 6) return;
  [ctx.textAlign, ctx.textBaseline, ctx.fillStyle] = ['center', 'middle', palette.ink];
  const write = (text, weight, px, dy) => {
    ctx.font = `${weight} ${px * ratio}px ${palette.font}`;
    ctx.fillText(text, x * view.s + view.x, y * view.s + view.y + dy * ratio);
  };
  const both = room > 36;
  write(name, 750, size, both ? -size * 0.5 : 0);
  if (both) write(free, 400, size * 0.8, size * 0.65);
};
