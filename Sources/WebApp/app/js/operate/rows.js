// The form of a hall: its categories, and its blocks of rows with what bends and turns them.
import { h } from '../lib/dom.js';
import { newBlock } from './hall.js';
import { T, button, field, select } from './kit.js';

// Each field of a block, in the order of the form: what its input is like.
const number = (min, max, step = 1) => ({ type: 'number', min, max, step });
const slider = (min, max) => ({ type: 'range', min, max, step: 1 });
const fields = {
  section: { maxLength: 60 }, first: { maxLength: 8 }, rows: number(1, 100), seats: number(1, 200), wider: number(-4, 8, 0.5),
  curve: slider(0, 100), turn: slider(-180, 180), aisles: { pattern: '[\\d ,]*', required: false }, aisle: number(0, 10, 0.1),
  category: null, number: number(1, 999), pitch: number(0.4, 3, 0.05), depth: number(0.4, 5, 0.05),
  x: number(-500, 500, 0.1), y: number(-500, 500, 0.1), fromRight: { type: 'checkbox' }, skip: { type: 'checkbox' },
};

export const hallForm = (editor) => {
  const { hall } = editor;
  const more = { key: `cat-${hall.categories.length + 1}`, name: T('newCategory'), color: '#8e5bb5' };
  return [
    h('section', { class: 'card stack' }, h('h2', null, T('categories')), hall.categories.map((_, n) => category(editor, n)),
      button(T('add'), () => editor.change(() => hall.categories.push(more), { anew: true }))),
    hall.blocks.map((_, n) => block(editor, n)),
    h('div', { class: 'row' }, button(T('addRows'), () => editor.change(() => hall.blocks.push(newBlock(hall)), { anew: true })),
      button(T('undo'), () => editor.undo(), 'quiet')),
  ];
};

const category = (editor, n) => {
  const of = editor.hall.categories[n];
  return h('div', { class: 'op-join' },
    input(editor, of, 'key', { pattern: '[A-Za-z0-9_\\-]{1,64}' }), input(editor, of, 'name', { maxLength: 100 }), input(editor, of, 'color', { type: 'color' }), n > 0 && remover(editor, editor.hall.categories, n, of.name));
};

const block = (editor, n) => {
  const { blocks, categories } = editor.hall;
  const of = blocks[n];
  const title = `${of.section} · ${of.fixed ? T('fixed') : T('rowsFrom', { n: of.rows, first: of.first })}`;
  const kinds = () => field(T('b.category'), select(categories.map((c) => [c.key, c.name]), of.category,
    (e) => editor.change(() => { of.category = e.target.value; })));
  // A copy stands at the other side: the second wing of a hall.
  const twin = () => ({ ...structuredClone(of), x: of.fixed ? 0 : -of.x || 8, turn: -of.turn });
  const shown = Object.entries(fields).filter(([name]) => !of.fixed || name === 'section');
  return h('details', { class: 'card', open: n === blocks.length - 1 }, h('summary', null, h('h2', null, title)),
    h('div', { class: 'op-fields' }, shown.map(([name, props]) => (props ? input(editor, of, name, props) : kinds()))),
    h('div', { class: 'row' }, button(T('copy'), () => editor.change(() => blocks.splice(n + 1, 0, twin()), { anew: true })),
      remover(editor, blocks, n, title)));
};

const remover = (editor, list, n, name) =>
  button('✕', () => editor.change(() => list.splice(n, 1), { anew: true }), 'quiet', { 'aria-label': `${T('remove')}: ${name}` });

// A field that changes its object at once, if what is in it makes sense.
const input = (editor, of, name, props) => {
  const tick = props.type === 'checkbox';
  const set = ({ target }) => {
    if (!target.checkValidity()) return target.reportValidity();
    const value = tick ? target.checked : typeof of[name] === 'number' ? Number(target.value) : target.value;
    editor.change(() => { of[name] = value; }, { slide: props.type === 'range' && name });
  };
  return field(T('b.' + name), h('input', {
    required: !tick, ...props, [tick ? 'checked' : 'value']: of[name], on: { [props.type === 'range' ? 'input' : 'change']: set },
  }));
};
