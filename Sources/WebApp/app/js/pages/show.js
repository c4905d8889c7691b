// /s/{show}: choose seats on the living map. What is needed is asked for at once and not in turns: modules, style, show.
import { get } from '../lib/api.js';
import { h, style } from '../lib/dom.js';

const modules = ['hold/hold', 'hold/panel', 'hold/timer', 'hold/wishes', 'live/lines', 'live/live', 'live/status', 'logic/hall', 'logic/hit',
  'logic/reducer', 'logic/time', 'logic/view', 'logic/walk', 'map/canvas', 'map/gestures', 'map/grid', 'map/labels', 'map/legend', 'map/looks',
  'map/painter', 'map/seat-map', 'map/session', 'map/window'];

const fetchAll = async (id, options) => {
  const path = `/v1/shows/${encodeURIComponent(id)}`;
  const [facts, { body: seats }] = await Promise.all([get(path, options), get(`${path}/seats`, options)]);
  const { body: layout } = await get(`/v1/layouts/${seats.layout}`, options);
  return { show: facts.body, seats, layout };
};

export const render = async (main, { show }, { signal }) => {
  const page = import('../map/page.js');
  const hint = (name) => h('link', { rel: 'modulepreload', href: new URL(`../${name}.js`, import.meta.url).href });
  document.head.append(...modules.splice(0).map(hint));
  const [{ draw }, facts] = await Promise.all([page, fetchAll(show, { signal }), style('map')]);
  signal.throwIfAborted();
  return draw(main, facts);
};
