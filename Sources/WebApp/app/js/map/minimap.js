// The whole hall, small, with a frame around what the window shows. For the eye and the pointer only: the
// keyboard walks the seats, and the window follows.
import { h } from '../lib/dom.js';
import { fit, shown, toHall } from '../logic/view.js';
import { census, drawPart } from './drawing.js';

export class MiniMap {
  #dirty = true;
  #timer = 0;

  /** `go(x, y)`: bring this point of the hall to the middle. */
  constructor(hall, look, go) {
    Object.assign(this, { hall, look });
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
    const { hall, canvas, width, height, palette, look } = this;
    const ratio = Math.min(2, devicePixelRatio || 1);
    this.#dirty = false;
    [canvas.width, canvas.height] = [width * ratio, height * ratio];
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const view = { s: this.view.s * ratio, x: this.view.x * ratio, y: this.view.y * ratio };
    const ctx = canvas.getContext('2d');
    for (const part of hall.parts) {
      drawPart(ctx, view, { ...part, name: '' }, hall.cats[part.seats[0]], { palette, ratio, ...census(part, look) });
    }
  }

  stop() { clearTimeout(this.#timer); }
}
