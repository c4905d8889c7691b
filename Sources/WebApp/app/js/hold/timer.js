// The time that is left, and the offer of more of it (WCAG 2.2.1).
import { h, mount, style } from '../lib/dom.js';
import { shout, say } from '../lib/announce.js';
import { span } from '../lib/format.js';
import { t, texts } from '../lib/i18n.js';

style('map');
await texts('map');

class HoldTimer extends HTMLElement {
  #stop = null;

  set hold(hold) {
    this.#stop?.abort();
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this._hold = hold;
    this.clock = h('span', { class: 'timer-clock num', role: 'timer', 'aria-live': 'off' });
    this.offer = h('div', { class: 'timer-offer', hidden: true });
    mount(this, this.clock, this.offer);
    hold.addEventListener('change', () => this.#show(), { signal });
    hold.addEventListener('warn', () => shout(t('timer.warn', { time: span(hold.remaining()) })), { signal });
    this.timer ??= setInterval(() => this.#show(), 250);
    this.#show();
  }

  get hold() { return this._hold; }

  disconnectedCallback() {
    this.#stop?.abort();
    clearInterval(this.timer);
    this.timer = null;
  }

  #show() {
    const { state } = this._hold;
    const runs = state === 'active' || state === 'paying';
    this.hidden = !runs;
    if (!runs) return;
    const left = this._hold.remaining();
    const text = t('timer.left', { time: span(left) });
    if (this.clock.textContent !== text) this.clock.textContent = text;
    this.style.setProperty('--left', Math.min(1, left / this._hold.ttl));
    const low = left <= 120000;
    this.classList.toggle('timer-low', low);
    this.#offer(low && state === 'active');
  }

  #offer(show) {
    const kind = !show ? '' : this._hold.final ? 'final' : 'more';
    if (this.kind === kind) return;
    this.kind = kind;
    this.offer.hidden = !kind;
    if (kind === 'final') return mount(this.offer, h('span', null, t('timer.final')));
    if (kind) {
      mount(this.offer, h('span', null, t('timer.need')),
        h('button', { type: 'button', class: 'btn', on: { click: () => this.#extend() } }, t('timer.extend')));
    }
  }

  async #extend() {
    if (await this._hold.extend()) say(t('timer.extended', { time: span(this._hold.remaining()) }));
    else if (this._hold.final) shout(t('timer.final'));
  }
}

customElements.define('hold-timer', HoldTimer);
