// The window on a hall: what of it is seen, how large, and how one gets from there to elsewhere.
import * as at from '../logic/view.js';
import { glide } from './looks.js';

/** Pixels a seat that can be read and hit (WCAG 2.5.8). */
export const handy = 28;

/** Who extends it tells how to draw (`drawn`), what a new size means (`sized`), and what to do at rest (`rested`). */
export class HallWindow extends HTMLElement {
  #frame = 0;
  #stopGlide = () => {};

  /** Begins to follow its own size; the style sheet has to apply by now. */
  watch(signal) {
    const observer = new ResizeObserver(() => this.#measure());
    observer.observe(this);
    signal.addEventListener('abort', () => {
      observer.disconnect();
      this.#stopGlide();
      cancelAnimationFrame(this.#frame);
    });
    this.#measure();
  }

  #measure() {
    const { clientWidth: width, clientHeight: height } = this;
    if (!width || !height || (width === this.width && height === this.height)) return;
    const middle = this.view && this.middle();
    Object.assign(this, { width, height });
    this.least = this.all().s;
    this.sized(width, height);
    this.set(middle ? this.around(...middle, Math.max(this.least, this.view.s)) : this.#first());
  }

  /** A view of the whole hall. */
  all() { return at.fit(this.hall.area, this.width, this.height); }

  /** A view with this point in the middle. */
  around(x, y, s = this.view.s) { return at.centre({ s }, x, y, this.width, this.height); }

  /** The point of the hall in the middle. */
  middle() { return at.toHall(this.view, this.width / 2, this.height / 2); }

  // Small halls begin at a size that a finger can hit, the front rows in sight.
  #first() {
    const whole = this.all(), { area: { x0, x1, y0, y1 }, large } = this.hall;
    if (large || whole.s >= handy) return whole;
    return this.around((x0 + x1) / 2, y0 + Math.min((y1 - y0) / 2, this.height / handy / 2), handy);
  }

  set(view) {
    this.view = at.clamp(view, this.hall.area, this.width, this.height);
    this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; this.drawn(); });
  }

  glide(view) {
    this.#stopGlide();
    const to = at.clamp(view, this.hall.area, this.width, this.height);
    this.#stopGlide = glide(this.view, to, (v) => this.set(v), () => this.rested());
  }

  /** By hand: a glide under way gives in. */
  pan(dx, dy) {
    this.#stopGlide();
    this.set(at.pan(this.view, dx, dy));
  }

  /** False: it goes no further. */
  zoom(factor, x, y) {
    this.#stopGlide();
    const view = at.zoom(this.view, factor, x, y, this.least);
    if (view.s === this.view.s) return false;
    this.set(view);
    return true;
  }

  /** Nearer or farther about the middle. */
  step(factor) { this.glide(at.zoom(this.view, factor, this.width / 2, this.height / 2, this.least)); }

  /** Brings a seat into sight, near enough to read. */
  reveal(i) {
    const x = this.hall.xs[i], y = this.hall.ys[i];
    const near = this.view.s < handy * 0.7 ? this.around(x, y, handy) : this.view;
    const to = at.reveal(near, x, y, this.width, this.height, 48);
    if (to.s !== this.view.s || to.x !== this.view.x || to.y !== this.view.y) this.glide(to);
  }
}
