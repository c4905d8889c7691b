// What the reader must hear of: seats that went to somebody else, time that ran out, a server that does not answer.
// Each says what happened, and offers the next step.
import { h, mount } from '../lib/dom.js';
import { shout } from '../lib/announce.js';
import { money } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { explain } from '../lib/problem.js';
import { places } from '../map/labels.js';

export const notices = (session) => {
  const { hold, hall, map } = session;
  const el = h('div', { class: 'notices' });
  const close = () => { mount(el); map.grid.cell(map.grid.at)?.focus({ preventScroll: true }); };
  const show = (tone, text, actions = []) => mount(el, h('div', { class: `note ${tone} notice` },
    h('p', null, text),
    h('div', { class: 'row' },
      actions.map(([label, act, kind = 'btn']) => h('button', { type: 'button', class: kind, on: { click: () => { close(); act(); } } }, label)),
      h('button', { type: 'button', class: 'btn btn-quiet', on: { click: close } }, t('notice.close')))));
  const names = (labels) => places(hall, session.at(labels));
  const price = (indexes) => {
    const all = indexes.map((i) => session.show.prices[hall.seats[i].category]);
    return all.every(Boolean) ? money({ amount: all.reduce((sum, p) => sum + p.amount, 0), currency: all[0].currency }) : '';
  };

  const conflict = ({ detail: problem }) => {
    const offer = problem.suggestion?.seats;
    const what = problem.conflicts
      ? t('notice.taken', { n: problem.conflicts.length, seats: names(problem.conflicts.map((c) => c.seat)) }) : explain(problem);
    const instead = offer?.length && t('notice.instead', { seats: names(offer), price: price(session.at(offer)) });
    shout([what, instead].filter(Boolean).join(' '));
    show('note-warn', what, instead ? [[instead, () => take(offer), 'btn btn-primary']] : []);
  };
  const take = (labels) => {
    hold.pick(labels);
    map.showSeat(session.at(labels)[0]);
  };
  const went = (key) => ({ detail: lines }) => {
    const labels = lines.map((line) => line.label), text = t(key, { seats: names(labels) });
    shout(text);
    show('note-bad', text, [[t('notice.retake'), () => take(labels), 'btn btn-primary']]);
  };
  hold.addEventListener('conflict', conflict);
  hold.addEventListener('expired', went('notice.expired'));
  hold.addEventListener('lost', went('notice.lost'));
  hold.addEventListener('trouble', ({ detail: problem }) => {
    const silent = problem.offline || problem.status === 503;
    const text = silent ? t('notice.silent') : explain(problem);
    shout(text);
    show('note-bad', text, silent ? [[t('notice.again'), () => hold.retry(), 'btn btn-primary']] : []);
  });
  hold.addEventListener('change', () => {
    // The next success makes an old complaint pointless.
    if (el.firstChild && hold.busy && !hold.waiting) mount(el);
  });
  return el;
};
