// Finds the lines of a JSON text that an import's errors speak of. The server names a value by its JSON
// pointer (RFC 6901), and a text that is no JSON by the byte where it stops being it.

const token = /"(?:[^"\\]|\\.)*"|[^\s",:[\]{}]+|\S/g;
const parent = (pointer) => pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));

/** `pointer → offset`; what is not there (a missing field) stands at its nearest ancestor. */
export const locate = (text, pointers) => {
  const wanted = new Set();
  for (let p of pointers) for (; p && !wanted.has(p); p = parent(p)) wanted.add(p);
  const found = new Map([['', text.search(/\S|$/)]]);
  const stack = [];
  for (const { 0: word, index } of text.matchAll(token)) {
    const top = stack.at(-1);
    const inObject = top && top.n === undefined;
    if (word === ':') continue;
    if (word === '}' || word === ']') stack.pop();
    else if (word === ',') inObject ? top.name = undefined : top.n++;
    else {
      const isName = inObject && top.name === undefined;
      if (isName) top.name = JSON.parse(word).replace(/~/g, '~0').replace(/\//g, '~1');
      const path = top ? `${top.path}/${top.n ?? top.name}` : '';
      if (wanted.has(path) && !found.has(path)) found.set(path, index);
      if (!isName && /[[{]/.test(word[0])) stack.push({ path, n: word === '[' ? 0 : undefined });
    }
  }
  return (pointer) => {
    while (!found.has(pointer)) pointer = parent(pointer);
    return found.get(pointer);
  };
};

/** `{line, column, from, to}` of an offset, from 1; `from` and `to` bound the line. */
export const place = (text, at) => {
  const from = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return { line: text.slice(0, from).split('\n').length, column: at - from + 1, from, to: end < 0 ? text.length : end };
};

/** The server's errors with their places, by line. */
export const byLine = (text, errors) => {
  const byte = /byte (\d+)/.exec(errors[0].message);
  if (errors[0].pointer === '' && byte) {
    const before = new TextEncoder().encode(text).subarray(0, byte[1]);
    return [{ ...errors[0], ...place(text, new TextDecoder().decode(before).length) }];
  }
  const at = locate(text, errors.map((error) => error.pointer));
  return errors.map((error) => ({ ...error, ...place(text, at(error.pointer)) })).sort((a, b) => a.line - b.line || a.column - b.column);
};

/** What stands there, as much as fits. */
export const excerpt = (text, { column, from, to }, width = 100) => {
  const cut = Math.max(0, column - width / 2);
  return (cut ? '…' : '') + text.slice(from + cut, to).slice(0, width).trimEnd() + (to - from - cut > width ? '…' : '');
};
