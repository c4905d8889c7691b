#!/usr/bin/env python3
"""Notices of people who are erased: gone from the spool, wherever they wait, and not fed again.

Through the real server, a worker and a mail server that refuses some, with kill -9 in between;
then everything that they wrote is searched.
"""

import glob
import json
import os
import random
import re
import socket
import subprocess
import sys
import time

import _kit
from _guests import Guests, files
from people import search
from kit.ledger import Violation
from kit.report import Report, arguments, run
from kit.world import World, show_id

sys.path.insert(0, os.path.join(_kit.HERE, "..", "Notices"))

from _mail import Peer  # noqa: E402


def strings(guests):
    """What was planted about these."""
    return [text for guest in guests for text in (
        guest["customer"]["name"], guest["customer"]["email"].partition("@")[0],
        guest["customer"]["phone"], guest["customer"]["more"][0]["x"])]


def until(what, patience=30):
    end = time.monotonic() + patience
    while not what():
        if time.monotonic() > end:
            raise Violation(f"waited {patience} s in vain")
        time.sleep(0.05)


class Cinema:
    """A node with a spool, and a worker beside it."""

    def __init__(self, world, name, show, port, spool=None):
        self.world, self.data = world, world.copy(name)
        self.spool = spool or os.path.join(self.data, "spool")
        self.config = world.path(f"notify-{name}.json")
        quick = {"steps_ms": [50], "give_up_ms": 600_000}
        with open(self.config, "w", encoding="utf-8") as file:
            json.dump({"email": {"host": "127.0.0.1", "port": port, "tls": "none",
                                 "from": "tickets@cinema.example", "connections": 1},
                       "retry": {"email": quick}, "poll_ms": 50}, file)
        self.guests = Guests(show)
        self.server = None

    def start(self):
        self.server = self.world.start(
            self.data, flags=["--spool", self.spool, "--notify-config", self.config])

    def waiting(self, place):
        """The mails' files in a place, by what is in them."""
        found = []
        for path in glob.glob(os.path.join(self.spool, place, "**", "*-email"), recursive=True):
            try:
                with open(path, encoding="utf-8") as file:
                    found.append(file.read())
            except FileNotFoundError:
                pass
        return found

    def has(self, place, guest):
        return any(guest["customer"]["email"] in text for text in self.waiting(place))

    def book(self, count):
        """Books, and waits until the feeder has told of all of them."""
        client = self.server.client()
        fresh = [self.guests.book(client) for _ in range(count)]
        until(lambda: all(self.has("new", guest) for guest in fresh))
        return fresh

    def work(self):
        with open(self.world.path("notify.log"), "ab") as log:
            return subprocess.Popen(
                [self.world.binary, "notify", "run", "--spool", self.spool, "--config",
                 self.config, "--log-level", "trace"], stdout=subprocess.DEVNULL, stderr=log)

    def path(self, guest):
        return f"/v1/admin/shows/{self.guests.show}/bookings/{guest['id']}/erase"

    def erase(self, guest):
        """Until no worker has anything in hand; how many notices were deleted."""
        erased = 0
        for _ in range(100):
            answer = self.server.client().request("POST", self.path(guest))
            if answer.status != 200:
                raise Violation(f"erase: {answer.status} {answer.body!r}")
            erased += answer.json["notices"]["erased"]
            if answer.json["notices"]["being_sent"] == 0:
                return erased
            time.sleep(0.1)
        raise Violation("a worker does not let go")

    def erase_and_die(self, guest, chance):
        """Asks for it, and kills the node at any time after that."""
        raw = socket.create_connection((self.server.host, self.server.port), timeout=30)
        raw.sendall(f"POST {self.path(guest)} HTTP/1.1\r\nHost: x\r\n"
                    f"Authorization: Bearer {self.server.key}\r\n\r\n".encode())
        time.sleep(chance.uniform(0, 0.01))
        self.server.kill()
        raw.close()
        self.start()

    def feed_again(self):
        """Has the feeder begin anew with the log's first record; waits until it is through."""
        cursor = os.path.join(self.data, "notices.cursor")
        self.server.stop()
        with open(cursor, encoding="utf-8") as file:
            end = int(file.read())
        with open(cursor, "w", encoding="utf-8") as file:
            file.write("0\n")
        self.start()

        def position():
            with open(cursor, encoding="utf-8") as file:
                return int(file.read() or 0)
        until(lambda: position() >= end)


def check_gone(world, gone, kept=()):
    places = list(files(world.root))
    found = search(strings(gone), places)
    if found:
        raise Violation(f"{len(found)} finds: " + "; ".join(found[:5]))
    for guest in kept:
        if not search([guest["customer"]["email"]], places):
            raise Violation("somebody's notice is gone who was not erased")


def by_route(world, seed, kills):
    """Dead, to be tried again, new, taken by a worker that was killed: erased by the node."""
    chance = random.Random(seed)
    answers = {}
    with Peer(answers) as peer:
        cinema = Cinema(world, "spooled", show_id(4), peer.port, spool=world.path("spool"))
        cinema.start()
        dead, retry, sent = cinema.book(2), cinema.book(2), cinema.book(2)
        for guests, answer in ((dead, "550 no"), (retry, "451 later")):
            for guest in guests:
                peer.script[guest["customer"]["email"]] = [answer] * 100_000
        worker = cinema.work()
        until(lambda: all(cinema.has("dead", guest) for guest in dead)
              and len(peer.taken) == len(sent))
        # Some are between two tries, or in the worker's hand, whenever this comes.
        cinema.erase(retry[0])
        worker.kill()
        worker.wait()
        new = cinema.book(2 + kills)
        for guest in new[2:]:
            cinema.erase_and_die(guest, chance)
        for guest in [dead[0], new[0], *new[2:]]:
            cinema.erase(guest)
        gone, kept = [retry[0], dead[0], new[0], *new[2:]], [retry[1], dead[1], new[1]]
        check_gone(world, gone, kept)
        cinema.feed_again()
        subprocess.run([world.binary, "notify", "redrive", "--spool", cinema.spool], check=True,
                       capture_output=True, timeout=60)
        check_gone(world, gone, kept)
        # Nothing about them is sent by another worker, and the others' mails are.
        peer.script.clear()
        worker = cinema.work()
        until(lambda: len({mail.to for mail in peer.taken}) == len(sent) + len(kept))
        worker.terminate()
        worker.wait()
        cinema.server.stop()
        told = {mail.to for mail in peer.taken}
        if told & {guest["customer"]["email"] for guest in gone}:
            raise Violation("an erased person got a mail")
        check_gone(world, gone)
        return f"{len(gone)} of {len(gone) + len(kept) + len(sent)}, {kills} kills"


def offline(world):
    """By the command, with the spool in the data directory; also what a dead worker had."""
    with Peer(slow=30) as peer:
        cinema = Cinema(world, "offline", show_id(5), peer.port)
        cinema.start()
        guests = cinema.book(4)
        worker = cinema.work()
        until(lambda: peer.tries > 0)
        words = [world.binary, "erase", "--show", cinema.guests.show, "--booking"]
        in_hand = next(guest for guest in guests if cinema.has("cur", guest))
        worker.kill()
        worker.wait()
        cinema.server.stop()
        for guest in (in_hand, guests[-1]):
            done = subprocess.run([*words, guest["id"], "--data", cinema.data],
                                  capture_output=True, text=True, timeout=90)
            if done.returncode != 0 or not re.fullmatch("erased; notices deleted: [12]\n",
                                                        done.stdout):
                raise Violation(f"{done.returncode} {done.stdout} {done.stderr}")
        gone = [in_hand, guests[-1]]
        check_gone(world, gone, [guest for guest in guests if guest not in gone])


def in_hand(world):
    """A worker whose mail server takes for ever: the command waits, says so, and exits with 75."""
    with Peer(slow=120) as peer:
        cinema = Cinema(world, "in-hand", show_id(6), peer.port)
        cinema.start()
        guest = cinema.book(1)[0]
        worker = cinema.work()
        until(lambda: peer.tries > 0)
        key = world.path("ops.key")
        with open(key, "w", encoding="utf-8") as file:
            file.write(world.key)
        done = subprocess.run(
            [world.binary, "erase", "--url", f"http://{cinema.server.host}:{cinema.server.port}",
             "--key-file", key, "--show", cinema.guests.show, "--booking", guest["id"]],
            capture_output=True, text=True, timeout=90)
        worker.kill()
        worker.wait()
        if done.returncode != 75 or "in hand" not in done.stderr:
            raise Violation(f"{done.returncode} {done.stdout} {done.stderr}")
        cinema.erase(guest)
        check_gone(world, [guest])
        cinema.server.stop()


def main():
    options = arguments(__doc__).parse_args()
    report = Report("spooled")
    with World(options.binary) as world:
        report.case(f"by the node (seed {options.seed})",
                    lambda: by_route(world, options.seed, 30 if options.long else 4))
        report.case("by the command", lambda: offline(world))
        if options.long:
            report.case("in a worker's hand", lambda: in_hand(world))
    return report.finish()


if __name__ == "__main__":
    run(main)
