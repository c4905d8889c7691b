// As little of a browser as the shop's pure parts ask for.
export const memory = new Map();
const listeners = new EventTarget();
globalThis.localStorage = {
  getItem: (k) => memory.get(k) ?? null, setItem: (k, v) => memory.set(k, v), removeItem: (k) => memory.delete(k),
};
globalThis.document = Object.assign(listeners, { documentElement: {}, getElementById: () => ({}), head: { append() {} },
  createElement: () => ({ append() {}, addEventListener() {}, dataset: {}, setAttribute() {} }) });
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['en-IN'], onLine: true }, configurable: true });
export const app = new URL('../../Sources/WebApp/app/', import.meta.url);
export const load = (path) => import(new URL(path, app));
