// The canvas of a large hall. It is drawn a little larger than the window, moved as a picture while one drags, and
// drawn anew only when the picture runs out or the scale has settled.
import { h } from '../lib/dom.js';
import { detail } from '../logic/detail.js';
import { shown } from '../logic/view.js';
import { census, drawPart, drawSeats, redrawSeats } from './drawing.js';
import { Sprites } from './sprites.js';

const spare = 0.3;

export class Painter {
  el = h('canvas', { class: 'house', 'aria-hidden': 'true' });
  #ctx = this.el.getContext('2d');
  #sprites = new Sprites();
  #drawn = null;
  #timer = 0;
  #dirty = false;

  constructor(hall, look) {
    Object.assign(this, { hall, look });
  }

  recolour(palette) {
    this.palette = palette;
    this.#drawn = null;
  }

  resize(width, height) {
    Object.assign(this, { width, height });
    this.#drawn = null;
  }

  /** What is drawn at a scale; `null` before the first time. */
  get level() { return this.#drawn?.level ?? null; }

  /** Shows `view`: by moving the picture if it will do, else by a new one. */
  show(view) {
    this.view = view;
    clearTimeout(this.#timer);
    const old = this.#drawn;
    if (!old || !this.#covers(old, view)) return this.#draw();
    const k = view.s / old.view.s;
    this.el.style.transform =
      `translate(${view.x - old.view.x * k - old.mx * k}px, ${view.y - old.view.y * k - old.my * k}px) scale(${k})`;
    if (k !== 1) this.#timer = setTimeout(() => this.#draw(), 140);
  }

  #covers({ view: { s, x, y }, mx, my }, view) {
    const k = view.s / s;
    if (k > 2.2 || k < 0.45) return false;
    const [left, top] = [view.x - x * k - mx * k, view.y - y * k - my * k];
    return left <= 0 && top <= 0 && left + (this.width + 2 * mx) * k >= this.width && top + (this.height + 2 * my) * k >= this.height;
  }

  #draw() {
    const { width, height, view, el, hall } = this;
    const [mx, my, ratio] = [Math.round(width * spare), Math.round(height * spare), Math.min(2, devicePixelRatio || 1)];
    const level = detail(view.s, hall.parts.length);
    this.#size(Math.round((width + 2 * mx) * ratio), Math.round((height + 2 * my) * ratio), ratio);
    el.style.transform = `translate(${-mx}px, ${-my}px)`;
    const inside = { s: view.s * ratio, x: (view.x + mx) * ratio, y: (view.y + my) * ratio };
    this.#drawn = { view, mx, my, level, inside, ratio, rect: shown({ s: view.s, x: view.x + mx, y: view.y + my }, width + 2 * mx, height + 2 * my) };
    if (this.#sprites.size !== Math.round(inside.s) || this.#sprites.palette !== this.palette) {
      this.#sprites.reset(inside.s, this.palette, hall.bent);
    }
    if (level === 'blocks') hall.parts.forEach((_, p) => this.#part(p));
    else drawSeats(this.#ctx, hall, inside, this.#drawn.rect, this.#means());
  }

  #size(width, height, ratio) {
    const { el } = this;
    if (el.width === width && el.height === height) return this.#ctx.clearRect(0, 0, width, height);
    [el.width, el.height] = [width, height];
    el.style.width = `${width / ratio}px`;
    el.style.height = `${height / ratio}px`;
  }

  #means() {
    return { level: this.#drawn.level, palette: this.palette, sprites: this.#sprites, look: this.look };
  }

  #part(p) {
    const { hall, look, palette } = this, { inside, ratio } = this.#drawn;
    drawPart(this.#ctx, inside, hall.parts[p], hall.cats[hall.parts[p].seats[0]], { palette, ratio, ...census(hall.parts[p], look) });
  }

  /** Paints seats that changed, each by itself. */
  paint(indexes) {
    if (!this.#drawn) return;
    const { level, rect, inside } = this.#drawn;
    if (level === 'blocks') {
      for (const p of new Set(indexes.map((i) => this.hall.partOf[i]))) this.#part(p);
      return;
    }
    const { xs, ys } = this.hall;
    const seen = indexes.filter((i) => xs[i] > rect.x0 && xs[i] < rect.x1 && ys[i] > rect.y0 && ys[i] < rect.y1);
    redrawSeats(this.#ctx, this.hall, inside, seen, this.#means());
  }

  stop() { clearTimeout(this.#timer); }
}
