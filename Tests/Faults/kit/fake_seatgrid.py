#!/usr/bin/env python3
"""A toy with the server's outside, so that the fault scripts can be shown to catch a liar.

It keeps its word, slowly, unless SEATGRID_FAKE_MUTANT names a fault to have:
no-sync, forgets-keys, sells-twice, goes-on-after-eio, believes-anything.
"""

import base64
import hashlib
import json
import os
import secrets
import signal
import socket
import sys
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MUTANT = os.environ.get("SEATGRID_FAKE_MUTANT", "")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id(prefix):
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(26))


class Refused(Exception):
    def __init__(self, status, code):
        super().__init__(code)
        self.status, self.code = status, code


class Damaged(Exception):
    pass


class Log:
    """Lines of `crc json`; one fdatasync each."""

    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.path = os.path.join(folder, "log")
        self.fd = os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600)
        folder_fd = os.open(folder, os.O_RDONLY)
        os.fsync(folder_fd)
        os.close(folder_fd)

    def append(self, record):
        text = json.dumps(record).encode()
        line = b"%08x %s\n" % (zlib.crc32(text), text)
        try:
            os.write(self.fd, line)
            if MUTANT != "no-sync":
                os.fdatasync(self.fd)
        except OSError as error:
            if MUTANT == "goes-on-after-eio":
                return
            print(f"disk failed: {error}", file=sys.stderr, flush=True)
            os._exit(71)

    @staticmethod
    def read(path):
        """The records, and where they end. A bad line with a good one after it is damage."""
        with open(path, "rb") as file:
            data = file.read()
        records, end, bad = [], 0, False
        for line in data.splitlines(keepends=True):
            good = Log._record(line)
            if good is None:
                bad = True
            elif bad and MUTANT != "believes-anything":
                raise Damaged(f"bad line before byte {end}")
            else:
                records.append(good)
                end += len(line)
        return records, end

    @staticmethod
    def _record(line):
        try:
            crc, text = line[:8], line[9:-1]
            if MUTANT != "believes-anything" and (
                    line[-1:] != b"\n" or line[8:9] != b" "
                    or crc != b"%08x" % zlib.crc32(text)):
                return None
            return json.loads(text)
        except (ValueError, IndexError):
            return None


class Cinema:
    """Everything in memory, rebuilt from the log."""

    def __init__(self, folder):
        self.lock = threading.Lock()
        self.shows, self.holds, self.bookings, self.answers = {}, {}, {}, {}
        self.versions = {}
        log = Log(folder)
        records, end = Log.read(log.path)
        os.ftruncate(log.fd, end)
        os.lseek(log.fd, end, os.SEEK_SET)
        now = time.monotonic()
        for record in records:
            self.apply(record, now)
        self.log = log

    def apply(self, record, now):
        """`left` restarts the clock of every hold at what it had when it was logged."""
        for change in record["changes"]:
            what, name, value = change
            if what == "hold":
                value = {**value, "until": now + value["left"]}
            getattr(self, {"show": "shows", "hold": "holds", "booking": "bookings"}[what])[
                name] = value
            if what == "hold":
                self.versions[value["show"]] = self.versions.get(value["show"], 0) + 1
        if record["key"] and MUTANT != "forgets-keys":
            self.answers[record["key"]] = record["answer"]

    def owners(self, show):
        now, found = time.monotonic(), {}
        for hold in self.holds.values():
            if hold["show"] == show and (hold["state"] == "booked" or (
                    hold["state"] == "active" and hold["until"] > now)):
                for seat in hold["seats"]:
                    found[seat] = hold
        return found


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    cinema = None

    def setup(self):
        super().setup()
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def log_message(self, *_):
        pass

    def send(self, status, body, replayed=False):
        data = b"" if body is None else json.dumps(body).encode()
        head = f"HTTP/1.1 {status} X\r\nContent-Length: {len(data)}\r\n"
        if replayed:
            head += "Idempotency-Replayed: true\r\n"
        self.wfile.write(head.encode() + b"\r\n" + data)

    def handle_write(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        key = self.headers.get("Idempotency-Key")
        cinema = self.cinema
        with cinema.lock:
            if key in cinema.answers:
                status, answer = cinema.answers[key]
                return self.send(status, answer, True)
            try:
                status, answer, changes = self.decide(json.loads(body) if body else {})
            except Refused as refused:
                return self.send(refused.status, {"code": refused.code})
            record = {"key": key, "answer": [status, answer], "changes": changes}
            cinema.log.append(record)
            cinema.apply(record, time.monotonic())
        return self.send(status, answer)

    do_POST = do_PATCH = do_DELETE = handle_write

    def decide(self, body):
        parts = self.path.split("/")[2:]
        if parts == ["admin", "import"]:
            rows = body["layouts"][0]["sections"][0]["rows"]
            seats = [f"{r['name']}-{s['number']}" for r in rows for s in r["seats"]]
            return 200, {"ok": True}, [["show", s["id"], seats] for s in body["shows"]]
        show = parts[1]
        if len(parts) == 3:
            return self.decide_hold(show, body)
        hold = self.cinema.holds.get(parts[3])
        if not hold:
            raise Refused(404, "hold_not_found")
        verb = parts[4] if len(parts) > 4 else self.command
        if verb == "DELETE":
            if hold["state"] == "booked":
                raise Refused(409, "illegal_state")
            return 204, None, [["hold", hold["id"], {**hold, "state": "released", "left": 0}]]
        if hold["state"] != "active" or hold["until"] <= time.monotonic():
            raise Refused(409, "hold_expired")
        if verb == "extend":
            after = {**hold, "left": body["ttl_ms"] / 1000}
        elif verb == "PATCH":
            self.free(show, body["seats"], hold)
            after = {**hold, "seats": body["seats"], "left": hold["until"] - time.monotonic()}
        else:
            booking = {"id": new_id("bk_"), "show": show, "seats": hold["seats"],
                       "state": "confirmed", "reference": body["reference"]}
            after = {**hold, "state": "booked", "left": 0}
            return 201, booking, [["hold", hold["id"], after],
                                  ["booking", booking["id"], booking]]
        return 200, self.view(after), [["hold", hold["id"], after]]

    def decide_hold(self, show, body):
        seats = body.get("seats")
        if seats is None:
            owners = self.cinema.owners(show)
            free = [s for s in self.cinema.shows[show] if s not in owners]
            seats = free[:body["best_available"]["count"]]
            if len(seats) < body["best_available"]["count"]:
                raise Refused(409, "sold_out")
        self.free(show, seats, None)
        hold = {"id": new_id("hd_"), "show": show, "seats": seats, "state": "active",
                "left": body.get("ttl_ms", 600_000) / 1000}
        return 201, self.view(hold), [["hold", hold["id"], hold]]

    def free(self, show, seats, mine):
        owners = self.cinema.owners(show)
        if MUTANT == "sells-twice" and secrets.randbelow(5) == 0:
            return
        if any(owners.get(seat, mine) is not mine for seat in seats):
            raise Refused(409, "seats_unavailable")

    @staticmethod
    def view(hold):
        return {"id": hold["id"], "show": hold["show"], "state": hold["state"],
                "seats": [{"label": s} for s in hold["seats"]],
                "expires_in_ms": int(hold["left"] * 1000)}

    def do_GET(self):
        cinema, parts = self.cinema, self.path.partition("?")[0].split("/")[2:]
        with cinema.lock:
            if parts == [] or parts[0] != "shows":
                return self.send(200, {"ok": True})
            if parts[2] == "holds" and parts[3] in cinema.holds:
                hold = cinema.holds[parts[3]]
                left = max(0, hold.get("until", 0) - time.monotonic())
                state = hold["state"]
                if state == "active" and left == 0:
                    state = "expired"
                return self.send(200, self.view({**hold, "left": left, "state": state}))
            if parts[2] == "bookings" and parts[3] in cinema.bookings:
                return self.send(200, cinema.bookings[parts[3]])
            if parts[2] == "seats":
                owners = {seat: "booked" if hold["state"] == "booked" else "held"
                          for seat, hold in cinema.owners(parts[1]).items()}
                if "format=list" in self.path:
                    return self.send(200, owners)
                states = base64.b64encode(json.dumps(sorted(owners.items())).encode()).decode()
                return self.send(200, {"seq": cinema.versions.get(parts[1], 0),
                                       "states": states})
        return self.send(404, {"code": "not_found"})


def main(arguments):
    flag = {arguments[i]: arguments[i + 1] for i in range(len(arguments) - 1)}
    if arguments[:2] == ["key", "create"]:
        key = secrets.token_hex(16)
        with open(flag["--keys"], "a", encoding="ascii") as keys:
            keys.write(f"{flag['--name']} {flag['--rights']} "
                       f"sha256:{hashlib.sha256(key.encode()).hexdigest()}\n")
        print(key)
        return 0
    if arguments[:2] == ["wal", "verify"]:
        try:
            Log.read(os.path.join(flag["--data"], "log"))
        except Damaged as damage:
            print(damage)
            return 65
        return 0
    try:
        Handler.cinema = Cinema(flag["--data"])
    except Damaged as damage:
        print(damage, file=sys.stderr)
        return 65
    except OSError as error:
        print(error, file=sys.stderr)
        return 71
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    print(f"seatgrid: ready on http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
