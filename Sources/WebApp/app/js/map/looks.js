// Where everybody looks, in which colours, and how the window gets there.
import { h } from '../lib/dom.js';
import { t } from '../lib/i18n.js';

/** The screen with its light, or the stage. */
export class Stage {
  constructor({ stage }) {
    this.stage = stage;
    this.el = h('div', { class: `front front-${stage.kind}` }, h('span', null, t(`map.${stage.kind}`)));
  }

  show({ s, x, y }) {
    const { kind, x: wx, y: wy, size } = this.stage;
    const width = 2 * size * s, { style } = this.el;
    style.width = `${width}px`;
    if (kind === 'stage') {
      style.height = `${width * 0.35}px`;
      style.fontSize = `${Math.min(16, width / 6)}px`;
    }
    style.transform = `translate(${wx * s + x - width / 2}px, ${wy * s + y}px)` + (kind === 'stage' ? ' translateY(-50%)' : '');
  }
}

// The colours that the style sheet gives seats, read off hidden seats, so that a canvas looks as the grid does: in
// light and dark, and with colours forced by the reader.

/** `seats[category][state]` = `{fill, edge, ink, line}` (6: a whole section), and the map's own colours and font. */
export const readPalette = (host, categories) => {
  const probes = categories.map(({ color }) => [0, 1, 2, 3, 4, 5, 6].map((state) => {
    const probe = h('div', { class: 'chair probe' });
    probe.dataset.s = state;
    probe.style.setProperty('--tone', color);
    return probe;
  }));
  const box = h('div', { 'aria-hidden': 'true', class: 'probes' }, probes.flat());
  host.append(box);
  const seats = probes.map((row) => row.map((probe) => {
    const style = getComputedStyle(probe);
    return { fill: style.backgroundColor, edge: style.borderTopColor, ink: style.color, line: style.borderTopStyle };
  }));
  const style = getComputedStyle(box);
  const palette = { seats, ink: style.color, surface: style.backgroundColor, font: style.fontFamily };
  box.remove();
  return palette;
};

/** Calls `f` when the colours may be others. */
export const onTheme = (f, signal) => {
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)']) {
    matchMedia(query).addEventListener('change', f, { signal });
  }
  const watch = new MutationObserver(f);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  signal.addEventListener('abort', () => watch.disconnect());
};

// From one view to another, in a quarter of a second; at once for readers who asked for less motion.

export const glide = (from, to, show, done) => {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    show(to);
    done();
    return () => {};
  }
  const start = performance.now();
  let frame = 0;
  const step = (now) => {
    const k = Math.min(1, Math.max(0, (now - start) / 240)), e = 1 - (1 - k) ** 3;
    // The scale goes by factors, the offsets in step with it, so that the way is straight.
    const s = from.s * (to.s / from.s) ** e;
    const p = to.s === from.s ? e : (s - from.s) / (to.s - from.s);
    show({ s, x: from.x + (to.x - from.x) * p, y: from.y + (to.y - from.y) * p });
    if (k < 1) frame = requestAnimationFrame(step);
    else done();
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
};
