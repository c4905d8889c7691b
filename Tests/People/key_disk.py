#!/usr/bin/env python3
"""The keys of people's data on a disk that fails or is full, and with a key from outside."""

import glob
import os
import subprocess
import time

import _kit  # noqa: F401  (finds the kit)
from _guests import Guests, check_open
from kit.client import Lost
from kit.ledger import Violation
from kit.report import Report, arguments, need, run
from kit.server import NotReady
from kit.tools import strace
from kit.world import World, show_id


def failing_disk(world):
    """EIO on the keys' file ends the node with 71, and what was acknowledged is there."""
    need("strace")
    for calls in ("fdatasync", "pwrite64"):
        data = world.copy("failing")
        guests = Guests(show_id(5))
        server = world.start(data)
        guests.book(server.client())
        server.stop()
        path = glob.glob(os.path.join(data, "people", "slots-*.dat"))[0]
        words = strace(world, "error=EIO:when=3", calls)
        server = world.start(data, prefix=[words[0], "-P", path, *words[1:]])
        client = server.client()
        try:
            while guests.seats:
                guests.book(client)
            raise Violation(f"EIO at {calls}: nothing happened")
        except Lost:
            pass
        code = server.wait(patience=20)
        if code != 71:
            raise Violation(f"EIO at {calls}: exit code {code}")
        server = world.start(data)
        check_open(server, guests)
        server.stop()

def full_disk(world):
    """Without room for another key the booking is refused in words, and the node goes on."""
    need("mount", root=True)
    data = world.copy("full")
    place = os.path.join(data, "people")
    os.makedirs(place, exist_ok=True)
    for name in os.listdir(place):
        os.remove(os.path.join(place, name))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", place], check=True)
    try:
        guests = Guests(show_id(6))
        server = world.start(data)
        client = server.client()
        try:
            guests.book(client)
            raise Violation("booked without room for the key")
        except Violation as refusal:
            if "503" not in str(refusal) or "read_only" not in str(refusal):
                raise
        held = client.request("POST", f"/v1/shows/{guests.show}/holds", b'{"seats":["A-1"]}')
        booked = client.request("POST", f"/v1/shows/{guests.show}/holds/{held.json['id']}/book",
                                b'{"reference":"no customer"}')
        if booked.status != 201:
            raise Violation(f"without a customer: {booked.status} {booked.body!r}")
        subprocess.run(["mount", "-o", "remount,size=64m", place], check=True)
        time.sleep(1.5)
        guests.book(client)
        check_open(server, guests)
        server.stop()
    finally:
        subprocess.run(["umount", place], check=False)

def key_from_outside(world):
    """With --people-key a stolen data directory shows nobody."""
    master = world.path("people.key")
    with open(master, "w", encoding="ascii") as out:
        os.fchmod(out.fileno(), 0o600)
        out.write(os.urandom(32).hex() + "\n")
    data = world.copy("outside")
    guests = Guests(show_id(4))
    server = world.start(data, flags=["--people-key", master])
    for _ in range(3):
        guests.book(server.client())
    server.kill()
    try:
        world.start(data).kill()
        raise Violation("started without the key")
    except NotReady as end:
        if end.code != 78:
            raise Violation(f"without the key: exit code {end.code}") from end
    with open(master, encoding="ascii") as source:
        old = source.read()
    with open(master, "w", encoding="ascii") as out:
        out.write(os.urandom(32).hex() + "\n" + old)
    server = world.start(data, flags=["--people-key", master])
    guests.book(server.client())
    check_open(server, guests)
    server.stop()
    os.chmod(master, 0o644)
    try:
        world.start(data, flags=["--people-key", master]).kill()
        raise Violation("started with a key that all may read")
    except NotReady as end:
        if end.code != 77:
            raise Violation(f"a key that all may read: exit code {end.code}") from end


def main():
    options = arguments(__doc__).parse_args()
    report = Report("people's keys")
    with World(options.binary) as world:
        for title, case in (("a key from outside", key_from_outside), ("EIO", failing_disk),
                            ("a full disk", full_disk)):
            report.case(title, lambda case=case: case(world))
    return report.finish()


if __name__ == "__main__":
    run(main)
