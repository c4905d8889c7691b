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
  thriller: ['ink', 'city', 'door'], crime: ['ink', 'city'], heist: ['tea', 'city'], political: ['blood', 'city', 'rays'], mystery: ['ink', 'door'],
  horror: ['blood', 'door'], action: ['blood', 'rays'], sports: ['tea', 'rays'], adventure: ['sea', 'peaks'], science_fiction: ['void', 'orbit'],
  romance: ['rose', 'pair'], music: ['dusk', 'waves'], comedy: ['tea', 'toys', 'pair', 'rays', 'horizon'], family: ['leaf', 'toys'], animation: ['sea', 'toys'],
  nature: ['leaf', 'peaks'], documentary: ['leaf', 'peaks'], historical: ['stone', 'arches'], courtroom: ['ink', 'arches'], epic: ['dusk', 'arches', 'rays'],
  drama: ['dusk', 'horizon', 'pair'],
};
const bright = new Set(['tea', 'rose', 'leaf', 'stone']);
const spare = ['dusk', 'sea', 'rose', 'stone', 'ink'];

/** Decoration: the film's name stands beside it as text. */
export const poster = (film, props) => {
  const roll = dice(film.id);
  const [usual, ...shapes] = looks[film.genres?.find((g) => Object.hasOwn(looks, g))] ?? looks.drama;
  const name = roll() < 0.6 ? usual : one(spare, roll);
  const palette = palettes[name];
  const picture = motif[one(shapes, roll)](roll, palette);
  // The title stands on the ground, or in the sky.
  const below = roll() < 0.6;
  return svg('svg', { viewBox: '0 0 200 300', preserveAspectRatio: 'xMidYMid slice', 'aria-hidden': 'true', ...props, class: 'poster' },
    svg('rect', { width: 200, height: 300, fill: palette[0] }), svg('g', below ? null : { transform: 'translate(0 62)' }, picture),
    svg('rect', { y: below ? 214 : 0, width: 200, height: below ? 86 : 74, fill: palette[below ? 3 : 0] }),
    lettering(film.title, below ? 257 : 46, palette[below || !bright.has(name) ? 1 : 3]));
};

const one = (list, roll) => list[Math.floor(roll() * list.length)];

const lettering = (title, middle, fill) => {
  const lines = wrap(title);
  const size = Math.min(29, 182 / Math.max(...lines.map((l) => l.length)) * 1.62, 72 / lines.length);
  return svg('g', { fill, 'font-size': size.toFixed(1), 'text-anchor': 'middle', class: 'display' },
    lines.map((line, i) => svg('text', { x: 100, y: middle + size * 0.34 + (i - (lines.length - 1) / 2) * size * 1.1 }, line)));
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
