// The hall from the last row: a lit screen, rows of seats, two of them yours.
import { svg } from '../lib/dom.js';
import { some } from './dice.js';

const screen = 'M60 26Q260 2 460 26V128Q260 112 60 128Z';

export const hall = () => svg('svg', { viewBox: '0 0 520 300', class: 'hall', 'aria-hidden': 'true' },
  svg('clipPath', { id: 'screen' }, svg('path', { d: screen })), svg('g', { 'clip-path': 'url(#screen)' },
    svg('path', { d: screen, fill: '#f7c59f' }), svg('circle', { cx: 322, cy: 84, r: 62, fill: '#fff1cf' }), svg('circle', { cx: 322, cy: 84, r: 42, fill: '#e4572e' }),
    svg('path', { d: 'M40 96Q130 60 230 98T480 78V140H40Z', fill: '#b23a5b' }), svg('path', { d: 'M40 110Q170 84 300 112T480 104V140H40Z', fill: '#571b3d' })),
  svg('path', { d: 'M60 128Q260 112 460 128L560 330H-40Z', class: 'beam' }),
  some(5, (row) => {
    const scale = 0.62 + row * 0.17;
    const [w, y] = [34 * scale, 136 + row * 24 + row * row * 3.4];
    const count = Math.ceil(560 / (w * 1.16));
    return some(count, (i) => svg('path', {
      d: seat(260 + (i - (count - 1) / 2) * w * 1.16, y + Math.abs(i - (count - 1) / 2) ** 2 * 0.35, w, 32 * scale),
      class: row === 3 && [0, 1].includes(i - Math.floor(count / 2) + 1) ? 'seat lit' : `seat r${row}`,
    }));
  }));

const seat = (x, y, w, h) => {
  const [l, r] = [x - w / 2, x + w / 2];
  return `M${l.toFixed(1)} ${(y + h).toFixed(1)}V${(y + 9).toFixed(1)}Q${l.toFixed(1)} ${y.toFixed(1)} ${(l + 9).toFixed(1)} ${y.toFixed(1)}`
    + `H${(r - 9).toFixed(1)}Q${r.toFixed(1)} ${y.toFixed(1)} ${r.toFixed(1)} ${(y + 9).toFixed(1)}V${(y + h).toFixed(1)}Z`;
};
