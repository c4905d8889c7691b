"""The stacks that `crash.py` loads and checks, each by the same four questions.

A client holds two seats, confirms or releases the hold; `owners` reads from the store itself who
has what. A client raises `Gone` once the connection is dead; whatever had been sent before counts.
"""

import http.client
import json
import pathlib
import socket
import subprocess
import uuid

SOLD = "sold"  # in a store that does not keep to whom
TTL = 600_000


class Gone(Exception):
    """The server died."""


class Http:
    """One keep-alive connection."""

    def __init__(self, url, headers=None):
        host, port = url.removeprefix("http://").rstrip("/").split(":")
        self.connection = http.client.HTTPConnection(host, int(port), timeout=20)
        self.headers = {"Content-Type": "application/json", **(headers or {})}

    def ask(self, method, path, body=None):
        """Status and decoded body."""
        text = None if body is None else json.dumps(body)
        try:
            self.connection.request(method, path, text, self.headers)
            answer = self.connection.getresponse()
            data = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise Gone from error
        return answer.status, json.loads(data) if data else None


def expect(status, allowed, what):
    """A stack that answers something else is broken in a way that this check is not about."""
    if status not in allowed:
        raise SystemExit(f"crash.py: {what} was answered with {status}")


class Peer:
    """The Node handlers of ../shared/peers over Redis and PostgreSQL."""

    def __init__(self, options):
        self.options = options

    def client(self):
        return PeerClient(self.options.url)

    def owners(self):
        return booked_in_postgres(self.options)


class PeerClient(Http):
    def hold(self, show, seats):
        status, body = self.ask("POST", f"/shows/{show}/holds", {"seats": list(seats)})
        expect(status, (201, 409), "a hold")
        return body["hold"] if status == 201 else None

    def confirm(self, hold, _show, _seats):
        status, body = self.ask("POST", f"/holds/{hold}/confirm", {})
        expect(status, (200, 409, 410), "a confirmation")
        return str(body["booking"]) if status == 200 else None

    def release(self, hold, _show, _seats):
        expect(self.ask("DELETE", f"/holds/{hold}")[0], (204, 404), "a release")


class SeatGrid:
    """Shows are called crash-1, crash-2 …, of one layout."""

    def __init__(self, options):
        self.options = options
        key = pathlib.Path(options.key_file).read_text("ascii").strip()
        self.headers = {"Authorization": "Bearer " + key}
        ask = self.client().ask
        show = ask("GET", "/v1/shows/crash-1")[1]
        layout = ask("GET", "/v1/layouts/" + show["layout"])[1]
        rows = [row for section in layout["sections"] for row in section["rows"]]
        seats = [seat for row in rows for seat in row["seats"]]
        self.labels = [seat["label"] for seat in sorted(seats, key=lambda seat: seat["index"])]

    def client(self):
        return SeatGridClient(self, self.options.url, self.headers)

    def owners(self):
        """As the shows' own logs tell."""
        found, client = {}, self.client()
        index = {label: number for number, label in enumerate(self.labels)}
        for show in range(1, self.options.shows + 1):
            after, more = 0, True
            while more:
                path = f"/v1/admin/shows/crash-{show}/log?after={after}"
                status, page = client.ask("GET", path)
                expect(status, (200,), "a page of the log")
                for event in page["data"]:
                    after = event["seq"]
                    if event["type"] == "booked":
                        for seat in event["seats"]:
                            found.setdefault((show, index[seat]), []).append(event["booking"])
                more = page["has_more"]
        return found


class SeatGridClient(Http):
    def __init__(self, stack, url, headers):
        super().__init__(url, headers)
        self.stack = stack

    def hold(self, show, seats):
        labels = [self.stack.labels[seat] for seat in seats]
        status, body = self.ask("POST", f"/v1/shows/crash-{show}/holds", {"seats": labels})
        expect(status, (200, 201, 409), "a hold")
        return body["id"] if status != 409 else None

    def confirm(self, hold, show, _seats):
        path = f"/v1/shows/crash-{show}/holds/{hold}/book"
        status, body = self.ask("POST", path, {"reference": "crash"})
        expect(status, (200, 201, 404, 409, 410), "a booking")
        return body["id"] if status < 300 else None

    def release(self, hold, show, _seats):
        status = self.ask("DELETE", f"/v1/shows/crash-{show}/holds/{hold}")[0]
        expect(status, (200, 204, 404, 409, 410), "a release")


class Redis:
    """Redis alone: the peer's scripts on its one hash a show."""

    def __init__(self, options):
        self.options = options

    def client(self):
        return RedisClient(self.options)

    def owners(self):
        found, client = {}, self.client()
        for show in range(1, self.options.shows + 1):
            fields = client.command("HGETALL", f"s:{show}")
            for seat, state in zip(fields[::2], fields[1::2]):
                if state == "B":
                    found[show, int(seat)] = [SOLD]
        return found


class RedisClient:
    def __init__(self, options):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(20)
        self.socket.connect(options.redis)
        self.file = self.socket.makefile("rb")
        folder = pathlib.Path(options.lua)
        self.scripts = {
            name: self.command("SCRIPT", "LOAD", (folder / f"hash_{name}.lua").read_text("utf8"))
            for name in ("hold", "release", "sold")
        }

    def command(self, *words):
        parts = [str(word).encode() for word in words]
        text = b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%s\r\n" % (len(p), p) for p in parts)
        try:
            self.socket.sendall(text)
            return self.reply()
        except OSError as error:
            raise Gone from error

    def reply(self):
        line = self.file.readline()
        if not line.endswith(b"\r\n"):
            raise Gone
        kind, rest = line[:1], line[1:-2].decode()
        if kind == b"-":
            raise SystemExit(f"crash.py: Redis says {rest}")
        if kind == b":":
            return int(rest)
        if kind == b"$" and rest != "-1":
            return self.file.read(int(rest) + 2)[:-2].decode()
        if kind == b"*":
            return [self.reply() for _ in range(int(rest))]
        return rest if kind == b"+" else None

    def hold(self, show, seats):
        hold = str(uuid.uuid4())
        keys = (f"s:{show}", f"hold:{hold}")
        done = self.command("EVALSHA", self.scripts["hold"], 2, *keys, hold, TTL, show, *seats)
        return hold if done == 1 else None

    def confirm(self, hold, show, seats):
        if self.command("GET", f"hold:{hold}") is None:
            return None
        self.command("EVALSHA", self.scripts["sold"], 1, f"hold:{hold}", hold, show, *seats)
        return SOLD

    def release(self, hold, _show, _seats):
        self.command("EVALSHA", self.scripts["release"], 1, f"hold:{hold}", hold)


class Postgres:
    """PostgreSQL alone: row locks for holds, the peer's own function for bookings."""

    def __init__(self, options):
        self.options = options

    def client(self):
        return PostgresClient(self.options)

    def owners(self):
        return booked_in_postgres(self.options)


class PostgresClient:
    """A psql of its own: one line of answer to each line of question."""

    def __init__(self, options):
        command = ["psql", "-h", options.pg_host, "-p", options.pg_port, "-U", "peer", "-d", "peer"]
        self.psql = subprocess.Popen(
            command + ["-qAtX", "-v", "ON_ERROR_STOP=1"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ask(self, query):
        try:
            self.psql.stdin.write(query + ";\n")
            self.psql.stdin.flush()
            line = self.psql.stdout.readline()
        except OSError as error:
            raise Gone from error
        if not line.endswith("\n"):
            raise Gone
        return line.strip()

    def hold(self, show, seats):
        hold = str(uuid.uuid4().int >> 66)
        done = self.ask(f"SELECT pg_hold({hold}, {show}, ARRAY{list(seats)}::smallint[])")
        return hold if done == "1" else None

    def confirm(self, hold, show, seats):
        array = f"ARRAY{list(seats)}::smallint[]"
        mine = (
            f"SELECT count(*) FROM show_seats WHERE show_id={show} AND seat_no=ANY({array})"
            f" AND held_by={hold} AND held_until>now() AND booking_id IS NULL"
        )
        booking = self.ask(
            f"SELECT CASE WHEN ({mine})={len(seats)}"
            f" THEN confirm_booking('h{hold}', {show}, {array}, 7) ELSE -1 END"
        )
        return booking if int(booking) > 0 else None

    def release(self, hold, show, _seats):
        self.ask(
            "WITH gone AS (UPDATE show_seats SET held_by=NULL, held_until=NULL"
            f" WHERE show_id={show} AND held_by={hold} RETURNING 1) SELECT count(*) FROM gone"
        )


def booked_in_postgres(options):
    """Seat -> the bookings that have it."""
    found = {}
    command = ["psql", "-h", options.pg_host, "-p", options.pg_port, "-U", "peer", "-d", "peer"]
    query = "SELECT show_id, seat_no, booking_id FROM booking_seats"
    rows = subprocess.run(command + ["-qAtXc", query], check=True, capture_output=True, text=True)
    for row in rows.stdout.split():
        show, seat, booking = row.split("|")
        found.setdefault((int(show), int(seat)), []).append(booking)
    return found


STACKS = {"peer": Peer, "seatgrid": SeatGrid, "redis": Redis, "postgres": Postgres}
