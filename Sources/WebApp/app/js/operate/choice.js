// The chosen seats: sell, block, release; and of one seat, why it is as it is.
import { h, mount } from '../lib/dom.js';
import { dateTime, money } from '../lib/format.js';
import { has, t } from '../lib/i18n.js';
import { readSeats, writeSeats } from './figures.js';
import { T, adminPath, button, field, readAll, seats, status, write } from './kit.js';
import { sale } from './sale.js';

/** `{node, changed(), states()}`: the card beside the map. */
export const choice = (desk) => {
  const input = h('input', { spellcheck: false, autocomplete: 'off', on: { change: () => typed(desk, input, note) } });
  const words = h('p', { class: 'num' });
  const acts = h('div', { class: 'row' });
  const note = status();
  const below = h('div');
  const open = (make) => { mount(below, make(desk, note, () => mount(below))); below.querySelector('input, select')?.focus(); };
  const states = () => {
    const n = Object.fromEntries(['free', 'held', 'booked', 'blocked'].map((state) => [state, desk.chosen(state).length]));
    const some = Object.entries(n).filter(([, count]) => count);
    words.textContent = some.map(([state, count]) => `${count} ${T('s.' + state)}`).join(' · ') || T('pick');
    mount(acts, some.length ? [
      n.free > 0 && button(T('sell', { n: n.free }), () => open(sale), 'primary'),
      n.free > 0 && button(T('block', { n: n.free }), () => open(blocking)),
      n.blocked > 0 && button(T('release', { n: n.blocked }), () => release(desk, note)),
      button(T('clear'), () => desk.pick([], false), 'quiet'),
    ] : null);
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
  return { states, changed, node: h('section', { class: 'card stack', 'aria-label': T('chosenSeats') }, h('h2', null, T('chosenSeats')), field(T('seatField'), input, T('seatHint')), words, acts, note, below) };
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
      await write('POST', adminPath(desk.id, '/block'), { seats: labels, reason: reason.value, ...until.value && { release_at: new Date(until.value).toISOString() } });
      done();
      return T('blocked', { seats: seats(labels.length) });
    });
  };
  return h('form', { class: 'stack', on: { submit } }, field(T('reason'), reason), field(T('until'), until, T('untilHint')), h('button', { class: 'btn btn-primary' }, T('block', { n: desk.chosen('free').length })));
};

const release = (desk, note) => {
  const labels = desk.chosen('blocked');
  note.run(T('working'), async () => {
    await write('POST', adminPath(desk.id, '/unblock'), { seats: labels });
    return T('released', { seats: seats(labels.length) });
  });
};

const history = async (desk, label, area) => {
  mount(area, h('p', { class: 'wait' }, T('loading')));
  const events = await readAll(adminPath(desk.id, `/seats/${encodeURIComponent(label)}/history`), desk.signal).catch(() => null);
  if (desk.chosen().join() !== label) return;
  mount(area, h('h3', null, T('why', { label })), events?.length ? h('ol', { class: 'op-log' }, events.reverse().map((event) => h('li', null,
    h('b', null, word(event.type)), h('span', { class: 'small muted num' }, `${dateTime(event.at, desk.zone)} · ${event.cause}`),
    h('span', { class: 'small' }, details(event)),
    (event.booking ?? event.order) && button(T('openBooking'), () => desk.bookings.open(event), '')))) : h('p', null, events ? T('noEvents') : T('failed')));
};

const word = (type) => (has('op.e.' + type) ? T('e.' + type) : type.replaceAll('_', ' '));
const details = (event) => [
  event.kind && T('k.' + event.kind), event.reason && (has('op.r.' + event.reason) ? t('op.r.' + event.reason) : event.reason), event.reference,
  event.release_at && T('till', { time: dateTime(event.release_at) }), event.total && money(event.total),
].filter(Boolean).join(' · ');
