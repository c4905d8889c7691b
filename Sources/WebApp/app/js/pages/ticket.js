// The ticket: to show at the door, also without a network.
import { poster } from '../art/poster.js';
import { get } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { day, time } from '../lib/format.js';
import { has, t } from '../lib/i18n.js';
import { link } from '../lib/router.js';
import { remove } from '../lib/store.js';
import { keep } from './booking.js';
import { cancelPanel } from './cancel.js';
import { api, zone } from './parts.js';

export const render = async (main, params, { signal, query }) => {
  const path = api(params.show, `/bookings/${encodeURIComponent(params.booking)}`);
  const token = query.get('token');
  const [{ body: show }, booking] = await Promise.all([get(api(params.show), { signal }),
    token ? mine(path, token, signal) : get(path, { signal }).then(({ body }) => body)]);
  const draw = (now, note) => {
    remember(show, now, path);
    mount(main, page(show, now, path, note, again));
  };
  const again = async (note) => draw((await get(path)).body, note);
  draw(booking, query.get('note'));
  return { title: t('ticket.title', { title: show.movie.title }) };
};

// A signed link out of a mail: it stays out of the address bar, where others may read it.
const mine = async (path, token, signal) => {
  const { body } = await get(`${path}/mine?token=${encodeURIComponent(token)}`, { signal });
  history.replaceState(history.state, '', location.pathname);
  return body.booking;
};

const remember = async (show, booking, path) => {
  for (const name of ['hold', 'order']) remove(`${name}:${show.id}`);
  const cancelled = booking.state !== 'confirmed';
  keep(show, booking.id, booking.seats.map((s) => s.label), { cancelled });
  if (cancelled) return;
  try {
    const cache = await caches.open('tickets');
    await cache.addAll([api(show.id), path, `${path}/ticket.svg`, `${path}/ticket.ics`]);
  } catch { /* plain http, or no room: it opens with a network only */ }
};

const page = (show, booking, path, note, again) => {
  const cancelled = booking.state !== 'confirmed';
  const words = note && has(`ticket.${note}`) ? t(`ticket.${note}`) : null;
  return h('div', { class: 'page stack ticket-page' },
    h('h1', null, t(cancelled ? 'ticket.cancelled' : 'ticket.yours')),
    words && h('p', { class: 'note note-warn', role: 'status' }, words),
    cancelled && h('p', { class: 'lead' }, t('ticket.cancelled.lead')),
    stub(show, booking, path, cancelled),
    cancelled ? null : h('div', { class: 'row actions' },
      h('a', { class: 'btn', href: `${path}/ticket.ics`, download: 'ticket.ics' }, t('ticket.calendar')),
      h('button', { class: 'btn', type: 'button', on: { click: () => print() } }, t('ticket.print')),
      link('/my', { class: 'btn btn-quiet' }, t('my.title'))),
    cancelled ? link('/', { class: 'btn btn-primary' }, t('home')) : cancelPanel(show, booking, path, again));
};

const stub = (show, booking, path, cancelled) => h('article', { class: 'ticket', 'aria-label': show.movie.title },
  h('div', { class: 'ticket-art' }, poster(show.movie)),
  h('div', { class: 'ticket-body stack' },
    h('h2', { dir: 'auto' }, show.movie.title),
    h('dl', { class: 'facts' },
      fact('ticket.day', day(show.starts_at, zone(show))), fact('ticket.time', time(show.starts_at, zone(show))),
      fact('ticket.screen', show.screen.name), fact('ticket.format', show.format),
      fact('ticket.venue', h('span', { dir: 'auto' }, show.venue.name, h('br'), h('span', { class: 'small muted' }, show.venue.address)), 'wide'),
      booking.seats.length > 0 && fact('seats', h('span', { class: 'row seats' },
        booking.seats.map((s) => h('span', { class: 'ticket-seat', dir: 'auto' }, s.label))), 'wide'))),
  h('div', { class: 'ticket-code' },
    cancelled ? h('p', { class: 'void' }, t('ticket.void'))
      : h('img', { src: `${path}/ticket.svg?${booking.seats.length}`, alt: t('ticket.qr'), width: 220, height: 220, class: 'qr' }),
    h('p', { class: 'small' }, t('ticket.code'), h('br'), h('code', null, `${show.id}/${booking.id}`))));

const fact = (key, value, more = '') => h('div', { class: more }, h('dt', { class: 'small muted' }, t(key)), h('dd', null, value));
