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
