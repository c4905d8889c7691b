#!/usr/bin/env python3
"""Planted secrets and personal data: nowhere to be read, and after an erasure nowhere at all.

Through the real server, with kill -9 in between; then everything that it wrote is searched.
"""

import json
import os
import re
import signal
import socket
import subprocess
import time

import _kit  # noqa: F401  (finds the kit)
from _guests import Guests, check_open, check_repeats, files, seen, slots
from kit.ledger import Violation
from kit.report import Report, arguments, run
from kit.world import World, show_id


def search(planted, places):
    """Where any of the planted strings can be read: file names, bytes, and JSON's escapes."""
    words = {text.encode() for text in planted}
    words |= {json.dumps(text)[1:-1].encode() for text in planted}
    found = []
    for place in places:
        with open(place, "rb") as source:
            content = source.read()
        for word in words:
            if word in content or word.decode(errors="replace") in place:
                found.append(f"{word!r} in {place}")
    return found


def say(world, server, guests, name):
    """What an operator can have the node say, into files to be searched."""
    client = server.client()
    for number, path in enumerate((
            "/metrics", "/readyz?verbose", f"/v1/admin/shows/{guests.show}/log?limit=100",
            f"/v1/admin/shows/{guests.show}/report", f"/v1/shows/{guests.show}/seats")):
        with open(world.path(f"said-{name}-{number}"), "wb") as out:
            out.write(client.get(path).body)


def planted(world, bookings):
    """Bookings with kill -9 between them, snapshots, then a search of all that was written."""
    data = world.copy("planted")
    guests = Guests(show_id(0))
    flags = ["--log-level", "trace"]
    for round_ in range(3):
        server = world.start(data, flags=flags)
        client = server.client()
        for _ in range(bookings):
            guests.book(client)
        server.process.send_signal(signal.SIGUSR1)
        check_open(server, guests)
        check_repeats(server, guests)
        say(world, server, guests, str(round_))
        server.kill()
    server = world.start(data, flags=flags)
    check_open(server, guests)
    check_repeats(server, guests)
    if server.stop() != 0:
        raise Violation("no clean stop")
    records = subprocess.run([world.binary, "wal", "inspect", "--data", data, "--records"],
                             capture_output=True, check=True, timeout=60).stdout
    with open(world.path("said-inspect"), "wb") as out:
        out.write(records)
    with open(os.path.join(data, "ticket.key"), "rb") as source:
        secret = source.read()
    places = [path for path in files(world.root) if not path.endswith("ticket.key")]
    secrets = guests.planted + [world.key]
    # Capabilities are in the log, as bits; as text they are nowhere.
    found = search(secrets, places)
    if found:
        raise Violation(f"{len(found)} finds: " + "; ".join(found[:5]))
    for place in places:
        with open(place, "rb") as source:
            if secret in source.read():
                raise Violation(f"the tickets' secret key is in {place}")
    return f"{len(guests.booked)} guests, {len(secrets)} strings, {len(places)} files"


def erased_by_route(world):
    """Erased people are gone from every file, whatever was killed when."""
    data = world.copy("erased")
    guests = Guests(show_id(1))
    server = world.start(data)
    client = server.client()
    for _ in range(12):
        guests.book(client)
    server.process.send_signal(signal.SIGUSR1)
    before = slots(data)
    gone = set()
    for number, guest in enumerate(guests.booked[:8]):
        answer = client.request(
            "POST", f"/v1/admin/shows/{guests.show}/bookings/{guest['id']}/erase")
        if answer.status != 200 or answer.json["customer_state"] != "erased":
            raise Violation(f"erase: {answer.status} {answer.body!r}")
        gone.add(guest["id"])
        if number % 3 == 2:
            server.kill()
            server = world.start(data)
            client = server.client()
        check_open(server, guests, gone)
    check_repeats(server, guests)
    again = client.request(
        "POST", f"/v1/admin/shows/{guests.show}/bookings/{guests.booked[0]['id']}/erase")
    if again.json["customer_state"] != "erased":
        raise Violation(f"a second erasure: {again.body!r}")
    server.kill()
    last = guests.booked[8]
    words = ["erase", "--data", data, "--show", guests.show, "--booking", last["id"]]
    done = subprocess.run([world.binary, *words], capture_output=True, text=True, timeout=60)
    if done.returncode != 0 or done.stdout != "erased\n":
        raise Violation(f"offline: {done.returncode} {done.stdout} {done.stderr}")
    gone.add(last["id"])
    check_no_key(data, before, 9)
    server = world.start(data)
    check_open(server, guests, gone)
    check_repeats(server, guests)
    rights(world, server, guests)
    server.stop()
    verified = subprocess.run([world.binary, "wal", "verify", "--data", data],
                              capture_output=True, timeout=60)
    if verified.returncode != 0:
        raise Violation(f"wal verify: {verified.stdout.decode()}")
    return "9 of 12, 3 kills"


def check_no_key(data, before, count):
    """The random bits of erased keys are in no file of the data directory any more."""
    after = slots(data)
    lost = {number: bits for number, bits in before.items() if number not in after}
    if len(lost) != count:
        raise Violation(f"{len(lost)} slots were erased, wanted {count}")
    for place in files(data):
        with open(place, "rb") as source:
            content = source.read()
        for number, bits in lost.items():
            if bits in content:
                raise Violation(f"the bits of slot {number} are still in {place}")


def rights(world, server, guests):
    made = subprocess.run(
        [world.binary, "key", "create", "--keys", world.keys, "--name", "box", "--rights", "book"],
        check=True, capture_output=True, text=True, timeout=60)
    server.process.send_signal(signal.SIGHUP)
    time.sleep(0.5)
    path = f"/v1/admin/shows/{guests.show}/bookings/{guests.booked[0]['id']}/erase"
    for key, wanted in ((made.stdout.strip(), 403), (None, 401)):
        client = server.client()
        client.key = key
        answer = client.request("POST", path)
        if answer.status != wanted:
            raise Violation(f"erase with {wanted} expected: {answer.status}")
    client = server.client()
    for path, wanted in ((f"/v1/admin/shows/{guests.show}/bookings/bk_{'0' * 26}/erase", 404),
                         (f"/v1/admin/shows/nix/bookings/bk_{'0' * 26}/erase", 404)):
        if client.request("POST", path).status != wanted:
            raise Violation(f"{path}: not {wanted}")


def killed_while_erasing(world, rounds):
    """An erasure that was answered holds; one that was not has happened or not."""
    data = world.copy("killed")
    guests = Guests(show_id(2))
    server = world.start(data)
    client = server.client()
    for _ in range(2 * rounds):
        guests.book(client)
    gone = set()
    for number in range(rounds):
        first, second = guests.booked[2 * number:2 * number + 2]
        path = f"/v1/admin/shows/{guests.show}/bookings/"
        if client.request("POST", path + first["id"] + "/erase").status != 200:
            raise Violation("erase refused")
        gone.add(first["id"])
        raw = socket.create_connection((server.host, server.port), timeout=30)
        raw.sendall(f"POST {path}{second['id']}/erase HTTP/1.1\r\nHost: x\r\n"
                    f"Authorization: Bearer {server.key}\r\n\r\n".encode())
        time.sleep(0.0003 * number)
        server.kill()
        raw.close()
        server = world.start(data)
        client = server.client()
        if seen(client, guests, second)["customer_state"] == "erased":
            gone.add(second["id"])
        check_open(server, guests, gone)
    server.stop()
    return f"{rounds} kills, {len(gone) - rounds} unanswered ones had happened"


def pipelined(world):
    """What comes behind a booking with a customer in the same bytes is decided after it."""
    data = world.copy("pipelined")
    guests = Guests(show_id(3))
    server = world.start(data)
    client = server.client()
    auth = f"Host: x\r\nAuthorization: Bearer {server.key}\r\nContent-Type: application/json\r\n"
    for _ in range(20):
        held = client.request("POST", f"/v1/shows/{guests.show}/holds",
                              json.dumps({"seats": [guests.seats.pop()]}).encode()).json["id"]
        body = json.dumps({"reference": "r", "customer": guests.customer()})
        hold = f"/v1/shows/{guests.show}/holds/{held}"
        raw = socket.create_connection((server.host, server.port), timeout=30)
        raw.sendall((
            f"GET {hold} HTTP/1.1\r\n{auth}\r\n"
            f"POST {hold}/book HTTP/1.1\r\n{auth}Content-Length: {len(body.encode())}\r\n\r\n{body}"
            f"DELETE {hold} HTTP/1.1\r\n{auth}\r\n"
            f"GET {hold} HTTP/1.1\r\n{auth}Connection: close\r\n\r\n").encode())
        content = b""
        while True:
            piece = raw.recv(65536)
            if not piece:
                break
            content += piece
        raw.close()
        states = re.findall(rb"HTTP/1\.1 (\d+) ", content)
        if states != [b"200", b"201", b"409", b"200"] or b'"state":"booked"' not in content:
            raise Violation(f"{states}: {content[-300:]!r}")
    server.stop()
    return "20 times hold, book, release, look in one write"


def main():
    options = arguments(__doc__).parse_args()
    report = Report("people")
    with World(options.binary) as world:
        for title, case in (
                ("planted", lambda: planted(world, 25 if options.long else 6)),
                ("erased", lambda: erased_by_route(world)),
                ("killed while erasing",
                 lambda: killed_while_erasing(world, 40 if options.long else 6)),
                ("pipelined", lambda: pipelined(world))):
            report.case(title, case)
    return report.finish()


if __name__ == "__main__":
    run(main)
