// Bookings made or looked up in this browser. They are stored here, and open without a network.
import { poster } from '../art/poster.js';
import { h, mount } from '../lib/dom.js';
import { dateTime } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { link } from '../lib/router.js';
import { say } from '../lib/announce.js';
import { forget, known } from './booking.js';
import { place } from './parts.js';

export const render = async (main) => {
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
