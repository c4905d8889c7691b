import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './shop-stubs.mjs';

const { all, get, newKey, Problem, send } = await load('js/lib/api.js');
const json = (status, body, headers = {}) => new Response(status === 204 ? null : JSON.stringify(body), { status, headers });

/** Plays answers one after the other and writes down what was asked; waits take no time. */
const play = (t, answers) => {
  const asked = [];
  t.mock.method(globalThis, 'setTimeout', (f) => queueMicrotask(f));
  t.mock.method(globalThis, 'fetch', async (path, options) => {
    asked.push({ path, ...options });
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return asked;
};
const keys = (asked) => new Set(asked.map((a) => a.headers['Idempotency-Key']));

test('a lost answer and a 503 are asked again under the same key', async (t) => {
  const asked = play(t, [new TypeError('network'), json(503, { code: 'unavailable' }, { 'Retry-After': '1' }),
    json(409, { code: 'idempotency_in_progress' }), json(201, { id: 'x' })]);
  const { status, body } = await send('POST', '/v1/x', { seats: ['A-1'] });
  assert.deepEqual([status, body.id, asked.length, keys(asked).size], [201, 'x', 4, 1]);
  assert.match([...keys(asked)][0], /^[0-9a-f]{32}$/);
});

test('after six tries without a network it is said', async (t) => {
  const asked = play(t, Array.from({ length: 9 }, () => new TypeError('network')));
  await assert.rejects(send('DELETE', '/v1/x'), (p) => p instanceof Problem && p.offline && p.status === 0);
  assert.equal(asked.length, 6);
});

test('a refusal is final, with all it carries', async (t) => {
  const asked = play(t, [json(409, { code: 'seats_unavailable', conflicts: [{ seat: 'A-1', reason: 'held' }], suggestion: { seats: ['B-1'] } })]);
  await assert.rejects(send('POST', '/v1/x', {}), (p) => p.status === 409 && p.conflicts[0].seat === 'A-1' && p.suggestion.seats[0] === 'B-1');
  assert.equal(asked.length, 1);
});

test('Retry-After is kept to', async (t) => {
  const waits = [];
  play(t, [json(429, { code: 'rate_limited' }, { 'Retry-After': '7' }), json(200, {})]);
  t.mock.method(globalThis, 'setTimeout', (f, ms) => (waits.push(ms), queueMicrotask(f)));
  await send('POST', '/v1/x', {});
  assert.deepEqual(waits, [7000]);
});

test('an error that is no JSON still has a code', async (t) => {
  play(t, Array.from({ length: 3 }, () => new Response('<html>', { status: 502 })));
  await assert.rejects(get('/v1/x'), (p) => p.status === 502 && p.code === 'unavailable');
});

test('304 has no body, and a page that was left asks no more', async (t) => {
  const asked = play(t, [new Response(null, { status: 304 })]);
  assert.deepEqual([(await get('/v1/x', { etag: '"7"' })).status, asked[0].headers['If-None-Match']], [304, '"7"']);
  const stop = new AbortController();
  t.mock.method(globalThis, 'fetch', async () => { stop.abort(); throw stop.signal.reason; });
  await assert.rejects(send('POST', '/v1/x', {}, { signal: stop.signal }), { name: 'AbortError' });
});

test('a list is read to its end', async (t) => {
  const asked = play(t, [json(200, { data: [1, 2], has_more: true, next: 'a b' }), json(200, { data: [3], has_more: false, next: null })]);
  assert.deepEqual(await all('/v1/cities?x=1'), [1, 2, 3]);
  assert.equal(asked[1].path, '/v1/cities?x=1&limit=100&after=a%20b');
});

test('keys have 128 random bits', () => assert.equal(new Set(Array.from({ length: 100 }, newKey)).size, 100));
