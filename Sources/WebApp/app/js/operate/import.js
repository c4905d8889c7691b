// A catalogue from a file or the clipboard. What the server refuses is shown at its line.
import { h, mount } from '../lib/dom.js';
import { byLine, excerpt, parse } from './pointer.js';
import { T, button, field, status, write } from './kit.js';

const shownAsText = 1 << 20;

export const render = async (body) => {
  const area = h('textarea', { class: 'op-source', rows: 16, spellcheck: false, wrap: 'off', placeholder: '{"cities": […], "movies": […], "layouts": […], "venues": […], "shows": […]}' });
  const file = h('input', { type: 'file', accept: '.json,application/json' });
  const found = h('ol', { class: 'op-errors stack' });
  const note = status();
  // A file too large for a text field is kept beside it.
  let large = null;
  file.addEventListener('change', async () => {
    const chosen = file.files[0];
    if (!chosen) return;
    const text = await chosen.text();
    large = text.length > shownAsText ? text : null;
    area.value = large ? '' : text;
    area.disabled = !!large;
    mount(found);
    note.tell(T('chosenFile', { name: chosen.name, size: Math.ceil(chosen.size / 1024) }));
  });
  const send = () => note.run(T('importing'), async () => {
    const text = large ?? area.value;
    mount(found);
    const read = parse(text);
    if (!('value' in read)) return fail([{ ...read, message: T('notJson'), pointer: '' }]);
    try {
      const done = await write('POST', '/v1/admin/import', read.value);
      return T('imported', { revision: done.revision, what: ['cities', 'movies', 'layouts', 'venues', 'shows'].map((k) => `${done[k]} ${T('n.' + k)}`).join(', ') });
    } catch (problem) {
      if (!problem.errors?.length) throw problem;
      return fail(byLine(text, problem.errors));
    }
  });
  const fail = (errors) => {
    const text = large ?? area.value;
    mount(found, errors.map((error) => line(error, text, large ? null : area)));
    throw { code: 'errors', detail: T('importErrors', { n: errors.length }) };
  };
  mount(body, h('h1', null, T('p.import')), h('p', { class: 'muted' }, T('importLead')), field(T('file'), file), field(T('source'), area),
    h('div', { class: 'row' }, button(T('importNow'), send, 'primary'), button(T('empty.source'), () => { large = null; area.value = file.value = ''; area.disabled = false; mount(found); note.tell(''); }, 'quiet')), note, found);
  return { title: T('p.import') };
};

const line = (error, text, area) => h('li', null,
  h('div', { class: 'row' }, area ? button(T('line', { n: error.line }), () => jump(area, error)) : h('b', null, T('line', { n: error.line })), h('span', null, error.message), h('code', { class: 'small muted' }, error.pointer)),
  h('pre', { class: 'small' }, excerpt(text, error).map((l) => h(l.bad ? 'mark' : 'span', null, `${String(l.line).padStart(5)}  ${l.text}\n`))));

const jump = (area, { from, to, line }) => {
  area.focus();
  area.setSelectionRange(from, to);
  area.scrollTop = (line - 4) * parseFloat(getComputedStyle(area).lineHeight);
};
