// What the seats' looks mean, and the sections of a large hall to choose from.
import { h } from '../lib/dom.js';
import { t } from '../lib/i18n.js';

const sample = (state, tone, text, words) => {
  const box = h('span', { class: 'chair sample', 'aria-hidden': 'true' }, text);
  box.dataset.s = state;
  box.style.setProperty('--tone', tone);
  return h('li', null, box, h('span', null, words));
};

export const legend = (session) => {
  const { categories } = session.hall, tone = categories[0]?.color ?? '#888';
  return h('ul', { class: 'legend', 'aria-label': t('legend.title') },
    categories.map(({ key, name, color }) => sample(0, color, '', [name, session.price(key)].filter(Boolean).join(' · '))),
    sample(4, tone, '✓', t('legend.mine')), sample(1, tone, '◐', t('legend.held')),
    sample(2, tone, '×', t('legend.booked')), sample(3, tone, '–', t('legend.blocked')));
};

/** Chooses the section to look at; null for a small hall. */
export const sectionPicker = (session) => {
  const { hall, map } = session;
  if (!hall.large) return null;
  const select = h('select', null, hall.parts.map((part, p) => h('option', { value: p })));
  const count = () => hall.parts.forEach((part, p) => {
    const from = session.price(hall.categories[hall.cats[part.seats[0]]]?.key);
    select.options[p].text = [part.name, t('section.free', { n: map.census.free[p] }), from].filter(Boolean).join(' · ');
  });
  select.addEventListener('focus', count);
  select.addEventListener('pointerdown', count);
  select.addEventListener('change', () => map.goTo(Number(select.value)));
  map.addEventListener('section', ({ detail }) => { select.value = detail; });
  setTimeout(count, 100);
  return h('label', { class: 'sections' }, h('span', null, t('section.pick')), select);
};
