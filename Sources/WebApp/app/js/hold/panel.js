// What stands beside the map: the finder of the best seats, the seats one has, and what one must hear of.
import { h, mount } from '../lib/dom.js';
import { shout } from '../lib/announce.js';
import { money } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { explain } from '../lib/problem.js';
import { link } from '../lib/router.js';
import { place, places } from '../map/labels.js';
import './timer.js';

/** "Best seats for n": how many, where, and the server chooses. Returns `{el, find}`. */
export const bestPanel = (session) => {
  const { hold, hall, most } = session;
  const count = h('output', { class: 'num count' });
  let n = Math.min(2, most);
  const step = (by) => {
    n = Math.min(most, Math.max(1, n + by));
    count.textContent = n;
    count.setAttribute('aria-label', t('best.count', { n }));
  };
  const button = (by, sign, name) => h('button', { type: 'button', class: 'btn step', 'aria-label': t(name), on: { click: () => step(by) } }, sign);
  const where = h('select', { 'aria-label': t('best.where') }, h('option', { value: '' }, t('best.anywhere')),
    hall.categories.map(({ key, name }) => h('option', { value: key }, [name, session.price(key)].filter(Boolean).join(' · '))));
  const wheels = h('input', { type: 'checkbox' });
  const find = () => hold.best(n, {
    ...(where.value ? { category: where.value } : {}), ...(wheels.checked ? { accessible: 1 } : {}),
  });
  const accessible = hall.seats.some((seat) => seat.accessible);
  const el = h('form', { class: 'best', 'aria-label': t('best.title'), on: { submit: (event) => { event.preventDefault(); find(); } } },
    h('div', { class: 'stepper', role: 'group', 'aria-label': t('best.seats') }, button(-1, '−', 'best.fewer'), count, button(1, '+', 'best.more')),
    h('button', { class: 'btn best-go', type: 'submit' }, h('span', { 'aria-hidden': 'true' }, '✦ '), t('best.find')),
    h('details', { open: innerWidth >= 1024 }, h('summary', null, t('best.wishes')),
      h('div', null, where, accessible && h('label', { class: 'best-wheels' }, wheels, h('span', null, t('best.accessible'))))));
  step(0);
  return { el, find };
};

/** What the reader has: seats, sum, time, and the way on. */
export const basket = (session) => {
  const { hold, hall, show } = session;
  const list = h('ul', { class: 'own' });
  const sum = h('p', { class: 'sum' });
  const timer = h('hold-timer');
  const way = h('div', { class: 'basket-way' });
  const el = h('section', { class: 'basket', 'aria-label': t('basket.title') },
    list, h('div', { class: 'basket-end' }, h('div', null, timer, sum), way));
  timer.hold = hold;

  const seat = (label) => {
    const i = hall.byLabel.get(label), line = hold.lines.find((l) => l.label === label), where = hall.seats[i];
    const name = i === undefined ? label : place(hall, where);
    const chip = h('li', { class: 'own-seat' },
      h('span', null, h('b', null, label), h('span', { class: 'muted' }, line ? money(line.price) : t('basket.holding'))),
      hold.state !== 'paying' && h('button', {
        type: 'button', class: 'drop', 'aria-label': t('basket.drop', { seat: name }), on: { click: () => drop(label) },
      }, '×'));
    chip.style.setProperty('--tone', hall.categories[hall.cats[i]]?.color ?? 'currentColor');
    return chip;
  };
  // The button that was pressed goes with its seat: the focus must not fall to nowhere.
  const drop = (label) => {
    hold.toggle(label);
    (el.querySelector('.drop') ?? session.map.grid.cell(session.map.grid.at))?.focus({ preventScroll: true });
  };

  let last = '';
  const update = () => {
    const wanted = hold.wanted, { state } = hold;
    const now = JSON.stringify([wanted, hold.seats, state, hold.busy]);
    if (now === last) return;
    last = now;
    el.dataset.state = wanted.length ? state : 'none';
    mount(list, wanted.map(seat), wanted.length > 1 && state !== 'paying' && h('li', null,
      h('button', { type: 'button', class: 'btn btn-quiet clear', on: { click: () => hold.release() } }, t('basket.clear'))));
    const settled = hold.lines.length && !hold.busy;
    mount(sum, ...(wanted.length
      ? [h('span', { class: 'muted' }, t('basket.count', { n: wanted.length })), h('b', { class: 'num' }, settled ? money(hold.total) : t('basket.holding'))]
      : [h('span', { class: 'muted' }, t(hold.busy ? 'basket.looking' : state === 'expired' || state === 'lost' ? 'basket.gone' : 'basket.empty'))]));
    mount(way, wanted.length > 0 && [
      link(`/s/${encodeURIComponent(show.id)}/checkout`, {
        class: 'btn btn-primary btn-big', 'aria-disabled': settled ? null : 'true',
        on: { click: (event) => settled || event.preventDefault() },
      }, t(state === 'paying' ? 'basket.pay' : 'basket.on')),
    ]);
  };
  hold.addEventListener('change', update);
  update();
  return el;
};

/** Seats that went to somebody else, time that ran out, a server that does not answer: what happened, and the next step. */
export const notices = (session) => {
  const { hold, hall, map } = session;
  const el = h('div', { class: 'notices' });
  const close = () => { mount(el); map.grid.cell(map.grid.at)?.focus({ preventScroll: true }); };
  const show = (tone, text, actions = []) => mount(el, h('div', { class: `note ${tone} notice` },
    h('p', null, text),
    h('div', { class: 'row' },
      actions.map(([label, act, kind = 'btn']) => h('button', { type: 'button', class: kind, on: { click: () => { close(); act(); } } }, label)),
      h('button', { type: 'button', class: 'btn btn-quiet', on: { click: close } }, t('notice.close')))));
  const names = (labels) => places(hall, session.at(labels));
  const price = (indexes) => {
    const all = indexes.map((i) => session.show.prices[hall.seats[i].category]);
    return all.every(Boolean) ? money({ amount: all.reduce((sum, p) => sum + p.amount, 0), currency: all[0].currency }) : '';
  };

  const conflict = ({ detail: problem }) => {
    const offer = problem.suggestion?.seats;
    const what = problem.conflicts
      ? t('notice.taken', { n: problem.conflicts.length, seats: names(problem.conflicts.map((c) => c.seat)) }) : explain(problem);
    const instead = offer?.length && t('notice.instead', { seats: names(offer), price: price(session.at(offer)) });
    shout([what, instead].filter(Boolean).join(' '));
    show('note-warn', what, instead ? [[instead, () => take(offer), 'btn btn-primary']] : []);
  };
  const take = (labels) => {
    hold.pick(labels);
    map.showSeat(session.at(labels)[0]);
  };
  const went = (key) => ({ detail: lines }) => {
    const labels = lines.map((line) => line.label), text = t(key, { seats: names(labels) });
    shout(text);
    show('note-bad', text, [[t('notice.retake'), () => take(labels), 'btn btn-primary']]);
  };
  hold.addEventListener('conflict', conflict);
  hold.addEventListener('expired', went('notice.expired'));
  hold.addEventListener('lost', went('notice.lost'));
  hold.addEventListener('trouble', ({ detail: problem }) => {
    const silent = problem.offline || problem.status === 503;
    const text = silent ? t('notice.silent') : explain(problem);
    shout(text);
    show('note-bad', text, silent ? [[t('notice.again'), () => hold.retry(), 'btn btn-primary']] : []);
  });
  hold.addEventListener('change', () => {
    // The next success makes an old complaint pointless.
    if (el.firstChild && hold.busy && !hold.waiting) mount(el);
  });
  return el;
};
