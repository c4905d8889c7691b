// One show: its living map, its figures, and what can be done with it.
import { get } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { dateTime, money } from '../lib/format.js';
import { Live } from '../live/live.js';
import { makeHall } from '../logic/hall.js';
import { SeatStates } from '../logic/reducer.js';
import { choice } from './choice.js';
import { spark, tail } from './day.js';
import { pace } from './figures.js';
import { T, adminPath, button, every, facts, read, showPath, status, write } from './kit.js';
import { Plan, legend } from './plan.js';
import { bookingCard, cancelShow } from './till.js';

const kinds = ['free', 'held', 'booked', 'blocked'];

export const render = async (body, [id], { signal }) => {
  const show = await read(showPath(id), signal);
  const { body: layout } = await get(`/v1/layouts/${show.layout}`, { signal });
  const desk = new Desk(id, show, layout, signal);
  const marks = [...kinds.map((kind) => [kind, T('s.' + kind)]), ['accessible', T('accessible')]];
  mount(body, desk.head(), desk.note, desk.figures, h('div', { class: 'op-desk' },
    h('div', { class: 'stack op-map' }, desk.plan.node, legend(marks), desk.prices()),
    h('div', { class: 'stack' }, desk.choice.node, desk.bookings.node)));
  desk.plan.draw();
  desk.live.start();
  await desk.refresh();
  every(10e3, signal, () => desk.refresh());
  return { title: show.movie.title, leave: () => desk.live.stop() };
};

class Desk {
  note = status();
  figures = h('div', { class: 'op-figures' });
  state = h('b');
  acts = h('div', { class: 'row' });
  link = h('span', { class: 'small', role: 'status' });

  constructor(id, show, layout, signal) {
    const hall = makeHall(layout);
    Object.assign(this, { id, show, hall, signal, zone: show.venue.city?.timezone });
    this.order = hall.seats.map((seat) => seat.label);
    this.seats = new SeatStates(hall.count);
    this.plan = new Plan(hall, hall.parts.flatMap((part) => part.rows), {
      kindOf: (i) => kinds[this.seats.states[i]], colorOf: (i) => (this.seats.states[i] ? '' : layout.categories[hall.cats[i]].color),
      tell: (i) => this.tell(i), pick: (list, add, only) => this.pick(list, add, only),
    });
    this.choice = choice(this);
    this.bookings = bookingCard(this);
    this.listen();
  }

  listen() {
    this.live = new Live(this.id, this.seats);
    let frame = 0;
    let soon = 0;
    this.live.addEventListener('seats', () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => { this.plan.draw(); this.choice.states(); });
      soon ||= setTimeout(() => { soon = 0; this.refresh(); }, 1200);
    });
    this.live.addEventListener('show', () => this.refresh());
    this.live.addEventListener('link', ({ detail }) => { this.link.textContent = detail === 'live' ? '' : T('l.' + detail); });
  }

  head() {
    const { movie, venue, screen, starts_at: start } = this.show;
    const words = `${venue.name} · ${screen.name} · ${dateTime(start, this.zone)} `;
    return h('header', { class: 'row between op-head' }, h('div', null, h('h1', null, movie.title),
      h('p', { class: 'muted' }, words, this.state, ' ', this.link)), this.acts);
  }

  prices() {
    const sold = this.hall.categories.filter(({ key }) => this.show.prices[key]);
    return h('ul', { class: 'row small muted num' }, sold.map(({ key, name, color }) => {
      const dot = h('i', { class: 'op-dot' });
      dot.style.setProperty('--c', color);
      return h('li', { class: 'row' }, dot, `${name} ${money(this.show.prices[key])}`);
    }));
  }

  stateOf(i) { return kinds[this.seats.states[i]]; }

  tell(i) {
    const { label, category, attributes } = this.hall.seats[i];
    const words = [label, category, ...attributes.map((a) => T(a)), T('s.' + this.stateOf(i)), this.plan.chosen.has(i) && T('chosen')];
    return words.filter(Boolean).join(', ');
  }

  /** Takes seats into the choice, or out if they are all in it; `add` false begins anew. */
  pick(list, add, only) {
    const chosen = add ? this.plan.chosen : new Set();
    const off = !only && list.every((i) => chosen.has(i));
    for (const i of list) chosen[off ? 'delete' : 'add'](i);
    this.plan.chosen = chosen;
    this.plan.draw();
    this.choice.changed();
  }

  /** Those of the chosen seats that are in this state, as labels. */
  chosen(state) {
    return [...this.plan.chosen].filter((i) => !state || this.stateOf(i) === state).map((i) => this.order[i]);
  }

  price(label) {
    return this.show.prices[this.hall.seats[this.hall.byLabel.get(label)].category]?.amount ?? 0;
  }

  async refresh() {
    try {
      const report = await read(adminPath(this.id, '/report'), this.signal);
      if (report.seq !== this.report?.seq) this.events = await tail(this.id, report.seq, this.signal);
      this.report = report;
      this.paint();
    } catch (problem) {
      if (!problem.code && !this.signal.aborted) throw problem;
    }
  }

  paint() {
    const { counts, revenue, state, seq, active_holds: holds, bookings_to_refund: refunds } = this.report;
    const all = counts.free + counts.held + counts.booked + counts.blocked;
    this.state.textContent = T('st.' + state);
    mount(this.figures, facts([
      [T('s.booked'), `${counts.booked} / ${all}`], [T('s.held'), T('inHolds', { n: holds, held: counts.held })],
      [T('s.blocked'), counts.blocked], [T('s.free'), counts.free], [T('money'), money(revenue)],
      [T('speed'), spark(pace(this.events, Date.now(), seq <= 100))], ...refunds ? [[T('toRefund'), refunds]] : [],
    ]));
    this.bookings.list(this.events);
    // Drawn anew only for a new state: a button under somebody's finger stays.
    if (state === this.drawn) return;
    this.drawn = state;
    mount(this.acts, state === 'cancelled' ? null : [
      state === 'on_sale' ? button(T('close'), () => this.act('close')) : button(T('openSale'), () => this.act('open')),
      button(T('cancelShow'), () => cancelShow(this), 'danger'),
    ]);
  }

  act(name) {
    return this.note.run(T('working'), async () => {
      await write('POST', adminPath(this.id, '/' + name));
      await this.refresh();
      return T('did.' + name);
    });
  }
}
