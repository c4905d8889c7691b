// One catalogue of texts: each part of the app adds its own.
import { load, save } from './store.js';

const catalogue = { en: {}, hi: {} };
const plurals = { en: new Intl.PluralRules('en'), hi: new Intl.PluralRules('hi') };
const chosen = load('locale');
let current = Object.hasOwn(catalogue, chosen) ? chosen : navigator.languages?.[0]?.startsWith('hi') ? 'hi' : 'en';
document.documentElement.lang = current;

export const addTexts = (locale, more) => Object.assign(catalogue[locale], more);
export const locale = () => current;

/** Loads `text/<part>.<locale>.js`, now and whenever the language changes: nobody waits for words of another one. */
export const texts = (part, to = current) => parts.add(part) && import(`../text/${part}.${to}.js`);
const parts = new Set();

export const setLocale = async (to) => {
  await Promise.all([...parts].map((part) => texts(part, to)));
  current = to;
  save('locale', to);
  document.documentElement.lang = to;
  document.dispatchEvent(new Event('locale'));
};

/** The text of a key in the reader's language, else in English, else the key itself. */
export const t = (key, params = {}) => {
  const lang = key in catalogue[current] ? current : 'en';
  let text = catalogue[lang][key] ?? key;
  if (typeof text === 'object') text = text[plurals[lang].select(params.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);
};

/** Whether there is a text for a key, for keys made from what the server says. */
export const has = (key) => key in catalogue[current] || key in catalogue.en;
