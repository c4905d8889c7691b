import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pack, SeatStates, Shown, tally, unpack } from '../../Sources/WebApp/app/js/logic/reducer.js';
import { Countdown, SleepDetector, wait } from '../../Sources/WebApp/app/js/logic/time.js';
import { makeHall } from '../../Sources/WebApp/app/js/logic/hall.js';
import { HitGrid, partAt } from '../../Sources/WebApp/app/js/logic/hit.js';
import { walk } from '../../Sources/WebApp/app/js/logic/walk.js';
import * as view from '../../Sources/WebApp/app/js/logic/view.js';

const snap = (seq, states) => ({ seq, states: pack(Uint8Array.from(states)) });

test('states survive the way to base64 and back, whatever the count', () => {
  for (const count of [0, 1, 3, 4, 5, 300, 20000]) {
    const states = Uint8Array.from({ length: count }, (_, i) => (i * 7 + (i >> 3)) % 4);
    assert.deepEqual(unpack(pack(states), count), states);
  }
});

test('the contract’s bits: seat i is in bits 2(i%4) of byte i/4', () => {
  assert.deepEqual([...unpack(btoa(String.fromCharCode(0b11100100, 0b00000010)), 5)], [0, 1, 2, 3, 2]);
});

test('a snapshot tells what is different, and counts anew', () => {
  const seats = new SeatStates(4);
  assert.deepEqual(seats.snap(snap(7, [0, 1, 2, 0])), [1, 2]);
  assert.deepEqual(seats.snap(snap(9, [0, 0, 2, 3])), [1, 3]);
  assert.deepEqual(seats.counts, [2, 0, 1, 1]);
  assert.equal(seats.seq, 9);
});

test('a delta joins on, is ignored when known, and a gap asks for a snapshot', () => {
  const seats = new SeatStates(4);
  assert.equal(seats.delta({ f: 1, n: 1, c: [[0, 1]] }), null, 'nothing to join on to yet');
  seats.snap(snap(10, [0, 0, 0, 0]));
  assert.deepEqual(seats.delta({ f: 11, n: 13, c: [[2, 1], [3, 2]] }), [2, 3]);
  assert.deepEqual(seats.delta({ f: 12, n: 13, c: [[2, 0]] }), [], 'known already');
  assert.equal(seats.states[2], 1);
  assert.equal(seats.delta({ f: 15, n: 15, c: [[0, 1]] }), null, 'version 14 is missing');
  assert.deepEqual(seats.delta({ f: 14, n: 14, c: [] }), [], 'an extended hold changes no seat');
  assert.equal(seats.seq, 14);
  assert.deepEqual(seats.delta({ f: 15, n: 15, c: [[99, 1]] }), [], 'a seat that is not in this hall');
});

test('random histories: deltas in any frames come to what a snapshot says', () => {
  let seed = 7;
  const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
  for (let run = 0; run < 200; run++) {
    const truth = new Uint8Array(40), seats = new SeatStates(40);
    seats.snap(snap(0, truth));
    for (let seq = 1; seq < 60;) {
      const f = seq, changes = new Map();
      for (let k = random(4); k >= 0; k--, seq++) { const i = random(40); truth[i] = random(4); changes.set(i, truth[i]); }
      if (random(5) === 0 && seats.delta({ f: f + 1, n: seq, c: [] }) === null) seats.snap(snap(seq - 1, truth));
      else seats.delta({ f, n: seq - 1, c: [...changes] });
    }
    assert.deepEqual(seats.states, truth);
    assert.deepEqual(seats.counts, tally(truth));
  }
});

const shownOf = (states) => { const base = new SeatStates(states.length); base.snap(snap(1, states)); return new Shown(base); };

test('a wish is pending, then mine, and never held by somebody in between', () => {
  const shown = shownOf([0, 0, 0]);
  shown.own([], [1]);
  assert.equal(shown.state(1), 5);
  shown.base.delta({ f: 2, n: 2, c: [[1, 1]] });
  shown.told([1]);
  assert.equal(shown.state(1), 5, 'our own hold comes back over the live line first');
  shown.own([1], [1]);
  assert.equal(shown.state(1), 4);
});

test('a seat given up is free at once, also while the live line still says held', () => {
  const shown = shownOf([0, 1, 0]);
  shown.own([1], [1], 0);
  shown.own([1], [], 0);
  assert.equal(shown.state(1, 0), 5);
  shown.own([], [], 0);
  assert.equal(shown.state(1, 10), 0);
  shown.base.delta({ f: 2, n: 2, c: [[1, 0]] });
  shown.told([1]);
  shown.base.delta({ f: 3, n: 3, c: [[1, 1]] });
  shown.told([1]);
  assert.equal(shown.state(1, 20), 1, 'and somebody else’s a moment later');
});

test('a refusal shows what went before the live line tells, and does not flicker back', () => {
  const shown = shownOf([0, 0]);
  shown.own([], [0, 1], 0);
  shown.refused([{ seat: 'A-1', reason: 'held' }], new Map([['A-1', 0]]), 0);
  shown.own([], [], 0);
  assert.equal(shown.state(0, 5), 1);
  assert.equal(shown.state(1, 5), 0);
  shown.base.delta({ f: 2, n: 2, c: [[0, 1]] });
  shown.told([0]);
  assert.equal(shown.state(0, 6), 1);
});

test('a hint that the live line never confirms goes after a second', () => {
  const shown = shownOf([0]);
  shown.refused([{ seat: 'A-1', reason: 'booked' }], new Map([['A-1', 0]]), 0);
  assert.equal(shown.state(0, 999), 2);
  assert.deepEqual(shown.lapsed(999), []);
  assert.deepEqual(shown.lapsed(1000), [0]);
  assert.equal(shown.state(0, 1000), 0);
});

test('the countdown runs from when was asked, warns once, and again after more time', () => {
  const clock = new Countdown();
  assert.equal(clock.check(0, 120000), null);
  clock.set(600000, 1000);
  assert.equal(clock.left(1000), 600000);
  assert.equal(clock.check(480999, 120000), null);
  assert.equal(clock.check(481000, 120000), 'warn');
  assert.equal(clock.check(482000, 120000), null);
  clock.set(600000, 482000);
  assert.equal(clock.check(483000, 120000), null);
  assert.equal(clock.check(963000, 120000), 'warn');
  assert.equal(clock.check(1082000, 120000), 'over');
  clock.stop();
  assert.equal(clock.check(1082000, 120000), null);
});

test('a sleep shows on either clock; a busy second does not', () => {
  const sleep = new SleepDetector(0, 0);
  assert.equal(sleep.tick(1000, 1000), false);
  assert.equal(sleep.tick(4500, 4500), false);
  assert.equal(sleep.tick(304500, 5500), true, 'the monotonic clock stood still');
  assert.equal(sleep.tick(305500, 306000), true, 'it ran on, the timers did not');
  assert.equal(sleep.tick(306500, 307000), false);
});

test('reconnects are spread, bounded, and take the server’s hint', () => {
  assert.equal(wait(0, () => 1), 500);
  assert.equal(wait(20, () => 1), 10000);
  assert.equal(wait(3, () => 0), 0);
  assert.equal(wait(9, () => 0.5, 800), 800);
});

const row = (name, y, xs, more = {}) => ({ name, seats: xs.map((x, k) => ({ label: `${name}-${k + 1}`, x, y, category: 'gold', attributes: [], ...more })) });
const layout = (sections, focal_point = { x: 0, y: 4 }) => {
  let index = 0;
  for (const s of sections) for (const r of s.rows) for (const seat of r.seats) seat.index = index++;
  return { name: 'Hall', focal_point, categories: [{ key: 'gold', name: 'Gold', color: '#d4a017' }], sections };
};
const small = () => makeHall(layout([{ name: 'Main', rows: [row('A', 4, [0, 0.5, 1.5, 2]), row('B', 5, [0, 0.5, 1, 1.5, 2]), row('C', 6, [0, 2])] }]));

test('a hall knows its pitch, its aisles, its numbers and its screen', () => {
  const hall = small();
  assert.deepEqual([...hall.xs.slice(0, 4)], [0, 1, 3, 4]);
  assert.deepEqual(hall.seats.slice(0, 4).map((s) => s.aisle), [false, true, true, false]);
  assert.equal(hall.seats[2].number, '3');
  assert.equal(hall.byLabel.get('B-1'), 4);
  assert.equal(hall.stage.kind, 'screen');
  assert.ok(hall.ys[4] - hall.ys[0] < 1.25, 'rows are drawn closer than they stand');
  assert.equal(hall.large, false);
});

test('arrows skip aisles, keep the column, and stop at the walls', () => {
  const { parts: [{ rows }], xs } = small();
  const lists = rows.map((r) => r.seats), go = (from, key, ctrl) => walk(lists, xs, from, key, ctrl);
  assert.equal(go(1, 'ArrowRight'), 2, 'over the aisle');
  assert.equal(go(0, 'ArrowLeft'), 0);
  assert.equal(go(3, 'ArrowDown'), 8);
  assert.equal(go(8, 'ArrowDown'), 10);
  assert.equal(go(9, 'ArrowUp'), 4);
  assert.equal(go(10, 'ArrowDown'), 10);
  assert.deepEqual(['Home', 'End'].map((key) => go(6, key)), [4, 8]);
  assert.deepEqual(['Home', 'End'].map((key) => go(6, key, true)), [0, 10]);
  assert.equal(go(6, 'x'), null);
});

test('a section of more than 600 seats is cut between rows', () => {
  const rows = Array.from({ length: 30 }, (_, r) => row(`R${r}`, r, Array.from({ length: 50 }, (_, k) => k)));
  const hall = makeHall(layout([{ name: 'Stalls', rows }]));
  assert.deepEqual(hall.parts.map((p) => p.seats.length), [600, 600, 300]);
  assert.equal(hall.parts[1].name, 'Stalls R12–R23');
  assert.equal(hall.partOf[620], 1);
  assert.equal(hall.large, true);
});

test('turned rows make a round hall, and a focal point apart from the seats is a stage', () => {
  const rows = [{ name: 'A', seats: [0, 1, 2, 3].map((k) => ({ label: `N-A-${k + 1}`, x: k * 0.5, y: 20 + k * 0.5, category: 'gold' })) }];
  const hall = makeHall(layout([{ name: 'N', rows }, { name: 'S', rows: [row('A', 30, [0, 1])] }], { x: 0, y: 0 }));
  assert.equal(hall.bent, true);
  assert.equal(hall.stage.kind, 'stage');
  assert.equal(hall.seats[1].number, '2');
});

test('a point finds its seat, and between seats none', () => {
  const hall = small(), hits = new HitGrid(hall);
  for (let i = 0; i < hall.count; i++) assert.equal(hits.at(hall.xs[i] + 0.2, hall.ys[i] - 0.2), i);
  assert.equal(hits.at(2, hall.ys[0]), -1, 'the aisle');
  assert.equal(hits.at(-50, -50), -1);
  assert.equal(partAt(hall.parts, hall.xs[5], hall.ys[5]), 0);
  assert.equal(partAt(hall.parts, 50, 50), -1);
});

test('zoom keeps the point under the finger, within its limits', () => {
  const from = { s: 10, x: 30, y: -20 }, [wx, wy] = view.toHall(from, 100, 80);
  const to = view.zoom(from, 2, 100, 80, 1);
  assert.deepEqual(view.toHall(to, 100, 80).map((v) => Math.round(v * 1e6)), [wx, wy].map((v) => Math.round(v * 1e6)));
  assert.equal(view.zoom(from, 0.001, 0, 0, 4).s, 4);
  assert.equal(view.zoom(from, 1000, 0, 0, 4).s, view.maxScale);
});

test('the window always stays on the hall', () => {
  const box = { x0: -10, y0: 0, x1: 10, y1: 10 };
  const whole = view.fit(box, 400, 300);
  assert.equal(whole.s, 20);
  assert.deepEqual(view.clamp(whole, box, 400, 300), whole);
  const away = view.clamp(view.pan({ s: 40, x: 0, y: 0 }, 9999, -9999), box, 400, 300);
  assert.deepEqual([away.x, away.y], [400, -100]);
  const seen = view.shown(away, 400, 300);
  assert.deepEqual([seen.x0, seen.y1], [-10, 10]);
});

test('a seat out of sight is brought in by the least push', () => {
  const to = view.reveal({ s: 10, x: 0, y: 0 }, 60, 5, 400, 300, 40);
  assert.deepEqual([to.x, to.y], [-240, 0]);
});

test('detail grows with the scale', () => {
  assert.deepEqual([2, 5, 15, 30].map((s) => view.detail(s, 40)), ['blocks', 'dots', 'seats', 'labels']);
  assert.equal(view.detail(2, 1), 'dots', 'one section is not one block');
});
