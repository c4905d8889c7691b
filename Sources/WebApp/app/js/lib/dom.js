// Elements without markup: data only ever becomes text or an attribute, so a hostile title stays a title.

const asAttribute = new Set(['list', 'form', 'role', 'width', 'height']);

const set = (el, name, value) => {
  if (name === 'on') for (const type in value) el.addEventListener(type, value[type]);
  else if (name === 'data') Object.assign(el.dataset, value);
  else if (value == null) return;
  else if (name.startsWith('aria-')) el.setAttribute(name, value);
  else if (name === 'class') el.setAttribute('class', value);
  else if (name in el && !asAttribute.has(name) && !(el instanceof SVGElement)) el[name] = value;
  else if (value !== false) el.setAttribute(name, value === true ? '' : value);
};

/** An HTML element; false, null and undefined leave an attribute out, true sets an empty one. */
export const h = (tag, props, ...children) => build(document.createElement(tag), props, children);

/** The same for SVG. */
export const svg = (tag, attrs, ...children) =>
  build(document.createElementNS('http://www.w3.org/2000/svg', tag), attrs, children);

const build = (el, props, children) => {
  // A select's value means nothing before it has its options.
  const { value, ...rest } = props ?? {};
  for (const name in rest) set(el, name, rest[name]);
  el.append(...nodes(children));
  set(el, 'value', value);
  return el;
};

const nodes = (children) => children.flat(Infinity).filter((c) => c != null && c !== false && c !== true);

export const clear = (el) => el.replaceChildren();
export const mount = (el, ...children) => el.replaceChildren(...nodes(children));

/** Loads `css/<name>.css` once; resolves when it applies. */
export const style = (name) => sheets[name] ??= new Promise((done) => {
  const href = new URL(`../../css/${name}.css`, import.meta.url).href;
  document.head.append(h('link', { rel: 'stylesheet', href, on: { load: done, error: done } }));
});
const sheets = {};
