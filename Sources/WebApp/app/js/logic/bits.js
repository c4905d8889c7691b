// Seat states as the server sends them: two bits a seat, in base64.

/** One byte a seat: 0 free, 1 held, 2 booked, 3 blocked. */
export const unpack = (base64, count) => {
  const packed = atob(base64);
  const states = new Uint8Array(count);
  for (let i = 0; i < count; i++) states[i] = (packed.charCodeAt(i >> 2) >> (2 * (i & 3))) & 3;
  return states;
};

/** The same way back. */
export const pack = (states) => {
  const packed = new Uint8Array(Math.ceil(states.length / 4));
  states.forEach((state, i) => { packed[i >> 2] |= state << (2 * (i & 3)); });
  return btoa(String.fromCharCode(...packed));
};

/** How many seats are in each state. */
export const tally = (states) => {
  const counts = [0, 0, 0, 0];
  for (const state of states) counts[state]++;
  return counts;
};
