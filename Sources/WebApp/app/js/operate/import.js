// A catalogue from a file or the clipboard. What the server refuses is shown at its line.
import { Problem } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { byLine, excerpt } from './pointer.js';
import { T, button, field, key, status } from './kit.js';

const shownAsText = 1 << 20;
const parts = ['cities', 'movies', 'layouts', 'venues', 'shows'];

export const render = (body) => {
  const placeholder = JSON.stringify(Object.fromEntries(parts.map((part) => [part, []])));
  const area = h('textarea', { rows: 16, spellcheck: false, wrap: 'off', placeholder });
  const file = h('input', { type: 'file', accept: '.json,application/json' });
  const found = h('ol', { class: 'op-errors stack' });
  const note = status();
  // A file too large for a text field is kept beside it.
  let large = null;
  const take = (text) => {
    large = text.length > shownAsText ? text : null;
    area.value = large ? '' : text;
    area.disabled = !!large;
    mount(found);
  };
  file.addEventListener('change', async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    take(await chosen.text());
    note.tell(T('chosenFile', { name: chosen.name, size: Math.ceil(chosen.size / 1024) }));
  });
  const send = () => note.run(T('importing'), async () => {
    const text = large ?? area.value;
    mount(found);
    try {
      const done = await upload(text);
      return T('imported', { revision: done.revision, what: parts.map((part) => `${done[part]} ${T('n.' + part)}`).join(', ') });
    } catch (problem) {
      if (!problem.errors?.length) throw problem;
      mount(found, byLine(text, problem.errors).map((error, i, all) => line(error, text, !large && area, all[i - 1]?.line !== error.line)));
      throw { code: 'errors', detail: T('importErrors', { n: problem.errors.length }) };
    }
  });
  const empty = () => { take(''); file.value = ''; note.tell(''); };
  mount(body, h('h1', null, T('p.import')), h('p', { class: 'muted' }, T('importLead')),
    field(T('file'), file), field(T('source'), area),
    h('div', { class: 'row' }, button(T('importNow'), send, 'primary'), button(T('clear'), empty, 'quiet')), note, found);
  return { title: T('p.import') };
};

// As it stands, so that the server's bytes and pointers are those of the text; twice the same is the same.
const upload = async (text) => {
  const headers = { Authorization: `Bearer ${key()}`, 'Content-Type': 'application/json', Accept: 'application/json' };
  const answer = await fetch('/v1/admin/import', { method: 'POST', headers, body: text })
    .catch(() => { throw new Problem({ code: 'offline' }); });
  const body = await answer.json().catch(() => ({ code: 'unavailable', detail: `${answer.status} ${answer.statusText}` }));
  if (!answer.ok) throw new Problem({ ...body, status: answer.status });
  return body;
};

const line = (error, text, area, anew) => h('li', null,
  h('div', { class: 'row' },
    area ? button(T('line', { n: error.line }), () => jump(area, error)) : h('b', null, T('line', { n: error.line })),
    h('span', null, error.message), h('code', { class: 'small muted' }, error.pointer)),
  anew && h('pre', { class: 'small' }, excerpt(text, error)));

const jump = (area, { from, to, line }) => {
  area.focus();
  area.setSelectionRange(from, to);
  area.scrollTop = (line - 4) * parseFloat(getComputedStyle(area).lineHeight);
};
