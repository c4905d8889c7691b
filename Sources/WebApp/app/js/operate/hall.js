// A hall as its designer sees it: blocks of rows, straight or bent, and marks on single seats. Pure. The
// screen is at y = 0, y grows away from it, and a unit is about a metre.

/** A new block of rows, below (behind) what is there. */
export const newBlock = (hall) => ({
  section: hall.blocks.at(-1)?.section ?? 'Main', first: nextName(lastName(hall)), rows: 4, seats: 12, wider: 0, number: 1,
  fromRight: false, skip: true, aisles: '', aisle: 1.2, pitch: 0.6, depth: 1.1, curve: 10, x: 0,
  y: round(Math.max(4, ...hall.blocks.flatMap(rowsOf).flatMap((row) => row.seats.map((seat) => seat.y + 1.5)))), turn: 0,
  category: hall.categories.at(-1).key, marks: {},
});

/** A hall to begin with. */
export const newHall = () => {
  const categories = [{ key: 'silver', name: 'Silver', color: '#9aa5b1' }, { key: 'gold', name: 'Gold', color: '#d4a017' }];
  const hall = { key: 'hall-1', name: 'Hall 1', categories, blocks: [] };
  hall.blocks.push({ ...newBlock(hall), aisles: '4, 12', seats: 16, rows: 5, category: 'silver' });
  hall.blocks.push({ ...newBlock(hall), aisles: '4, 12', seats: 16, rows: 3 });
  return hall;
};

const round = (n) => Math.round(n * 100) / 100;
const lastName = (hall) => hall.blocks.length ? rowsOf(hall.blocks.at(-1)).at(-1)?.name : undefined;

/** The row after this one: A, B … Z, AA or 1, 2; `skip` leaves out I and O, which look like digits. */
export const nextName = (name, skip = true) => {
  if (!name) return 'A';
  if (/^\d+$/.test(name)) return String(Number(name) + 1);
  if (!/[a-z]$/i.test(name)) return name + '2';
  const [head, tail] = [name.slice(0, -1), name.slice(-1)];
  const next = /z/i.test(tail) ? nextName(head, skip) + (tail === 'Z' ? 'A' : 'a') : head + String.fromCharCode(tail.charCodeAt(0) + 1);
  return skip && /[io]$/i.test(next) ? nextName(next, skip) : next;
};

/** A block's rows: `[{name, seats: [{number, x, y, category, attributes, gone, mark}]}]`; `gone`: no seat stands there. */
export const rowsOf = (block) => {
  const rows = block.fixed ?? drawn(block);
  return rows.map((row) => ({ name: row.name, seats: row.seats.map((seat) => marked(seat, `${row.name}:${seat.number}`, block)) }));
};

const marked = (seat, mark, block) => {
  const { gone, category, attributes } = block.marks[mark] ?? {};
  return {
    ...seat, mark, gone: !!gone,
    category: category ?? seat.category ?? block.category, attributes: attributes ?? seat.attributes ?? [],
  };
};

const drawn = (block) => {
  const rows = [];
  for (let r = 0, name = block.first; r < block.rows; r++, name = nextName(name, block.skip)) rows.push({ name, seats: seatsOf(block, r) });
  return rows;
};

const seatsOf = (block, r) => {
  const grown = Math.round(r * block.wider);
  const count = Math.max(1, block.seats + grown);
  const places = alongRow(block, count, Math.floor(grown / 2));
  return places.map((along, i) => ({ number: String(block.number + (block.fromRight ? count - 1 - i : i)), ...bent(block, along, r) }));
};

// Where the seats of a row stand along it, from its middle. Aisles stay where they are as rows grow wider.
const alongRow = (block, count, shift) => {
  const after = new Set(String(block.aisles).split(/[\s,]+/).filter(Boolean).map((n) => Number(n) + shift));
  const places = [];
  for (let i = 0, at = 0; i < count; i++, at += block.pitch + (after.has(i) ? block.aisle : 0)) places.push(at);
  const middle = places.at(-1) / 2;
  return places.map((at) => at - middle);
};

// Rows are arcs about one centre in front of the block, then the whole block is turned and put in its place.
const bent = ({ curve, depth, turn, x, y }, along, r) => {
  const radius = curve > 0 ? 400 / curve : 0;
  const angle = radius ? along / (radius + r * depth) : 0;
  const across = radius ? (radius + r * depth) * Math.sin(angle) : along;
  const back = radius ? (radius + r * depth) * Math.cos(angle) - radius : r * depth;
  const by = turn * Math.PI / 180;
  return { x: round(x + across * Math.cos(by) - back * Math.sin(by)), y: round(y + across * Math.sin(by) + back * Math.cos(by)) };
};

/** Every place of the hall: `[{label, x, y, category, attributes, gone, mark, block}]`. */
export const placesOf = (hall) => {
  const many = new Set(hall.blocks.map((block) => block.section)).size > 1;
  return hall.blocks.flatMap((block, b) => rowsOf(block).flatMap((row) => row.seats.map((seat) => ({
    ...seat, block: b, label: seat.label ?? `${many ? block.section + '-' : ''}${row.name}-${seat.number}`,
  }))));
};

/** Paints seats: `what` is `gone`, `=category`, or an attribute, which is taken away again if all of them have it. */
export const paint = (hall, places, what) => {
  const all = places.every((seat) => what === 'gone' ? seat.gone : seat.attributes.includes(what));
  for (const seat of places) {
    const mark = hall.blocks[seat.block].marks[seat.mark] ??= {};
    if (what[0] === '=') mark.category = what.slice(1);
    else if (what === 'gone') mark.gone = !all;
    else mark.attributes = [...seat.attributes.filter((a) => a !== what), ...all ? [] : [what]];
  }
};

/** What the server takes, but for the key. Rows of one name in a section become one row. */
export const toLayout = (hall) => {
  const sections = new Map();
  for (const block of hall.blocks) {
    if (!sections.has(block.section)) sections.set(block.section, new Map());
    const rows = sections.get(block.section);
    for (const row of rowsOf(block)) {
      const seats = row.seats.filter((seat) => !seat.gone).map(written);
      if (seats.length) rows.set(row.name, [...rows.get(row.name) ?? [], ...seats]);
    }
  }
  return {
    name: hall.name, focal_point: focus(hall), categories: hall.categories,
    sections: [...sections].filter(([, rows]) => rows.size)
      .map(([name, rows]) => ({ name, rows: [...rows].map(([name, seats]) => ({ name, seats })) })),
  };
};

const written = ({ number, label, x, y, category, attributes }) => ({ number, label, x, y, category, attributes });

// The best seats are in the middle, two thirds back.
const focus = (hall) => {
  const seats = placesOf(hall).filter((seat) => !seat.gone);
  if (!seats.length) return { x: 0, y: 0 };
  const [xs, ys] = ['x', 'y'].map((axis) => seats.map((seat) => seat[axis]).sort((a, b) => a - b));
  return { x: round((xs[0] + xs.at(-1)) / 2), y: round(ys[0] + (ys.at(-1) - ys[0]) * 2 / 3) };
};

/** A saved layout as a hall: its rows stay as they are, single seats can be painted, blocks added. */
export const fromLayout = (layout, key) => ({
  key, name: layout.name, categories: layout.categories,
  blocks: layout.sections.map((section) => ({
    section: section.name, marks: {}, category: layout.categories[0].key,
    fixed: section.rows.map((row) => ({
      name: row.name,
      seats: row.seats.map((seat) => ({ ...seat, number: seat.label.slice(seat.label.lastIndexOf('-') + 1) })),
    })),
  })),
});

/** What would be refused, or stand in the way: `{twice: [labels], tight: [labels], lost: [labels]}`. */
export const faults = (hall) => {
  const seats = placesOf(hall).filter((seat) => !seat.gone);
  const keys = new Set(hall.categories.map((category) => category.key));
  const known = new Set();
  return {
    twice: seats.filter(({ label }) => known.size === known.add(label).size).map((seat) => seat.label),
    tight: tight(seats), lost: seats.filter((seat) => !keys.has(seat.category)).map((seat) => seat.label),
  };
};

// Seats nearer to one another than 35 cm. In a hall too large to compare all with all, only neighbours in the list.
const tight = (seats) => {
  const reach = seats.length > 3000 ? 100 : seats.length;
  const near = (a, i) => seats.slice(Math.max(0, i - reach), i).some((b) => Math.hypot(a.x - b.x, a.y - b.y) < 0.35);
  return seats.filter(near).map((seat) => seat.label);
};

/** The hall for a Plan, in seat widths: `{count, seats, xs, ys, box, places, rows}`; rows are as the arrow keys walk them. */
export const asDrawing = (hall) => {
  const places = placesOf(hall);
  const rows = new Map();
  places.forEach(({ block, mark }, i) => {
    const key = `${block}:${mark.slice(0, mark.lastIndexOf(':'))}`;
    if (!rows.has(key)) rows.set(key, { name: key.slice(key.indexOf(':') + 1), seats: [] });
    rows.get(key).seats.push(i);
  });
  const gaps = places.slice(1).map((p, i) => Math.hypot(p.x - places[i].x, p.y - places[i].y)).sort((a, b) => a - b);
  const width = gaps[gaps.length >> 1] || 1;
  const [xs, ys] = ['x', 'y'].map((axis) => places.map((place) => place[axis] / width));
  const box = { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(0, ...ys), y1: Math.max(...ys) };
  return { count: places.length, seats: places, xs, ys, box, places, rows: [...rows.values()] };
};
