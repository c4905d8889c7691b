// Where everybody looks: the screen with its light, or the stage.
import { h } from '../lib/dom.js';
import { t } from '../lib/i18n.js';

export class Stage {
  constructor({ stage }) {
    this.stage = stage;
    this.el = h('div', { class: `front front-${stage.kind}` }, h('span', null, t(`map.${stage.kind}`)));
  }

  show({ s, x, y }) {
    const { kind, x: wx, y: wy, size } = this.stage;
    const width = 2 * size * s, { style } = this.el;
    style.width = `${width}px`;
    if (kind === 'stage') {
      style.height = `${width * 0.35}px`;
      style.fontSize = `${Math.min(16, width / 6)}px`;
    }
    style.transform = `translate(${wx * s + x - width / 2}px, ${wy * s + y}px)` + (kind === 'stage' ? ' translateY(-50%)' : '');
  }
}
