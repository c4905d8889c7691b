// What a show's log says about its sale. Pure: events in, figures out.

const sold = { booked: 1, order_paid: 1, booking_cancelled: -1 };
const hour = 3600e3;

/**
 * Seats sold an hour, and how they came in equal slices of the time looked at (at most the last hour).
 * `whole`: the events reach back to the show's first; else only to the first of them.
 */
export const pace = (events, now, whole, slices = 12) => {
  const first = events.length && !whole ? Date.parse(events[0].at) : 0;
  const from = Math.min(Math.max(now - hour, first), now - 60e3);
  const bars = Array(slices).fill(0);
  let seats = 0;
  for (const event of events) {
    const at = Date.parse(event.at);
    const n = (sold[event.type] ?? 0) * event.seats.length;
    if (at < from || !n) continue;
    seats += n;
    if (n > 0) bars[Math.max(0, Math.min(slices - 1, Math.floor((at - from) / (now - from) * slices)))] += n;
  }
  return { perHour: Math.max(0, Math.round(seats * hour / (now - from))), bars };
};

/** Bookings in these events, newest first: `[{booking?, order?, at, seats, kind, reference}]` with the seats left of each. */
export const bookings = (events) => {
  const found = new Map();
  for (const e of events) {
    const id = (e.booking ?? e.order)?.slice(3);
    const { booking, order, at, seats, kind = 'paid', reference } = e;
    if (e.type === 'booked') found.set(id, { booking, at, seats, kind, reference });
    if (e.type === 'order_paid') found.set(id, { order, at, seats, kind: 'online' });
    // A booking of an order has the order's ULID.
    const known = e.type === 'booking_cancelled' && found.get(id);
    if (known) known.seats = known.seats.filter((seat) => !e.seats.includes(seat));
  }
  return [...found.values()].reverse();
};

/** What was taken for orders and not given back, in minor units, from a show's whole log. */
export const takenOnline = (events) => {
  const totals = new Map();
  let amount = 0;
  for (const e of events) {
    if (e.type === 'order_made') totals.set(e.order, e.total.amount);
    if (e.type === 'order_paid') amount += totals.get(e.order) ?? 0;
    if (e.type === 'booking_cancelled') amount -= e.amount ?? 0;
  }
  return amount;
};

/** `A-1, B-2 B-4..B-6` as labels of the layout; `unknown` has the words that name no seat. */
export const readSeats = (text, order) => {
  const place = new Map(order.map((label, i) => [label.toLowerCase(), i]));
  const seats = new Set();
  const unknown = [];
  for (const word of text.split(/[\s,;]+/).filter(Boolean)) {
    const [from, to] = word.split('..').map((w) => place.get(w.toLowerCase()));
    if (from === undefined || (word.includes('..') && to === undefined)) unknown.push(word);
    else for (let i = Math.min(from, to ?? from); i <= Math.max(from, to ?? from); i++) seats.add(order[i]);
  }
  return { seats: [...seats], unknown };
};

/** Labels as people write them: neighbours of the layout as `A-1..A-4`. */
export const writeSeats = (labels, order) => {
  const chosen = new Set(labels);
  const words = [];
  for (let i = 0; i < order.length; i++) {
    if (!chosen.has(order[i])) continue;
    let j = i;
    while (chosen.has(order[j + 1]) && row(order[j + 1]) === row(order[i])) j++;
    words.push(j > i + 1 ? `${order[i]}..${order[j]}` : order.slice(i, j + 1).join(', '));
    i = j;
  }
  return words.join(', ');
};

const row = (label) => label.slice(0, label.lastIndexOf('-'));
