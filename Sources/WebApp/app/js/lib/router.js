// Every step has its own address. A page is a module with `render(main, params, {signal, query})`.
import { h, mount } from './dom.js';
import { t } from './i18n.js';
import { explain } from './problem.js';

let routes = [];
let current = null;
let shown = 0;
const depths = new Map();
const entry = () => history.state?.k ?? 0;

/** Starts with `[['/city/:city', () => import('./pages/movies.js')], …]`. */
export const start = (table) => {
  routes = table.map(([pattern, page]) => [new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}/?$`), page]);
  history.scrollRestoration = 'manual';
  addEventListener('popstate', () => show({ back: true }));
  // A page out of the browser's back-forward cache may have been left in the middle of something.
  addEventListener('pageshow', (event) => event.persisted && show({ stay: true }));
  document.addEventListener('locale', () => show({ stay: true }));
  return show({ first: true });
};

export const go = (path, { replace = false } = {}) => {
  depths.set(entry(), scrollY);
  history[replace ? 'replaceState' : 'pushState']({ k: replace ? entry() : Date.now() }, '', path);
  return show({});
};

/** An <a> that is handled in place; clicks that mean a new tab or window stay the browser's. */
export const link = (path, props, ...children) => h('a', {
  ...props, href: path, on: {
    ...props?.on,
    click(event) {
      props?.on?.click?.(event);
      if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go(path);
    },
  },
}, ...children);

const find = (path) => {
  for (const [pattern, page] of routes) {
    const match = pattern.exec(path);
    if (match) return [page, Object.fromEntries(Object.entries(match.groups ?? {}).map(([k, v]) => [k, decode(v)]))];
  }
  return [null, {}];
};

const decode = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const show = async (how) => {
  if (how.back) depths.set(shown, scrollY);
  shown = entry();
  current?.abort.abort();
  current?.leave?.();
  const mine = current = { abort: new AbortController() };
  const main = h('main', { id: 'main', tabIndex: -1 }, h('p', { class: 'page wait' }, t('wait')));
  document.getElementById('main').replaceWith(main);
  const result = await draw(main, mine);
  if (current !== mine) return result?.leave?.();
  mine.leave = result?.leave;
  document.title = [result?.title, 'SeatGrid'].filter(Boolean).join(' · ');
  document.dispatchEvent(new Event('page'));
  settle(main, how, result?.focus);
};

const draw = async (main, mine) => {
  const [page, params] = find(location.pathname);
  const { signal } = mine.abort;
  try {
    if (!page) throw { code: 'not_found' };
    const { render } = await page();
    signal.throwIfAborted();
    return await render(main, params, { signal, query: new URLSearchParams(location.search) });
  } catch (error) {
    return signal.aborted ? null : failed(main, error);
  }
};

const failed = (main, error) => {
  if (!error.code) console.error(error);
  const title = t(error.code === 'not_found' ? 'lost.title' : 'failed.title');
  mount(main, h('div', { class: 'page stack narrow' },
    h('h1', null, title), h('p', { class: 'lead' }, explain(error)),
    h('div', { class: 'row' },
      h('button', { class: 'btn btn-primary', type: 'button', on: { click: () => show({}) } }, t('again')),
      link('/', { class: 'btn' }, t('home')))));
  return { title };
};

const settle = (main, how, focus) => {
  if (!how.first && !how.stay) {
    const h1 = main.querySelector('h1') ?? main;
    h1.tabIndex = -1;
    (focus ?? h1).focus({ preventScroll: true });
  }
  if (!how.stay) scrollTo(0, how.back ? depths.get(entry()) ?? 0 : 0);
};
