// Seats drawn once and stamped many times. All are on one sheet, which is filled before anything is stamped:
// drawing on a sheet and from it in turns would copy it each time.
import { h } from '../lib/dom.js';

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
