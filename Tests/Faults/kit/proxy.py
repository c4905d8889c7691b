"""A proxy on loopback that hands on requests, answers and live frames, and lets a fault have its
way with them."""

import asyncio
import json
import threading
from dataclasses import dataclass


@dataclass
class Request:
    """A whole request. `head` is its bytes up to and with the empty line."""

    head: bytes
    body: bytes

    def __post_init__(self):
        self.method, self.path = self.head.split(b" ", 2)[:2]
        self.method, self.path = self.method.decode(), self.path.decode()

    def header(self, name):
        """A header's value, or None; `name` in lower case."""
        return header(self.head, name)

    def without(self, name):
        """The same request without a header."""
        lines = [line for line in self.head.split(b"\r\n")
                 if not line.lower().startswith(name.encode() + b":")]
        return Request(b"\r\n".join(lines), self.body)

    @property
    def show(self):
        """The id of the show that it is about, or None."""
        words = self.path.split("?")[0].split("/")
        return words[words.index("shows") + 1] if "shows" in words[:-1] else None


@dataclass
class Reply:
    """A whole answer."""

    status: int
    head: bytes
    body: bytes
    # How often it is sent.
    times: int = 1

    @property
    def json(self):
        return json.loads(self.body) if self.body else None

    @classmethod
    def make(cls, status, value=None, **headers):
        """An answer that no server gave."""
        body = b"" if value is None else json.dumps(value, separators=(",", ":")).encode()
        lines = [f"HTTP/1.1 {status} Made", "Content-Type: application/json"]
        lines += [f"{name}: {text}" for name, text in headers.items()]
        if status not in (204, 304):
            lines.append(f"Content-Length: {len(body)}")
        return cls(status, ("\r\n".join(lines) + "\r\n\r\n").encode(), body)

    def bytes(self):
        return (self.head + self.body) * self.times


def header(head, name):
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name.encode():
            return value.strip().decode()
    return None


async def read_request(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    return Request(head, await reader.readexactly(int(header(head, "content-length") or 0)))


async def read_reply(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    length = 0 if status in (101, 204, 304) else int(header(head, "content-length") or 0)
    return Reply(status, head, await reader.readexactly(length))


async def read_frame(reader):
    """An unmasked frame of a server: (its bytes, its payload)."""
    head = await reader.readexactly(2)
    size = head[1] & 0x7F
    if size > 125:
        more = await reader.readexactly(2 if size == 126 else 8)
        head, size = head + more, int.from_bytes(more, "big")
    payload = await reader.readexactly(size)
    return head + payload, payload


def text_frame(payload):
    size = len(payload)
    if size < 126:
        return bytes([0x81, size]) + payload
    if size < 65536:
        return b"\x81\x7e" + size.to_bytes(2, "big") + payload
    return b"\x81\x7f" + size.to_bytes(8, "big") + payload


class Proxy:
    """Listens on a free port of 127.0.0.1 while the `with` block lasts.

    `fault` sees everything and may be replaced between runs.
    """

    def __init__(self, host, port, fault):
        self.fault = fault
        self._server = (host, port)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        listening = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._talk, "127.0.0.1", 0, limit=1 << 20), self._loop)
        self._listener = listening.result(10)
        self.port = self._listener.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        async def end():
            self._listener.close()
            tasks = asyncio.all_tasks() - {asyncio.current_task()}
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    async def _talk(self, reader, writer):
        server = None
        try:
            server = await asyncio.open_connection(*self._server, limit=1 << 20)
            await self._exchange(reader, writer, *server)
        except (OSError, EOFError, asyncio.CancelledError):
            pass  # Either side has left, or the proxy ends: so does the other side.
        finally:
            writer.close()
            if server:
                server[1].close()

    async def _exchange(self, reader, writer, server_reader, server_writer):
        async def forward(request):
            server_writer.write(request.head + request.body)
            return await read_reply(server_reader)

        while True:
            request = await read_request(reader)
            reply = await self.fault.serve(request, forward)
            writer.write(reply.bytes())
            await writer.drain()
            if reply.status == 101:
                break
        up = asyncio.create_task(self._pass_up(reader, server_writer))
        try:
            await self._pass_down(request.show, server_reader, writer)
        finally:
            up.cancel()

    async def _pass_up(self, reader, server_writer):
        try:
            while piece := await reader.read(65536):
                server_writer.write(piece)
                await server_writer.drain()
        finally:
            server_writer.close()

    async def _pass_down(self, show, server_reader, writer):
        while True:
            frame, payload = await read_frame(server_reader)
            if frame[0] == 0x81:
                payload = self.fault.hear(show, payload)
                if payload is None:
                    continue
                frame = text_frame(payload)
            writer.write(frame)
            await writer.drain()
