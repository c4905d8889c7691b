// Draws a hall: blocks of rows with their curve, paint on single seats, a preview that follows each change.
import { get } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { load, remove, save } from '../lib/store.js';
import { readSeats, writeSeats } from './figures.js';
import { faults, fromLayout, newBlock, newHall, paint, placesOf, toLayout } from './hall.js';
import { T, button, field, inWords, read, seats, select, showPath, status, write } from './kit.js';
import { Plan, legend } from './plan.js';

const draft = 'layoutDraft';
const numbers = { rows: [1, 100], seats: [1, 200], wider: [-4, 8, 0.5], number: [1, 999], pitch: [0.4, 3, 0.05], depth: [0.4, 5, 0.05], aisle: [0, 10, 0.1], x: [-500, 500, 0.1], y: [-500, 500, 0.1] };
const sliders = { curve: [0, 100, 1], turn: [-180, 180, 1] };

export const render = (body) => {
  const editor = new Editor(load(draft) ?? newHall());
  mount(body, h('h1', null, T('p.layout')), editor.from(), h('div', { class: 'op-desk op-editor' },
    h('div', { class: 'stack op-map' }, editor.view, editor.legend, editor.words, editor.brush()), h('div', { class: 'stack' }, editor.form, editor.note, editor.saving())));
  editor.all();
  return { title: T('p.layout') };
};

class Editor {
  past = [];
  chosen = [];
  form = h('div', { class: 'stack' });
  view = h('div');
  legend = h('div');
  words = h('div', { role: 'status' });
  note = status();

  constructor(hall) { this.hall = hall; }

  /** Changes the hall, remembers what was, and shows what is; `anew` draws the form again, too. */
  change(how, anew) {
    this.past.push(JSON.stringify(this.hall));
    if (this.past.length > 100) this.past.shift();
    how(this.hall);
    this.show(anew);
  }

  undo() {
    const before = this.past.pop();
    if (before) this.replace(JSON.parse(before));
  }

  replace(hall) {
    this.hall = hall;
    this.show(true);
  }

  show(anew) {
    save(draft, this.hall);
    if (anew) this.fields();
    this.preview();
  }

  all() { this.show(true); }

  preview() {
    const places = this.places = placesOf(this.hall);
    const color = new Map(this.hall.categories.map((c) => [c.key, c.color]));
    const rows = rowsOf(places);
    const pitch = median(rows.flatMap(({ seats: s }) => s.slice(1).map((i, k) => Math.hypot(places[i].x - places[s[k]].x, places[i].y - places[s[k]].y)))) || 1;
    const [xs, ys] = ['x', 'y'].map((axis) => places.map((place) => place[axis] / pitch));
    const old = this.plan;
    this.plan = new Plan({ count: places.length, seats: places, xs, ys, box: { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(0, ...ys), y1: Math.max(...ys) } }, rows, {
      scale: old?.scale, kindOf: (i) => (places[i].gone ? 'gone' : 'free'), colorOf: (i) => color.get(places[i].category) ?? '#888888',
      tell: (i) => [places[i].label, places[i].gone ? T('gone') : places[i].category, ...places[i].attributes.map((a) => T(a))].join(', '), pick: (list, add) => this.pick(add ? list : []),
    });
    if (!places.length) return mount(this.view, h('p', null, T('noRows')));
    const at = old?.pane;
    mount(this.view, this.plan.node);
    this.plan.zoom(old?.scale);
    if (old) Object.assign(this.plan, { cursor: Math.min(old.cursor, places.length - 1) });
    this.plan.chosen = new Set(this.chosen.filter((i) => i < places.length));
    this.plan.draw();
    if (at === document.activeElement) this.plan.pane.focus();
    this.judge(places);
  }

  judge(places) {
    const count = (key) => places.filter((p) => !p.gone && p.category === key).length;
    const { twice, tight, lost } = faults(this.hall);
    const some = (key, labels) => labels.length > 0 && h('p', { class: 'note note-warn' }, T(key, { seats: seats(labels.length), labels: labels.slice(0, 5).join(', ') }));
    mount(this.words, h('p', { class: 'num' }, h('b', null, seats(places.filter((p) => !p.gone).length)), ' · ', this.hall.categories.map((c) => `${c.name} ${count(c.key)}`).join(' · ')), some('twice', twice), some('tight', tight), some('lost', lost));
    mount(this.legend, legend([...this.hall.categories.map((c) => ['free', c.name, c.color]), ['gone', T('gone')], ['accessible', T('accessible')], ['companion', T('companion')]]));
  }

  // MARK: The brush

  brush() {
    this.tool = select([], '', () => {});
    this.where = h('input', { spellcheck: false, on: { change: () => this.typed() } });
    return h('div', { class: 'op-join' }, field(T('seatField'), this.where, T('seatHint')), field(T('make'), this.tool), button(T('paint'), () => this.paint(), 'primary'));
  }

  pick(list) {
    const chosen = new Set(list.length ? this.chosen : []);
    const off = list.every((i) => chosen.has(i));
    for (const i of list) chosen[off ? 'delete' : 'add'](i);
    this.chosen = [...chosen];
    this.plan.chosen = chosen;
    this.where.value = writeSeats(this.chosen.map((i) => this.places[i].label), this.places.map((p) => p.label));
    this.plan.draw();
  }

  typed() {
    const order = this.places.map((place) => place.label);
    const { seats: labels, unknown } = readSeats(this.where.value, order);
    this.chosen = [];
    this.pick(labels.map((label) => order.indexOf(label)));
    this.note.tell(unknown.length ? T('noSeat', { words: unknown.join(', ') }) : '', 'bad');
  }

  paint() {
    const places = this.chosen.map((i) => this.places[i]);
    if (!places.length) return this.note.tell(T('pick'), 'warn');
    this.change((hall) => paint(hall, places, this.tool.value));
    this.pick([]);
  }

  // MARK: Blocks and categories

  fields() {
    const { hall } = this;
    if (this.tool) mount(this.tool, [...hall.categories.map((c) => ['=' + c.key, c.name]), ['accessible', T('accessible')], ['companion', T('companion')], ['gone', T('gone')]].map(([value, text]) => h('option', { value }, text)));
    mount(this.form, h('section', { class: 'card stack' }, h('h2', null, T('categories')), hall.categories.map((c, n) => this.category(c, n)),
      button(T('add'), () => this.change(() => hall.categories.push({ key: `cat-${hall.categories.length + 1}`, name: T('newCategory'), color: '#8e5bb5' }), true))),
    hall.blocks.map((block, n) => this.block(block, n)),
    h('div', { class: 'row' }, button(T('addRows'), () => this.change(() => hall.blocks.push(newBlock(hall)), true)), button(T('undo'), () => this.undo(), 'quiet')));
  }

  input(of, name, props, label = T('b.' + name)) {
    const set = (e) => e.target.checkValidity() && this.change(() => { of[name] = props.type === 'checkbox' ? e.target.checked : typeof of[name] === 'number' ? Number(e.target.value) : e.target.value; });
    return field(label, h('input', { ...props, ...props.type === 'checkbox' ? { checked: of[name] } : { value: of[name] }, required: name !== 'aisles' && props.type !== 'checkbox', on: { [props.type === 'range' ? 'input' : 'change']: set } }));
  }

  category(category, n) {
    return h('div', { class: 'op-join' }, this.input(category, 'key', { pattern: '[A-Za-z0-9_\\-]{1,64}' }), this.input(category, 'name', { maxLength: 100 }), this.input(category, 'color', { type: 'color' }),
      n > 0 && this.remover(this.hall.categories, n, category.name));
  }

  remover(list, n, name) {
    return button('✕', () => this.change(() => list.splice(n, 1), true), 'quiet', { 'aria-label': `${T('remove')}: ${name}` });
  }

  block(block, n) {
    const number = (name) => this.input(block, name, { type: 'number', min: numbers[name][0], max: numbers[name][1], step: numbers[name][2] ?? 1 });
    const slider = (name) => this.input(block, name, { type: 'range', min: sliders[name][0], max: sliders[name][1], step: 1 });
    const title = `${block.section} · ${block.fixed ? T('fixed') : T('rowsFrom', { n: block.rows, first: block.first })}`;
    return h('details', { class: 'card', open: n === this.hall.blocks.length - 1 }, h('summary', null, h('h2', null, title)),
      block.fixed ? this.input(block, 'section', { maxLength: 60 }) : h('div', { class: 'op-fields' },
        this.input(block, 'section', { maxLength: 60 }), this.input(block, 'first', { maxLength: 8 }), number('rows'), number('seats'), number('wider'), slider('curve'), slider('turn'), this.input(block, 'aisles', { pattern: '[\\d ,]*' }), number('aisle'),
        field(T('b.category'), select(this.hall.categories.map((c) => [c.key, c.name]), block.category, (e) => this.change(() => { block.category = e.target.value; }))),
        number('number'), number('pitch'), number('depth'), number('x'), number('y'), this.input(block, 'fromRight', { type: 'checkbox' }), this.input(block, 'skip', { type: 'checkbox' })),
      h('div', { class: 'row' }, button(T('copy'), () => this.change(() => this.hall.blocks.splice(n + 1, 0, { ...structuredClone(block), x: block.fixed ? 0 : -block.x || 8, turn: -block.turn }), true)), this.remover(this.hall.blocks, n, title)));
  }

  // MARK: Loading and saving

  from() {
    const id = h('input', { required: true, spellcheck: false });
    const submit = (event) => {
      event.preventDefault();
      this.note.run(T('loading'), async () => {
        const layout = await layoutOf(id.value.trim());
        this.past.push(JSON.stringify(this.hall));
        this.replace(fromLayout(layout, this.hall.key));
        return T('loaded', { name: layout.name });
      });
    };
    return h('form', { class: 'op-join', on: { submit } }, field(T('loadFrom'), id, T('loadHint')), h('button', { class: 'btn' }, T('load')), button(T('newHall'), () => { remove(draft); this.past.push(JSON.stringify(this.hall)); this.replace(newHall()); }, 'quiet'));
  }

  saving() {
    const key = h('input', { required: true, pattern: '[A-Za-z0-9_\\-]{1,64}', value: this.hall.key, on: { change: () => { this.hall.key = key.value; save(draft, this.hall); } } });
    const name = h('input', { required: true, maxLength: 200, value: this.hall.name, on: { change: () => { this.hall.name = name.value; save(draft, this.hall); } } });
    const submit = (event) => {
      event.preventDefault();
      this.note.run(T('saving'), async () => {
        try {
          await write('PUT', `/v1/admin/layouts/${encodeURIComponent(key.value)}`, toLayout(this.hall));
        } catch (problem) {
          if (!problem.errors?.length) throw problem;
          throw { code: 'errors', detail: [inWords(problem), ...problem.errors.slice(0, 5).map((e) => `${e.pointer} ${e.message}`)].join(' · ') };
        }
        return T('saved', { key: key.value });
      });
    };
    return h('form', { class: 'card stack', on: { submit } }, h('h2', null, T('save')), field(T('hallKey'), key, T('hallKeyHint')), field(T('hallName'), name), h('button', { class: 'btn btn-primary' }, T('save')));
  }
}

const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];

// Rows for the arrow keys: seats of one block and row name, in order.
const rowsOf = (places) => {
  const rows = new Map();
  places.forEach((place, i) => {
    const name = `${place.block}:${place.mark.slice(0, place.mark.lastIndexOf(':'))}`;
    if (!rows.has(name)) rows.set(name, { name: name.slice(name.indexOf(':') + 1), seats: [] });
    rows.get(name).seats.push(i);
  });
  return [...rows.values()];
};

// By a layout's own id, or by a show that plays in it.
const layoutOf = async (id) => {
  const layout = /^ly_/.test(id) ? id : (await read(showPath(id))).layout;
  return (await get(`/v1/layouts/${encodeURIComponent(layout)}`)).body;
};
