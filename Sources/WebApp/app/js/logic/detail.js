// How much is drawn at a scale, in pixels a seat.

/** 'blocks': sections as a whole; 'dots': a dot a seat; 'seats': with border and glyph; 'labels': with numbers. */
export const detail = (scale, parts) => {
  if (scale < 3.4 && parts > 1) return 'blocks';
  if (scale < 11) return 'dots';
  return scale < 21 ? 'seats' : 'labels';
};

/** How much of a seat's width its dot takes: the state is told by size, not by colour alone. */
export const dotSize = [0.84, 0.5, 0.3, 0.2, 0.98, 0.98];
