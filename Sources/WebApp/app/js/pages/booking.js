// Bookings that this browser knows of.
import { load, save } from '../lib/store.js';
import { zone } from './parts.js';

export const known = () => {
  const list = load('bookings', []);
  // Whatever else is in there came from somewhere else.
  return Array.isArray(list) ? list.filter((b) => b?.show && b.booking && !Number.isNaN(Date.parse(b.starts_at))) : [];
};

/** Remembers a booking, or what is new about it; `more` may have a `link`. */
export const keep = (show, booking, seats, more = {}) => {
  const old = known().find((b) => b.booking === booking);
  const entry = {
    ...old, show: show.id, booking, title: show.movie.title, starts_at: show.starts_at, venue: `${show.venue.name}, ${show.screen.name}`,
    tz: zone(show), seats, film: { id: show.movie.id, title: show.movie.title, genres: show.movie.genres }, ...more,
  };
  save('bookings', [entry, ...known().filter((b) => b.booking !== booking)].slice(0, 100));
};

export const forget = (booking) => save('bookings', known().filter((b) => b.booking !== booking));
