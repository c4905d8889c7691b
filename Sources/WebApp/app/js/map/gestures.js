// Drag, pinch and wheel. `pan(dx, dy)`, `zoom(factor, x, y)` (false: as far as it goes), `end()`.

const slop = 6;

export const gestures = (el, { pan, zoom, end }, signal) => {
  const down = new Map();
  let moved = false;
  const at = (event) => {
    const { left, top } = el.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const on = (type, f, options) => el.addEventListener(type, f, { signal, ...options });

  on('pointerdown', (event) => {
    if (event.button || event.target.closest('.mini')) return;
    if (!down.size) moved = false;
    down.set(event.pointerId, at(event));
  });
  on('pointermove', (event) => {
    const from = down.get(event.pointerId);
    if (!from) return;
    const to = at(event);
    // Captured only once it is a drag: a captured pointer's click would miss the seat under it.
    if (!moved) {
      if (down.size < 2 && Math.hypot(to.x - from.x, to.y - from.y) < slop) return;
      moved = true;
      el.setPointerCapture(event.pointerId);
    }
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    down.set(event.pointerId, to);
    if (!other) return pan(to.x - from.x, to.y - from.y);
    const [a, b] = [Math.hypot(from.x - other.x, from.y - other.y), Math.hypot(to.x - other.x, to.y - other.y)];
    pan((to.x - from.x) / 2, (to.y - from.y) / 2);
    if (a > 0) zoom(b / a, (to.x + other.x) / 2, (to.y + other.y) / 2);
  });
  const up = (event) => { if (down.delete(event.pointerId) && !down.size && moved) end(); };
  on('pointerup', up);
  on('pointercancel', up);
  // A drag ends with a click, which is not meant for the seat it ended on.
  on('click', (event) => {
    if (!moved) return;
    moved = false;
    event.stopPropagation();
  }, { capture: true });
  on('wheel', (event) => {
    const { x, y } = at(event);
    const step = event.deltaMode ? event.deltaY * 20 : event.deltaY;
    // At the end of the range the wheel is the page's again.
    if (zoom(Math.exp(-step * (event.ctrlKey ? 0.01 : 0.002)), x, y)) event.preventDefault();
    end();
  }, { passive: false });
};
