// A hall as one drawing: a path for each kind of seat, not an element for each seat, so that an arena is as
// light as a studio. Seats are picked by click, by a box drawn with the mouse, or by keys.
import { say } from '../lib/announce.js';
import { h, mount, svg } from '../lib/dom.js';
import { HitGrid } from '../logic/hit.js';
import { walk } from '../logic/walk.js';
import { T, button } from './kit.js';

const box = (x, y, r) => `M${(x - r).toFixed(2)} ${(y - r).toFixed(2)}h${2 * r}v${2 * r}h${-2 * r}z`;
// State is told by the shape, too: empty, dot, full, crossed out, nothing there.
const shapes = {
  free: (x, y) => box(x, y, 0.36),
  held: (x, y) => box(x, y, 0.36) + box(x, y, 0.1),
  booked: (x, y) => box(x, y, 0.36),
  blocked: (x, y) => `${box(x, y, 0.36)}m0 0l.72 .72m-.72 0l.72 -.72`,
  gone: (x, y) => box(x, y, 0.08),
  accessible: (x, y) => `M${x - 0.3} ${y + 0.48}h.6`,
  companion: (x, y) => `M${x - 0.3} ${y - 0.48}h.6`,
  chosen: (x, y) => box(x, y, 0.46),
};

/**
 * `hall`: `{count, xs, ys, seats, box, stage?}`, `rows`: `[{name, seats: [index]}]`, and the functions `kindOf(i)`,
 * `colorOf(i)`, `tell(i)`, `pick([i], add, only)`; `add` to what is chosen, and `only`: never take away.
 */
export class Plan {
  constructor(hall, rows, options) {
    Object.assign(this, { hall, rows, ...options, chosen: new Set(), cursor: rows[0]?.seats[0] ?? 0 });
    const { x0, y0, x1, y1 } = hall.box;
    this.frame = { x: x0 - 1.2, y: y0 - 3, w: x1 - x0 + 2.4, h: y1 - y0 + 4 };
    this.hits = new HitGrid(hall);
    this.layer = svg('g');
    const viewBox = Object.values(this.frame).join(' ');
    this.svg = svg('svg', { viewBox, 'aria-hidden': 'true' }, this.screen(), this.names(), this.layer);
    this.pane = h('div', {
      class: 'plan-pane', tabIndex: 0, role: 'application', 'aria-label': T('plan'), 'aria-describedby': 'plan-help', on: this.events(),
    }, this.svg);
    const zooms = [['−', 0.7, 'smaller'], ['+', 1.4, 'larger']];
    this.node = h('div', { class: 'plan' }, this.pane,
      h('div', { class: 'row plan-tools' }, h('span', { id: 'plan-help', class: 'small muted' }, T('planHelp')),
        zooms.map(([glyph, by, name]) => button(glyph, () => this.zoom(this.scale * by), '', { 'aria-label': T(name) }))));
    new ResizeObserver(() => this.scale || this.zoom()).observe(this.pane);
  }

  screen() {
    const { stage, box: { x0, y0, x1 } } = this.hall;
    if (stage?.kind === 'stage') return svg('text', { x: stage.x, y: stage.y, class: 'plan-name' }, T('stage'));
    const [at, w] = [(x0 + x1) / 2, (x1 - x0) / 3];
    return [svg('path', { class: 'plan-screen', d: `M${at - w} ${y0 - 0.7}q${w} -1 ${2 * w} 0` }),
      svg('text', { x: at, y: y0 - 1.7, class: 'plan-name' }, T('screen'))];
  }

  names() {
    return this.rows.map(({ name, seats }) => {
      const first = seats.reduce((a, b) => (this.hall.xs[b] < this.hall.xs[a] ? b : a));
      return svg('text', { x: this.hall.xs[first] - 0.9, y: this.hall.ys[first] + 0.2, class: 'plan-name' }, name);
    });
  }

  /** Seats begin large enough to be hit, if the hall is not too large for that. */
  zoom(to) {
    const width = this.pane.clientWidth;
    if (!width) return;
    const fit = Math.min(width / this.frame.w, 0.72 * innerHeight / this.frame.h);
    this.scale = Math.min(64, Math.max(to ?? Math.min(48, Math.max(fit, this.hall.count > 800 ? 0 : 22)), fit / 2));
    this.svg.setAttribute('width', this.frame.w * this.scale);
    this.svg.setAttribute('height', this.frame.h * this.scale);
  }

  draw() {
    const { xs, ys, count, seats } = this.hall;
    const paths = new Map();
    const add = (kind, color, i) => {
      const name = `${kind} ${color}`;
      if (!paths.has(name)) paths.set(name, []);
      paths.get(name).push(shapes[kind](xs[i], ys[i]));
    };
    for (let i = 0; i < count; i++) {
      add(this.kindOf(i), this.colorOf(i), i);
      for (const a of seats[i].attributes) if (a === 'accessible' || a === 'companion') add(a, '', i);
    }
    for (const i of this.chosen) add('chosen', '', i);
    mount(this.layer, [...paths].map(([name, d]) => {
      const [kind, color] = name.split(' ');
      const path = svg('path', { class: `k-${kind}`, d: d.join('') });
      if (color) path.style.setProperty('--c', color);
      return path;
    }), this.here(), this.rubber = svg('path', { class: 'plan-rubber' }));
  }

  here() {
    const { xs, ys } = this.hall;
    this.ring = svg('path', { class: 'plan-cursor', d: box(xs[this.cursor], ys[this.cursor], 0.56) });
    return this.ring;
  }

  point({ clientX, clientY }) {
    const at = this.svg.getBoundingClientRect();
    return [(clientX - at.left) / this.scale + this.frame.x, (clientY - at.top) / this.scale + this.frame.y];
  }

  events() {
    let from = null;
    let dragged = false;
    const { xs, ys, seats } = this.hall;
    const between = (n, a, b) => n >= Math.min(a, b) && n <= Math.max(a, b);
    const within = (a, b) => [...seats.keys()].filter((i) => between(xs[i], a[0], b[0]) && between(ys[i], a[1], b[1]));
    return {
      pointerdown: (e) => {
        dragged = false;
        from = e.pointerType === 'mouse' && !e.button && e.target !== this.pane ? this.point(e) : null;
      },
      pointermove: (e) => {
        if (!from || !(e.buttons & 1)) return;
        const to = this.point(e);
        dragged ||= Math.hypot(to[0] - from[0], to[1] - from[1]) > 0.5;
        if (dragged) this.rubber.setAttribute('d', `M${from}H${to[0]}V${to[1]}H${from[0]}z`);
      },
      click: (e) => {
        if (!dragged) {
          const i = this.hits.at(...this.point(e), 0.6);
          if (i >= 0) this.take([i], true);
        } else if (from) this.take([...within(from, this.point(e))], true, true);
        from = null;
      },
      keydown: (e) => this.keyed(e),
    };
  }

  take(list, add, only) {
    if (list.length) this.cursor = list.at(-1);
    this.pick(list, add, only);
  }

  keyed(e) {
    if (e.key === ' ' || e.key === 'Enter') this.take([this.cursor], true);
    else if (e.key === 'Escape') this.pick([], false);
    else {
      const lists = this.rows.map((row) => row.seats);
      const to = walk(lists, this.hall.xs, this.cursor, e.key, e.ctrlKey);
      if (to == null) return;
      this.cursor = to;
      this.ring.replaceWith(this.here());
      this.reveal();
      say(this.tell(to));
    }
    e.preventDefault();
  }

  reveal() {
    const [x, y] = [(this.hall.xs[this.cursor] - this.frame.x) * this.scale, (this.hall.ys[this.cursor] - this.frame.y) * this.scale];
    const push = (p, from, room) => (p < from + 30 ? p - 30 : p > from + room - 30 ? p - room + 30 : from);
    this.pane.scrollTo(push(x, this.pane.scrollLeft, this.pane.clientWidth), push(y, this.pane.scrollTop, this.pane.clientHeight));
  }
}

/** What the shapes mean. */
export const legend = (kinds) => h('ul', { class: 'row small plan-legend' }, kinds.map(([kind, text, color]) => {
  const mark = svg('path', { class: `k-${kind}`, d: shapes[kind](0, 0) });
  if (color) mark.style.setProperty('--c', color);
  const seat = svg('path', { class: 'k-free', d: shapes.free(0, 0) });
  const picture = { viewBox: '-.6 -.6 1.2 1.2', width: 22, height: 22, 'aria-hidden': 'true' };
  return h('li', { class: 'row' }, svg('svg', picture, kind === 'accessible' || kind === 'companion' ? seat : null, mark), text);
}));
