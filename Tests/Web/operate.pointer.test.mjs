import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byLine, excerpt, locate, place } from '../../Sources/WebApp/app/js/operate/pointer.js';

const text = `{
  "cities": [
    {"id": "a", "na/me": 1, "t~": [1, {"x": "}],\\"\\\\"}]},

    {"id": "b"}
  ],
  "shows": []
}`;
const lineOf = (pointer) => place(text, locate(text, [pointer])(pointer)).line;

test('a pointer leads to the line of its value', () => {
  assert.deepEqual(['', '/cities', '/cities/0/id', '/cities/1', '/cities/1/id', '/shows'].map(lineOf), [1, 2, 3, 5, 5, 7]);
});

test('names with slash and tilde are found', () => {
  const at = locate(text, ['/cities/0/na~1me', '/cities/0/t~0/1/x']);
  assert.equal(text.slice(at('/cities/0/na~1me')).startsWith('"na/me"'), true);
  assert.equal(text.slice(at('/cities/0/t~0/1/x')).startsWith('"x"'), true);
});

test('a missing field stands at what lacks it', () => {
  assert.equal(lineOf('/cities/1/timezone'), 5);
  assert.equal(lineOf('/cities/9/name'), 2);
  assert.equal(lineOf('/movies/0/title'), 1);
});

test('errors come by line, whatever order they had', () => {
  const errors = [{ pointer: '/shows', message: 'b' }, { pointer: '/cities/1/id', message: 'a' }];
  assert.deepEqual(byLine(text, errors).map(({ line, message }) => [line, message]), [[5, 'a'], [7, 'b']]);
});

test('a text that is no JSON is placed by the byte, not by the character', () => {
  const broken = '{"title": "मानसून",\n "x": }';
  const byte = Buffer.byteLength(broken.slice(0, broken.indexOf('}')));
  const [error] = byLine(broken, [{ pointer: '', message: `not JSON: unexpected character at byte ${byte}` }]);
  assert.deepEqual([error.line, error.column], [2, 7]);
});

test('line ends of any system count once', () => {
  assert.deepEqual(place('a\r\nb\r\nc', 6), { line: 3, column: 1, from: 6, to: 7 });
  assert.deepEqual(place('', 0), { line: 1, column: 1, from: 0, to: 0 });
});

test('a long line is cut around the error', () => {
  const long = `[${'1,'.repeat(200)}{"wrong":1}]`;
  const at = place(long, long.indexOf('{'));
  assert.match(excerpt(long, at), /^….*\{"wrong":1\}\]$/);
  assert.equal(excerpt('short', place('short', 2)), 'short');
});

test('a large text takes well under a second', () => {
  const rows = Array.from({ length: 50_000 }, (_, i) => ({ id: `s${i}`, prices: { gold: i } }));
  const big = JSON.stringify({ shows: rows }, null, 1);
  const start = performance.now();
  const at = locate(big, ['/shows/49999/prices/gold']);
  assert.equal(big.slice(at('/shows/49999/prices/gold')).startsWith('"gold": 49999'), true);
  assert.ok(performance.now() - start < 900);
});
