// Who, what it costs, and on to the bank.
import '../text/map.en.js';
import '../text/map.hi.js';
import '../hold/timer.js';
import { Hold } from '../hold/hold.js';
import { say } from '../lib/announce.js';
import { get, send } from '../lib/api.js';
import { h, mount, style } from '../lib/dom.js';
import { money } from '../lib/format.js';
import { locale, t } from '../lib/i18n.js';
import { explain } from '../lib/problem.js';
import { go, link } from '../lib/router.js';
import { load, save } from '../lib/store.js';
import { about, api, bill, busy, complaint, place, seatList } from './parts.js';
import { pay } from './order.js';

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

// Name, and where the ticket goes: an email, a phone, or both.
// Survives a change of language, not the tab.
const typed = { name: '', email: '', phone: '' };

const contactFields = () => {
  const fields = [
    field('name', { autocomplete: 'name', maxLength: 200, required: true }),
    field('email', { type: 'email', autocomplete: 'email', maxLength: 254, inputMode: 'email' }),
    field('phone', { type: 'tel', autocomplete: 'tel', maxLength: 32, inputMode: 'tel' }),
  ];
  const blame = (wrong) => {
    for (const f of fields) f.complain(wrong[f.name]);
    fields.find((f) => wrong[f.name])?.input.focus();
    return fields.some((f) => wrong[f.name]);
  };
  return {
    fields: fields.map((f) => f.label), first: fields.find((f) => !typed[f.name])?.input,
    read: () => (blame(check(typed)) ? null : filled(typed)),
    blame: (problem) => blame(Object.fromEntries((problem.errors ?? [])
      .filter((e) => e.pointer.startsWith('/customer/')).map((e) => [e.pointer.slice(10), e.message]))),
  };
};

const filled = (person) => Object.fromEntries(Object.entries(person).map(([k, v]) => [k, v.trim()]).filter(([, v]) => v));

/** What is wrong with it, by field. */
export const check = ({ name, email, phone }) => {
  const wrong = {};
  if (!name.trim()) wrong.name = t('contact.name.missing');
  if (email.trim() && !/^\S+@\S+\.\S+$/.test(email.trim())) wrong.email = t('contact.email.wrong');
  if (phone.trim() && phone.replace(/\D/g, '').length < 10) wrong.phone = t('contact.phone.wrong');
  if (!email.trim() && !phone.trim()) wrong.email = t('contact.missing');
  return wrong;
};

const field = (name, props) => {
  const error = h('span', { class: 'error', id: `${name}-error`, hidden: true });
  const input = h('input', {
    ...props, id: name, name, value: typed[name], on: { input: () => { typed[name] = input.value; complain(); } },
  });
  const complain = (text) => {
    error.hidden = !text;
    mount(error, text);
    input.setAttribute('aria-invalid', Boolean(text));
    if (text) input.setAttribute('aria-describedby', error.id);
    else input.removeAttribute('aria-describedby');
  };
  const label = h('div', { class: 'field' }, h('label', { for: name }, t(`contact.${name}`)), input, error);
  return { name, input, label, complain };
};

// What the hold costs by the server's quote, with ticket types and a promotion.
const priceCard = (show, hold, signal, totalled) => {
  const chosen = { types: {}, promo: null };
  const lines = h('div', { class: 'lines' }, h('p', { class: 'muted' }, t('wait')));
  const word = h('p', { class: 'error', role: 'alert' });
  const choice = () => ({ ...(Object.keys(chosen.types).length && { ticket_types: chosen.types }), ...(chosen.promo && { promo_code: chosen.promo }) });
  let latest = 0;
  const quote = async () => {
    const mine = ++latest;
    try {
      const { body } = await send('POST', api(show.id, `/holds/${hold.id}/quote`), choice(), { signal });
      if (mine !== latest) return false;
      mount(lines, bill(body));
      mount(word);
      totalled(money(body.total));
      say(t('pay.total', { total: money(body.total) }));
      return true;
    } catch (problem) {
      if (mine === latest && !signal.aborted) mount(word, problem.errors?.[0]?.pointer === '/promo_code' ? t('promo.unknown') : explain(problem));
      return false;
    }
  };
  quote();
  return { card: h('div', { class: 'stack' }, ticketTypes(show, hold, chosen, quote), promo(chosen, quote, word), lines), choice };
};

const ticketTypes = (show, hold, chosen, quote) => {
  if (!(show.ticket_types?.length > 1)) return null;
  const select = (line) => {
    const sold = show.ticket_types.filter((type) => !type.prices || type.prices[line.category]);
    const changed = async (event) => {
      chosen.types[line.label] = event.target.value;
      await quote();
    };
    return h('label', { class: 'field type' }, h('span', { class: 'ticket-seat', dir: 'auto' }, line.label),
      h('span', { class: 'visually-hidden' }, t('pay.type')),
      h('select', { on: { change: changed }, value: sold[0]?.key }, sold.map((type) => h('option', { value: type.key },
        type.prices?.[line.category] ? `${type.name} · ${money(type.prices[line.category])}` : type.name))));
  };
  return h('fieldset', { class: 'plain' }, h('legend', null, t('pay.types')), hold.lines.map(select));
};

const promo = (chosen, quote, word) => {
  const input = h('input', { id: 'promo', maxLength: 64, autocomplete: 'off', autocapitalize: 'characters', spellcheck: false });
  const apply = async (event) => {
    event.preventDefault();
    chosen.promo = input.value.trim() || null;
    input.setAttribute('aria-invalid', false);
    if (await quote()) return;
    chosen.promo = null;
    input.setAttribute('aria-invalid', true);
    input.focus();
  };
  return h('details', { class: 'promo' }, h('summary', null, t('promo.have')),
    h('form', { class: 'field', on: { submit: apply } }, h('label', { for: 'promo' }, t('promo.code')),
      h('span', { class: 'row nowrap' }, input, h('button', { class: 'btn', type: 'submit' }, t('promo.apply'))), word));
};
