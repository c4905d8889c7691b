// What the board's pages share: its key, its calls, and a few parts.
import { all, get, send } from '../lib/api.js';
import { h } from '../lib/dom.js';
import { t } from '../lib/i18n.js';
import { explain } from '../lib/problem.js';
import { go } from '../lib/router.js';

const slot = 'sg:operateKey';
export const T = (key, params) => t('op.' + key, params);
export const key = () => sessionStorage.getItem(slot);
export const setKey = (to) => (to ? sessionStorage.setItem(slot, to) : sessionStorage.removeItem(slot));

// A key that is no longer known leads back to the gate, at the same address.
const known = async (call) => {
  try {
    return await call;
  } catch (problem) {
    if (problem.status === 401 && key()) {
      setKey();
      go(location.pathname + location.search, { replace: true });
    }
    throw problem;
  }
};

const body = (call) => known(call).then((answer) => answer.body);
export const read = (path, signal) => body(get(path, { key: key(), signal }));
export const readAll = (path, signal) => known(all(path, { key: key(), signal }));
export const write = (method, path, what) => body(send(method, path, what, { key: key() }));
export const showPath = (id, rest = '') => `/v1/shows/${encodeURIComponent(id)}${rest}`;
export const adminPath = (id, rest) => `/v1/admin/shows/${encodeURIComponent(id)}${rest}`;

export const button = (text, click, kind = '', props = {}) =>
  h('button', { type: 'button', class: `btn ${kind && 'btn-' + kind}`, ...props, on: { click } }, text);

export const field = (label, input, hint) =>
  h('label', { class: 'field' }, h('span', null, label), input, hint && h('span', { class: 'hint' }, hint));

export const select = (options, value, change, props) =>
  h('select', { value, ...props, on: { change } }, options.map(([value, text]) => h('option', { value }, text)));

export const seats = (n) => T('seats', { n });

/** A line that says what goes on: `.tell(text, kind)`, `.run(words, work)` with refusals in words. */
export const status = () => {
  const line = h('p', { role: 'status', class: 'op-status', tabIndex: -1 });
  line.tell = (text, kind = '') => {
    line.className = text ? `op-status note ${kind && 'note-' + kind}` : 'op-status';
    line.textContent = text;
  };
  // One thing at a time: a second click while the first is under way does nothing.
  line.run = async (words, work) => {
    if (line.busy) return;
    line.busy = true;
    line.tell(words);
    try {
      line.tell((await work()) ?? '');
    } catch (problem) {
      if (!problem.code) throw problem;
      line.tell(inWords(problem), 'bad');
    } finally {
      line.busy = false;
      // What was clicked may be gone; the keyboard goes on from here.
      if (document.activeElement === document.body) line.focus({ preventScroll: true });
    }
  };
  return line;
};

// Here the server's own words say more than ours.
const exact = ['illegal_state', 'invalid_request'];

/** A refusal with what it names. */
export const inWords = (problem) => [
  problem.status === 403 ? T('noRight') : exact.includes(problem.code) ? problem.detail : explain(problem),
  ...(problem.conflicts ?? []).map(({ seat, reason }) => `${seat}: ${T('s.' + reason)}`),
].join(' · ');

/** Asks before something that can't be undone; resolves to whether it is wanted. */
export const ask = (title, body, action, sure) => new Promise((done) => {
  const yes = h('button', { class: 'btn btn-danger', value: 'yes', disabled: !!sure }, action);
  const close = () => {
    done(box.returnValue === 'yes');
    box.remove();
  };
  const tick = h('input', { type: 'checkbox', on: { change: () => { yes.disabled = !tick.checked; } } });
  const box = h('dialog', { class: 'op-dialog', 'aria-labelledby': 'ask', on: { close } },
    h('form', { method: 'dialog', class: 'stack' }, h('h2', { id: 'ask' }, title), body,
      sure && h('label', { class: 'row' }, tick, sure),
      h('div', { class: 'row' }, h('button', { class: 'btn' }, T('keep')), yes)));
  document.body.append(box);
  box.showModal();
});

/** `[[term, value], …]` */
export const facts = (pairs) => h('dl', { class: 'op-facts num' },
  pairs.map(([term, value]) => h('div', null, h('dt', null, term), h('dd', null, value))));

/** Calls `work` every `ms` while the page is seen and the signal has not ended. */
export const every = (ms, signal, work) => {
  const timer = setInterval(() => document.hidden || work(), ms);
  signal.addEventListener('abort', () => clearInterval(timer));
};
