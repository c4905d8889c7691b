// Pieces that several pages share.
import { h, mount } from '../lib/dom.js';
import { dateTime, money } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { explain } from '../lib/problem.js';

/** One choice out of a few, or none: buttons that are pressed or not. */
export const chips = (label, values, chosen, words, changed) => {
  if (values.length < 2) return null;
  const buttons = values.map((value) => h('button', {
    type: 'button', class: 'chip', 'aria-pressed': value === chosen, on: { click: () => press(value) },
  }, words(value)));
  const press = (value) => {
    chosen = chosen === value ? null : value;
    buttons.forEach((b, i) => b.setAttribute('aria-pressed', values[i] === chosen));
    changed(chosen);
  };
  return h('div', { class: 'chips', role: 'group', 'aria-label': label }, buttons);
};

/** The address of a show's parts. */
export const api = (show, rest = '') => `/v1/shows/${encodeURIComponent(show)}${rest}`;
export const place = (show, rest = '') => `/s/${encodeURIComponent(show)}${rest}`;

export const zone = (show) => show.venue.city?.timezone ?? 'Asia/Kolkata';

/** What, where, when: the head of everything after a show was chosen. */
export const about = (show, level = 'h2') => h('div', { class: 'about' },
  h(level, { class: 'display', dir: 'auto' }, show.movie.title),
  h('p', null, dateTime(show.starts_at, zone(show))),
  h('p', { class: 'muted', dir: 'auto' }, `${show.venue.name}, ${show.screen.name}`));

export const seatList = (labels) => h('ul', { class: 'row seats', 'aria-label': t('seats') },
  labels.map((label) => h('li', { class: 'ticket-seat', dir: 'auto' }, label)));

const order = ['seat', 'discount', 'fee', 'tax', 'included_tax'];

/** A bill: equal lines together, taxes that are in the price only mentioned. */
export const bill = ({ lines, total }) => {
  const sums = new Map();
  for (const { kind, key, name, amount } of lines) {
    const sum = sums.get(kind + key) ?? { kind, name, n: 0, amount: 0, currency: amount.currency };
    sums.set(kind + key, { ...sum, n: sum.n + 1, amount: sum.amount + amount.amount });
  }
  const line = ({ kind, name, n, ...sum }) => h('div', { class: kind === 'included_tax' ? 'muted small' : '' },
    h('dt', { dir: 'auto' }, kind === 'seat' && n > 1 ? `${n} × ${name}` : name),
    h('dd', { class: 'num' }, kind === 'discount' ? `− ${money({ ...sum, amount: Math.abs(sum.amount) })}` : money(sum)));
  const sorted = [...sums.values()].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const inside = sorted.filter((s) => s.kind === 'included_tax');
  return h('dl', { class: 'bill' }, sorted.slice(0, sorted.length - inside.length).map(line),
    h('div', { class: 'total' }, h('dt', null, t('bill.total')), h('dd', { class: 'num' }, money(total))), inside.map(line));
};

/** A place for what went wrong in a form; `show(problem)` fills it and moves there. */
export const complaint = () => {
  const box = h('div', { class: 'note note-bad', role: 'alert', tabIndex: -1, hidden: true });
  const show = (problem, ...more) => {
    box.hidden = !problem;
    mount(box, h('p', null, problem && (typeof problem === 'string' ? problem : explain(problem))), ...more);
    if (problem) box.focus();
  };
  return [box, show];
};

/** Runs `work` once at a time; the button says that it goes on. */
export const busy = (button, work) => async (event) => {
  event?.preventDefault();
  if (button.getAttribute('aria-disabled') === 'true') return;
  const words = [...button.childNodes];
  button.setAttribute('aria-disabled', 'true');
  mount(button, t('wait'));
  try {
    await work(event);
  } finally {
    button.setAttribute('aria-disabled', 'false');
    mount(button, words);
  }
};
