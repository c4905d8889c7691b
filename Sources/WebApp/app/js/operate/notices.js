// Mails, messages and webhooks that wait, are tried again, or were given up.
import { h, mount } from '../lib/dom.js';
import { dateTime } from '../lib/format.js';
import { go, link } from '../lib/router.js';
import { T, ask, button, field, read, select, status, write } from './kit.js';

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
    const page = await read(`/v1/admin/notices?${new URLSearchParams({ state, limit: 50, ...channel && { channel }, ...after && { after } })}`, signal);
    if (!after) mount(list);
    list.append(...page.data.map((notice) => row(notice, state, note, load)));
    if (!list.childElementCount) mount(list, h('li', { class: 'note' }, T('noNotices')));
    mount(more, page.has_more && button(T('more'), () => note.run(T('loading'), () => load(page.next))));
  };
  const redrive = () => ask(T('redriveAsk'), h('p', null, T('redriveWhat', { what: channel ? T('c.' + channel) : T('c.all') })), T('redrive')).then((yes) => yes && note.run(T('working'), async () => {
    const { redriven } = await write('POST', '/v1/admin/notices/redrive', channel ? { channel } : {});
    await load();
    return T('redriven', { n: redriven });
  }));
  mount(body, h('h1', null, T('p.notices')), h('div', { class: 'op-tools' },
    h('div', { class: 'row' }, states.map((s) => link(at({ state: s }), { class: 'chip', 'aria-current': s === state ? 'page' : null }, T('ns.' + s)))),
    field(T('channel'), select([['', T('c.all')], ...channels.map((c) => [c, T('c.' + c)])], channel, (e) => go(at({ channel: e.target.value })))),
    state === 'dead' && button(T('redrive'), redrive, 'primary')), note, list, more);
  try {
    await load();
  } catch (problem) {
    if (problem.status !== 404) throw problem;
    mount(body, h('h1', null, T('p.notices')), h('p', { class: 'note' }, T('noSpool')), h('p', { class: 'muted' }, T('noSpoolHint')), h('pre', null, 'seatgrid serve --spool DIR --with-notify'));
  }
  return { title: T('p.notices') };
};

const row = (notice, state, note, load) => {
  const path = `/v1/admin/notices/${encodeURIComponent(notice.name)}`;
  const lines = h('div');
  const open = async ({ target }) => target.open && mount(lines, h('pre', { class: 'small' }, (await read(path).then((n) => text(n.transcript), (problem) => problem.detail)) || T('noTranscript')));
  return h('li', { class: 'card op-order' },
    h('div', null, h('h2', null, `${T('c.' + notice.channel)} · ${notice.kind}`), h('p', { class: 'small' }, notice.show && link(`/operate/show/${notice.show}`, null, notice.show), ` · ${T('tries', { n: notice.attempts })} · ${dateTime(notice.created_at)}`),
      notice.reason && h('p', null, notice.reason), notice.due_at && state === 'retry' && h('p', { class: 'small muted' }, T('due', { time: dateTime(notice.due_at) })),
      h('details', { on: { toggle: open } }, h('summary', null, T('transcript')), lines)),
    state === 'new' ? null : button(T('retryNow'), () => note.run(T('working'), async () => {
      await write('POST', path + '/retry');
      await load();
      return T('retried');
    })));
};

// A transcript may come as lines or as one text.
const text = (transcript) => (Array.isArray(transcript) ? transcript.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n') : transcript);
