// From the city to the show: cities, films, showtimes. Each page's choice stands in its address.
import { hall } from '../art/hall.js';
import { poster } from '../art/poster.js';
import { say } from '../lib/announce.js';
import { all, get } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { day, isoDay, language, money, time } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { go, link } from '../lib/router.js';
import { load, remove, save } from '../lib/store.js';
import { chips, place } from './parts.js';

export const home = async (main, params, { signal, query }) => {
  const known = load('city');
  if (known?.id && !query.has('choose')) {
    try {
      return await films(main, { city: known.id }, { signal, query });
    } catch (problem) {
      // A city that is gone must not be a dead end.
      if (problem.code !== 'not_found') throw problem;
      remove('city');
    }
  }
  const cities = await all('/v1/cities', { signal });
  mount(main, h('div', { class: 'page' },
    h('section', { class: 'hero' },
      h('div', { class: 'stack' }, h('h1', null, t('home.title')), h('p', { class: 'lead' }, t('home.lead'))), hall()),
    h('section', { class: 'stack', 'aria-labelledby': 'where' },
      h('h2', { id: 'where' }, t('home.where')), cities.length ? list(cities, known) : h('p', { class: 'note' }, t('home.none')))));
  return { title: t('home.title') };
};

const list = (cities, known) => h('ul', { class: 'cities' }, cities.map((city) => h('li', null,
  link(`/city/${encodeURIComponent(city.id)}`, { 'aria-current': city.id === known?.id ? 'true' : null },
    h('span', { class: 'display', dir: 'auto' }, city.name), h('span', { class: 'small muted', dir: 'auto' }, city.region)))));

// The films of a city, with search and filters; what is chosen stands in the address.
export const films = async (main, params, { signal, query }) => {
  const id = encodeURIComponent(params.city);
  const [onSale, cities] = await Promise.all([all(`/v1/cities/${id}/movies`, { signal }), all('/v1/cities', { signal })]);
  const city = cities.find((c) => c.id === params.city);
  if (!city) throw { code: 'not_found' };
  save('city', { id: city.id, name: city.name });
  const title = t('movies.title', { city: city.name });
  mount(main, h('div', { class: 'page stack' }, h('h1', { dir: 'auto' }, title),
    onSale.length ? shelf(onSale, id, query) : h('p', { class: 'note' }, t('movies.none'), ' ', link('/?choose', null, t('city.other')))));
  return { title };
};

const shelf = (onSale, city, query) => {
  const wanted = { q: query.get('q') ?? '', lang: query.get('lang'), format: query.get('format') };
  const grid = h('ul', { class: 'films' });
  const count = h('p', { class: 'muted' });
  const update = () => {
    const shown = onSale.filter((film) => matches(film, wanted));
    mount(grid, shown.map((film) => card(film, city)));
    count.textContent = t('movies.count', { n: shown.length });
    const chosen = new URLSearchParams(Object.entries(wanted).filter(([, v]) => v));
    history.replaceState(history.state, '', `${location.pathname}${chosen.size ? `?${chosen}` : ''}`);
  };
  const changed = () => (update(), say(count.textContent));
  const field = h('input', {
    type: 'search', value: wanted.q, 'aria-label': t('movies.search'), placeholder: t('movies.search'), maxLength: 100, class: 'search',
    on: { input: (event) => { wanted.q = event.target.value; changed(); } },
  });
  const pick = (name, label, values, words) => chips(label, [...new Set(values)].sort(), wanted[name], words, (v) => { wanted[name] = v; changed(); });
  update();
  return [h('search', { class: 'filters' }, field, pick('lang', t('movies.language'), onSale.flatMap((f) => f.languages), language),
    pick('format', t('movies.format'), onSale.flatMap((f) => f.formats), String)), count, grid];
};

const matches = (film, { q, lang, format }) =>
  (!lang || film.languages.includes(lang)) && (!format || film.formats.includes(format)) &&
  q.trim().toLowerCase().split(/\s+/).every((word) => `${film.title} ${film.genres.map(genre).join(' ')}`.toLowerCase().includes(word));

const genre = (key) => {
  const text = t(`genre.${key}`);
  return text === `genre.${key}` ? key.replaceAll('_', ' ') : text;
};

const card = (film, city) => h('li', null, link(`/city/${city}/movie/${encodeURIComponent(film.id)}`, { class: 'film' },
  h('span', { class: 'frame' }, poster(film)),
  h('span', { class: 'name', dir: 'auto' }, film.title),
  h('span', { class: 'small muted' }, [film.certificate, ...film.genres.slice(0, 2).map(genre)].filter(Boolean).join(' · ')),
  h('span', { class: 'small muted' }, film.languages.map(language).join(', '))));

// Where and when a film plays in a city: a day, its venues, their shows as stubs to tear off.
export const showtimes = async (main, params, { signal, query }) => {
  const [city, movie] = [encodeURIComponent(params.city), encodeURIComponent(params.movie)];
  const [{ body: film }, venues, cities] = await Promise.all([
    get(`/v1/movies/${movie}`, { signal }), all(`/v1/movies/${movie}/shows?city=${city}`, { signal }), all('/v1/cities', { signal }),
  ]);
  const home = cities.find((c) => c.id === params.city);
  if (home) save('city', { id: home.id, name: home.name });
  const shows = flatten(venues, home?.timezone ?? 'Asia/Kolkata');
  const path = `/city/${city}/movie/${movie}`;
  mount(main, h('div', { class: 'page stack' }, filmHead(film, city),
    shows.length ? program(shows, path, query) : h('p', { class: 'note' }, t('times.none'), ' ', link(`/city/${city}`, null, t('home')))));
  return { title: film.title };
};

const flatten = (venues, tz) => venues.flatMap(({ venue, shows }) => shows
  .filter((s) => new Date(s.starts_at) > Date.now())
  .map((s) => ({ ...s, venue, tz, date: isoDay(s.starts_at, tz) })))
  .sort((a, b) => (a.starts_at < b.starts_at ? -1 : 1));

const filmHead = (film, city) => h('div', { class: 'film-head' },
  h('div', { class: 'frame' }, poster(film)),
  h('div', { class: 'stack' },
    link(`/city/${city}`, { class: 'small' }, `← ${t('movies.all')}`),
    h('h1', { dir: 'auto' }, film.title),
    h('p', { class: 'row' }, film.certificate && h('span', { class: 'stamp' }, film.certificate),
      h('span', null, t('times.length', { h: Math.floor(film.duration_min / 60), m: film.duration_min % 60 })),
      h('span', { class: 'muted' }, film.genres.map(genre).join(', ')))),
  h('p', { class: 'lead', dir: 'auto' }, film.synopsis));

const program = (shows, path, query) => {
  const dates = [...new Set(shows.map((s) => s.date))].sort();
  const date = dates.includes(query.get('date')) ? query.get('date') : dates[0];
  const today = shows.filter((s) => s.date === date);
  const wanted = {};
  const list = h('div', { class: 'stack' });
  const update = () => mount(list, byVenue(today.filter((s) =>
    (!wanted.lang || s.language === wanted.lang) && (!wanted.format || s.format === wanted.format))).map(venueCard));
  const pick = (name, key, label, words) => chips(label, [...new Set(today.map((s) => s[key]))].sort(), null, words, (v) => { wanted[name] = v; update(); });
  update();
  return [
    h('h2', { class: 'visually-hidden' }, t('times.title')),
    h('nav', { class: 'dates', 'aria-label': t('times.dates') }, dates.map((d) => dateLink(d, d === date, path))),
    h('div', { class: 'filters', hidden: new Set(today.map((s) => s.language + s.format)).size < 2 },
      pick('lang', 'language', t('movies.language'), language), pick('format', 'format', t('movies.format'), String)), list,
  ];
};

const dateLink = (date, isOpen, path) => {
  const [weekday, rest] = day(`${date}T12:00:00Z`, 'UTC').split(/,\s*/);
  return h('a', {
    href: `${path}?date=${date}`, class: 'chip date', 'aria-current': isOpen ? 'date' : null,
    on: { click: (event) => { if (!event.metaKey && !event.ctrlKey && !event.shiftKey) { event.preventDefault(); go(`${path}?date=${date}`, { replace: true }); } } },
  }, h('span', { class: 'small' }, weekday), ' ', h('strong', null, rest));
};

const byVenue = (shows) => [...Map.groupBy(shows, (s) => s.venue.id).values()];

const venueCard = (shows) => {
  const { venue } = shows[0];
  return h('section', { class: 'card stack venue', 'aria-label': venue.name },
    h('div', null, h('h3', { dir: 'auto' }, venue.name), h('p', { class: 'small muted', dir: 'auto' }, venue.address)),
    h('ul', { class: 'stubs' }, shows.map((show) => h('li', null, stub(show)))));
};

const stub = (show) => {
  const level = show.availability.level;
  return link(place(show.id), { class: 'stub', data: { level } },
    h('strong', { class: 'num' }, time(show.starts_at, show.tz)),
    h('span', { class: 'small' }, `${language(show.language)} · ${show.format}`),
    h('span', { class: 'small muted' }, prices(Object.values(show.prices))),
    h('span', { class: 'level small' }, meter(level), t(`level.${level}`)));
};

const prices = (list) => {
  const sorted = [...list].sort((a, b) => a.amount - b.amount);
  if (!sorted.length) return '';
  const [low, high] = [money(sorted[0]), money(sorted.at(-1))];
  return low === high ? low : t('times.range', { low, high });
};

const bars = { plenty: 1, filling: 3, few: 4, sold_out: 0 };
const meter = (level) => h('span', { class: 'meter', 'aria-hidden': 'true' },
  level === 'sold_out' ? '✕ ' : '●'.repeat(bars[level]) + '○'.repeat(4 - bars[level]) + ' ');
