// One WebSocket: says hello from where we stand, and hangs up on a line that has gone silent.

/** `hear(message)`, `gone(code)`; returns `{close, ping}`. */
export const openSocket = (show, after, { hear, gone }) => {
  const url = new URL(`/v1/shows/${encodeURIComponent(show)}/live`, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url, ['seatgrid.v1.json']);
  let beat = 15000, timer = 0, over = false;
  const end = (code) => {
    if (over) return;
    over = true;
    clearTimeout(timer);
    socket.close();
    gone(code);
  };
  const listen = (ms, then) => { clearTimeout(timer); timer = setTimeout(then, ms); };
  // Browsers do not show the server's pings, so ask, and take any word as an answer.
  const ask = (patience = 5000) => {
    if (socket.readyState !== WebSocket.OPEN) return;
    socket.send('{"t":"ping"}');
    listen(patience, () => end(1006));
  };
  listen(8000, () => end(1006));
  socket.onopen = () => socket.send(JSON.stringify({ t: 'hello', ...(after === null ? {} : { after }) }));
  socket.onmessage = ({ data }) => {
    if (over) return;
    const message = JSON.parse(data);
    if (message.heartbeat_ms) beat = message.heartbeat_ms;
    listen(beat, ask);
    hear(message);
  };
  socket.onclose = ({ code }) => end(code);
  return { close: () => { over = true; clearTimeout(timer); socket.close(); }, ping: () => ask(2000) };
};

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
