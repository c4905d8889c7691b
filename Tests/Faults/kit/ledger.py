"""Keeps what the server has acknowledged, so that a crash can be held against it."""

import json
import threading
import time
from dataclasses import dataclass, field

LONG_TTL = 600_000


class Violation(AssertionError):
    """The server broke its word."""


@dataclass
class Operation:
    """One write: what was sent, and the answer if one came."""

    kind: str
    show: str
    method: str
    path: str
    body: bytes | None
    key: str
    hold: str | None = None
    sent: float = 0.0
    answer: object = None


@dataclass
class Held:
    """A hold as the last acknowledged answer left it."""

    id: str
    show: str
    seats: frozenset
    certain: bool
    state: str = "active"
    booking: str | None = None
    at_least_until: float = 0.0
    pending: list = field(default_factory=list)


class Ledger:
    """Thread-safe. `operations` are the acknowledged ones, `pending` those without an answer."""

    def __init__(self):
        self.lock = threading.Lock()
        self.operations = []
        self.pending = []
        self.holds = {}
        self.refused = 0
        self._owner = {}
        self._count = 0
        self.checked = 0

    def next_key(self):
        with self.lock:
            self._count += 1
            return f"fault-{self._count}"

    def sending(self, operation):
        """Call before sending: from here on a release, say, may have happened."""
        with self.lock:
            operation.sent = time.monotonic()
            self.pending.append(operation)
            if operation.hold:
                self.holds[operation.hold].pending.append(operation)

    def answered(self, operation, answer):
        """Takes the answer in. 503 says that the outcome may be unknown: it stays pending."""
        with self.lock:
            if answer.status == 503:
                return
            self.pending.remove(operation)
            held = self.holds.get(operation.hold)
            if held:
                held.pending.remove(operation)
            if answer.status >= 400:
                if answer.status >= 500:
                    raise Violation(f"{operation.key}: {answer.status} {answer.body[:200]!r}")
                self.refused += 1
                return
            operation.answer = answer
            self.operations.append(operation)
            self._apply(operation, answer, held)

    def _apply(self, operation, answer, held):
        if operation.kind == "hold":
            body = answer.json
            request = json.loads(operation.body)
            ttl = request.get("ttl_ms", LONG_TTL)
            held = Held(body["id"], operation.show, seat_labels(body), ttl >= LONG_TTL,
                        at_least_until=operation.sent + ttl / 1000)
            wanted = request.get("seats")
            if wanted is not None and held.seats != frozenset(wanted):
                raise Violation(f"asked for {wanted}, was given {sorted(held.seats)}")
            self._take(held, held.seats)
            self.holds[held.id] = held
        elif operation.kind == "extend":
            ttl = json.loads(operation.body)["ttl_ms"]
            held.at_least_until = operation.sent + ttl / 1000
            held.certain = ttl >= LONG_TTL
        elif operation.kind == "swap":
            seats = seat_labels(answer.json)
            self._take(held, seats)
            held.seats = seats
        elif operation.kind == "release":
            held.state = "released"
        elif operation.kind == "book":
            held.state = "booked"
            held.certain = True
            held.booking = answer.json["id"]

    def _take(self, held, seats):
        """A seat given twice is a violation at once, unless the first owner may have let go."""
        for seat in seats:
            before = self.holds.get(self._owner.get((held.show, seat)))
            if before and before.id != held.id and seat in before.seats and before.certain \
                    and before.state in ("active", "booked") and not before.pending:
                raise Violation(f"{held.show} {seat} belongs to {before.state} hold "
                                f"number {list(self.holds).index(before.id)} and was given again")
            self._owner[(held.show, seat)] = held.id

    def counts(self):
        return (f"{len(self.operations)} acknowledged, {self.refused} refused, "
                f"{len(self.pending)} unknown")


def seat_labels(body):
    """The labels in a hold's or a booking's `seats`."""
    return frozenset(s if isinstance(s, str) else s["label"] for s in body["seats"])
