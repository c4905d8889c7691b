// A sale at the counter: the seats are held and booked in two steps, and given back if the second fails.
import { h, mount } from '../lib/dom.js';
import { money } from '../lib/format.js';
import { link } from '../lib/router.js';
import { T, button, field, inWords, seats, select, showPath, write } from './kit.js';

export const sale = (desk, note, done) => {
  const labels = desk.chosen('free');
  const kind = select(['walk_in', 'complimentary', 'paid'].map((k) => [k, T('k.' + k)]), 'walk_in', () => total());
  const reference = h('input', { required: true, maxLength: 200, value: `counter-${Date.now().toString(36)}` });
  const [name, phone] = ['name', 'tel'].map((type) => h('input', { type: type === 'tel' ? type : 'text', autocomplete: 'off', maxLength: 200 }));
  const sum = h('p', { class: 'op-sum num' });
  const total = () => {
    const amount = kind.value === 'complimentary' ? 0 : labels.reduce((n, label) => n + desk.price(label), 0);
    sum.textContent = `${seats(labels.length)}: ${labels.join(', ')} · ${money({ amount, currency: desk.show.currency })}`;
  };
  total();
  const submit = (event) => {
    event.preventDefault();
    note.run(T('selling'), async () => {
      const person = { ...name.value && { name: name.value }, ...phone.value && { phone: phone.value } };
      const booking = await sell(desk, labels, { reference: reference.value, kind: kind.value, ...Object.keys(person).length && { customer: person } }, note, done);
      if (!booking) return null;
      desk.pick([], false);
      done();
      mount(desk.bookings.area, receipt(desk, booking));
      desk.bookings.area.querySelector('h3').focus();
      desk.refresh();
      return '';
    });
  };
  return h('form', { class: 'stack', on: { submit } }, sum, field(T('kind'), kind), field(T('reference'), reference), field(T('name'), name, T('optional')), field(T('phone'), phone, T('optional')),
    h('div', { class: 'row' }, h('button', { class: 'btn btn-primary' }, T('sellNow')), button(T('leaveIt'), done, 'quiet')));
};

const sell = async (desk, labels, what) => {
  let hold;
  try {
    hold = await write('POST', showPath(desk.id, '/holds'), { seats: labels });
  } catch (problem) {
    const other = problem.suggestion?.seats;
    if (!other) throw problem;
    throw { code: 'conflict', detail: `${inWords(problem)}. ${T('instead', { seats: other.join(', ') })}`, pick: desk.pick(other.map((label) => desk.hall.byLabel.get(label)), false, true) };
  }
  const path = showPath(desk.id, `/holds/${hold.id}`);
  try {
    return await write('POST', `${path}/book`, what);
  } catch (problem) {
    await write('DELETE', path).catch(() => { /* it runs out by itself */ });
    throw problem;
  }
};

const receipt = (desk, { id, seats: sold, total, kind }) => h('div', { class: 'stack' },
  h('h3', { tabIndex: -1 }, T('sold', { seats: seats(sold.length) })),
  h('p', { class: 'num' }, `${sold.map((seat) => seat.label).join(', ')} · ${T('k.' + (kind ?? 'paid'))} · ${kind === 'complimentary' ? T('nothing') : money(total)}`),
  h('p', { class: 'small num' }, id),
  h('img', { class: 'op-code', src: showPath(desk.id, `/bookings/${id}/ticket.svg`), alt: T('code'), width: 190, height: 190 }),
  link(`/s/${desk.id}/ticket/${id}`, { class: 'btn' }, T('ticket')));
