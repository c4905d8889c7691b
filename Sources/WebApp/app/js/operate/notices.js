// Mails, messages and webhooks that wait, are tried again, or were given up.
import { h, mount } from '../lib/dom.js';
import { dateTime } from '../lib/format.js';
import { go, link } from '../lib/router.js';
import { T, ask, button, field, inWords, read, select, status, write } from './kit.js';

const states = ['dead', 'retry', 'new'];
const channels = ['email', 'sms', 'webhook'];

export const render = async (body, rest, { signal, query }) => {
  const state = states.includes(query.get('state')) ? query.get('state') : 'dead';
  const channel = query.get('channel') ?? '';
  const note = status();
  const list = h('ul', { class: 'stack' });
  const at = (change) => '/operate/notices?' + new URLSearchParams({ state, ...channel && { channel }, ...change });
  const more = h('div');
  const load = async (after) => {
    const asked = new URLSearchParams({ state, limit: 50, ...channel && { channel }, ...after && { after } });
    const page = await read(`/v1/admin/notices?${asked}`, signal);
    if (!after) mount(list);
    list.append(...page.data.map((notice) => row(notice, state, note, load)));
    if (!list.childElementCount) mount(list, h('li', { class: 'note' }, T('noNotices')));
    mount(more, page.has_more && button(T('more'), () => note.run(T('loading'), () => load(page.next))));
  };
  const redrive = async () => {
    const what = T('redriveWhat', { what: T('c.' + (channel || 'all')) });
    if (!await ask(T('redriveAsk'), h('p', null, what), T('redrive'))) return;
    await note.run(T('working'), async () => {
      const { redriven } = await write('POST', '/v1/admin/notices/redrive', channel ? { channel } : {});
      await load();
      return T('redriven', { n: redriven });
    });
  };
  const turn = (e) => go(at({ channel: e.target.value }));
  mount(body, h('h1', null, T('p.notices')), h('div', { class: 'op-tools' },
    h('div', { class: 'row' }, states.map((s) =>
      link(at({ state: s }), { class: 'chip', 'aria-current': s === state ? 'page' : null }, T('ns.' + s)))),
    field(T('channel'), select([['', T('c.all')], ...channels.map((c) => [c, T('c.' + c)])], channel, turn)),
    state === 'dead' && button(T('redrive'), redrive, 'primary')), note, list, more);
  try {
    await load();
  } catch (problem) {
    if (problem.status !== 404) throw problem;
    mount(body, h('h1', null, T('p.notices')), h('p', { class: 'note' }, T('noSpool')),
      h('p', { class: 'muted' }, T('noSpoolHint')), h('pre', null, 'seatgrid serve --spool DIR --with-notify'));
  }
  return { title: T('p.notices') };
};

const row = (notice, state, note, load) => {
  const path = `/v1/admin/notices/${encodeURIComponent(notice.name)}`;
  const lines = h('div');
  const open = async ({ target }) => {
    if (!target.open) return;
    const said = await read(path).then(({ transcript }) => text(transcript), inWords);
    mount(lines, h('pre', { class: 'small' }, said || T('noTranscript')));
  };
  const retry = () => note.run(T('working'), async () => {
    await write('POST', path + '/retry');
    await load();
    return T('retried');
  });
  return h('li', { class: 'card op-order' },
    h('div', null, h('h2', null, `${T('c.' + notice.channel)} · ${notice.kind}`),
      h('p', { class: 'small' }, notice.show && link(`/operate/show/${notice.show}`, null, notice.show),
        ` · ${T('tries', { n: notice.attempts })} · ${dateTime(notice.created_at)}`),
      notice.reason && h('p', null, notice.reason),
      notice.due_at && state === 'retry' && h('p', { class: 'small muted' }, T('due', { time: dateTime(notice.due_at) })),
      h('details', { on: { toggle: open } }, h('summary', null, T('transcript')), lines)),
    state !== 'new' && button(T('retryNow'), retry));
};

// A transcript may come as lines or as one text.
const text = (transcript) => (Array.isArray(transcript)
  ? transcript.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n') : transcript);
