// What this browser remembers. A full or forbidden store loses comfort, never a page.

export const load = (name, fallback = null) => {
  try {
    return JSON.parse(localStorage.getItem('sg:' + name)) ?? fallback;
  } catch {
    return fallback;
  }
};

export const save = (name, value) => {
  try {
    localStorage.setItem('sg:' + name, JSON.stringify(value));
  } catch { /* private mode or no room */ }
};

export const remove = (name) => {
  try {
    localStorage.removeItem('sg:' + name);
  } catch { /* private mode */ }
};
