// The canvas of a large hall. It is drawn a little larger than the window, moved as a picture while one drags, and
// drawn anew only when the picture runs out or the scale has settled.
import { h } from '../lib/dom.js';
import { detail, fit, shown, toHall } from '../logic/view.js';
import { drawPart, drawSeats, redrawSeats, Sprites } from './canvas.js';

const spare = 0.3;

export class Painter {
  el = h('canvas', { class: 'house', 'aria-hidden': 'true' });
  #ctx = this.el.getContext('2d');
  #sprites = new Sprites();
  #drawn = null;
  #timer = 0;
  #dirty = false;

  /** `drawn` is called after each new picture. */
  constructor(hall, look, census, drawn) {
    Object.assign(this, { hall, look, census, drawn });
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

  /** The part that is real elements on top of the canvas: it is not drawn twice. */
  leaveOut(part) {
    this.skip = part;
    if (this.#drawn && this.near) this.#draw();
  }

  /** Whether seats are shown one by one. */
  get near() { return this.level === 'seats' || this.level === 'labels'; }

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
    this.drawn();
  }

  #size(width, height, ratio) {
    const { el } = this;
    if (el.width === width && el.height === height) return this.#ctx.clearRect(0, 0, width, height);
    [el.width, el.height] = [width, height];
    el.style.width = `${width / ratio}px`;
    el.style.height = `${height / ratio}px`;
  }

  #means() {
    return { level: this.#drawn.level, palette: this.palette, sprites: this.#sprites, look: this.look, skip: this.skip };
  }

  #part(p) {
    const { hall, census, palette } = this, { inside, ratio } = this.#drawn;
    drawPart(this.#ctx, inside, hall.parts[p], hall.cats[hall.parts[p].seats[0]], { palette, ratio, ...census.of(p) });
  }

  /** Paints seats that changed, each by itself; from afar, their `parts`. */
  paint(indexes, parts) {
    if (!this.#drawn) return;
    const { level, rect, inside } = this.#drawn;
    if (level === 'blocks') return parts.forEach((p) => this.#part(p));
    const { xs, ys, parts: all, partOf } = this.hall, skip = this.near ? this.skip : null;
    const seen = indexes.filter((i) => all[partOf[i]] !== skip && xs[i] > rect.x0 && xs[i] < rect.x1 && ys[i] > rect.y0 && ys[i] < rect.y1);
    redrawSeats(this.#ctx, this.hall, inside, seen, this.#means());
  }

  stop() { clearTimeout(this.#timer); }
}

/**
 * The whole hall, small, with a frame around what the window shows. For the eye and the pointer only: the keyboard
 * walks the seats, and the window follows.
 */
export class MiniMap {
  #dirty = true;
  #timer = 0;

  /** `go(x, y)`: bring this point of the hall to the middle. */
  constructor(hall, census, go) {
    Object.assign(this, { hall, census });
    this.canvas = h('canvas');
    this.frame = h('div', { class: 'mini-frame' });
    this.el = h('div', { class: 'mini', 'aria-hidden': 'true', hidden: true }, this.canvas, this.frame);
    const drag = (event) => {
      if (!event.buttons) return;
      const { left, top } = this.canvas.getBoundingClientRect();
      go(...toHall(this.view, event.clientX - left, event.clientY - top));
    };
    this.el.addEventListener('pointerdown', (event) => { this.el.setPointerCapture(event.pointerId); drag(event); });
    this.el.addEventListener('pointermove', drag);
  }

  resize(width, height) {
    const { x0, x1, y0, y1 } = this.hall.area;
    const s = Math.min(Math.min(180, width * 0.3) / (x1 - x0), Math.min(130, height * 0.3) / (y1 - y0));
    [this.width, this.height] = [Math.ceil((x1 - x0) * s), Math.ceil((y1 - y0) * s)];
    this.view = fit(this.hall.area, this.width, this.height);
    this.touch();
  }

  /** Something changed: drawn anew soon, at most twice a second. */
  touch(palette = this.palette) {
    this.palette = palette;
    this.#dirty = true;
    if (this.el.hidden) return;
    this.#timer ||= setTimeout(() => { this.#timer = 0; this.#draw(); }, 500);
  }

  show(view, width, height, all) {
    this.el.hidden = all;
    if (all) return;
    if (this.#dirty && !this.#timer) this.touch();
    const { x0, y0, x1, y1 } = shown(view, width, height);
    const { s, x, y } = this.view;
    this.frame.style.transform = `translate(${x0 * s + x}px, ${y0 * s + y}px)`;
    this.frame.style.width = `${(x1 - x0) * s}px`;
    this.frame.style.height = `${(y1 - y0) * s}px`;
  }

  #draw() {
    const { hall, canvas, width, height, palette, census } = this;
    const ratio = Math.min(2, devicePixelRatio || 1);
    this.#dirty = false;
    [canvas.width, canvas.height] = [width * ratio, height * ratio];
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const view = { s: this.view.s * ratio, x: this.view.x * ratio, y: this.view.y * ratio };
    const ctx = canvas.getContext('2d');
    hall.parts.forEach((part, p) => drawPart(ctx, view, { ...part, name: '' }, hall.cats[part.seats[0]], { palette, ratio, ...census.of(p) }));
  }

  stop() { clearTimeout(this.#timer); }
}
