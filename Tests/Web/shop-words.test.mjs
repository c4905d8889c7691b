import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './shop-stubs.mjs';

const { addTexts, locale, setLocale, t } = await load('js/lib/i18n.js');
const { day, dateTime, isoDay, language, money, span, time } = await load('js/lib/format.js');
const { explain } = await load('js/lib/problem.js');
const plain = (text) => text.replace(/[\u202f\u00a0]/g, ' ');
const inr = (amount) => money({ amount, currency: 'INR' });

test('money has Indian grouping, and paise only when there are some', () => {
  assert.equal(inr(25000), '₹250');
  assert.equal(inr(12345678950), '₹12,34,56,789.50');
  assert.equal(inr(5), '₹0.05');
  assert.equal(money({ amount: 1500, currency: 'JPY' }), 'JP¥1,500');
});

test('times are those of the venue, whatever the clock of the phone', () => {
  assert.equal(plain(time('2026-11-27T05:30:00Z', 'Asia/Kolkata')), '11:00 am');
  assert.match(day('2026-11-26T19:00:00Z', 'Asia/Kolkata'), /Fri, ?27 Nov/);
  assert.equal(isoDay('2026-11-26T19:00:00Z', 'Asia/Kolkata'), '2026-11-27');
  assert.match(plain(dateTime('2026-11-26T19:00:00Z', 'Asia/Kolkata')), /12:30 am$/);
});

test('a rest of time is 0:00 only when it is over', () => {
  assert.deepEqual([600000, 581000, 59999, 1, 0, -5].map(span), ['10:00', '9:41', '1:00', '0:01', '0:00', '0:00']);
});

test('a text falls back to English and then to its key', async () => {
  addTexts('en', { 'x.only': 'Only {what}', 'x.n': { one: '{n} seat', other: '{n} seats' } });
  await setLocale('hi');
  assert.equal(t('x.only', { what: 'here' }), 'Only here');
  assert.equal(t('x.none'), 'x.none');
  await setLocale('en');
  assert.equal(t('x.n', { n: 1 }), '1 seat');
  assert.equal(t('x.n', { n: 2 }), '2 seats');
  assert.equal(locale(), 'en');
});

test('a parameter is text, whatever is in it', () => {
  addTexts('en', { 'x.echo': '[{a}]' });
  assert.equal(t('x.echo', { a: '{a}$&<b>' }), '[{a}$&<b>]');
});

test('an unknown language keeps its code', () => {
  assert.equal(language('hi'), 'Hindi');
  assert.equal(language('not a code'), 'not a code');
});

test('every text of English is there in Hindi, with the same parameters', async () => {
  for (const part of ['shop', 'map', 'operate']) {
    const texts = { en: {}, hi: {} };
    const { readFile } = await import('node:fs/promises');
    for (const lang of ['en', 'hi']) {
      const source = await readFile(new URL(`../../Sources/WebApp/app/js/text/${part}.${lang}.js`, import.meta.url), 'utf8');
      new Function('addTexts', source.replace(/^import .*$/m, ''))((l, more) => Object.assign(texts[l], more));
    }
    const holes = (text) => [...new Set(JSON.stringify(text).match(/\{\w+\}/g))].sort();
    for (const key in texts.en) {
      // Genres stand in English as the server writes them.
      assert.ok(key in texts.hi, `${part}: ${key} has no Hindi`);
      assert.deepEqual(holes(texts.hi[key]), holes(texts.en[key]), `${part}: ${key}`);
    }
  }
});

test('a refusal is told by its rule, then its code, then the server', async () => {
  await load('js/text/shop.en.js');
  assert.match(explain({ code: 'rule_violation', rule: 'promo_expired', detail: 'x' }), /expired/);
  assert.match(explain({ code: 'show_closed' }), /no longer on sale/);
  assert.equal(explain({ code: 'new_code', detail: 'As the server says' }), 'As the server says');
  assert.match(explain(new TypeError('x')), /unexpected/);
});
