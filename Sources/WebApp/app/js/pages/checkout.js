// Who, what it costs, and on to the bank.
import '../text/map.en.js';
import '../text/map.hi.js';
import '../hold/timer.js';
import { get, send } from '../lib/api.js';
import { h, mount, style } from '../lib/dom.js';
import { locale, t } from '../lib/i18n.js';
import { go, link } from '../lib/router.js';
import { load, save } from '../lib/store.js';
import { Hold } from '../hold/hold.js';
import { contactFields } from './contact.js';
import { about, api, busy, complaint, place, seatList } from './parts.js';
import { pay } from './pay.js';
import { priceCard } from './price.js';

export const render = async (main, params, { signal }) => {
  const [{ body: show }] = await Promise.all([get(api(params.show), { signal }), style('map')]);
  const hold = new Hold(show.id);
  await hold.resume();
  signal.throwIfAborted();
  const order = load(`order:${show.id}`);
  if (hold.state !== 'active') {
    hold.stop();
    // The order knows best what became of seats that are being paid for, or were.
    return order ? go(place(show.id, `/order/${order}`), { replace: true }) : gone(main, show);
  }
  const over = () => hold.state !== 'active' && hold.state !== 'paying' && !signal.aborted && gone(main, show);
  hold.addEventListener('change', over);
  return { title: t('pay.title'), leave: () => hold.stop(), focus: form(main, show, hold, signal) };
};

const gone = (main, show) => {
  mount(main, h('div', { class: 'page narrow stack' }, h('h1', null, t('pay.gone')), h('p', { class: 'lead' }, t('pay.gone.lead')),
    about(show), link(place(show.id), { class: 'btn btn-primary btn-big' }, t('pay.choose'))));
  return { title: t('pay.gone') };
};

// Gives the first field back: a form is what one came here for.
const form = (main, show, hold, signal) => {
  const timer = h('hold-timer');
  timer.hold = hold;
  const [alert, complain] = complaint();
  const contact = contactFields();
  const button = h('button', { class: 'btn btn-primary btn-big wide', type: 'submit' }, t('order.pay'));
  const price = priceCard(show, hold, signal, (total) => mount(button, t('pay.now', { total })));
  const submit = busy(button, () => order(show, hold, contact, price, complain));
  const fields = h('form', { class: 'card stack', noValidate: true, on: { submit } },
    h('h2', null, t('pay.who')), h('p', { class: 'muted' }, t('pay.who.hint')), contact.fields, alert, button,
    h('p', { class: 'small muted' }, t('pay.terms')));
  mount(main, h('div', { class: 'page' },
    h('div', { class: 'row between head' }, h('h1', null, t('pay.title')), timer),
    h('div', { class: 'two' }, fields, h('aside', { class: 'card stack', 'aria-label': t('pay.what') },
      about(show), seatList(hold.seats), link(place(show.id), { class: 'small' }, t('pay.change')), price.card))));
  return contact.first;
};

const order = async (show, hold, contact, price, complain) => {
  complain(null);
  const customer = contact.read();
  if (!customer) return;
  try {
    const { body } = await send('POST', api(show.id, `/holds/${hold.id}/order`), { customer, ...price.choice(), locale: locale() });
    save(`order:${show.id}`, body.id);
    await pay(body, show, customer);
  } catch (problem) {
    if (!contact.blame(problem)) complain(problem);
  }
};
