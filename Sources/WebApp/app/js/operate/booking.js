// Bookings of a show: the newest, one by its id, and giving seats and money back.
import { h, mount } from '../lib/dom.js';
import { money, time } from '../lib/format.js';
import { bookings } from './figures.js';
import { T, ask, button, field, read, seats, showPath, status, write } from './kit.js';

/** `{node, area, list(events), open({booking} or {order})}` */
export const bookingCard = (desk) => {
  const recent = h('ul', { class: 'op-sales' });
  const area = h('div');
  const note = status();
  const id = h('input', { required: true, spellcheck: false, placeholder: 'bk_…' });
  const open = (what, words = '') => note.run(T('loading'), async () => {
    mount(area);
    const booking = what.booking ?? (await read(showPath(desk.id, `/orders/${what.order}`))).booking;
    if (!booking) return T('noBooking');
    const found = await read(showPath(desk.id, `/bookings/${encodeURIComponent(booking)}`));
    mount(area, await refundForm(desk, found, note, (said) => open({ booking }, said)));
    area.querySelector('h3').focus();
    return words;
  });
  let shown = '';
  // Drawn anew only if it changed: a button under somebody's finger stays.
  const list = (events) => {
    const found = bookings(events).filter((booking) => booking.seats.length).slice(0, 6);
    const now = JSON.stringify(found);
    if (now === shown) return;
    shown = now;
    mount(recent, found.length ? found.map((booking) => entry(desk, booking, open)) : h('li', { class: 'muted' }, T('noSales')));
  };
  const byId = (event) => {
    event.preventDefault();
    open({ booking: id.value.trim() });
  };
  const node = h('section', { class: 'card stack', 'aria-label': T('bookings') }, h('h2', null, T('bookings')), recent,
    h('form', { class: 'op-join', on: { submit: byId } }, field(T('byBooking'), id), h('button', { class: 'btn' }, T('open'))), note, area);
  return { node, area, list, open };
};

const entry = (desk, booking, open) => {
  const labels = booking.seats.join(', ');
  return h('li', null, h('span', { class: 'num small' }, time(booking.at, desk.zone)),
    h('span', null, `${labels} `, h('span', { class: 'small muted' }, T('k.' + booking.kind))),
    button(T('open'), () => open(booking), '', { 'aria-label': `${T('open')}: ${labels}` }));
};

const refundForm = async (desk, booking, note, again) => {
  const quote = h('p', { class: 'num', role: 'status' });
  const act = button(T('giveBack'), () => give(), 'danger');
  const box = ({ label }) => h('input', { type: 'checkbox', value: label, checked: true, on: { change: () => note.run('', price) } });
  const boxes = booking.seats.map(box);
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const path = showPath(desk.id, `/bookings/${booking.id}`);
  const words = (labels, refund) => backWords(booking, labels, refund);
  const price = async () => {
    const labels = chosen();
    act.disabled = !labels.length;
    quote.textContent = labels.length ? words(labels, (await write('POST', path + '/refund_quote', { seats: labels })).refund) : '';
  };
  const give = async () => {
    const labels = chosen();
    const what = h('p', null, `${labels.join(', ')}. ${quote.textContent}`);
    if (!await ask(T('giveBackAsk', { seats: seats(labels.length) }), what, T('giveBack'))) return;
    await note.run(T('working'), async () => {
      const { refund } = await write('POST', path + '/cancel', { seats: labels });
      desk.refresh();
      const said = `${T('givenBack', { seats: seats(labels.length) })} ${words(labels, refund)}`;
      setTimeout(again, 0, said);
      return said;
    });
  };
  const open = booking.state === 'confirmed';
  if (open) await price();
  const { kind = 'paid', reference, customer } = booking;
  return h('div', { class: 'stack' }, h('h3', { tabIndex: -1 }, booking.id),
    h('p', { class: 'small' }, [T('k.' + kind), reference, customer?.name, customer?.phone, customer?.email].filter(Boolean).join(' · ')),
    !open && h('p', { class: 'note' }, T('isCancelled')),
    open && [h('div', { class: 'row', role: 'group', 'aria-label': T('seatField') },
      boxes.map((box) => h('label', { class: 'chip' }, box, box.value))), quote, act]);
};

// What was paid online goes back by its provider; at the counter, by hand.
const backWords = ({ kind, seats: all, total }, labels, refund) => {
  if (refund) return T('backOnline', { money: money(refund) });
  if (kind === 'complimentary') return T('backNothing');
  const amount = all.filter((seat) => labels.includes(seat.label)).reduce((n, seat) => n + seat.price.amount, 0);
  return T('backHand', { money: money({ amount, currency: total.currency }) });
};
