// What a poster shows, by genre, on 200 × 300. Each takes `roll` and the palette
// [sky, glow, far, near, pop] and gives shapes.
import { svg } from '../lib/dom.js';
import { between, some } from './dice.js';

const path = (d, fill, more) => svg('path', { d, fill, ...more });
const circle = (cx, cy, r, fill, more) => svg('circle', { cx, cy, r, fill, ...more });
const rect = (x, y, width, height, fill, more) => svg('rect', { x, y, width, height, fill, ...more });

const ridge = (roll, base, rough, fill) => {
  let d = `M0 300V${base}`;
  for (let x = 0; x <= 200; x += 25) d += ` L${x} ${(base + between(roll, -rough, rough)).toFixed(1)}`;
  return path(`${d}V300Z`, fill);
};

const stars = (roll, n, fill) => some(n, () => circle(between(roll, 5, 195), between(roll, 5, 190), between(roll, 0.4, 1.4), fill));

/** A sun that goes down in bars, and hills. */
export const horizon = (roll, [, glow, far, near, pop]) => {
  const [x, y, r] = [between(roll, 55, 145), between(roll, 95, 135), between(roll, 48, 68)];
  return [
    circle(x, y, r * 1.5, glow, { opacity: 0.35 }), circle(x, y, r, pop),
    some(5, (i) => rect(0, y + r * (0.12 + i * 0.19), 200, 1.5 + i * 1.7, far)),
    ridge(roll, 196, 14, far), ridge(roll, 226, 10, near),
  ];
};

/** Towers by night; somebody is still up. */
export const city = (roll, [, glow, far, near, pop]) => {
  const block = (fill, low, high, lit) => some(9, (i) => {
    const [x, w, top] = [i * 24 - 10, between(roll, 20, 30), between(roll, low, high)];
    return [rect(x, top, w, 300, fill), lit && some(8, (n) => roll() < 0.4 &&
      rect(x + 4 + (n % 2) * 9, top + 10 + (n >> 1) * 14, 5, 7, pop))];
  });
  return [circle(between(roll, 40, 160), 62, 26, glow), block(far, 80, 140, false), block(near, 125, 190, true)];
};

/** Light bursts out of one point. */
export const rays = (roll, [, glow, , near, pop]) => {
  const [cx, cy, turn] = [between(roll, 60, 140), between(roll, 120, 170), roll()];
  const at = (a) => `${(cx + Math.cos(a) * 330).toFixed(0)} ${(cy + Math.sin(a) * 330).toFixed(0)}`;
  return [
    some(14, (i) => path(`M${cx} ${cy}L${at((i + turn) * Math.PI / 7)}L${at((i + turn + 0.5) * Math.PI / 7)}Z`, glow, { opacity: 0.5 })),
    circle(cx, cy, 46, pop), path(`M${cx - 62} 300L${cx - 14} ${cy - 26}L${cx + 8} ${cy + 22}L${cx + 26} ${cy - 8}L${cx + 74} 300Z`, near),
  ];
};

/** A door ajar in the dark. */
export const door = (roll, [, glow, far, near, pop]) => {
  const x = between(roll, 70, 105);
  return [
    some(5, (i) => circle(x + 15, 130, 130 - i * 24, i % 2 ? far : near, { opacity: 0.75 })),
    path(`M${x} 196V92a16 16 0 0 1 32 0V196Z`, pop), path(`M${x} 196h32l46 104H${x - 70}Z`, glow, { opacity: 0.55 }),
    path(`M${x + 13} 196v-30q-3-12 3-12t3 12v30Z`, near), circle(x + 16, 149, 5, near),
  ];
};

/** Worlds and their rings. */
export const orbit = (roll, [, glow, far, near, pop]) => {
  const [x, y, r, tilt] = [between(roll, 80, 130), between(roll, 100, 140), between(roll, 40, 56), between(roll, -35, -12)];
  const ring = (k, d) => svg('path', {
    d, fill: 'none', stroke: k ? glow : pop, 'stroke-width': k ? 2 : 6, transform: `rotate(${tilt} ${x} ${y})`,
  });
  const half = (rx, ry, sweep) => `M${x - rx} ${y}A${rx} ${ry} 0 0 ${sweep} ${x + rx} ${y}`;
  return [
    stars(roll, 50, glow), ring(1, half(r * 2.3, r * 0.8, 1)), ring(0, half(r * 1.75, r * 0.5, 1)), circle(x, y, r, far),
    path(`M${x - r} ${y}a${r} ${r} 0 0 0 ${2 * r} 0q${-r} ${r * 0.7} ${-2 * r} 0`, near), ring(0, half(r * 1.75, r * 0.5, 0)),
    ring(1, half(r * 2.3, r * 0.8, 0)), circle(x - r * 1.2, y - r * 1.1, 7, pop),
  ];
};

/** Two circles that overlap, and rain. */
export const pair = (roll, [, glow, far, near, pop]) => {
  const y = between(roll, 105, 140);
  return [
    some(26, () => {
      const [x, top] = [between(roll, -20, 200), between(roll, 0, 260)];
      return svg('path', { d: `M${x} ${top}l8 30`, stroke: glow, 'stroke-width': 1, opacity: 0.6 });
    }),
    circle(76, y, 52, pop), circle(126, y + 14, 52, far, { opacity: 0.85 }),
    path(`M0 300V250Q50 ${y + 88} 100 250T200 236V300Z`, near),
  ];
};

/** Sound made visible. */
export const waves = (roll, [, glow, far, near, pop]) => [
  some(9, (i) => svg('circle', {
    cx: 100, cy: 130, r: 14 + i * 15, fill: 'none', stroke: i % 3 ? glow : pop, 'stroke-width': between(roll, 1.5, 7), opacity: 1 - i * 0.08,
  })),
  circle(100, 130, 12, pop),
  some(17, (i) => { const top = between(roll, 170, 262); return rect(i * 12 - 1, top, 9, 300 - top, i % 2 ? far : near, { rx: 3 }); }),
];

/** Kites and confetti. */
export const toys = (roll, palette) => [
  some(15, () => circle(between(roll, 0, 200), between(roll, 0, 260), between(roll, 2, 7), palette[1])),
  some(4, (i) => {
    const [x, y, s] = [30 + i * 46, between(roll, 50, 150), between(roll, 24, 40)];
    const tail = { fill: 'none', stroke: palette[1], 'stroke-width': 1.5 };
    return svg('g', { transform: `rotate(${between(roll, -28, 28)} ${x} ${y})` },
      svg('path', { d: `M${x} ${y + s}q-14 26 4 48t-4 52`, ...tail }),
      path(`M${x} ${y - s}L${x + s * 0.75} ${y}L${x} ${y + s}L${x - s * 0.75} ${y}Z`, palette[i % 2 ? 4 : 2]),
      path(`M${x} ${y - s}V${y + s}L${x - s * 0.75} ${y}Z`, palette[3], { opacity: 0.35 }));
  }),
  ridge(roll, 244, 6, palette[3]),
];

/** Mountains behind mountains. */
export const peaks = (roll, [, glow, far, near, pop]) => {
  const peak = (x, y, w, fill) => path(`M${x - w} 300L${x} ${y}L${x + w} 300Z`, fill);
  const x = between(roll, 60, 140);
  return [
    circle(200 - x, 76, 30, pop), peak(x, 92, 120, far), path(`M${x} 92l-22 38 12-7 10 12 9-11 13 6Z`, glow),
    peak(x - 70, 150, 95, near), peak(x + 84, 166, 90, near), ridge(roll, 252, 5, near),
  ];
};

/** Arches of a court, a fort, a stage. */
export const arches = (roll, [, glow, far, near, pop]) => {
  const arch = (x, y, w, fill) => path(`M${x - w} 300V${y + w}Q${x - w} ${y + w * 0.2} ${x} ${y - w * 0.25}Q${x + w} ${y + w * 0.2} ${x + w} ${y + w}V300Z`, fill);
  return [
    some(12, (i) => circle(17 * i + 6, 20, 4, glow)), arch(100, 48, 92, far), arch(100, 74, 68, near), arch(100, 100, 45, pop),
    circle(between(roll, 88, 112), 150, 16, glow), rect(84, 206, 32, 94, near), circle(100, 196, 13, near),
  ];
};
