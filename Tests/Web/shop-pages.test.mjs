import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, memory } from './shop-stubs.mjs';

globalThis.HTMLElement = class {};
globalThis.SVGElement = class {};
globalThis.addEventListener = () => {};
globalThis.customElements = { define: () => {} };
await load('js/text/shop.en.js');
const { wrap } = await load('js/art/poster.js');
const { dice } = await load('js/art/dice.js');
const { check } = await load('js/pages/checkout.js');
const { read } = await load('js/pages/my.js');
const { keep, known } = await load('js/pages/my.js');
const number = 'bk_01M882XTZ8EX6SRWTBQ0QJD6P7';

test('a film keeps its poster, and another film has another', () => {
  const five = (id) => Array.from({ length: 5 }, dice(id));
  assert.deepEqual(five('film-01'), five('film-01'));
  assert.notDeepEqual(five('film-01'), five('film-02'));
  const many = Array.from({ length: 2000 }, dice('x'));
  assert.ok(many.every((n) => n >= 0 && n < 1) && Math.abs(many.reduce((a, b) => a + b) / 2000 - 0.5) < 0.05);
});

test('lettering has at most three lines, whatever the title', () => {
  assert.deepEqual(wrap('Monsoon Line'), ['Monsoon Line']);
  assert.deepEqual(wrap('Pathar Ke Phool'), ['Pathar Ke', 'Phool']);
  assert.equal(wrap('x'.repeat(200))[0].length, 18);
  const long = wrap('one two three four five six seven eight nine ten eleven');
  assert.ok(long.length === 3 && long[2].endsWith('…'));
  assert.deepEqual(wrap(''), ['']);
});

test('a contact needs a name, and an email or a phone', () => {
  const wrong = (name, email, phone) => Object.keys(check({ name, email, phone }));
  assert.deepEqual(wrong('', '', ''), ['name', 'email']);
  assert.deepEqual(wrong('Asha', 'asha@example.in', ''), []);
  assert.deepEqual(wrong('Asha', '', '+91 98123-45678'), []);
  assert.deepEqual(wrong('Asha', 'asha@', '98123'), ['email', 'phone']);
});

test('a booking is found by its code, its page, and the link of a mail', () => {
  assert.deepEqual(read(`sh-1/${number}`), { show: 'sh-1', booking: number, token: undefined });
  assert.deepEqual(read(`  https://x.in/s/sh-1/ticket/${number} `), { show: 'sh-1', booking: number, token: undefined });
  assert.deepEqual(read(`https://x.in/v1/shows/sh-1/bookings/${number}/mine?token=a-b_c`), { show: 'sh-1', booking: number, token: 'a-b_c' });
  assert.equal(read(number), null);
  assert.equal(read('sh-1/bk_12'), null);
});

test('bookings are kept once each, the newest first, and hostile storage is no list', () => {
  const show = { id: 's', movie: { id: 'm', title: 'T', genres: [] }, venue: { name: 'V' }, screen: { name: '1' }, starts_at: '2026-01-01T00:00:00Z' };
  keep(show, number, ['A-1'], { link: '/x' });
  keep(show, 'bk_2', ['A-2']);
  keep(show, number, ['A-3']);
  assert.deepEqual(known().map((b) => [b.booking, b.seats[0], b.link]), [[number, 'A-3', '/x'], ['bk_2', 'A-2', undefined]]);
  assert.equal(read(number).show, 's');
  memory.set('sg:bookings', '{"a":1}');
  assert.deepEqual(known(), []);
  memory.set('sg:bookings', '{');
  assert.deepEqual(known(), []);
});
