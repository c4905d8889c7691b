// Where an arrow key leads in rows of seats. Aisles are no cells: one step crosses them.

/** `rows`: lists of seat indexes; `xs`: where each seat stands. Returns the next seat, or null for other keys. */
export const walk = (rows, xs, from, key, ctrl = false) => {
  const r = rows.findIndex((row) => row.includes(from));
  if (r < 0) return null;
  const row = rows[r], k = row.indexOf(from);
  const inRow = (to) => row[Math.min(row.length - 1, Math.max(0, to))];
  const across = (to) => nearest(rows[Math.min(rows.length - 1, Math.max(0, to))], xs, xs[from]);
  switch (key) {
    case 'ArrowLeft': return inRow(k - 1);
    case 'ArrowRight': return inRow(k + 1);
    case 'ArrowUp': return r ? across(r - 1) : from;
    case 'ArrowDown': return r < rows.length - 1 ? across(r + 1) : from;
    case 'Home': return ctrl ? rows[0][0] : row[0];
    case 'End': return ctrl ? rows.at(-1).at(-1) : row.at(-1);
    default: return null;
  }
};

/** The seat of a row that stands nearest to `x`. */
export const nearest = (row, xs, x) =>
  row.reduce((best, i) => (Math.abs(xs[i] - x) < Math.abs(xs[best] - x) ? i : best));
