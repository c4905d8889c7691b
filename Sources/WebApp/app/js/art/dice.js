// Chance that is always the same for the same name: a film keeps its poster.

/** A function giving numbers from 0 up to 1. */
export const dice = (name) => {
  let state = 2166136261;
  for (const char of name) state = Math.imul(state ^ char.codePointAt(0), 16777619);
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9 | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296;
  };
};

export const between = (roll, from, to) => from + roll() * (to - from);
export const some = (n, f) => Array.from({ length: n }, (_, i) => f(i));
