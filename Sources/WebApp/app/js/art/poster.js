// A film's poster from its data alone: palette and motif by genre, the rest by the dice of its id.
import { svg } from '../lib/dom.js';
import { dice } from './dice.js';
import * as motif from './motifs.js';

// [sky, glow, far, near, pop]
const palettes = {
  dusk: ['#3b1c3f', '#f7c59f', '#8c2f52', '#2a1030', '#ff8a3d'], ink: ['#10182b', '#f4e3b2', '#2c3f66', '#0a0f1d', '#f2c14e'],
  blood: ['#2b0a10', '#ff9b7a', '#6d1022', '#170408', '#ffdd9e'], tea: ['#e9c46a', '#fff1cf', '#e07a3f', '#7a2e1d', '#c8352b'],
  rose: ['#f2b5a7', '#fff0e6', '#b23a5b', '#571b3d', '#e4572e'], sea: ['#0d3b4c', '#bfe8dc', '#1f7a78', '#072430', '#ffb347'],
  leaf: ['#d9e2b4', '#fffbe0', '#6f9b53', '#21432c', '#e2893b'], void: ['#0e0b2b', '#c9c2ff', '#5c46c9', '#1d1650', '#ff6f91'],
  stone: ['#ecd9bd', '#fff7e8', '#b9744a', '#4a2419', '#a3262a'],
};

const looks = {
  thriller: ['city', 'ink'], crime: ['city', 'ink'], heist: ['city', 'tea'], political: ['city', 'blood'], mystery: ['door', 'ink'],
  horror: ['door', 'blood'], action: ['rays', 'blood'], sports: ['rays', 'tea'], adventure: ['peaks', 'sea'], science_fiction: ['orbit', 'void'],
  romance: ['pair', 'rose'], music: ['waves', 'dusk'], comedy: ['toys', 'tea'], family: ['toys', 'leaf'], animation: ['toys', 'sea'],
  nature: ['peaks', 'leaf'], documentary: ['peaks', 'leaf'], historical: ['arches', 'stone'], courtroom: ['arches', 'ink'], epic: ['arches', 'dusk'],
  drama: ['horizon', 'dusk'],
};
const spare = ['dusk', 'sea', 'rose', 'stone', 'ink'];

/** Decoration: the film's name stands beside it as text. */
export const poster = (film, props) => {
  const roll = dice(film.id);
  const [shape, usual] = looks[film.genres?.find((g) => looks[g])] ?? looks.drama;
  const palette = palettes[roll() < 0.65 ? usual : spare[Math.floor(roll() * spare.length)]];
  return svg('svg', { viewBox: '0 0 200 300', preserveAspectRatio: 'xMidYMid slice', 'aria-hidden': 'true', ...props, class: 'poster' },
    svg('rect', { width: 200, height: 300, fill: palette[0] }), motif[shape](roll, palette),
    svg('rect', { y: 214, width: 200, height: 86, fill: palette[3] }), lettering(film.title, palette));
};

const lettering = (title, [, glow]) => {
  const lines = wrap(title);
  const size = Math.min(29, 182 / Math.max(...lines.map((l) => l.length)) * 1.62, 72 / lines.length);
  return svg('g', { fill: glow, 'font-size': size.toFixed(1), 'text-anchor': 'middle', class: 'display' },
    lines.map((line, i) => svg('text', { x: 100, y: 257 + size * 0.34 + (i - (lines.length - 1) / 2) * size * 1.1 }, line)));
};

/** At most three lines of about 14 letters; what is longer ends in dots. */
export const wrap = (title) => {
  const lines = [];
  for (const word of title.trim().split(/\s+/)) {
    const last = lines.length - 1;
    if (last >= 0 && (lines[last] + word).length < 14) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  const cut = lines.slice(0, 3).map((line) => line.length > 18 ? `${[...line].slice(0, 17).join('')}…` : line);
  if (lines.length > 3 && !cut[2].endsWith('…')) cut[2] += '…';
  return cut;
};
