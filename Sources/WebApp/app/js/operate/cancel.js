// Cancelling a show: first what that does, in figures; then, if it is really wanted, it.
import { h } from '../lib/dom.js';
import { money } from '../lib/format.js';
import { takenOnline } from './figures.js';
import { T, adminPath, ask, facts, read, seats, write } from './kit.js';

const pages = 60;

export const cancelShow = (desk) => desk.note.run(T('counting'), async () => {
  const [report, events] = await Promise.all([read(adminPath(desk.id, '/report')), wholeLog(desk.id)]);
  const { counts, bookings, active_holds: holds, revenue } = report;
  const online = events && { amount: takenOnline(events), currency: revenue.currency };
  const hand = online && { amount: revenue.amount - online.amount, currency: revenue.currency };
  const what = facts([
    [T('seatsSold'), counts.booked], [T('bookings'), bookings], [T('holdsEnd'), T('inHolds', { n: counts.held, holds })],
    ...online ? [[T('refundOnline'), money(online)], [T('refundHand'), money(hand)]] : [[T('refundAll'), money(revenue)]],
  ]);
  desk.note.tell('');
  const action = counts.booked ? T('cancelRefund', { seats: seats(counts.booked), money: money(online ?? revenue) }) : T('cancelShow');
  if (!await ask(T('cancelAsk'), [h('p', null, T('cancelWhat', { title: desk.show.movie.title })), what], action, T('cancelSure'))) return T('kept');
  await write('POST', adminPath(desk.id, '/cancel'));
  await desk.refresh();
  return T('did.cancel');
});

// null: too long, or its beginning is no longer kept.
const wholeLog = async (id) => {
  const events = [];
  for (let n = 0, after = '0'; n < pages; n++) {
    const page = await read(adminPath(id, `/log?limit=100&after=${after}`));
    if (page.trimmed) return null;
    events.push(...page.data);
    if (!page.has_more) return events;
    after = page.next;
  }
  return null;
};
