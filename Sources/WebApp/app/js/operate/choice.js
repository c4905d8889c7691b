// The chosen seats: sell, block, release; and of one seat, why it is as it is.
import { h, mount } from '../lib/dom.js';
import { dateTime, money } from '../lib/format.js';
import { has } from '../lib/i18n.js';
import { readSeats, writeSeats } from './figures.js';
import { T, adminPath, button, field, readAll, seats, status, write } from './kit.js';
import { sale } from './till.js';

/** `{node, changed(), states()}`: the card beside the map. */
export const choice = (desk) => {
  const input = h('input', { spellcheck: false, autocomplete: 'off', on: { change: () => typed(desk, input, note) } });
  const words = h('p', { class: 'num' });
  const note = status();
  const below = h('div');
  const open = (make) => {
    mount(below, make(desk, note, () => {
      mount(below);
      input.focus();
    }));
    below.querySelector('input, select').focus();
  };
  const acts = {
    sell: ['free', button('', () => open(sale), 'primary')],
    block: ['free', button('', () => open(blocking))],
    release: ['blocked', button('', () => release(desk, note))],
  };
  const clear = button(T('clear'), () => desk.pick([], false), 'quiet');
  const states = () => {
    const n = Object.fromEntries(['free', 'held', 'booked', 'blocked'].map((state) => [state, desk.chosen(state).length]));
    const some = Object.entries(n).filter(([, count]) => count);
    words.textContent = some.map(([state, count]) => `${count} ${T('s.' + state)}`).join(' · ') || T('pick');
    clear.hidden = !some.length;
    for (const [name, [state, act]] of Object.entries(acts)) {
      act.hidden = !n[state];
      act.textContent = T(name, { n: n[state] });
    }
  };
  const changed = () => {
    const chosen = desk.chosen();
    input.value = writeSeats(chosen, desk.order);
    note.tell('');
    states();
    mount(below);
    if (chosen.length === 1) history(desk, chosen[0], below);
  };
  states();
  const node = h('section', { class: 'card stack', 'aria-label': T('chosenSeats') },
    h('h2', null, T('chosenSeats')), field(T('seatField'), input, T('seatHint')), words,
    h('div', { class: 'row' }, Object.values(acts).map(([, act]) => act), clear), note, below);
  return { node, states, changed };
};

const typed = (desk, input, note) => {
  const { seats: labels, unknown } = readSeats(input.value, desk.order);
  desk.pick(labels.map((label) => desk.hall.byLabel.get(label)), false, true);
  if (unknown.length) note.tell(T('noSeat', { words: unknown.join(', ') }), 'bad');
};

const blocking = (desk, note, done) => {
  const reason = h('input', { required: true, maxLength: 200, value: T('house') });
  const until = h('input', { type: 'datetime-local' });
  const submit = (event) => {
    event.preventDefault();
    const labels = desk.chosen('free');
    note.run(T('working'), async () => {
      const end = until.value && { release_at: new Date(until.value).toISOString() };
      await write('POST', adminPath(desk.id, '/block'), { seats: labels, reason: reason.value, ...end });
      done();
      return T('blocked', { seats: seats(labels.length) });
    });
  };
  return h('form', { class: 'stack', on: { submit } }, field(T('reason'), reason), field(T('until'), until, T('untilHint')),
    h('button', { class: 'btn btn-primary' }, T('block', { n: desk.chosen('free').length })));
};

const release = (desk, note) => {
  const labels = desk.chosen('blocked');
  note.run(T('working'), async () => {
    await write('POST', adminPath(desk.id, '/unblock'), { seats: labels });
    return T('released', { seats: seats(labels.length) });
  });
};

const history = async (desk, label, area) => {
  const wait = h('p', { class: 'wait' }, T('loading'));
  mount(area, wait);
  const path = adminPath(desk.id, `/seats/${encodeURIComponent(label)}/history`);
  const events = await readAll(path, desk.signal).catch(() => null);
  // Another seat, or a form, may have taken its place.
  if (!wait.isConnected) return;
  mount(area, h('h3', null, T('why', { label })), events?.length
    ? h('ol', { class: 'op-log' }, events.reverse().map((event) => line(desk, event)))
    : h('p', null, T(events ? 'noEvents' : 'failed')));
};

const line = (desk, event) => h('li', null,
  h('b', null, word(event.type)), h('span', { class: 'small muted num' }, `${dateTime(event.at, desk.zone)} · ${event.cause}`),
  h('span', { class: 'small' }, details(event)),
  ['booked', 'order_paid'].includes(event.type) && button(T('openBooking'), () => desk.bookings.open(event)));

const word = (type) => (has('op.e.' + type) ? T('e.' + type) : type.replaceAll('_', ' '));
const details = (event) => [
  event.kind && T('k.' + event.kind), event.type === 'blocked' ? event.reason : event.reason?.replaceAll('_', ' '), event.reference,
  event.release_at && T('till', { time: dateTime(event.release_at) }), event.total && money(event.total),
].filter(Boolean).join(' · ');
