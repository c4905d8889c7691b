// Seats on a canvas at each level of detail. `x`, `y` of a view are in the canvas's own pixels here.
import { dotSize } from '../logic/detail.js';
import { meets } from '../logic/view.js';
import { glyph } from './labels.js';

const each = (hall, rect, f) => {
  for (const part of hall.parts) {
    if (!meets(part.box, rect)) continue;
    for (const i of part.seats) {
      const x = hall.xs[i], y = hall.ys[i];
      if (x > rect.x0 - 1 && x < rect.x1 + 1 && y > rect.y0 - 1 && y < rect.y1 + 1) f(i, x, y);
    }
  }
};

const text = (hall, i, state, level) => (level === 'labels' || state ? glyph(hall.seats[i], state) : '');

/** All seats in `rect`; `look(i)` is a seat's state. */
export const drawSeats = (ctx, hall, view, rect, { level, palette, sprites, look }) => {
  if (level === 'dots') {
    let last = '';
    return each(hall, rect, (i, x, y) => { last = dot(ctx, hall, view, i, x, y, look(i), palette, last); });
  }
  const wanted = [];
  each(hall, rect, (i) => { const s = look(i); wanted.push([hall.cats[i], s, text(hall, i, s, level)]); });
  sprites.prepare(wanted);
  let n = 0;
  each(hall, rect, (i, x, y) => {
    const [category, state, words] = wanted[n++];
    sprites.stamp(ctx, category, state, words, x * view.s + view.x, y * view.s + view.y);
  });
};

const dot = (ctx, hall, view, i, x, y, state, palette, last) => {
  const { edge, fill } = palette.seats[hall.cats[i]][state];
  const color = state > 3 ? fill : edge;
  if (color !== last) ctx.fillStyle = color;
  const side = Math.max(1, dotSize[state] * view.s);
  ctx.fillRect(x * view.s + view.x - side / 2, y * view.s + view.y - side / 2, side, side);
  return color;
};

/** These seats anew, each by itself, and nothing beside them. */
export const redrawSeats = (ctx, hall, view, indexes, means) => {
  const { level, look, sprites, palette } = means;
  const said = indexes.map((i) => { const s = look(i); return [hall.cats[i], s, text(hall, i, s, level)]; });
  if (level !== 'dots') sprites.prepare(said);
  indexes.forEach((i, n) => {
    const [x, y, r] = [hall.xs[i] * view.s + view.x, hall.ys[i] * view.s + view.y, view.s * 0.495];
    const [category, state, words] = said[n];
    ctx.save();
    ctx.beginPath();
    if (hall.bent) ctx.arc(x, y, r, 0, 7);
    else ctx.rect(x - r, y - r, 2 * r, 2 * r);
    ctx.clip();
    ctx.clearRect(x - r - 1, y - r - 1, 2 * r + 2, 2 * r + 2);
    if (level === 'dots') dot(ctx, hall, view, i, hall.xs[i], hall.ys[i], state, palette, '');
    else sprites.stamp(ctx, category, state, words, x, y);
    ctx.restore();
  });
};

/** What a part's seats come to. */
export const census = ({ seats }, look) => {
  let [free, own] = [0, false];
  for (const i of seats) {
    const state = look(i);
    if (state === 0) free++;
    else if (state > 3) own = true;
  }
  return { free, own };
};

/** A part as a whole: the more of its seats are free, the fuller its colour. `own`: some are the reader's. */
export const drawPart = (ctx, view, part, category, { palette, free, own, ratio }) => {
  const [{ edge, ink }, , , , , , { fill }] = palette.seats[category];
  ctx.beginPath();
  for (const [x, y] of part.corners) ctx.lineTo(x * view.s + view.x, y * view.s + view.y);
  ctx.closePath();
  ctx.fillStyle = palette.surface;
  ctx.fill();
  ctx.globalAlpha = free ? 0.12 + 0.5 * free / part.seats.length : 0;
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = own ? ink : edge;
  ctx.lineWidth = (own ? 3 : 1) * ratio;
  ctx.setLineDash(free ? [] : [3 * ratio, 3 * ratio]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (part.name) title(ctx, view, part, palette, [part.name, free || '×'], ratio);
};

// Its name, and how many of its seats are free where there is room for it.
const title = (ctx, view, { middle: [x, y], corners: [a, b, c] }, palette, [name, free], ratio) => {
  const room = Math.min(Math.hypot(a[0] - b[0], a[1] - b[1]), Math.hypot(b[0] - c[0], b[1] - c[1])) * view.s / ratio;
  const size = Math.min(15, room * 0.32);
  if (size < 6) return;
  [ctx.textAlign, ctx.textBaseline, ctx.fillStyle] = ['center', 'middle', palette.ink];
  const write = (text, weight, px, dy) => {
    ctx.font = `${weight} ${px * ratio}px ${palette.font}`;
    ctx.fillText(text, x * view.s + view.x, y * view.s + view.y + dy * ratio);
  };
  const both = room > 36;
  write(name, 750, size, both ? -size * 0.5 : 0);
  if (both) write(free, 400, size * 0.8, size * 0.65);
};
