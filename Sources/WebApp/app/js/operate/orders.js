// Orders that wait for a person, each with the step that ends it.
import { h, mount } from '../lib/dom.js';
import { dateTime, money } from '../lib/format.js';
import { link } from '../lib/router.js';
import { T, adminPath, button, every, read, status, write } from './kit.js';

export const render = async (body, rest, { signal }) => {
  const list = h('ul', { class: 'stack' });
  const note = status();
  mount(body, h('h1', null, T('p.orders')), h('p', { class: 'muted' }, T('ordersLead')), note, list);
  let shown = null;
  const load = async () => {
    const orders = await stuck(signal);
    const now = JSON.stringify(orders);
    if (now === shown) return;
    shown = now;
    const none = !orders ? T('noMoney') : !orders.length && T('noOrders');
    mount(list, none ? h('li', { class: 'note' }, none) : orders.map((order) => row(order, note, load)));
  };
  await load();
  every(15e3, signal, () => load().catch(() => { /* the next look comes soon */ }));
  return { title: T('p.orders') };
};

const stuck = async (signal) => {
  try {
    return (await read('/v1/admin/orders?state=stuck', signal)).data;
  } catch (problem) {
    if (problem.status !== 404) throw problem;
    return null;
  }
};

// A refund that failed is asked for again or was made by hand; anything else is asked again or given up.
const steps = ({ refunds = [] }) => ['retry', refunds.some(({ state }) => state !== 'settled') ? 'settled' : 'give_up'];

const row = (order, note, load) => {
  const resolve = (action) => note.run(T('working'), async () => {
    const { state } = await write('POST', adminPath(order.show, `/orders/${order.id}/resolve`), { action });
    await load();
    return T('resolved', { state });
  });
  return h('li', { class: 'card op-order' },
    h('div', null, h('h2', { class: 'num' }, money(order.total)),
      h('p', null, link(`/operate/show/${order.show}`, null, order.show), ` · ${order.seats.join(', ')}`),
      h('p', { class: 'small muted num' }, `${order.id} · ${dateTime(order.created_at)} · ${order.provider}`),
      order.reason && h('p', { class: 'small' }, T('because', { reason: order.reason.replaceAll('_', ' ') }))),
    h('div', { class: 'stack op-acts' }, steps(order).map((action, i) => h('div', null,
      button(T('a.' + action), () => resolve(action), i ? '' : 'primary'), h('p', { class: 'small muted' }, T(`a.${action}.hint`))))));
};
