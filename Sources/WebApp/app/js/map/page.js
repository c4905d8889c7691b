// The seat page, drawn from a show, its seats and its layout.
import { h, mount } from '../lib/dom.js';
import { dateTime, language } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { link } from '../lib/router.js';
import { basket, bestPanel, notices } from '../hold/panel.js';
import { lineStatus, saleStatus } from '../live/status.js';
import { makeHall } from '../logic/hall.js';
import { legend, sectionPicker } from './legend.js';
import { Session } from './session.js';
import './seat-map.js';

const head = (show) => {
  const { movie, venue, screen } = show;
  const others = venue?.city && movie ? `/city/${venue.city.id}/movie/${movie.id}` : '/';
  return h('header', { class: 'show-head' },
    link(others, { class: 'back' }, '‹ ', t('show.others')),
    h('h1', null, movie?.title ?? show.id),
    h('p', { class: 'muted' }, [dateTime(show.starts_at, venue?.city?.timezone), venue?.name, screen?.name,
      show.language && language(show.language), show.format].filter(Boolean).join(' · ')));
};

export const draw = (main, { show, seats, layout }) => {
  const map = h('seat-map');
  const session = new Session(show, makeHall(layout), seats, map);
  const best = bestPanel(session);
  map.addEventListener('best', () => best.find());
  mount(main, h('div', { class: 'show' }, head(show), best.el,
    h('div', { class: 'show-map' }, saleStatus(session),
      h('div', { class: 'show-tools' }, lineStatus(session), h('div', { class: 'grow-row' }, sectionPicker(session), map.tools())),
      notices(session), map, legend(session)),
    basket(session)));
  session.start();
  return { title: t('show.title', { movie: show.movie?.title ?? show.id }), leave: () => session.stop() };
};
