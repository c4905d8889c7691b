// A layout made ready for drawing and walking. Lengths are in seat widths.

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
/** As many seats are real elements at once. */
const realSeats = 600;

/** The seat's own number: its label without section and row. */
const numberOf = (label, section, row) => {
  for (const start of [`${section}-${row}-`, `${row}-`]) if (label.startsWith(start)) return label.slice(start.length);
  return label.slice(label.lastIndexOf('-') + 1);
};

const pitchOf = (rows) => {
  const gaps = [];
  for (const { seats } of rows) {
    for (let i = 1; i < seats.length; i++) gaps.push(Math.hypot(seats[i].x - seats[i - 1].x, seats[i].y - seats[i - 1].y));
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

const boxOf = (indexes, hall) => {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const i of indexes) {
    x0 = Math.min(x0, hall.xs[i]); x1 = Math.max(x1, hall.xs[i]);
    y0 = Math.min(y0, hall.ys[i]); y1 = Math.max(y1, hall.ys[i]);
  }
  return { x0: x0 - 0.6, y0: y0 - 0.6, x1: x1 + 0.6, y1: y1 + 0.6 };
};

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
  let near = Infinity;
  for (let i = 0; i < hall.count; i++) near = Math.min(near, Math.hypot(hall.xs[i] - focus.x, hall.ys[i] - focus.y));
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
      const beside = [row.seats[k - 1], row.seats[k + 1]];
      hall.seats[i] = {
        index: i, label: seat.label, section: section.name, row: row.name, category: seat.category,
        number: numberOf(seat.label, section.name, row.name),
        accessible: !!seat.attributes?.includes('accessible'), attributes: seat.attributes ?? [],
        aisle: beside.some((other) => other && Math.hypot(other.x - seat.x, other.y - seat.y) > 1.6 * pitch),
      };
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
  hall.box = boxOf(hall.seats.keys(), hall);
  const focus = layout.focal_point ?? { x: 0, y: 0 };
  hall.stage = stageOf(hall, { x: focus.x / pitch, y: focus.y * factor / pitch });
  hall.area = areaOf(hall);
  hall.byLabel = new Map(hall.seats.map((seat) => [seat.label, seat.index]));
  return hall;
};
