"""Holds a restarted server against the ledger."""

import random
import time

from .client import Lost
from .ledger import Violation, seat_labels

SLACK = 0.05
SEAT_STATE = {"active": "held", "booked": "booked"}


def check(server, ledger, seed=0, sample=200):
    """Raises `Violation` unless everything acknowledged is there and nothing else is.

    Operations since the last check and a sample of older ones are repeated under their keys and
    must give the first answer; unknown ones are repeated and so become known; then every
    hold's, booking's and seat's state is compared.
    """
    client = server.client()
    try:
        _replay(client, ledger, random.Random(seed), sample)
        _resolve(client, ledger)
        _compare_holds(client, ledger, random.Random(seed), sample)
        _compare_seats(client, ledger)
    except Lost as lost:
        raise Violation(f"the server was lost while it was being checked: {lost}\n"
                        f"{server.log_tail()}") from lost
    finally:
        client.close()


def _replay(client, ledger, dice, sample):
    old = ledger.operations[:ledger.checked]
    chosen = dice.sample(old, min(sample, len(old))) + ledger.operations[ledger.checked:]
    for operation in chosen:
        again = client.request(operation.method, operation.path, operation.body,
                               key=operation.key)
        first = operation.answer
        if (again.status, again.body) != (first.status, first.body):
            raise Violation(
                f"{operation.kind} {operation.key} was acknowledged with {first.status} "
                f"{first.body[:300]!r}, and its repeat gives {again.status} {again.body[:300]!r}")
        if not again.replayed:
            raise Violation(f"{operation.kind} {operation.key}: the repeat was carried out anew")
    ledger.checked = len(ledger.operations)


def _resolve(client, ledger):
    for operation in list(ledger.pending):
        for _ in range(50):
            answer = client.request(operation.method, operation.path, operation.body,
                                    key=operation.key)
            if answer.status != 503 and answer.code != "idempotency_in_progress":
                break
            time.sleep(0.1)
        else:
            raise Violation(f"{operation.kind} {operation.key}: {answer.status} for 5 s")
        ledger.answered(operation, answer)


def _compare_holds(client, ledger, dice, sample):
    everything = list(ledger.holds.values())
    for held in dice.sample(everything, min(2 * sample, len(everything))):
        answer = client.get(f"/v1/shows/{held.show}/holds/{held.id}")
        if answer.status != 200:
            if held.certain and held.state != "released":
                raise Violation(f"a hold that is {held.state}: {answer.status} {answer.body!r}")
            continue
        got = answer.json
        if got["state"] != held.state and (held.certain or got["state"] != "expired"):
            raise Violation(f"a hold that was {held.state} is {got['state']}")
        if got["state"] == "active":
            _compare_active(got, held, time.monotonic())
        if held.booking:
            _compare_booking(client, held)


def _compare_active(got, held, now):
    if seat_labels(got) != held.seats:
        raise Violation(f"a hold of {sorted(held.seats)} has {sorted(seat_labels(got))}")
    left = got["expires_in_ms"] / 1000
    if left < held.at_least_until - now - SLACK:
        raise Violation(f"a hold has {left:.3f} s left, and at least "
                        f"{held.at_least_until - now:.3f} s were promised")


def _compare_booking(client, held):
    answer = client.get(f"/v1/shows/{held.show}/bookings/{held.booking}")
    if answer.status != 200:
        raise Violation(f"a booking is gone: {answer.status} {answer.body!r}")
    if seat_labels(answer.json) != held.seats or answer.json["state"] != "confirmed":
        raise Violation(f"booking of {sorted(held.seats)} reads {answer.body!r}")


def _compare_seats(client, ledger):
    shows = {held.show for held in ledger.holds.values()}
    for show in sorted(shows):
        answer = client.get(f"/v1/shows/{show}/seats?format=list")
        if answer.status != 200:
            raise Violation(f"seats of {show}: {answer.status} {answer.body!r}")
        must, may = {}, {}
        for held in ledger.holds.values():
            if held.show == show and held.state in SEAT_STATE:
                target = must if held.certain else may
                for seat in held.seats:
                    if target is must and seat in must:
                        raise Violation(f"{show} {seat} has two owners")
                    target.setdefault(seat, set()).add(SEAT_STATE[held.state])
        got = answer.json
        for seat, state in got.items():
            allowed = must.get(seat) or may.get(seat, set())
            if state not in allowed:
                raise Violation(f"{show} {seat} is {state}; acknowledged: "
                                f"{sorted(allowed) or 'free'}")
        missing = [seat for seat in must if seat not in got]
        if missing:
            raise Violation(f"{show}: {missing} are free, and were sold or held")
