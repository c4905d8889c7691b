// One catalogue of texts: each part of the app adds its own.
import { load, save } from './store.js';

const texts = { en: {}, hi: {} };
const plurals = { en: new Intl.PluralRules('en'), hi: new Intl.PluralRules('hi') };
const chosen = load('locale');
let current = chosen in texts ? chosen : navigator.languages?.[0]?.startsWith('hi') ? 'hi' : 'en';
document.documentElement.lang = current;

export const addTexts = (locale, more) => Object.assign(texts[locale], more);
export const locale = () => current;

export const setLocale = (to) => {
  current = to;
  save('locale', to);
  document.documentElement.lang = to;
  document.dispatchEvent(new Event('locale'));
};

/** The text of a key in the reader's language, else in English, else the key itself. */
export const t = (key, params = {}) => {
  const lang = key in texts[current] ? current : 'en';
  let text = texts[lang][key] ?? key;
  if (typeof text === 'object') text = text[plurals[lang].select(params.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);
};

/** Whether there is a text for a key, for keys made from what the server says. */
export const has = (key) => key in texts.en;
