// From one view to another, in a quarter of a second; at once for readers who asked for less motion.

export const glide = (from, to, show, done) => {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    show(to);
    done();
    return () => {};
  }
  const start = performance.now();
  let frame = 0;
  const step = (now) => {
    const k = Math.min(1, Math.max(0, (now - start) / 240)), e = 1 - (1 - k) ** 3;
    // The scale goes by factors, the offsets in step with it, so that the way is straight.
    const s = from.s * (to.s / from.s) ** e;
    const p = to.s === from.s ? e : (s - from.s) / (to.s - from.s);
    show({ s, x: from.x + (to.x - from.x) * p, y: from.y + (to.y - from.y) * p });
    if (k < 1) frame = requestAnimationFrame(step);
    else done();
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
};
