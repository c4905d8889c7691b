import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bookings, pace, readSeats, takenOnline, writeSeats } from '../../Sources/WebApp/app/js/operate/figures.js';

const now = Date.parse('2026-12-01T12:00:00Z');
const event = (minutesAgo, type, seats, more = {}) => ({ at: new Date(now - minutesAgo * 60e3).toISOString(), type, seats, ...more });

test('sale speed counts the last hour, refunds too', () => {
  const events = [event(90, 'booked', ['A-1']), event(30, 'booked', ['A-2', 'A-3']), event(10, 'order_paid', ['A-4']), event(5, 'booking_cancelled', ['A-2']), event(1, 'held', ['A-9'])];
  const { perHour, bars } = pace(events, now, true);
  assert.equal(perHour, 2);
  assert.deepEqual(bars, [0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1, 0]);
});

test('a page that reaches back only minutes is not taken for an hour', () => {
  assert.equal(pace([event(6, 'booked', ['A-1']), event(1, 'booked', ['A-2'])], now, false).perHour, 20);
});

test('no events, or all of this second: no division by nothing', () => {
  assert.equal(pace([], now, false).perHour, 0);
  assert.equal(pace([event(0, 'booked', ['A-1'])], now, false).perHour, 60);
  assert.equal(pace([event(-1, 'booked', ['A-1'])], now, true).bars.at(-1), 1);
});

test('bookings are listed newest first with the seats that are left', () => {
  const events = [
    event(9, 'booked', ['A-1', 'A-2'], { booking: 'bk_1', reference: 'r', kind: 'walk_in' }),
    event(8, 'order_paid', ['B-1'], { order: 'or_2' }),
    event(7, 'booking_cancelled', ['A-1'], { booking: 'bk_1' }), event(6, 'booking_cancelled', ['B-1'], { booking: 'bk_2' }),
  ];
  assert.deepEqual(bookings(events).map(({ booking, order, seats, kind }) => [booking ?? order, seats, kind]), [['or_2', [], 'online'], ['bk_1', ['A-2'], 'walk_in']]);
});

test('money taken online is what was paid less what went back', () => {
  const total = { amount: 30000, currency: 'INR' };
  const events = [event(9, 'order_made', ['A-1'], { order: 'or_1', total }), event(9, 'order_made', ['A-2'], { order: 'or_2', total }),
    event(8, 'order_paid', ['A-1'], { order: 'or_1' }), event(7, 'booking_cancelled', ['A-1'], { booking: 'bk_1', amount: 12000 })];
  assert.equal(takenOnline(events), 18000);
});

const order = ['A-1', 'A-2', 'A-3', 'A-4', 'B-1', 'B-2', 'Balcony-C-1'];

test('seats are read one by one and in ranges', () => {
  assert.deepEqual(readSeats('a-1, A-3..A-4;balcony-c-1', order), { seats: ['A-1', 'A-3', 'A-4', 'Balcony-C-1'], unknown: [] });
  assert.deepEqual(readSeats('A-4..A-2', order).seats, ['A-2', 'A-3', 'A-4']);
  assert.deepEqual(readSeats('Z-1 A-1..Z-2 A-1', order), { seats: ['A-1'], unknown: ['Z-1', 'A-1..Z-2'] });
  assert.deepEqual(readSeats('', order), { seats: [], unknown: [] });
});

test('seats are written as they are read', () => {
  for (const some of [[], ['A-1'], ['A-1', 'A-2'], ['A-1', 'A-2', 'A-3', 'B-1', 'B-2'], order]) {
    assert.deepEqual(readSeats(writeSeats(some, order), order).seats, some);
  }
  assert.equal(writeSeats(order, order), 'A-1..A-4, B-1, B-2, Balcony-C-1');
});
