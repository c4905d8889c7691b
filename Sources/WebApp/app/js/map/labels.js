// A seat in words, and in one character.
import { t } from '../lib/i18n.js';

const names = ['free', 'held', 'booked', 'blocked', 'mine', 'pending'];
const glyphs = ['', '◐', '×', '–', '✓', '⋯'];

export const glyph = (seat, state) => glyphs[state] || (seat.accessible ? '♿\uFE0E' : seat.number);

/** "Row C seat 7", with its section where there are several. */
export const place = (hall, seat) =>
  t(hall.sections > 1 ? 'seat.placeIn' : 'seat.place', { section: seat.section, row: seat.row, seat: seat.number });

/** "Row C seat 7, Gold, ₹250, aisle, available". All but the last is put together once. */
export const describe = (hall, seat, state, price) => {
  seat.words ??= [
    place(hall, seat), hall.categories[hall.cats[seat.index]]?.name, price(seat.category),
    seat.accessible && t('seat.accessible'), seat.aisle && t('seat.aisle'),
  ].filter(Boolean).join(', ');
  return `${seat.words}, ${t(`state.${names[state]}`)}`;
};

/** "Row J seats 8, 9 and row K seat 4", for a list of seats. */
export const places = (hall, indexes) => {
  const rows = new Map();
  for (const i of indexes) {
    const { section, row, number } = hall.seats[i];
    const name = hall.sections > 1 ? `${section} ${row}` : row;
    rows.set(name, [...(rows.get(name) ?? []), number]);
  }
  return [...rows].map(([row, seats]) => t('seat.list', { n: seats.length, row, seats: seats.join(', ') })).join('; ');
};
