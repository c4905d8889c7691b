// In words: is the map up to date, is there anything to be had, and what to do if not.
import { h, mount } from '../lib/dom.js';
import { dateTime } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { link } from '../lib/router.js';
import { say } from '../lib/announce.js';

const { format: number } = new Intl.NumberFormat('en-IN');

/** How the map's line is; marks the map itself, too. */
export const lineStatus = (session) => {
  const { live, seats, hall, map } = session;
  const el = h('p', { class: 'line' });
  let timer = 0;
  const words = {
    connecting: () => t('line.connecting'),
    live: () => t('line.live', { n: number(seats.counts[0]), of: number(hall.count) }),
    stale: () => t(navigator.onLine ? 'line.stale' : 'line.offline'),
    gone: () => t('line.gone'),
  };
  const show = () => {
    clearTimeout(timer);
    timer = 0;
    const { link: state } = live;
    el.dataset.link = map.dataset.link = state;
    mount(el, h('span', null, words[state]()),
      state === 'stale' && h('button', { type: 'button', class: 'btn', on: { click: () => live.now() } }, t('line.now')));
  };
  live.addEventListener('link', ({ detail }) => {
    // A line that is back within a moment is not worth a word.
    if (detail === 'stale') timer = setTimeout(() => { show(); say(words.stale()); }, 700);
    else {
      if (el.dataset.link === 'stale' && detail === 'live') say(t('line.back'));
      show();
    }
  });
  session.addEventListener('counts', () => { timer || (el.dataset.link === 'live' && (timer = setTimeout(show, 300))); });
  show();
  return el;
};

/** Why nothing can be bought, if so. */
export const saleStatus = (session) => {
  const { show, seats } = session;
  const el = h('div', { class: 'sale' });
  const others = `/city/${show.venue?.city?.id}/movie/${show.movie?.id}`;
  let last = null;
  const update = () => {
    const key = show.state === 'scheduled' ? 'scheduled' : show.state !== 'on_sale' ? show.state
      : seats.counts[0] ? '' : seats.counts[1] ? 'waiting' : 'sold';
    if (key === last) return;
    if (last !== null && key) say(t(`sale.${key}`));
    last = key;
    const when = key === 'scheduled' && show.sale_opens_at ? dateTime(show.sale_opens_at, show.venue?.city?.timezone) : '';
    mount(el, key && h('div', { class: `note ${key === 'cancelled' ? 'note-bad' : 'note-warn'}` },
      h('p', null, h('b', null, t(`sale.${key}`)), ' ', t(`sale.${key}.more`, { when })),
      link(others, { class: 'btn' }, t('sale.others'))));
    el.closest('.show')?.classList.toggle('show-shut', !!key && key !== 'waiting');
  };
  session.addEventListener('counts', update);
  session.addEventListener('state', update);
  update();
  return el;
};
