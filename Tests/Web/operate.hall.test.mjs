import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faults, fromLayout, newBlock, newHall, nextName, paint, placesOf, rowsOf, toLayout } from '../../Sources/WebApp/app/js/operate/hall.js';

const hallOf = (...blocks) => {
  const hall = { key: 'h', name: 'H', categories: [{ key: 'gold', name: 'Gold', color: '#d4a017' }, { key: 'silver', name: 'Silver', color: '#9aa5b1' }], blocks: [] };
  for (const block of blocks) hall.blocks.push({ ...newBlock(hall), first: 'A', rows: 2, seats: 4, curve: 0, x: 0, y: 4, pitch: 0.5, depth: 1, category: 'gold', ...block });
  return hall;
};

test('rows are named as in a cinema', () => {
  const names = (first, n, skip) => { const all = [first]; while (all.length < n) all.push(nextName(all.at(-1), skip)); return all.join(' '); };
  assert.equal(names('G', 4, true), 'G H J K');
  assert.equal(names('G', 4, false), 'G H I J');
  assert.equal(names('Y', 4, true), 'Y Z AA AB');
  assert.equal(names('AZ', 2, true), 'AZ BA');
  assert.equal(names('8', 3, true), '8 9 10');
});

test('a straight row stands in the middle, with its aisle', () => {
  const [row] = rowsOf(hallOf({ aisles: '2', aisle: 1 }).blocks[0]);
  assert.deepEqual(row.seats.map((seat) => seat.x), [-1.25, -0.75, 0.75, 1.25]);
  assert.deepEqual(row.seats.map((seat) => seat.number), ['1', '2', '3', '4']);
});

test('a curve brings the ends nearer to the screen and keeps distances', () => {
  const [row] = rowsOf(hallOf({ seats: 11, curve: 50 }).blocks[0]);
  const [end, middle] = [row.seats[0], row.seats[5]];
  assert.equal(middle.y, 4);
  assert.ok(end.y < 3.7);
  for (let i = 1; i < 11; i++) assert.ok(Math.abs(Math.hypot(row.seats[i].x - row.seats[i - 1].x, row.seats[i].y - row.seats[i - 1].y) - 0.5) < 0.02);
});

test('a turned block is turned about its front', () => {
  const [first, second] = rowsOf(hallOf({ seats: 1, turn: 90, x: 10 }).blocks[0]).map((row) => row.seats[0]);
  assert.deepEqual([first.x, first.y, second.x, second.y], [10, 4, 9, 4]);
});

test('rows grow wider, numbers may run from the right and begin anywhere', () => {
  const rows = rowsOf(hallOf({ rows: 3, wider: 2, fromRight: true, number: 5, aisles: '2' }).blocks[0]);
  assert.deepEqual(rows.map((row) => row.seats.length), [4, 6, 8]);
  assert.deepEqual(rows[0].seats.map((seat) => seat.number), ['8', '7', '6', '5']);
  const gap = rows[2].seats.findIndex((seat, i, all) => all[i + 1]?.x - seat.x > 1);
  assert.equal(gap, 3, 'the aisle stays in the middle');
});

test('wings with the same rows become one row', () => {
  const layout = toLayout(hallOf({ x: -3 }, { x: 3, number: 5 }));
  assert.equal(layout.sections.length, 1);
  assert.deepEqual(layout.sections[0].rows.map((row) => row.seats.map((seat) => seat.number).join('')), ['12345678', '12345678']);
});

test('paint: no seat, another category, wheelchairs on and off', () => {
  const hall = hallOf({});
  const at = (label) => placesOf(hall).find((seat) => seat.label === label);
  paint(hall, [at('A-1')], 'gone');
  paint(hall, [at('A-2'), at('A-3')], 'accessible');
  paint(hall, [at('A-3')], 'accessible');
  paint(hall, [at('B-1')], '=silver');
  const [a, b] = toLayout(hall).sections[0].rows;
  assert.deepEqual(a.seats.map((seat) => seat.number), ['2', '3', '4']);
  assert.deepEqual(a.seats.map((seat) => seat.attributes), [['accessible'], [], []]);
  assert.deepEqual(b.seats.map((seat) => seat.category), ['silver', 'gold', 'gold', 'gold']);
  paint(hall, [at('A-1')], 'gone');
  assert.equal(toLayout(hall).sections[0].rows[0].seats.length, 4);
});

test('a saved layout comes back as it was, labels and all', () => {
  const hall = hallOf({ section: 'Stalls' }, { section: 'Balcony', y: 9 });
  const saved = toLayout(hall);
  const served = { ...saved, sections: saved.sections.map((s) => ({ ...s, rows: s.rows.map((r) => ({ ...r, seats: r.seats.map((seat) => ({ ...seat, label: `${s.name}-${r.name}-${seat.number}` })) })) })) };
  const again = toLayout(fromLayout(served, 'h'));
  assert.deepEqual(again.sections.map((s) => s.rows.map((r) => r.seats.map((seat) => seat.label))), served.sections.map((s) => s.rows.map((r) => r.seats.map((seat) => seat.label))));
  assert.equal(again.sections[1].rows[0].seats[0].number, '1');
});

test('faults are told before the server tells them', () => {
  const twice = faults(hallOf({}, {}));
  assert.equal(twice.twice.length, 8);
  assert.equal(twice.tight.length, 8);
  const fine = faults(hallOf({}, { first: 'C', y: 7 }));
  assert.deepEqual([fine.twice, fine.tight, fine.lost], [[], [], []]);
  assert.equal(faults(hallOf({ category: 'box' })).lost.length, 8);
});

test('the first hall is one that can be saved', () => {
  const { twice, tight, lost } = faults(newHall());
  assert.deepEqual([twice, tight, lost], [[], [], []]);
  const layout = toLayout(newHall());
  assert.deepEqual(layout.sections[0].rows.map((row) => row.name).join(''), 'ABCDEFGH');
  assert.ok(layout.focal_point.y > 4 && layout.focal_point.x === 0);
});
