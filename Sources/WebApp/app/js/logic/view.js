// The window on the hall: a seat at (wx, wy) is on the screen at (wx·s + x, wy·s + y).

export const maxScale = 64;

/** All of `box` in the middle of a window. */
export const fit = (box, width, height, most = 44) => {
  const s = Math.min(width / (box.x1 - box.x0), height / (box.y1 - box.y0), most);
  return centre({ s }, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, width, height);
};

/** The same scale with one point of the hall in the middle. */
export const centre = ({ s }, wx, wy, width, height) => ({ s, x: width / 2 - wx * s, y: height / 2 - wy * s });

/** Another scale with the point of the hall under (px, py) staying there. */
export const zoom = (view, factor, px, py, least) => {
  const s = Math.min(maxScale, Math.max(least, view.s * factor));
  const k = s / view.s;
  return { s, x: px - (px - view.x) * k, y: py - (py - view.y) * k };
};

export const pan = (view, dx, dy) => ({ s: view.s, x: view.x + dx, y: view.y + dy });

// One axis: what fits stands in the middle, what does not keeps the window filled.
const hold = (offset, from, to, room) =>
  (to - from <= room ? (room - from - to) / 2 : Math.min(-from, Math.max(room - to, offset)));

/** The hall can't be pushed out of the window. */
export const clamp = ({ s, x, y }, box, width, height) => ({
  s, x: hold(x, box.x0 * s, box.x1 * s, width), y: hold(y, box.y0 * s, box.y1 * s, height),
});

export const toHall = (view, px, py) => [(px - view.x) / view.s, (py - view.y) / view.s];

/** What part of the hall a window shows, with `margin` pixels around. */
export const shown = (view, width, height, margin = 0) => {
  const [x0, y0] = toHall(view, -margin, -margin);
  const [x1, y1] = toHall(view, width + margin, height + margin);
  return { x0, y0, x1, y1 };
};

export const meets = (a, b) => a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;

/** The least push that brings a seat into the window, `room` pixels from its edge. */
export const reveal = (view, wx, wy, width, height, room) => {
  const [px, py] = [wx * view.s + view.x, wy * view.s + view.y];
  const push = (p, most) => (p < room ? room - p : p > most - room ? most - room - p : 0);
  return pan(view, push(px, width), push(py, height));
};

/** 'blocks': sections as a whole; 'dots': a dot a seat; 'seats': with border and glyph; 'labels': with numbers. */
export const detail = (scale, parts) => {
  if (scale < 3.4 && parts > 1) return 'blocks';
  if (scale < 11) return 'dots';
  return scale < 21 ? 'seats' : 'labels';
};

/** How much of a seat's width its dot takes: the state is told by size, not by colour alone. */
export const dotSize = [0.84, 0.5, 0.3, 0.2, 0.98, 0.98];
