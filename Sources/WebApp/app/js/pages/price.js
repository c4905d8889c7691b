// What the hold costs by the server's quote, with ticket types and a promotion.
import { send } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { money } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { explain } from '../lib/problem.js';
import { say } from '../lib/announce.js';
import { api, bill } from './parts.js';

export const priceCard = (show, hold, signal, totalled) => {
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
  return { card: h('div', { class: 'stack' }, types(show, hold, chosen, quote), promo(chosen, quote, word), lines), choice };
};

const types = (show, hold, chosen, quote) => {
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
