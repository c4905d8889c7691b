// Name, and where the ticket goes: an email, a phone, or both.
import { h, mount } from '../lib/dom.js';
import { t } from '../lib/i18n.js';

// Survives a change of language, not the tab.
const typed = { name: '', email: '', phone: '' };

export const contactFields = () => {
  const fields = [
    field('name', { autocomplete: 'name', maxLength: 200, required: true }),
    field('email', { type: 'email', autocomplete: 'email', maxLength: 254, inputMode: 'email' }),
    field('phone', { type: 'tel', autocomplete: 'tel', maxLength: 32, inputMode: 'tel' }),
  ];
  const blame = (wrong) => {
    for (const f of fields) f.complain(wrong[f.name]);
    fields.find((f) => wrong[f.name])?.input.focus();
    return fields.some((f) => wrong[f.name]);
  };
  return {
    fields: fields.map((f) => f.label), first: fields.find((f) => !typed[f.name])?.input,
    read: () => (blame(check(typed)) ? null : filled(typed)),
    blame: (problem) => blame(Object.fromEntries((problem.errors ?? [])
      .filter((e) => e.pointer.startsWith('/customer/')).map((e) => [e.pointer.slice(10), e.message]))),
  };
};

const filled = (person) => Object.fromEntries(Object.entries(person).map(([k, v]) => [k, v.trim()]).filter(([, v]) => v));

/** What is wrong with it, by field. */
export const check = ({ name, email, phone }) => {
  const wrong = {};
  if (!name.trim()) wrong.name = t('contact.name.missing');
  if (email.trim() && !/^\S+@\S+\.\S+$/.test(email.trim())) wrong.email = t('contact.email.wrong');
  if (phone.trim() && phone.replace(/\D/g, '').length < 10) wrong.phone = t('contact.phone.wrong');
  if (!email.trim() && !phone.trim()) wrong.email = t('contact.missing');
  return wrong;
};

const field = (name, props) => {
  const error = h('span', { class: 'error', id: `${name}-error`, hidden: true });
  const input = h('input', {
    ...props, id: name, name, value: typed[name], on: { input: () => { typed[name] = input.value; } },
  });
  const complain = (text) => {
    error.hidden = !text;
    mount(error, text);
    input.setAttribute('aria-invalid', Boolean(text));
    if (text) input.setAttribute('aria-describedby', error.id);
    else input.removeAttribute('aria-describedby');
  };
  const label = h('div', { class: 'field' }, h('label', { for: name }, t(`contact.${name}`)), input, error);
  return { name, input, label, complain };
};
