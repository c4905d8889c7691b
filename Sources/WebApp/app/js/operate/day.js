// The shows of a day in a city: how full they are and how fast they sell. Figures are asked for what is in sight.
import { all } from '../lib/api.js';
import { h, mount, svg } from '../lib/dom.js';
import { isoDay, money, time } from '../lib/format.js';
import { go, link } from '../lib/router.js';
import { load } from '../lib/store.js';
import { T, adminPath, every, field, read, select } from './kit.js';
import { pace } from './figures.js';

export const render = async (body, rest, { signal, query }) => {
  const cities = await all('/v1/cities', { signal });
  const wanted = query.get('city') ?? load('city')?.id;
  const city = cities.find(({ id }) => id === wanted) ?? cities[0];
  const title = T('p.day');
  if (!city) {
    mount(body, h('h1', null, title), h('p', null, T('empty')), link('/operate/import', { class: 'btn btn-primary' }, T('p.import')));
    return { title };
  }
  const date = query.get('date') ?? isoDay(Date.now(), city.timezone);
  const list = h('div', { class: 'stack' }, h('p', { class: 'wait' }, T('loading')));
  const sum = h('p', { class: 'muted num', role: 'status' });
  mount(body, h('h1', null, title), tools(cities, city, date, list), sum, list);
  const shows = await showsOf(city, date, signal);
  sum.textContent = summary(shows);
  watch(draw(list, shows, city), signal);
  return { title };
};

const summary = (shows) => {
  const taken = shows.reduce((n, { availability: { free, of } }) => n + of - free, 0);
  const room = shows.reduce((n, show) => n + show.availability.of, 0);
  const [some, all] = [taken, room].map((n) => n.toLocaleString('en-IN'));
  return T('daySum', { shows: shows.length, taken: some, room: all, percent: Math.round(100 * taken / (room || 1)) });
};

const tools = (cities, city, date, list) => {
  const to = (change) => go('/operate?' + new URLSearchParams({ city: city.id, date, ...change }));
  const id = h('input', { required: true, pattern: '[A-Za-z0-9_\\-]{1,64}', spellcheck: false });
  const open = (event) => {
    event.preventDefault();
    go(`/operate/show/${id.value}`);
  };
  const turn = ({ target }) => target.value && to({ date: target.value });
  const day = h('input', { type: 'date', value: date, required: true, on: { change: turn } });
  return h('div', { class: 'op-tools' },
    field(T('city'), select(cities.map((c) => [c.id, c.name]), city.id, (e) => to({ city: e.target.value }))),
    field(T('date'), day),
    field(T('filter'), h('input', { type: 'search', on: { input: (e) => sift(list, e.target.value.toLowerCase()) } })),
    h('form', { class: 'op-join', on: { submit: open } }, field(T('byId'), id), h('button', { class: 'btn' }, T('open'))));
};

const sift = (list, words) => {
  for (const section of list.querySelectorAll('section')) {
    const venue = section.firstChild.textContent;
    const rows = [...section.querySelectorAll('li')];
    for (const row of rows) row.hidden = !`${venue} ${row.textContent}`.toLowerCase().includes(words);
    section.hidden = rows.every((row) => row.hidden);
  }
};

const showsOf = async (city, date, signal) => {
  const movies = await all(`/v1/cities/${city.id}/movies?date=${date}`, { signal });
  const lists = await Promise.all(movies.map(async (movie) => {
    const venues = await all(`/v1/movies/${movie.id}/shows?city=${city.id}&date=${date}`, { signal });
    return venues.flatMap(({ venue, shows }) => shows.map((show) => ({ ...show, venue, movie })));
  }));
  return lists.flat().sort((a, b) => (a.starts_at < b.starts_at ? -1 : 1));
};

const draw = (list, shows, city) => {
  const rows = new Map();
  const one = (show) => {
    const row = rowOf(show, city);
    rows.set(row.node, row);
    return row.node;
  };
  const venues = [...new Map(shows.map(({ venue }) => [venue.id, venue])).values()].sort((a, b) => a.name.localeCompare(b.name));
  mount(list, venues.map(({ id, name }) => h('section', { class: 'op-venue' }, h('h2', null, name),
    h('ul', { class: 'op-shows' }, shows.filter((show) => show.venue.id === id).map(one)))), !shows.length && h('p', null, T('noShows')));
  return rows;
};

const rowOf = (show, city) => {
  const { free, of } = show.availability;
  const row = {
    show, of, bar: h('div', { class: 'op-bar', 'aria-hidden': 'true' }), words: h('span', { class: 'small' }),
    speed: h('div', { class: 'op-speed' }), money: h('span', { class: 'num op-money' }),
  };
  row.node = h('li', null,
    h('b', { class: 'num' }, time(show.starts_at, city.timezone)),
    h('div', null, link(`/operate/show/${show.id}`, { class: 'op-name' }, show.movie.title),
      h('div', { class: 'small muted' }, `${show.screen.name} · ${show.language} · ${show.format}`)),
    h('div', null, row.bar, row.words), row.speed, row.money);
  paint(row, { booked: of - free, held: 0, blocked: 0 }, T('taken', { n: of - free, of }));
  return row;
};

const paint = (row, counts, words) => {
  mount(row.bar, ['booked', 'held', 'blocked'].map((state) => {
    const part = h('i', { class: `s-${state}` });
    part.style.setProperty('width', `${100 * counts[state] / row.of}%`);
    return part;
  }));
  row.words.textContent = words;
};

// Rows in sight are asked now and every few seconds, a few at a time.
const watch = (rows, signal) => {
  const seen = new Set();
  const work = async () => {
    const due = [...seen].filter((row) => !row.busy);
    for (const row of due) row.busy = true;
    await Promise.all([0, 1, 2].map(async () => { for (let row; (row = due.pop());) await refresh(row, signal); }));
  };
  const eyes = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) seen[isIntersecting ? 'add' : 'delete'](rows.get(target));
    work();
  }, { rootMargin: '200px' });
  for (const node of rows.keys()) eyes.observe(node);
  signal.addEventListener('abort', () => eyes.disconnect());
  every(6000, signal, work);
};

const refresh = async (row, signal) => {
  try {
    const report = await read(adminPath(row.show.id, '/report'), signal);
    const { counts } = report;
    paint(row, counts, T('rowSum', { n: counts.booked, of: row.of, held: counts.held, blocked: counts.blocked }));
    row.money.textContent = money(report.revenue);
    if (report.seq !== row.seq) row.events = await tail(row.show.id, report.seq, signal);
    row.seq = report.seq;
    mount(row.speed, spark(pace(row.events, Date.now(), report.seq <= 100)));
  } catch (problem) {
    if (!problem.code && !signal.aborted) throw problem;
  } finally {
    row.busy = false;
  }
};

/** The newest events of a show, at most a page of them. */
export const tail = async (show, seq, signal) =>
  (await read(adminPath(show, `/log?limit=100&after=${Math.max(0, seq - 100)}`), signal)).data;

/** Twelve bars and the figure that they add up to. */
export const spark = ({ perHour, bars }) => {
  const most = Math.max(1, ...bars);
  const d = bars.map((n, i) => `M${i * 5} 20h4v${-Math.max(n && 3, Math.round(18 * n / most)) - 1}h-4z`).join('');
  const picture = { viewBox: '0 0 59 20', width: 59, height: 20, 'aria-hidden': 'true', class: 'op-spark' };
  return [bars.some(Boolean) && svg('svg', picture, svg('path', { d })), h('span', { class: 'num small' }, T('perHour', { n: perHour }))];
};
