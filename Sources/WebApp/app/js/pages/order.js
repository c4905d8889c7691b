// After the form: to the bank, waiting for it, and every way it can end, told plainly.
import { say } from '../lib/announce.js';
import { get, pause, send } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { money, span } from '../lib/format.js';
import { has, t } from '../lib/i18n.js';
import { go, link } from '../lib/router.js';
import { load, remove } from '../lib/store.js';
import { keep } from './my.js';
import { about, api, bill, busy, complaint, place, seatList } from './parts.js';

const waiting = new Set(['created', 'failed', 'capturing', 'authorized']);

export const render = async (main, params, { signal }) => {
  const path = api(params.show, `/orders/${encodeURIComponent(params.order)}`);
  const from = performance.now();
  const [{ body: show }, { body: order }] = await Promise.all([get(api(params.show), { signal }), get(path, { signal })]);
  const page = h('div', { class: 'page narrow stack' });
  mount(main, page);
  const title = draw(page, show, order, from);
  watch(page, show, order, path, signal).catch((error) => { if (!signal.aborted) throw error; });
  return { title };
};

// Asks again, first soon, then every three seconds, until there is nothing more to hear.
const watch = async (page, show, order, path, signal) => {
  for (let wait = 700; waiting.has(order.state) || order.state === 'refunding'; wait = Math.min(3000, wait * 1.3)) {
    await pause(wait, signal);
    const from = performance.now();
    const next = await get(path, { signal }).then(({ body }) => body, (problem) => (problem.offline ? order : Promise.reject(problem)));
    if (next.state === order.state && next.reason === order.reason) continue;
    order = next;
    document.title = `${draw(page, show, order, from)} · SeatGrid`;
    say(page.querySelector('h1')?.textContent ?? '');
  }
};

const draw = (page, show, order, from) => {
  if (order.state === 'paid') return done(show, order);
  if (!waiting.has(order.state)) remove(`order:${show.id}`);
  const name = headline(order);
  const focused = page.contains(document.activeElement);
  const [alert, complain] = complaint();
  const h1 = h('h1', { tabIndex: -1 }, t(`order.${name}`));
  mount(page, h1, h('p', { class: 'lead' }, t(`order.${name}.lead`, { total: money(order.total) })),
    order.expires_in_ms > 0 && clock(order, from), alert, choices(show, order, complain), moneyBack(order),
    h('div', { class: 'card stack' }, about(show), seatList(order.seats), bill(order), h('p', { class: 'small muted' }, t('order.number'), ' ', h('code', null, order.id))));
  if (focused) h1.focus();
  return t(`order.${name}`);
};

const headline = ({ state, reason }) => (has(`order.${reason}`) && !waiting.has(state) && state !== 'stuck' ? reason : state);

// A ticket is worth more than an order: on to it, with a word on how it came about.
const done = (show, order) => {
  remove(`hold:${show.id}`);
  remove(`order:${show.id}`);
  keep(show, order.booking, order.seats);
  const note = has(`ticket.${order.reason}`) ? `?note=${order.reason}` : '';
  queueMicrotask(() => go(place(show.id, `/ticket/${order.booking}${note}`), { replace: true }));
  return t('order.paid');
};

const clock = (order, from) => {
  const text = h('span', { class: 'num' });
  const tick = () => {
    const left = order.expires_in_ms - (performance.now() - from);
    text.textContent = t(order.state === 'authorized' ? 'order.answer' : 'order.left', { time: span(left) });
    if (text.isConnected && left <= 0) clearInterval(timer);
  };
  const timer = setInterval(() => (text.isConnected ? tick() : clearInterval(timer)), 1000);
  tick();
  return h('p', { class: 'note', role: 'timer' }, text);
};

const choices = (show, order, complain) => {
  const button = (kind, key, work) => {
    const b = h('button', { class: `btn ${kind}`, type: 'button' }, t(key));
    b.addEventListener('click', busy(b, () => work().catch(complain)));
    return b;
  };
  const answer = (accept) => () => send('POST', api(show.id, `/orders/${order.id}/offer`), { accept })
    .then(() => go(location.pathname, { replace: true }));
  const abandon = () => send('DELETE', api(show.id, `/holds/${order.hold}`)).then(() => {
    remove(`hold:${show.id}`);
    remove(`order:${show.id}`);
    return go(place(show.id));
  });
  if (order.state === 'authorized') {
    return h('div', { class: 'row' }, button('btn-primary btn-big', 'order.accept', answer(true)), button('', 'order.decline', answer(false)));
  }
  if (order.state === 'created' || order.state === 'failed') {
    return h('div', { class: 'row' }, button('btn-primary btn-big', 'order.pay', () => pay(order, show)),
      load(`hold:${show.id}`) && button('', 'order.abandon', abandon));
  }
  return order.state === 'capturing' ? null
    : h('div', { class: 'row' }, order.booking && link(place(show.id, `/ticket/${order.booking}`), { class: 'btn' }, t('order.ticket')),
      link(place(show.id), { class: 'btn btn-primary' }, t('order.elsewhere')), link('/', { class: 'btn' }, t('home')));
};

const moneyBack = (order) => order.refunds?.length ? h('ul', { class: 'note' }, order.refunds.map((refund) =>
  h('li', null, t(`refund.${refund.state}`, { amount: money(refund.amount) })))) : null;

// To the provider: the sandbox's own page, or Razorpay's checkout, whose script is loaded only then.
export const pay = async (order, show, customer = {}) => {
  const back = place(show.id, `/order/${order.id}`);
  if (order.provider === 'sandbox') {
    // Back leads to the order, which knows how things stand, and not to a form that was sent.
    history.replaceState(history.state, '', back);
    location.assign(`/sandbox/checkout/${encodeURIComponent(order.provider_order_id)}?return=${encodeURIComponent(back)}`);
    return new Promise(() => {});
  }
  if (order.provider === 'razorpay') await razorpay(order, show, customer);
  return go(back, { replace: true });
};

const razorpay = async (order, show, { name, email, phone }) => {
  await script('https://checkout.razorpay.com/v1/checkout.js');
  await new Promise((done) => {
    const handler = async (answer) => {
      const { razorpay_payment_id, razorpay_order_id, razorpay_signature } = answer;
      const body = { razorpay_payment_id, razorpay_order_id, razorpay_signature };
      // If this gets lost the server hears of the payment by itself; the order's page waits for that.
      await send('POST', api(show.id, `/orders/${order.id}/payment`), body).catch(() => null);
      done();
    };
    new window.Razorpay({
      key: order.provider_key_id, order_id: order.provider_order_id, amount: order.total.amount, currency: order.total.currency,
      name: show.movie.title, description: order.seats.join(', '), prefill: { name, email, contact: phone }, handler, modal: { ondismiss: done },
    }).open();
  });
};

const script = (src) => window.Razorpay ? null : new Promise((done, failed) => {
  const lost = () => failed({ code: 'offline', detail: t('pay.script') });
  document.head.append(h('script', { src, on: { load: done, error: lost } }));
});
