// /s/{show}: choose seats on the living map.
import '../text/map.en.js';
import '../text/map.hi.js';
import { get } from '../lib/api.js';
import { h, mount, style } from '../lib/dom.js';
import { dateTime, language } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { link } from '../lib/router.js';
import { basket, bestPanel, notices } from '../hold/panel.js';
import { lineStatus, saleStatus } from '../live/status.js';
import { makeHall } from '../logic/hall.js';
import { legend, sectionPicker } from '../map/legend.js';
import { Session } from '../map/session.js';
import '../map/seat-map.js';

const fetchAll = async (id, options) => {
  const path = `/v1/shows/${encodeURIComponent(id)}`;
  const facts = get(path, options);
  const { body: seats } = await get(`${path}/seats`, options);
  const { body: layout } = await get(`/v1/layouts/${seats.layout}`, options);
  return { show: (await facts).body, seats, layout };
};

const head = (show) => {
  const { movie, venue, screen } = show;
  const others = venue?.city && movie ? `/city/${venue.city.id}/movie/${movie.id}` : '/';
  return h('header', { class: 'show-head' },
    link(others, { class: 'back' }, '‹ ', t('show.others')),
    h('h1', null, movie?.title ?? show.id),
    h('p', { class: 'muted' }, [dateTime(show.starts_at, venue?.city?.timezone), venue?.name, screen?.name,
      show.language && language(show.language), show.format].filter(Boolean).join(' · ')));
};

export const render = async (main, { show: id }, { signal }) => {
  const [{ show, seats, layout }] = await Promise.all([fetchAll(id, { signal }), style('map')]);
  signal.throwIfAborted();
  const map = h('seat-map');
  const session = new Session(show, makeHall(layout), seats, map);
  const best = bestPanel(session);
  map.addEventListener('best', () => best.find());
  session.hold.addEventListener('change', () => follow(session));
  mount(main, h('div', { class: 'show' }, head(show), best.el,
    h('div', { class: 'show-map' }, saleStatus(session),
      h('div', { class: 'show-tools' }, lineStatus(session), h('div', { class: 'grow-row' }, sectionPicker(session), map.tools())), notices(session), map, legend(session)),
    basket(session)));
  session.start();
  return { title: t('show.title', { movie: show.movie?.title ?? show.id }), leave: () => session.stop() };
};

// Seats that the server chose come into sight; those picked by hand are in sight already.
const follow = ({ hold, map, hall }) => {
  const now = hold.seats.join();
  if (hold.busy || now === follow.last) return;
  follow.last = now;
  const first = hall.byLabel.get(hold.seats[0]);
  if (first !== undefined && !map.contains(document.activeElement)) map.showSeat(first);
};
