// The same messages as server-sent events, for networks that let no WebSocket through. `fetch` and not
// EventSource, because only so the first request can say from where to resume.

export const openStream = (show, after, { hear, gone }) => {
  const stop = new AbortController();
  let timer = 0;
  const end = (code) => {
    if (stop.signal.aborted) return;
    stop.abort();
    clearTimeout(timer);
    gone(code);
  };
  const listen = () => { clearTimeout(timer); timer = setTimeout(() => end(1006), 35000); };
  const read = async () => {
    listen();
    const headers = { Accept: 'text/event-stream', ...(after === null ? {} : { 'Last-Event-ID': String(after) }) };
    const answer = await fetch(`/v1/shows/${encodeURIComponent(show)}/live`, { headers, signal: stop.signal, cache: 'no-store' });
    if (!answer.ok) return end(answer.status === 404 ? 4404 : 1006);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let rest = ''; ;) {
      const { value, done } = await reader.read();
      if (done) return end(1006);
      listen();
      const events = (rest + value).split('\n\n');
      rest = events.pop();
      for (const event of events) {
        const data = event.split('\n').filter((line) => line.startsWith('data:')).map((line) => line.slice(5)).join('\n');
        if (data) hear(JSON.parse(data));
      }
    }
  };
  read().catch(() => end(1006));
  return { close: () => { stop.abort(); clearTimeout(timer); }, ping: () => end(1006) };
};
