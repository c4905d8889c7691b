// A layout made ready for drawing and walking. Lengths are in seat widths.

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
/** As many seats are real elements at once. */
const realSeats = 600;
const none = [];

// 20,000 of them are made at once, so what only words need is worked out when it is asked for.
class Seat {
  constructor(raw, section, row, at, pitch) {
    this.index = raw.index;
    this.label = raw.label;
    this.category = raw.category;
    this.attributes = raw.attributes ?? none;
    this.section = section;
    this.line = row;
    this.at = at;
    this.pitch = pitch;
  }

  get row() { return this.line.name; }
  get accessible() { return this.attributes.includes('accessible'); }

  /** Its label without section and row. */
  get number() { return this.short ??= this.#number(); }

  #number() {
    const { label, section, row } = this;
    for (const start of [`${section}-${row}-`, `${row}-`]) if (label.startsWith(start)) return label.slice(start.length);
    return label.slice(label.lastIndexOf('-') + 1);
  }

  get aisle() {
    const { line: { seats }, at, pitch } = this, here = seats[at];
    return [seats[at - 1], seats[at + 1]].some((other) => other && Math.hypot(other.x - here.x, other.y - here.y) > 1.6 * pitch);
  }
}

// A few hundred seats tell how far apart they are.
const pitchOf = (rows) => {
  const gaps = [];
  for (const { seats } of rows) {
    for (let i = 1; i < seats.length; i++) gaps.push(Math.hypot(seats[i].x - seats[i - 1].x, seats[i].y - seats[i - 1].y));
    if (gaps.length > 500) break;
  }
  return median(gaps.filter((gap) => gap > 0)) || 1;
};

const isBent = (rows) => rows.some(({ seats: [a, b] }) => b && Math.abs(b.y - a.y) > 0.35 * Math.abs(b.x - a.x));

// Rows of a straight hall are drawn closer than they stand: legs need room, pictures of seats do not.
const squeeze = (sections, pitch) => {
  const gaps = [];
  for (const { rows } of sections) {
    for (let i = 1; i < rows.length; i++) gaps.push(Math.abs(rows[i].seats[0].y - rows[i - 1].seats[0].y) / pitch);
  }
  const gap = median(gaps.filter((g) => g > 0));
  return gap > 1.2 ? 1.2 / gap : 1;
};

const boxOf = (indexes, { xs, ys }) => {
  let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
  for (const i of indexes) {
    if (xs[i] < x0) x0 = xs[i];
    if (xs[i] > x1) x1 = xs[i];
    if (ys[i] < y0) y0 = ys[i];
    if (ys[i] > y1) y1 = ys[i];
  }
  return { x0: x0 - 0.6, y0: y0 - 0.6, x1: x1 + 0.6, y1: y1 + 0.6 };
};

const around = (parts) => ({
  x0: Math.min(...parts.map((p) => p.box.x0)), y0: Math.min(...parts.map((p) => p.box.y0)),
  x1: Math.max(...parts.map((p) => p.box.x1)), y1: Math.max(...parts.map((p) => p.box.y1)),
});

// The corners of a part, walked around: its first row, and its last one backwards.
const outline = (rows, hall) => {
  const [first, last] = [rows[0].seats, rows[rows.length - 1].seats];
  const corners = [first[0], first[first.length - 1], last[last.length - 1], last[0]].map((i) => [hall.xs[i], hall.ys[i]]);
  const middle = corners.reduce(([a, b], [x, y]) => [a + x / 4, b + y / 4], [0, 0]);
  const grown = corners.map(([x, y]) => {
    const far = Math.hypot(x - middle[0], y - middle[1]) || 1;
    return [x + 0.9 * (x - middle[0]) / far, y + 0.9 * (y - middle[1]) / far];
  });
  return { corners: grown, middle };
};

const partsOf = (section, hall) => {
  const parts = [];
  let rows = [], size = 0;
  const close = () => {
    if (!rows.length) return;
    const seats = rows.flatMap((row) => row.seats);
    parts.push({ section: section.name, rows, seats, box: boxOf(seats, hall), ...outline(rows, hall) });
    [rows, size] = [[], 0];
  };
  for (const row of section.rows) {
    if (size + row.seats.length > realSeats) close();
    rows.push(row);
    size += row.seats.length;
  }
  close();
  for (const part of parts) {
    part.name = parts.length > 1 ? `${section.name} ${part.rows[0].name}–${part.rows.at(-1).name}` : section.name;
  }
  return parts;
};

// A stage stands where the layout's focal point is, if that is not among the seats; else there is a screen in front.
const stageOf = (hall, focus) => {
  let least = Infinity;
  for (let i = 0; i < hall.count; i++) least = Math.min(least, (hall.xs[i] - focus.x) ** 2 + (hall.ys[i] - focus.y) ** 2);
  const near = Math.sqrt(least);
  if (near > 4) return { kind: 'stage', x: focus.x, y: focus.y, size: Math.min(near - 1.5, 20) };
  const { x0, x1, y0 } = hall.box;
  return { kind: 'screen', x: (x0 + x1) / 2, y: y0 - 2, size: (x1 - x0) * 0.38 };
};

const place = (hall, sections, pitch, factor) => {
  const category = new Map(hall.categories.map((c, i) => [c.key, i]));
  for (const section of sections) for (const row of section.rows) {
    row.seats.forEach((seat, k) => {
      const i = seat.index;
      hall.xs[i] = seat.x / pitch;
      hall.ys[i] = seat.y * factor / pitch;
      hall.cats[i] = category.get(seat.category) ?? 0;
      hall.seats[i] = new Seat(seat, section.name, row, k, pitch);
    });
  }
};

// The seats, and the stage with them.
const areaOf = ({ box, stage: { kind, x, y, size } }) => {
  const deep = kind === 'stage' ? size * 0.35 : 1.4;
  const air = Math.max(0.5, (box.x1 - box.x0) * 0.012);
  return {
    x0: Math.min(box.x0 - 1, x - size) - air, x1: Math.max(box.x1, x + size) + air,
    y0: Math.min(box.y0, y - deep) - air, y1: Math.max(box.y1, y + deep) + air,
  };
};

/** `{seats, count, xs, ys, cats, categories, parts, partOf, box, area, stage, bent, byLabel}` of a layout. */
export const makeHall = (layout) => {
  const sections = layout.sections.map(({ name, rows }) => ({ name, rows: rows.filter((r) => r.seats.length) }))
    .filter((section) => section.rows.length);
  const all = sections.flatMap((section) => section.rows);
  const count = all.reduce((sum, row) => sum + row.seats.length, 0);
  const pitch = pitchOf(all);
  const bent = isBent(all);
  const factor = bent ? 1 : squeeze(sections, pitch);
  const hall = {
    name: layout.name, count, large: count > realSeats, bent, categories: layout.categories, sections: sections.length,
    seats: new Array(count), xs: new Float32Array(count), ys: new Float32Array(count), cats: new Uint8Array(count),
  };
  place(hall, sections, pitch, factor);
  hall.parts = sections.flatMap(({ name, rows }) =>
    partsOf({ name, rows: rows.map((row) => ({ name: row.name, seats: row.seats.map((s) => s.index) })) }, hall));
  hall.partOf = new Uint16Array(count);
  hall.parts.forEach((part, p) => { for (const i of part.seats) hall.partOf[i] = p; });
  hall.box = around(hall.parts);
  const focus = layout.focal_point ?? { x: 0, y: 0 };
  hall.stage = stageOf(hall, { x: focus.x / pitch, y: focus.y * factor / pitch });
  hall.area = areaOf(hall);
  let labels = null;
  Object.defineProperty(hall, 'byLabel', { get: () => labels ??= new Map(hall.seats.map((seat) => [seat.label, seat.index])) });
  return hall;
};
