#!/usr/bin/env python3
"""crash.py load|check STACK JOURNAL: what a stack still knows after all of it was killed.

`load` holds pairs of seats over many connections, books half, releases a quarter and keeps the
rest, until the server dies; it writes down what was acknowledged. `check`, after the restart:

lost     acknowledged bookings that the store does not have, and acknowledged holds, neither
         released nor booked nor run out, that can't be booked any more
doubled  seats with two owners: booked twice, promised twice, or given to somebody who asks for
         them after the restart although they are booked or held

Requests that were under way when the server died may have happened or not: they are not judged.
"""

import argparse
import collections
import concurrent.futures
import json
import pathlib
import random
import time

import stacks

PAIRS = 250  # of a show of 500 seats
CONNECTIONS = 32
LONGEST = 60


def work(stack, seed, journal):
    """One buyer after the other, on one connection."""
    dice, client = random.Random(seed), stack.client()
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        show = dice.randrange(1, stack.options.shows + 1)
        first = 2 * dice.randrange(PAIRS)
        buy(client, dice.random(), show, (first, first + 1), journal)
    raise SystemExit(f"crash.py: nobody killed the server for {LONGEST} s")


def buy(client, choice, show, seats, journal):
    """A hold and what follows; each state is noted before it is asked for."""
    hold = client.hold(show, seats)
    if hold is None:
        return
    entry = {"show": show, "seats": seats, "hold": hold, "state": "held"}
    journal.append(entry)
    if choice < 0.5:
        entry["state"] = "booking"
        entry["receipt"] = client.confirm(hold, show, seats)
        entry["state"] = "booked" if entry["receipt"] else "refused"
    elif choice < 0.75:
        entry["state"] = "releasing"
        client.release(hold, show, seats)
        entry["state"] = "released"


def load(stack, path, seed):
    """Loads until the server is gone, and writes the journal."""
    journals = [[] for _ in range(CONNECTIONS)]

    def run(number):
        try:
            work(stack, seed * CONNECTIONS + number, journals[number])
        except (stacks.Gone, ConnectionError):
            pass

    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(run, range(CONNECTIONS)))
    path.write_text(json.dumps([entry for journal in journals for entry in journal]), "utf8")


def places(entry):
    return [(entry["show"], seat) for seat in entry["seats"]]


def check(stack, entries):
    """The figures, after the restart."""
    booked = [entry for entry in entries if entry["state"] == "booked"]
    held = [entry for entry in entries if entry["state"] == "held"]
    refused = [entry for entry in entries if entry["state"] == "refused"]
    owners = stack.owners()

    def is_there(entry):
        return all(
            {entry["receipt"], stacks.SOLD} & set(owners.get(place, [])) for place in places(entry)
        )

    promised = collections.Counter(place for entry in booked + held for place in places(entry))
    doubled = {place for place, count in promised.items() if count > 1}
    doubled |= {place for place, receipts in owners.items() if len(receipts) > 1}
    given = each(stack, booked + held, lambda client, e: client.hold(e["show"], e["seats"]))
    for entry, hold in given:
        if hold is not None:
            doubled.update(places(entry))
    kept = each(stack, held, lambda client, e: client.confirm(e["hold"], e["show"], e["seats"]))
    return {
        "bookings": len(booked),
        "holds": len(held),
        "lost_bookings": sum(not is_there(entry) for entry in booked),
        "lost_holds": sum(receipt is None for _, receipt in kept) + len(refused),
        "doubled": len(doubled),
    }


def each(stack, entries, action):
    """Pairs of an entry and what `action` made of it, over several connections."""

    def part(mine):
        client = stack.client()
        return [(entry, action(client, entry)) for entry in mine]

    with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
        parts = pool.map(part, [entries[number::CONNECTIONS] for number in range(CONNECTIONS)])
        return [pair for found in parts for pair in found]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("what", choices=["load", "check"])
    parser.add_argument("stack", choices=sorted(stacks.STACKS))
    parser.add_argument("journal", type=pathlib.Path)
    parser.add_argument("--shows", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--url", help="where the HTTP server is")
    parser.add_argument("--key-file", help="SeatGrid's key")
    parser.add_argument("--redis", help="Redis's socket")
    parser.add_argument("--lua", help="the folder of the peer's scripts")
    parser.add_argument("--pg-host", help="the folder of PostgreSQL's socket")
    parser.add_argument("--pg-port")
    options = parser.parse_args()
    stack = stacks.STACKS[options.stack](options)
    if options.what == "load":
        load(stack, options.journal, options.seed)
    else:
        print(json.dumps(check(stack, json.loads(options.journal.read_text("utf8")))))


if __name__ == "__main__":
    main()
