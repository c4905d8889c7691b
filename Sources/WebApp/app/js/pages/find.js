// A booking made elsewhere: by its code, or the link of a mail, and the address it was made with.
import { get, send } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { t } from '../lib/i18n.js';
import { go } from '../lib/router.js';
import { keep, known } from './booking.js';
import { api, busy, complaint, place } from './parts.js';

export const render = async (main) => {
  const [alert, complain] = complaint();
  const code = h('input', { id: 'code', required: true, maxLength: 600, autocomplete: 'off', spellcheck: false, 'aria-describedby': 'code-hint' });
  const contact = h('input', { id: 'contact', required: true, maxLength: 254, autocomplete: 'email' });
  const button = h('button', { class: 'btn btn-primary btn-big', type: 'submit' }, t('find.do'));
  const submit = busy(button, async () => {
    complain(null);
    const found = read(code.value);
    if (!found) return complain(t('find.unreadable'));
    try {
      await look(found, contact.value.trim());
    } catch (problem) {
      complain(['booking_not_found', 'not_found'].includes(problem.code) ? t('find.none') : problem);
    }
  });
  mount(main, h('div', { class: 'page narrow stack' }, h('h1', null, t('find.title')), h('p', { class: 'lead' }, t('find.lead')),
    h('form', { class: 'card stack', on: { submit } },
      h('div', { class: 'field' }, h('label', { for: 'code' }, t('find.code')), code, h('span', { class: 'hint', id: 'code-hint' }, t('find.code.hint'))),
      h('div', { class: 'field' }, h('label', { for: 'contact' }, t('find.contact')), contact), alert, button)));
  return { title: t('find.title') };
};

const look = async ({ show, booking, token }, contact) => {
  if (token) return go(place(show, `/ticket/${booking}?token=${encodeURIComponent(token)}`));
  const { body } = await send('POST', api(show, `/bookings/${booking}/find`), { contact });
  const { body: shown } = await get(api(show));
  keep(shown, booking, body.booking.seats.map((s) => s.label));
  return go(place(show, `/ticket/${booking}`));
};

/** `show/bk_…`, a link with both in it, or the number alone of a booking this browser knows. */
export const read = (text) => {
  const booking = /bk_[0-9A-Z]{26}/i.exec(text)?.[0].replace(/^BK_/i, 'bk_');
  if (!booking) return null;
  const show = /(?:shows|\/s)\/([\w-]{1,64})\//.exec(text)?.[1] ?? /([\w-]{1,64})\/bk_/i.exec(text)?.[1] ?? known().find((b) => b.booking === booking)?.show;
  return show ? { show, booking, token: /[?&]token=([\w-]+)/.exec(text)?.[1] } : null;
};
