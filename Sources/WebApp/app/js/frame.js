// What stays around the pages: brand, places, language, theme, and the word that the network is gone.
import { h, mount, svg } from './lib/dom.js';
import { locale, setLocale, t } from './lib/i18n.js';
import { link } from './lib/router.js';
import { load, save } from './lib/store.js';

const themes = ['auto', 'light', 'dark'];
const glyphs = { auto: '◐', light: '☀', dark: '☾' };

export const frame = () => {
  theme(chosen());
  draw();
  document.addEventListener('locale', draw);
  document.addEventListener('page', here);
  addEventListener('online', online);
  addEventListener('offline', online);
  document.getElementById('skip').addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('main').focus();
  });
};

const chosen = () => (themes.includes(load('theme')) ? load('theme') : 'auto');

const theme = (to) => {
  if (to === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = to;
};

const draw = () => {
  const focused = document.activeElement?.id;
  document.getElementById('skip').textContent = t('skip');
  mount(document.getElementById('top'), bar(), h('p', { id: 'offline', class: 'page', role: 'status' }));
  mount(document.getElementById('foot'), foot());
  online();
  here();
  document.getElementById(focused)?.focus?.();
};

const bar = () => h('nav', { class: 'page bar', 'aria-label': t('nav') },
  link('/', { class: 'brand' }, mark(), 'SeatGrid'),
  link('/?choose', { class: 'chip', id: 'city' }),
  h('span', { class: 'grow' }),
  link('/my', { class: 'btn btn-quiet', id: 'to-my' }, t('my.title')),
  languageButton(), themeButton());

// Eight seats, one of them yours.
const mark = () => svg('svg', { viewBox: '0 0 34 20', width: 34, height: 20, 'aria-hidden': 'true' },
  [0, 1].map((y) => [0, 1, 2, 3].map((x) => svg('rect', {
    x: x * 9, y: y * 11, width: 7, height: 9, rx: 2.5, class: x === 2 && y ? 'lit' : 'seat',
  }))));

const languageButton = () => {
  const other = locale() === 'en' ? 'hi' : 'en';
  return h('button', {
    id: 'locale', class: 'btn btn-quiet', type: 'button', lang: other, on: { click: () => setLocale(other) },
  }, other === 'hi' ? 'हिन्दी' : 'English');
};

const themeButton = () => {
  const button = h('button', { id: 'theme', class: 'btn btn-quiet', type: 'button', on: { click: turn } });
  function label() {
    const now = chosen();
    mount(button, h('span', { 'aria-hidden': 'true' }, glyphs[now] + '\uFE0E'),
      h('span', { class: 'visually-hidden' }, `${t('theme')}: ${t('theme.' + now)}`));
  }
  function turn() {
    const next = themes[(themes.indexOf(chosen()) + 1) % 3];
    save('theme', next);
    theme(next);
    label();
  }
  label();
  return button;
};

const foot = () => h('div', { class: 'page row between small muted' },
  h('p', null, t('foot')),
  h('p', { class: 'row' }, link('/find', null, t('find.title')), h('a', { href: '/docs' }, t('foot.docs')), link('/operate', null, t('foot.operate'))));

const online = () => {
  const word = document.getElementById('offline');
  word.textContent = navigator.onLine ? '' : t('offline.bar');
};

// The remembered city, and which place is open.
const here = () => {
  const city = load('city');
  const chip = document.getElementById('city');
  chip.hidden = !city;
  mount(chip, h('span', { class: 'visually-hidden' }, t('city.yours')), city?.name, h('span', { 'aria-hidden': 'true' }, '▾'));
  for (const a of document.querySelectorAll('#top a, #foot a')) {
    if (a.pathname === location.pathname && !a.search && a.pathname !== '/') a.setAttribute('aria-current', 'page');
    else a.removeAttribute('aria-current');
  }
};
