// The start: where are you? A city is remembered once it was chosen, and never guessed.
import { hall } from '../art/hall.js';
import { all } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { t } from '../lib/i18n.js';
import { link } from '../lib/router.js';
import { load, remove } from '../lib/store.js';
import { render as movies } from './movies.js';

export const render = async (main, params, { signal, query }) => {
  const known = load('city');
  if (known?.id && !query.has('choose')) {
    try {
      return await movies(main, { city: known.id }, { signal, query });
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
