// Draws a hall: blocks of rows with their curve, paint on single seats, a preview that follows each change.
import { get } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { load, remove, save } from '../lib/store.js';
import { readSeats, writeSeats } from './figures.js';
import { asDrawing, faults, fromLayout, newHall, paint, toLayout } from './hall.js';
import { T, button, field, inWords, read, seats, showPath, status, write } from './kit.js';
import { Plan, legend } from './plan.js';
import { hallForm } from './rows.js';

const draft = 'layoutDraft';
const tools = ['accessible', 'companion', 'gone'];

export const render = (body) => {
  const editor = new Editor(load(draft) ?? newHall());
  mount(body, h('h1', null, T('p.layout')), editor.opening(), h('div', { class: 'op-desk' },
    h('div', { class: 'stack op-map' }, editor.view, editor.legend, editor.words, editor.brush()),
    h('div', { class: 'stack' }, editor.form, editor.note, editor.saving())));
  editor.replace(editor.hall);
  return { title: T('p.layout') };
};

class Editor {
  past = [];
  chosen = [];
  form = h('div', { class: 'stack' });
  view = h('div');
  legend = h('div');
  words = h('div', { class: 'stack', role: 'status' });
  note = status();
  tool = h('select');
  where = h('input', { spellcheck: false, on: { change: () => this.typed() } });

  key = this.input('key', { pattern: '[A-Za-z0-9_\\-]{1,64}' });
  name = this.input('name', { maxLength: 200 });

  constructor(hall) { this.hall = hall; }

  /** Changes the hall and shows it. `anew` draws the form again, too; steps of one `slide` are undone at once. */
  change(how, { anew, slide } = {}) {
    if (!slide || slide !== this.sliding) this.remember();
    this.sliding = slide;
    how(this.hall);
    this.show(anew);
  }

  remember() { this.past = [...this.past.slice(-99), JSON.stringify(this.hall)]; }

  undo() {
    const before = this.past.pop();
    const { key, name } = this.hall;
    if (before) this.replace({ ...JSON.parse(before), key, name });
  }

  replace(hall) {
    this.hall = hall;
    this.key.value = hall.key;
    this.name.value = hall.name;
    this.show(true);
  }

  show(anew) {
    save(draft, this.hall);
    if (anew) {
      mount(this.form, hallForm(this));
      mount(this.tool, [...this.hall.categories.map((c) => ['=' + c.key, c.name]), ...tools.map((tool) => [tool, T(tool)])]
        .map(([value, text]) => h('option', { value }, text)));
    }
    this.preview();
  }

  preview() {
    const { places, rows, ...hall } = asDrawing(this.hall);
    this.places = places;
    this.order = places.map((place) => place.label);
    if (!places.length) return mount(this.view, h('p', null, T('noRows')));
    const color = new Map(this.hall.categories.map((c) => [c.key, c.color]));
    const old = this.plan;
    const hadFocus = old?.pane === document.activeElement;
    this.plan = new Plan(hall, rows, {
      kindOf: (i) => (places[i].gone ? 'gone' : 'free'), colorOf: (i) => color.get(places[i].category) ?? '#888888',
      tell: (i) => this.tell(places[i]), pick: (list, add) => this.pick(add ? list : null),
    });
    mount(this.view, this.plan.node);
    this.plan.zoom(old?.scale);
    this.plan.cursor = Math.min(old?.cursor ?? 0, places.length - 1);
    this.plan.chosen = new Set(this.chosen = this.chosen.filter((i) => i < places.length));
    this.plan.draw();
    if (hadFocus) this.plan.pane.focus();
    this.judge();
  }

  tell({ label, gone, category, attributes }) {
    return [label, gone ? T('gone') : category, ...attributes.map((a) => T(a))].join(', ');
  }

  judge() {
    const standing = this.places.filter((place) => !place.gone);
    const sums = this.hall.categories.map((c) => `${c.name} ${standing.filter((p) => p.category === c.key).length}`);
    mount(this.words, h('p', { class: 'num' }, h('b', null, seats(standing.length)), ' · ', sums.join(' · ')),
      Object.entries(faults(this.hall)).filter(([, labels]) => labels.length).map(([fault, labels]) =>
        h('p', { class: 'note note-warn' }, T(fault, { seats: seats(labels.length), labels: labels.slice(0, 5).join(', ') }))));
    mount(this.legend, legend([...this.hall.categories.map((c) => ['free', c.name, c.color]), ...tools.map((tool) => [tool, T(tool)])]));
  }

  // MARK: The brush

  brush() {
    return h('div', { class: 'op-join' }, field(T('seatField'), this.where, T('seatHint')), field(T('make'), this.tool),
      button(T('paint'), () => this.paint(), 'primary'));
  }

  /** Takes seats into the choice, or out if they are all in it; null: none. */
  pick(list) {
    const chosen = new Set(list ? this.chosen : []);
    const off = list?.every((i) => chosen.has(i));
    for (const i of list ?? []) chosen[off ? 'delete' : 'add'](i);
    this.chosen = [...chosen];
    this.plan.chosen = chosen;
    this.where.value = writeSeats(this.chosen.map((i) => this.order[i]), this.order);
    this.plan.draw();
  }

  typed() {
    const { seats: labels, unknown } = readSeats(this.where.value, this.order);
    this.chosen = [];
    this.pick(labels.map((label) => this.order.indexOf(label)));
    this.note.tell(unknown.length ? T('noSeat', { words: unknown.join(', ') }) : '', 'bad');
  }

  paint() {
    const places = this.chosen.map((i) => this.places[i]);
    if (!places.length) return this.note.tell(T('pick'), 'warn');
    this.change((hall) => paint(hall, places, this.tool.value));
    this.pick(null);
  }

  // MARK: Opening and saving

  opening() {
    const id = h('input', { required: true, spellcheck: false });
    const submit = (event) => {
      event.preventDefault();
      this.note.run(T('loading'), async () => {
        const layout = await layoutOf(id.value.trim());
        this.remember();
        this.replace(fromLayout(layout, this.hall.key));
        return T('loaded', { name: layout.name });
      });
    };
    const anew = () => {
      this.remember();
      remove(draft);
      this.replace(newHall());
    };
    return h('form', { class: 'op-join', on: { submit } }, field(T('loadFrom'), id, T('loadHint')),
      h('button', { class: 'btn' }, T('load')), button(T('newHall'), anew, 'quiet'));
  }

  input(name, props) {
    const set = (e) => {
      this.hall[name] = e.target.value;
      save(draft, this.hall);
    };
    return h('input', { required: true, ...props, on: { change: set } });
  }

  saving() {
    const submit = (event) => {
      event.preventDefault();
      this.note.run(T('saving'), () => this.store());
    };
    return h('form', { class: 'card stack', on: { submit } }, h('h2', null, T('save')),
      field(T('hallKey'), this.key, T('hallKeyHint')), field(T('hallName'), this.name),
      h('button', { class: 'btn btn-primary' }, T('save')));
  }

  async store() {
    try {
      // An import and not a PUT: only imports may be larger than 64 KiB, which is a hall of some 800 seats.
      await write('POST', '/v1/admin/import', { layouts: [{ key: this.hall.key, ...toLayout(this.hall) }] });
    } catch (problem) {
      if (!problem.errors?.length) throw problem;
      const errors = problem.errors.slice(0, 5).map(({ pointer, message }) => `${pointer} ${message}`);
      throw { code: 'errors', detail: [inWords(problem), ...errors].join(' · ') };
    }
    return T('saved', { key: this.hall.key });
  }
}

// By a layout's own id, or by a show that plays in it.
const layoutOf = async (id) => {
  const layout = /^ly_/.test(id) ? id : (await read(showPath(id))).layout;
  return (await get(`/v1/layouts/${encodeURIComponent(layout)}`)).body;
};
