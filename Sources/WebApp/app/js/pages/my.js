// Bookings made or looked up in this browser: they are stored here, and open without a network.
import { poster } from '../art/poster.js';
import { say } from '../lib/announce.js';
import { get, send } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { dateTime } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { go, link } from '../lib/router.js';
import { load, save } from '../lib/store.js';
import { api, busy, complaint, place, zone } from './parts.js';

export const known = () => {
  const list = load('bookings', []);
  // Whatever else is in there came from somewhere else.
  return Array.isArray(list) ? list.filter((b) => b?.show && b.booking && !Number.isNaN(Date.parse(b.starts_at))) : [];
};

/** Remembers a booking, or what is new about it; `more` may have a `link`. */
export const keep = (show, booking, seats, more = {}) => {
  const old = known().find((b) => b.booking === booking);
  const entry = {
    ...old, show: show.id, booking, title: show.movie.title, starts_at: show.starts_at, venue: `${show.venue.name}, ${show.screen.name}`,
    tz: zone(show), seats, film: { id: show.movie.id, title: show.movie.title, genres: show.movie.genres }, ...more,
  };
  save('bookings', [entry, ...known().filter((b) => b.booking !== booking)].slice(0, 100));
};

export const forget = (booking) => save('bookings', known().filter((b) => b.booking !== booking));

// Bookings made or looked up in this browser. They are stored here, and open without a network.
export const my = async (main) => {
  draw(main);
  return { title: t('my.title') };
};

const draw = (main) => {
  const all = known();
  // Over three hours after the start it is the past.
  const isPast = (b) => new Date(b.starts_at) < Date.now() - 3 * 3600000;
  const part = (key, list) => list.length ? [h('h2', null, t(key)), h('ul', { class: 'stack' }, list.map((b) => item(b, main)))] : null;
  mount(main, h('div', { class: 'page stack' }, h('h1', null, t('my.title')),
    all.length ? null : h('p', { class: 'lead' }, t('my.none')),
    part('my.next', all.filter((b) => !isPast(b)).sort((a, b) => (a.starts_at < b.starts_at ? -1 : 1))),
    part('my.past', all.filter(isPast)),
    h('p', { class: 'row' }, link('/find', { class: 'btn' }, t('find.title')), link('/', { class: 'btn btn-quiet' }, t('home')))));
};

const item = (b, main) => h('li', { class: 'card mine' },
  h('span', { class: 'frame' }, poster(b.film ?? { id: b.show, title: b.title ?? '' })),
  h('div', null, h('h3', { dir: 'auto' }, link(place(b.show, `/ticket/${b.booking}`), null, b.title)),
    h('p', null, dateTime(b.starts_at, b.tz)), h('p', { class: 'muted small', dir: 'auto' }, b.venue),
    h('p', { class: 'row seats' }, b.cancelled ? t('my.cancelled') : (b.seats ?? []).map((s) => h('span', { class: 'ticket-seat', dir: 'auto' }, s)))),
  h('button', {
    class: 'btn btn-quiet small', type: 'button', 'aria-label': t('my.forget.what', { title: b.title }),
    on: { click: () => { forget(b.booking); draw(main); say(t('my.forgotten')); main.querySelector('h1').tabIndex = -1; main.querySelector('h1').focus(); } },
  }, t('my.forget')));

// A booking made elsewhere: by its code, or the link of a mail, and the address it was made with.
export const find = async (main) => {
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
