// The films of a city, with search and filters; what is chosen stands in the address.
import { poster } from '../art/poster.js';
import { all } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { language } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { link } from '../lib/router.js';
import { save } from '../lib/store.js';
import { say } from '../lib/announce.js';
import { chips } from './parts.js';

export const render = async (main, params, { signal, query }) => {
  const id = encodeURIComponent(params.city);
  const [films, cities] = await Promise.all([all(`/v1/cities/${id}/movies`, { signal }), all('/v1/cities', { signal })]);
  const city = cities.find((c) => c.id === params.city);
  if (!city) throw { code: 'not_found' };
  save('city', { id: city.id, name: city.name });
  const title = t('movies.title', { city: city.name });
  mount(main, h('div', { class: 'page stack' }, h('h1', { dir: 'auto' }, title),
    films.length ? shelf(films, id, query) : h('p', { class: 'note' }, t('movies.none'), ' ', link('/?choose', null, t('city.other')))));
  return { title };
};

const shelf = (films, city, query) => {
  const wanted = { q: query.get('q') ?? '', lang: query.get('lang'), format: query.get('format') };
  const grid = h('ul', { class: 'films' });
  const count = h('p', { class: 'muted' });
  const update = () => {
    const shown = films.filter((film) => matches(film, wanted));
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
  return [h('search', { class: 'filters' }, field, pick('lang', t('movies.language'), films.flatMap((f) => f.languages), language),
    pick('format', t('movies.format'), films.flatMap((f) => f.formats), String)), count, grid];
};

const matches = (film, { q, lang, format }) =>
  (!lang || film.languages.includes(lang)) && (!format || film.formats.includes(format)) &&
  q.trim().toLowerCase().split(/\s+/).every((word) => `${film.title} ${film.genres.map(genre).join(' ')}`.toLowerCase().includes(word));

export const genre = (key) => {
  const text = t(`genre.${key}`);
  return text === `genre.${key}` ? key.replaceAll('_', ' ') : text;
};

const card = (film, city) => h('li', null, link(`/city/${city}/movie/${encodeURIComponent(film.id)}`, { class: 'film' },
  h('span', { class: 'frame' }, poster(film)),
  h('span', { class: 'name', dir: 'auto' }, film.title),
  h('span', { class: 'small muted' }, [film.certificate, ...film.genres.slice(0, 2).map(genre)].filter(Boolean).join(' · ')),
  h('span', { class: 'small muted' }, film.languages.map(language).join(', '))));
