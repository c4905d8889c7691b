// The colours that the style sheet gives seats, read off hidden seats, so that a canvas looks as the grid does: in
// light and dark, and with colours forced by the reader.
import { h } from '../lib/dom.js';

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
