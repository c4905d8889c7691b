// The ticket, to show at the door, also without a network; and giving it back.
import { poster } from '../art/poster.js';
import { shout } from '../lib/announce.js';
import { get, send } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { day, money, time } from '../lib/format.js';
import { has, t } from '../lib/i18n.js';
import { link } from '../lib/router.js';
import { remove } from '../lib/store.js';
import { keep } from './my.js';
import { api, busy, complaint, zone } from './parts.js';

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
    h('p', { class: 'small' }, t('ticket.code'), h('br'), h('code', null, `${show.id}/`, h('wbr'), booking.id))));

const fact = (key, value, more = '') => h('div', { class: more }, h('dt', { class: 'small muted' }, t(key)), h('dd', null, value));

// Giving seats back: first what comes back, then the button that does it.
const cancelPanel = (show, booking, path, again) => {
  const box = h('div', { class: 'stack' });
  const details = h('details', { class: 'card cancel', on: { toggle: () => details.open && open() } },
    h('summary', null, t('cancel.open')), box);
  const open = () => box.childElementCount || mount(box, cancelForm(show, booking, path, again));
  return details;
};

const cancelForm = (show, booking, path, again) => {
  const labels = booking.seats.map((s) => s.label);
  const chosen = new Set(labels);
  const [alert, complain] = complaint();
  const word = h('p', { class: 'quote', role: 'status' });
  const button = h('button', { class: 'btn btn-danger', type: 'submit' });
  let latest = 0;
  const quote = async () => {
    const mine = ++latest;
    button.disabled = true;
    mount(button, t('cancel.do', { n: chosen.size }));
    if (!chosen.size) return mount(word, t('cancel.nothing'));
    try {
      const { body } = await send('POST', `${path}/refund_quote`, { seats: [...chosen] });
      if (mine !== latest) return;
      mount(word, tell(body));
      button.disabled = false;
    } catch (problem) {
      if (mine === latest) mount(word, ''), complain(problem);
    }
  };
  const submit = busy(button, async () => {
    try {
      const { body } = await send('POST', `${path}/cancel`, { seats: [...chosen] });
      shout(t('cancel.done', { amount: body.refund ? money(body.refund) : '–' }));
      await again(body.refund ? 'cancelled_note' : 'cancelled_free');
    } catch (problem) {
      complain(problem);
    }
  });
  quote();
  return h('form', { class: 'stack', on: { submit } },
    labels.length > 1 && seatBoxes(labels, chosen, quote), word, policy(show), alert, button);
};

const seatBoxes = (labels, chosen, changed) => h('fieldset', { class: 'plain row' }, h('legend', null, t('cancel.which')),
  labels.map((label) => h('label', { class: 'chip' }, h('input', {
    type: 'checkbox', checked: true, on: { change: (e) => { chosen[e.target.checked ? 'add' : 'delete'](label); changed(); } },
  }), h('span', { dir: 'auto' }, label))));

const tell = ({ refund, paid }) => {
  if (!refund) return t('cancel.unpaid');
  return refund.amount ? t('cancel.back', { amount: money(refund), paid: money(paid ?? refund) }) : t('cancel.no');
};

const policy = ({ refund_policy: rules }) => rules?.tiers?.length ? h('div', { class: 'small muted' },
  h('ul', null, rules.tiers.map((tier) => h('li', null,
    t('cancel.tier', { n: Math.round(tier.before_start_ms / 3600000), percent: tier.basis_points / 100 })))),
  rules.refunds_fees ? null : h('p', null, t('cancel.fees'))) : null;
