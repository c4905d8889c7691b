#!/usr/bin/env python3
"""Workers killed at any time, a feeder killed, a full disk: nothing lost, nothing sent twice."""

import collections
import hashlib
import json
import os
import random
import subprocess
import time

from _kit import Place, Violation, expect, notice, until
from _mail import Peer
from kit.report import Report, arguments, need, run
from kit.tools import LoopDisk, sh

CONNECTIONS = 4


def finished(place):
    """The digests of the notices that are written down as finished."""
    digests, at = set(), os.path.join(place.spool, "done")
    for name in os.listdir(at):
        with open(os.path.join(at, name), "rb") as file:
            data = file.read()
        digests.update(data[n:n + 16] for n in range(0, len(data), 32))
    return digests


def in_doubt(place, mails):
    """Those mails that the server took, and nobody wrote down: each will come once more."""
    known = finished(place)
    names = {mail.id[1:].partition("@")[0] for mail in mails}
    return {name for name in names if hashlib.sha256(name.encode()).digest()[:16] not in known}


def killed(binary, seed, total, kills):
    """kill -9 again and again.

    A mail may come twice only if its worker was killed between the server's answer and the record,
    and a connection has at most one such mail at a time.
    """
    chance = random.Random(seed)
    answers = {f"asha{n}@example.org": chance.choice([[], [], ["451 later"], ["HANG UP"]])
               for n in range(1, total + 1)}
    hung = {to for to, script in answers.items() if script == ["HANG UP"]}
    doubts = collections.Counter()
    with Place(binary) as place, Peer(answers) as server:
        place.mail(server.port, connections=CONNECTIONS)
        place.put([notice(n) for n in range(1, total + 1)])
        seen = 0
        for _ in range(kills):
            worker = place.start()
            time.sleep(chance.uniform(0, 0.25))
            worker.kill()
            # What the worker had written before, the server is still taking.
            time.sleep(0.2)
            fresh, seen = server.taken[seen:], len(server.taken)
            doubts.update(in_doubt(place, fresh))
            open_now = in_doubt(place, [mail for mail in fresh if mail.to not in hung])
            if len(open_now) > CONNECTIONS:
                raise Violation(f"{len(open_now)} in doubt after a kill; seed {seed}")
            expect(place.put([notice(n) for n in range(1, total + 1)]), 0, "fed again")
        place.drain(120)
        counts = collections.Counter(mail.id[1:].partition("@")[0] for mail in server.taken)
        twice = 0
        for n in range(1, total + 1):
            name = f"show-{n}-email"
            allowed = 1 + doubts[name] + (f"asha{n}@example.org" in hung)
            if not 1 <= counts[name] <= allowed:
                raise Violation(f"{name} came {counts[name]} times, {allowed} allowed; seed {seed}")
            twice += counts[name] - 1
        expect(place.counts(), {"new": 0, "cur": 0, "retry": 0, "dead": 0}, "left")
        return (f"{total} mails, {kills} kills, {sum(doubts.values())} in doubt at them, "
                f"{len(hung)} hung up on; {twice} came once more")


def together(binary):
    """Three workers at one spool, one of them killed: its notices are taken over at once."""
    total = 300
    with Place(binary) as place, Peer() as server:
        place.mail(server.port)
        place.put([notice(n) for n in range(1, total + 1)])
        workers = [place.start() for _ in range(3)]
        until(lambda: len(server.taken) > 30)
        workers[0].kill()
        until(lambda: len(set(server.ids())) == total)
        until(lambda: sum(place.counts().values()) == 0)
        for worker in workers[1:]:
            expect(worker.stop(), 0, "exit code")
        twice = len(server.taken) - total
        if twice > CONNECTIONS:
            raise Violation(f"{twice} came twice")
        return f"{twice} in doubt came twice"


def feeder_killed(binary, seed):
    """`put` killed at any time, then again with all: each notice is there once."""
    chance = random.Random(seed)
    total = 400
    text = "".join(json.dumps(notice(n)) + "\n" for n in range(1, total + 1))
    with Place(binary) as place, Peer() as server:
        place.mail(server.port)
        for _ in range(12):
            feeder = subprocess.Popen([binary, "notify", "put", "--spool", place.spool],
                                      stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
            try:
                feeder.stdin.write(text)
                feeder.stdin.close()
            except BrokenPipeError:
                pass
            time.sleep(chance.uniform(0, 0.12))
            feeder.kill()
            feeder.wait()
        place.put([notice(n) for n in range(1, total + 1)])
        expect(place.counts()["new"], total, "new")
        place.drain(120)
        expect(len(server.taken), total, "mails")
        expect(len(set(server.ids())), total, "different mails")


def full_disk(binary):
    """The spool's disk fills up under a working worker, and has room again."""
    need("losetup", "mkfs.ext4", root=True)
    with Place(binary) as place, LoopDisk(place_world(place), "ext4", megabytes=24) as disk:
        place.spool = os.path.join(disk.mount_point, "spool")
        script = {f"asha{n}@example.org": ["451 later"] for n in range(1, 100, 3)}
        with Peer(script) as server:
            place.mail(server.port)
            # A worker makes room for its memory when it starts; without it, it exits with 75.
            place.drain()
            expect(place.put([notice(n) for n in range(1, 100)]), 99, "put")
            filler = os.path.join(disk.mount_point, "filler")
            sh(f"dd if=/dev/zero of={filler} bs=1k 2>/dev/null; true")
            told = subprocess.run([binary, "notify", "put", "--spool", place.spool],
                                  input=json.dumps(notice(500)), capture_output=True, text=True,
                                  timeout=60)
            expect(told.returncode, 75, "exit code of put on a full disk")
            worker = place.start()
            time.sleep(2)
            os.unlink(filler)
            until(lambda: len(set(server.ids())) == 99)
            until(lambda: sum(place.counts().values()) == 0)
            expect(worker.stop(), 0, "exit code")
            expect(len(server.taken), 99, "mails, none twice")
            expect(place.put([notice(500)]), 1, "put with room")
            place.drain()
            expect(len(server.taken), 100, "mails")


def place_world(place):
    """What LoopDisk wants of a world."""
    class World:
        @staticmethod
        def path(name):
            return os.path.join(place.root, name)
    return World


def main():
    options = arguments(__doc__).parse_args()
    report = Report("crashes")
    total, kills = (3_000, 200) if options.long else (400, 15)
    seed, binary = options.seed, options.binary
    report.case(f"a worker killed again and again (seed {seed})",
                lambda: killed(binary, seed, total, kills))
    report.case("one of three workers killed", lambda: together(binary))
    report.case(f"a feeder killed again and again (seed {seed})",
                lambda: feeder_killed(binary, seed))
    report.case("a full disk", lambda: full_disk(binary))
    return report.finish()


if __name__ == "__main__":
    run(main)
