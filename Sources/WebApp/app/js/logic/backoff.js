// When to try again: soon at first, later by and by, and never all viewers at once.

export const wait = (attempt, random = Math.random, hint = null) => {
  const most = Math.min(10000, 500 * 2 ** attempt);
  return hint === null ? random() * most : hint * (0.75 + random() / 2);
};
