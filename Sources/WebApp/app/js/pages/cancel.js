// Giving seats back: first what comes back, then the button that does it.
import { send } from '../lib/api.js';
import { h, mount } from '../lib/dom.js';
import { money } from '../lib/format.js';
import { t } from '../lib/i18n.js';
import { shout } from '../lib/announce.js';
import { busy, complaint } from './parts.js';

export const cancelPanel = (show, booking, path, again) => {
  const box = h('div', { class: 'stack' });
  const details = h('details', { class: 'card cancel', on: { toggle: () => details.open && open() } },
    h('summary', null, t('cancel.open')), box);
  const open = () => box.childElementCount || mount(box, form(show, booking, path, again));
  return details;
};

const form = (show, booking, path, again) => {
  const labels = booking.seats.map((s) => s.label);
  const chosen = new Set(labels);
  const [alert, complain] = complaint();
  const word = h('p', { class: 'quote', role: 'status' });
  const button = h('button', { class: 'btn btn-danger', type: 'submit' });
  let latest = 0;
  const quote = async () => {
    const mine = ++latest;
    button.disabled = true;
    mount(button, t('cancel.do', { n: chosen.size }));
    if (!chosen.size) return mount(word, t('cancel.nothing'));
    try {
      const { body } = await send('POST', `${path}/refund_quote`, { seats: [...chosen] });
      if (mine !== latest) return;
      mount(word, tell(body));
      button.disabled = false;
    } catch (problem) {
      if (mine === latest) mount(word, ''), complain(problem);
    }
  };
  const submit = busy(button, async () => {
    try {
      const { body } = await send('POST', `${path}/cancel`, { seats: [...chosen] });
      shout(t('cancel.done', { amount: body.refund ? money(body.refund) : '–' }));
      await again(body.refund ? 'cancelled_note' : 'cancelled_free');
    } catch (problem) {
      complain(problem);
    }
  });
  quote();
  return h('form', { class: 'stack', on: { submit } },
    labels.length > 1 && seats(labels, chosen, quote), word, policy(show), alert, button);
};

const seats = (labels, chosen, changed) => h('fieldset', { class: 'plain row' }, h('legend', null, t('cancel.which')),
  labels.map((label) => h('label', { class: 'chip' }, h('input', {
    type: 'checkbox', checked: true, on: { change: (e) => { chosen[e.target.checked ? 'add' : 'delete'](label); changed(); } },
  }), h('span', { dir: 'auto' }, label))));

const tell = ({ refund, paid }) => {
  if (!refund) return t('cancel.unpaid');
  return refund.amount ? t('cancel.back', { amount: money(refund), paid: money(paid ?? refund) }) : t('cancel.no');
};

const policy = ({ refund_policy: rules }) => rules?.tiers?.length ? h('div', { class: 'small muted' },
  h('ul', null, rules.tiers.map((tier) => h('li', null,
    t('cancel.tier', { n: Math.round(tier.before_start_ms / 3600000), percent: tier.basis_points / 100 })))),
  rules.refunds_fees ? null : h('p', null, t('cancel.fees'))) : null;
