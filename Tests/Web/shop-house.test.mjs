// Rules that every file of the app keeps.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { app } from './shop-stubs.mjs';

const names = (await readdir(app, { recursive: true })).filter((n) => /\.(js|css|html)$/.test(n)).sort();
const code = (text) => text.replace(/^ *(\/\/|\/?\*).*$/gm, '');
const files = new Map(await Promise.all(names.map(async (n) => [n, code(await readFile(new URL(n, app), 'utf8'))])));

test('markup is never made of data, and nothing is inline', () => {
  for (const [name, text] of files) {
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, name);
    if (name.endsWith('.html')) assert.doesNotMatch(text, /\sstyle=|<style|\son\w+=|<script(?![^>]*src=)/, name);
    if (name.endsWith('.js')) assert.doesNotMatch(text, /setAttribute\(['"]style/, name);
  }
});

test('the only third party is Razorpay', () => {
  for (const [name, text] of files) {
    for (const [url] of text.matchAll(/https?:\/\/[\w.-]+/g)) {
      assert.ok(/checkout\.razorpay\.com|www\.w3\.org/.test(url), `${name}: ${url}`);
    }
  }
});

test('every import is a file', () => {
  for (const [name, text] of files) {
    for (const [, to] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) assert.ok(files.has(resolve(name, to)), `${name}: ${to}`);
  }
});

test('what a ticket needs is there without a network', () => {
  const need = new Set();
  const walk = (name) => {
    if (need.has(name)) return;
    need.add(name);
    for (const [, to] of files.get(name).matchAll(/^import (?:[^'(]* from )?'(\.[^']+)'/gm)) walk(resolve(name, to));
  };
  ['js/text/shop.en.js', 'js/text/shop.hi.js', 'js/main.js', 'js/pages/ticket.js', 'js/pages/my.js'].forEach(walk);
  const listed = [...files.get('sw.js').matchAll(/'([\w/.]+)'/g)].map(([, n]) => `js/${n}.js`);
  assert.deepEqual([...need].filter((n) => !listed.includes(n)), []);
  assert.deepEqual(listed.filter((n) => /^js\/(main|frame|lib|text|art|pages)/.test(n) && !need.has(n)), []);
});

const resolve = (from, to) => new URL(to, `file:///${from}`).pathname.slice(1);
