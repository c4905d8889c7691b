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
  const open = (what) => note.run(T('loading'), async () => {
    mount(area);
    const booking = what.booking ?? (await read(showPath(desk.id, `/orders/${what.order}`))).booking;
    if (!booking) return T('noBooking');
    mount(area, await refundForm(desk, await read(showPath(desk.id, `/bookings/${encodeURIComponent(booking)}`)), note, () => open({ booking })));
    area.querySelector('h3').focus();
    return '';
  });
  let shown = '';
  // Drawn anew only if it changed: a button under somebody's finger stays.
  const list = (events) => {
    const found = bookings(events).filter((booking) => booking.seats.length).slice(0, 6);
    const now = JSON.stringify(found);
    if (now === shown) return;
    shown = now;
    mount(recent, found.length ? found.map((b) => h('li', null, h('span', { class: 'num small' }, time(b.at, desk.zone)), h('span', null, `${b.seats.join(', ')} `, h('span', { class: 'small muted' }, T('k.' + b.kind))),
      button(T('open'), () => open(b), '', { 'aria-label': `${T('open')}: ${b.seats.join(', ')}` }))) : h('li', { class: 'muted' }, T('noSales')));
  };
  return { area, list, open, node: h('section', { class: 'card stack', 'aria-label': T('bookings') }, h('h2', null, T('bookings')), recent,
    h('form', { class: 'op-join', on: { submit: (e) => { e.preventDefault(); open({ booking: id.value.trim() }); } } }, field(T('byBooking'), id), h('button', { class: 'btn' }, T('open'))), note, area) };
};

const refundForm = async (desk, booking, note, again) => {
  const quote = h('p', { class: 'num', role: 'status' });
  const act = button(T('giveBack'), () => give(), 'danger');
  const boxes = booking.seats.map(({ label }) => h('input', { type: 'checkbox', value: label, checked: true, on: { change: () => price() } }));
  const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
  const path = showPath(desk.id, `/bookings/${booking.id}`);
  // An order that was paid online goes back by its provider; at the counter, by hand.
  const words = (labels, refund) => refund ? T('backOnline', { money: money(refund) })
    : booking.kind === 'complimentary' ? T('backNothing') : T('backHand', { money: money({ amount: booking.seats.filter((s) => labels.includes(s.label)).reduce((n, s) => n + s.price.amount, 0), currency: booking.total.currency }) });
  const price = () => note.run('', async () => {
    const labels = chosen();
    act.disabled = !labels.length;
    quote.textContent = '';
    if (labels.length) quote.textContent = words(labels, (await write('POST', path + '/refund_quote', { seats: labels })).refund);
    return '';
  });
  const give = async () => {
    const labels = chosen();
    if (!await ask(T('giveBackAsk', { seats: seats(labels.length) }), h('p', null, `${labels.join(', ')}. ${quote.textContent}`), T('giveBack'))) return;
    await note.run(T('working'), async () => {
      const { refund } = await write('POST', path + '/cancel', { seats: labels });
      desk.refresh();
      setTimeout(again);
      return `${T('givenBack', { seats: seats(labels.length) })} ${words(labels, refund)}`;
    });
  };
  const open = booking.state === 'confirmed';
  if (open) await price();
  return h('div', { class: 'stack' }, h('h3', { tabIndex: -1 }, booking.id), h('p', { class: 'small' }, [T('k.' + (booking.kind ?? 'paid')), booking.reference, booking.customer?.name, booking.customer?.phone, booking.customer?.email].filter(Boolean).join(' · ')),
    open ? [h('div', { class: 'row', role: 'group', 'aria-label': T('seatField') }, boxes.map((box) => h('label', { class: 'chip' }, box, box.value))), quote, act] : h('p', { class: 'note' }, T('isCancelled')));
};
