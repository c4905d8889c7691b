// Money as it is written in India, and times as the venue's clock shows them.
import { locale } from './i18n.js';

const formats = new Map();
const cached = (kind, options) => {
  const name = kind + locale() + JSON.stringify(options);
  if (!formats.has(name)) formats.set(name, new Intl[kind](locale() === 'hi' ? 'hi-IN-u-nu-latn' : 'en-IN', options));
  return formats.get(name);
};
const date = (iso, options) => cached('DateTimeFormat', options).format(new Date(iso));

export const money = ({ amount, currency }) => {
  const style = { style: 'currency', currency };
  const minor = 10 ** cached('NumberFormat', style).resolvedOptions().maximumFractionDigits;
  return cached('NumberFormat', { ...style, minimumFractionDigits: amount % minor ? 2 : 0 }).format(amount / minor);
};

export const time = (iso, timeZone) => date(iso, { timeZone, hour: 'numeric', minute: '2-digit' });
export const day = (iso, timeZone) => date(iso, { timeZone, weekday: 'short', day: 'numeric', month: 'short' });
export const dateTime = (iso, timeZone) => `${day(iso, timeZone)}, ${time(iso, timeZone)}`;

/** The calendar day at a venue, as `2026-12-01`. */
export const isoDay = (iso, timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(iso));

/** A rest of time as `9:41`, rounded up so that it is 0:00 only when it is over. */
export const span = (ms) => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

/** The name of a language in the reader's own. */
export const language = (code) => {
  try {
    return new Intl.DisplayNames([locale()], { type: 'language' }).of(code);
  } catch {
    return code;
  }
};
