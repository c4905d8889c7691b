// The operator's board: a gate that wants a key, and behind it a page for each thing to do.
import '../text/operate.en.js';
import '../text/operate.hi.js';
import { get } from '../lib/api.js';
import { h, mount, style } from '../lib/dom.js';
import { go, link } from '../lib/router.js';
import { T, button, field, inWords, key, setKey, status } from './kit.js';

const pages = {
  '': () => import('./day.js'), orders: () => import('./orders.js'), notices: () => import('./notices.js'),
  layout: () => import('./layout.js'), import: () => import('./import.js'), show: () => import('./desk.js'),
};

export const render = async (main, { rest = '' }, context) => {
  await style('operate');
  const [place, ...more] = rest.split('/');
  if (!Object.hasOwn(pages, place)) throw { code: 'not_found' };
  if (!key()) return gate(main);
  const body = h('div', { class: 'op-body stack' });
  mount(main, h('div', { class: 'op' }, rail(place), body));
  try {
    const page = await pages[place]();
    return await page.render(body, more, context);
  } catch (problem) {
    if (context.signal.aborted || !problem.code) throw problem;
    mount(body, h('h1', null, T('failed')), h('p', { class: 'note note-bad' }, inWords(problem)),
      button(T('again'), () => go(location.pathname + location.search, { replace: true })));
    return { title: T('failed') };
  }
};

const rail = (place) => h('nav', { class: 'op-rail', 'aria-label': T('title') },
  Object.keys(pages).slice(0, 5).map((name) => link(`/operate/${name}`.replace(/\/$/, ''), {
    'aria-current': name === place || (!name && place === 'show') ? 'page' : null,
  }, T('p.' + (name || 'day')))),
  h('button', { type: 'button', on: { click() { setKey(); go('/operate'); } } }, T('leave')));

const gate = (main) => {
  const input = h('input', { type: 'password', required: true, autocomplete: 'off', spellcheck: false, id: 'key' });
  const note = status();
  const enter = (event) => {
    event.preventDefault();
    note.run(T('checking'), async () => {
      await check(input.value.trim());
      go(location.pathname + location.search, { replace: true });
    });
  };
  mount(main, h('form', { class: 'page narrow stack op-gate', on: { submit: enter } },
    h('h1', null, T('title')), h('p', { class: 'lead' }, T('gate')),
    field(T('key'), input, T('keyHint')), note, h('button', { class: 'btn btn-primary btn-big' }, T('enter'))));
  return { title: T('title') };
};

// Any route of operators tells whether the key is one; a node that takes no money has no list of orders.
const check = async (key) => {
  await get('/v1/admin/orders?state=stuck', { key }).catch((problem) => {
    if (problem.status === 401) throw { code: 'key', detail: T('badKey') };
    if (problem.status !== 404) throw problem;
  });
  setKey(key);
};
