// The till: a sale at the counter, seats and money given back, and a whole show cancelled.
import { h, mount } from '../lib/dom.js';
import { money, time } from '../lib/format.js';
import { link } from '../lib/router.js';
import { bookings, takenOnline } from './figures.js';
import { T, adminPath, ask, button, facts, field, inWords, read, seats, select, showPath, status, write } from './kit.js';

// MARK: A sale: the seats are held and booked in two steps, and given back if the second fails

export const sale = (desk, note, done) => {
  const labels = desk.chosen('free');
  const kind = select(['walk_in', 'complimentary', 'paid'].map((k) => [k, T('k.' + k)]), 'walk_in', () => total());
  const reference = h('input', { required: true, maxLength: 200, value: `counter-${Date.now().toString(36)}` });
  const [name, phone] = ['text', 'tel'].map((type) => h('input', { type, autocomplete: 'off', maxLength: 200 }));
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
      const customer = (name.value || phone.value) && { customer: person };
      const booking = await sell(desk, labels, { reference: reference.value, kind: kind.value, ...customer });
      desk.pick([], false);
      mount(desk.bookings.area, receipt(desk, booking));
      desk.bookings.area.querySelector('h3').focus();
      desk.refresh();
      return '';
    });
  };
  return h('form', { class: 'stack', on: { submit } }, sum, field(T('kind'), kind), field(T('reference'), reference),
    field(T('name'), name, T('optional')), field(T('phone'), phone, T('optional')),
    h('div', { class: 'row' }, h('button', { class: 'btn btn-primary' }, T('sellNow')), button(T('leaveIt'), done, 'quiet')));
};

const sell = async (desk, labels, what) => {
  let hold;
  try {
    hold = await write('POST', showPath(desk.id, '/holds'), { seats: labels });
  } catch (problem) {
    const other = problem.suggestion?.seats;
    if (!other) throw problem;
    desk.pick(other.map((label) => desk.hall.byLabel.get(label)), false, true);
    throw { code: 'conflict', detail: `${inWords(problem)}. ${T('instead', { seats: other.join(', ') })}` };
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
  h('p', { class: 'num' }, [sold.map((seat) => seat.label).join(', '), T('k.' + (kind ?? 'paid')),
    kind === 'complimentary' ? T('nothing') : money(total)].join(' · ')),
  h('p', { class: 'small num' }, id),
  h('img', { class: 'op-code', src: showPath(desk.id, `/bookings/${id}/ticket.svg`), alt: T('code'), width: 190, height: 190 }),
  link(`/s/${desk.id}/ticket/${id}`, { class: 'btn' }, T('ticket')));

// MARK: Bookings: the newest, one by its id, and giving back

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
    const text = labels.length ? words(labels, (await write('POST', path + '/refund_quote', { seats: labels })).refund) : '';
    if (labels.join() !== chosen().join()) return price();
    quote.textContent = text;
  };
  const give = async () => {
    // What is asked is what will be done, also if a box was clicked a moment ago.
    await note.run('', price);
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

// MARK: Cancelling a show: first what that does, in figures; then, if it is really wanted, it

const pages = 60;

export const cancelShow = (desk) => desk.note.run(T('counting'), async () => {
  const report = await read(adminPath(desk.id, '/report'));
  const events = await wholeLog(desk.id, report.seq);
  const { counts, bookings, active_holds: holds, revenue } = report;
  const online = events && { amount: takenOnline(events), currency: revenue.currency };
  const hand = online && { amount: revenue.amount - online.amount, currency: revenue.currency };
  const what = facts([
    [T('seatsSold'), counts.booked], [T('bookings'), bookings], [T('holdsEnd'), T('inHolds', { n: holds, held: counts.held })],
    ...online ? [[T('refundOnline'), money(online)], [T('refundHand'), money(hand)]] : [[T('refundAll'), money(revenue)]],
  ]);
  desk.note.tell('');
  const action = counts.booked ? T('cancelRefund', { seats: seats(counts.booked), money: money(online ?? revenue) }) : T('cancelShow');
  const words = h('p', null, T('cancelWhat', { title: desk.show.movie.title }));
  if (!await ask(T('cancelAsk'), [words, what], action, T('cancelSure'))) return T('kept');
  await write('POST', adminPath(desk.id, '/cancel'));
  await desk.refresh();
  return T('did.cancel');
});

// null: too long, or its beginning is no longer kept.
const wholeLog = async (id, seq) => {
  const events = [];
  for (let n = 0, after = '0'; n < pages; n++) {
    const page = await read(adminPath(id, `/log?limit=100&after=${after}`));
    if (page.trimmed) return null;
    // A sale since the report is in neither figure.
    events.push(...page.data.filter((event) => event.seq <= seq));
    if (!page.has_more) return events;
    after = page.next;
  }
  return null;
};
