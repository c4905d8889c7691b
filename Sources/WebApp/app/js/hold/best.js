// "Best seats for n": how many, where, and the server chooses.
import { h } from '../lib/dom.js';
import { t } from '../lib/i18n.js';

/** Returns `{el, find}`. */
export const bestPanel = (session) => {
  const { hold, hall, most } = session;
  const count = h('output', { class: 'num count' });
  let n = Math.min(2, most);
  const step = (by) => {
    n = Math.min(most, Math.max(1, n + by));
    count.textContent = n;
    count.setAttribute('aria-label', t('best.count', { n }));
  };
  const button = (by, sign, name) => h('button', { type: 'button', class: 'btn step', 'aria-label': t(name), on: { click: () => step(by) } }, sign);
  const where = h('select', { 'aria-label': t('best.where') }, h('option', { value: '' }, t('best.anywhere')),
    hall.categories.map(({ key, name }) => h('option', { value: key }, [name, session.price(key)].filter(Boolean).join(' · '))));
  const wheels = h('input', { type: 'checkbox' });
  const find = () => hold.best(n, {
    ...(where.value ? { category: where.value } : {}), ...(wheels.checked ? { accessible: 1 } : {}),
  });
  const accessible = hall.seats.some((seat) => seat.accessible);
  const el = h('form', { class: 'best', 'aria-label': t('best.title'), on: { submit: (event) => { event.preventDefault(); find(); } } },
    h('div', { class: 'stepper', role: 'group', 'aria-label': t('best.seats') }, button(-1, '−', 'best.fewer'), count, button(1, '+', 'best.more')),
    h('button', { class: 'btn best-go', type: 'submit' }, h('span', { 'aria-hidden': 'true' }, '✦ '), t('best.find')),
    h('details', { open: innerWidth >= 1024 }, h('summary', null, t('best.wishes')),
      h('div', null, where, accessible && h('label', { class: 'best-wheels' }, wheels, h('span', null, t('best.accessible'))))));
  step(0);
  return { el, find };
};
