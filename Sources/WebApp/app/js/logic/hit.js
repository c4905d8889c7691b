// Which seat is at a point: a grid of boxes over the hall, so that it takes the same time in any hall.

const size = 2;
const key = (x, y) => Math.floor(x / size) * 65536 + Math.floor(y / size);

export class HitGrid {
  #boxes = new Map();

  constructor(hall) {
    this.hall = hall;
    for (let i = 0; i < hall.count; i++) {
      const k = key(hall.xs[i], hall.ys[i]);
      if (!this.#boxes.get(k)?.push(i)) this.#boxes.set(k, [i]);
    }
  }

  /** The nearest seat within `reach` seat widths (at most 2), or -1. */
  at(x, y, reach = 0.5) {
    const { xs, ys } = this.hall;
    let best = -1, least = reach;
    for (const dx of [-size, 0, size]) for (const dy of [-size, 0, size]) {
      for (const i of this.#boxes.get(key(x + dx, y + dy)) ?? []) {
        const far = Math.hypot(xs[i] - x, ys[i] - y);
        if (far <= least) [best, least] = [i, far];
      }
    }
    return best;
  }
}

/** The part whose outline has the point in it, or -1. */
export const partAt = (parts, x, y) => parts.findIndex(({ box, corners }) =>
  x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1 && inside(corners, x, y));

const inside = (corners, x, y) => {
  let is = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [[ax, ay], [bx, by]] = [corners[i], corners[j]];
    if (ay > y !== by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) is = !is;
  }
  return is;
};
