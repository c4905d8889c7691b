// Finds the lines of a JSON text that an import's errors speak of. The server names a value by its JSON
// pointer (RFC 6901); JSON.parse forgets where things stood, so the text is walked once more.

const blank = /[ \t\r\n]*/y;
const string = /"(?:[^"\\\u0000-\u001f]+|\\.)*"/y;
const plain = /-?\d[\d.eE+-]*|true|false|null/y;

/** Why and where the text is no JSON. */
export class Broken extends Error {
  constructor(at) {
    super(`not JSON at ${at}`);
    this.at = at;
  }
}

/** `pointer → offset`; one that leads nowhere stands at its nearest ancestor (a missing field). */
export const locate = (text, pointers) => {
  const root = { kids: new Map() };
  for (const pointer of pointers) plant(root, pointer);
  new Walk(text).all(root);
  return new Map(pointers.map((pointer) => [pointer, nearest(root, pointer)]));
};

const parts = (pointer) => pointer.split('/').slice(1).map((p) => p.replace(/~1/g, '/').replace(/~0/g, '~'));

const plant = (root, pointer) => {
  let node = root;
  for (const part of parts(pointer)) {
    if (!node.kids.has(part)) node.kids.set(part, { kids: new Map() });
    node = node.kids.get(part);
  }
};

const nearest = (root, pointer) => {
  let node = root;
  let at = root.at;
  for (const part of parts(pointer)) {
    node = node.kids.get(part);
    at = node.at ?? at;
  }
  return at;
};

// Only what the pointers name is remembered; `node` is undefined below everything else.
class Walk {
  constructor(text) {
    this.text = text;
    this.i = 0;
  }

  all(root) {
    this.value(root);
    this.take(blank);
    if (this.i < this.text.length) throw new Broken(this.i);
  }

  take(pattern) {
    pattern.lastIndex = this.i;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new Broken(this.i);
    this.i += found.length;
    return found;
  }

  // Whether the next thing is `char`, which is then passed.
  is(char) {
    this.take(blank);
    if (this.text[this.i] !== char) return false;
    this.i++;
    return true;
  }

  need(char) {
    if (!this.is(char)) throw new Broken(this.i);
  }

  value(node) {
    this.take(blank);
    if (node) node.at ??= this.i;
    if (this.is('{')) this.list('}', () => this.member(node));
    else if (this.is('[')) this.elements(node);
    else this.take(this.text[this.i] === '"' ? string : plain);
  }

  elements(node) {
    let n = 0;
    this.list(']', () => this.value(node?.kids.get(String(n++))));
  }

  member(node) {
    this.take(blank);
    const at = this.i;
    const name = this.take(string);
    this.need(':');
    const kid = node?.kids.size ? node.kids.get(JSON.parse(name)) : undefined;
    if (kid) kid.at = at;
    this.value(kid);
  }

  list(end, one) {
    if (this.is(end)) return;
    do one(); while (this.is(','));
    this.need(end);
  }
}

/** The text's value, or `{line, column}` of where it stops being JSON. */
export const parse = (text) => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    try {
      locate(text, []);
    } catch (error) {
      return place(text, error.at ?? 0);
    }
    return place(text, 0);
  }
};

/** `{line, column, from, to}` of an offset, from 1; `from` and `to` bound the line. */
export const place = (text, at) => {
  let line = 1;
  let from = 0;
  for (let next; (next = text.indexOf('\n', from)) >= 0 && next < at; from = next + 1) line++;
  const end = text.indexOf('\n', from);
  return { line, column: at - from + 1, from, to: end < 0 ? text.length : end };
};

/** The server's errors with their lines, by line. */
export const byLine = (text, errors) => {
  const found = locate(text, errors.map((error) => error.pointer));
  return errors.map((error) => ({ ...error, ...place(text, found.get(error.pointer)) }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
};

/** The lines around one, to be shown: `[{line, text, bad}]`; long lines are cut around the column. */
export const excerpt = (text, { line, column, from, to }, around = 1, width = 90) => {
  const shown = [];
  let start = from;
  for (let n = 0; n < around && start > 0; n++) start = text.lastIndexOf('\n', start - 2) + 1;
  for (let number = line - text.slice(start, from).split('\n').length + 1; start <= text.length && number <= line + around; number++) {
    const stop = number === line ? to : text.indexOf('\n', start);
    const whole = text.slice(start, stop < 0 ? text.length : stop).replace(/\r$/, '');
    const cut = number === line ? Math.max(0, column - width / 2) : 0;
    shown.push({ line: number, text: (cut ? '…' : '') + whole.slice(cut, cut + width) + (whole.length > cut + width ? '…' : ''), bad: number === line });
    if (stop < 0) break;
    start = stop + 1;
  }
  return shown;
};
