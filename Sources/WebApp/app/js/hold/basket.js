// What the reader has: seats, sum, time, and the way on.
import { h, mount } from '../lib/dom.js';
import { money } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { link } from '../lib/router.js';
import { place } from '../map/labels.js';
import './timer.js';

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
