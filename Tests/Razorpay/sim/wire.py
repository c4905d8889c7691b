"""Just enough HTTP/1.1 for a server that is asked by one program on the same machine."""

import asyncio
import json
from urllib.parse import parse_qs, unquote, urlsplit

LONGEST_HEAD = 32 * 1024
LONGEST_BODY = 1024 * 1024
REASONS = {200: "OK", 400: "Bad Request", 401: "Unauthorized", 404: "Not Found",
           405: "Method Not Allowed", 409: "Conflict", 429: "Too Many Requests",
           500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable",
           504: "Gateway Timeout"}


class Hangs(Exception):
    """The request was carried out, and its answer never comes; `after` seconds, then cut off."""

    def __init__(self, after):
        super().__init__()
        self.after = after


class Refused(Exception):
    """An error by Razorpay's pattern."""

    def __init__(self, status, description, code="BAD_REQUEST_ERROR", reason="NA", headers=()):
        super().__init__(description)
        self.status = status
        self.headers = list(headers)
        self.body = {"error": {
            "code": code, "description": description, "source": "NA", "step": "NA",
            "reason": reason, "metadata": {}}}


class Request:
    __slots__ = ("method", "path", "query", "headers", "body")

    def __init__(self, method, target, headers, body):
        parts = urlsplit(target)
        self.method = method
        self.path = [unquote(part) for part in parts.path.split("/")[1:]]
        self.query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self.headers = headers
        self.body = body

    def fields(self):
        """The body's object; JSON, or a form as older clients send it."""
        if not self.body:
            return {}
        if "form-urlencoded" in self.headers.get("content-type", ""):
            return {name: values[-1] for name, values in parse_qs(self.body.decode()).items()}
        try:
            fields = json.loads(self.body)
        except ValueError:
            raise Refused(400, "The request body is not valid JSON") from None
        if not isinstance(fields, dict):
            raise Refused(400, "The request body must be an object")
        return fields


async def read_head(reader):
    """The first line and the fields of a request or an answer; None at the end."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    lines = head.decode("latin-1").split("\r\n")
    fields = {}
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if colon:
            fields[name.strip().lower()] = value.strip()
    return lines[0], fields


async def read_body(reader, fields):
    if fields.get("transfer-encoding", "").lower() == "chunked":
        body = b""
        while True:
            size = int((await reader.readuntil(b"\r\n")).split(b";")[0], 16)
            piece = await reader.readexactly(size + 2)
            body += piece[:-2]
            if size == 0:
                return body
            if len(body) > LONGEST_BODY:
                raise ValueError("too long")
    length = int(fields.get("content-length", "0"))
    if length > LONGEST_BODY:
        raise ValueError("too long")
    return await reader.readexactly(length) if length else b""


def answer(status, body, headers=()):
    text = json.dumps(body, separators=(",", ":")).encode()
    head = [f"HTTP/1.1 {status} {REASONS.get(status, 'Other')}",
            "Content-Type: application/json", f"Content-Length: {len(text)}"]
    head += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + text


async def serve(handle, host, port):
    """A server whose `handle(request)` returns a body for 200, or raises Refused or Hangs."""

    async def connection(reader, writer):
        try:
            while (head := await read_head(reader)) is not None:
                first, fields = head
                method, target, _ = first.split(" ", 2)
                body = await read_body(reader, fields)
                try:
                    out = answer(200, handle(Request(method, target, fields, body)))
                except Refused as error:
                    out = answer(error.status, error.body, error.headers)
                except Hangs as error:
                    await asyncio.sleep(error.after)
                    break
                writer.write(out)
                if writer.transport.get_write_buffer_size() > 256 * 1024:
                    await writer.drain()
                if fields.get("connection", "").lower() == "close":
                    break
        except (ConnectionError, ValueError, asyncio.IncompleteReadError,
                asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # Cut by the other side, nonsense, or the end of the simulator.
        finally:
            writer.close()

    return await asyncio.start_server(connection, host, port, limit=LONGEST_HEAD)
