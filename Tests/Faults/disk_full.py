#!/usr/bin/env python3
"""A full disk: new holds are refused with read_only, while booking and releasing go on."""

import os
import threading
import time

from kit.check import check
from kit.ledger import Ledger, Violation
from kit.report import Report, arguments, need, run
from kit.tools import LoopDisk, sh
from kit.workload import Buyer
from kit.world import World

PATIENCE = 240
DOORSTOPS = 12


def fill_up(disk):
    """Takes every free byte of the disk but what the server has already made its own."""
    filler = os.path.join(disk.mount_point, "filler")
    with open(filler, "wb") as file:
        size = 64 << 20
        while size >= 4096:
            try:
                os.posix_fallocate(file.fileno(), os.fstat(file.fileno()).st_size, size)
            except OSError:
                size //= 2
        os.fsync(file.fileno())
    return filler


class Filler(Buyer):
    """Holds and releases until the server says that it is read-only."""

    def __init__(self, *arguments, full):
        super().__init__(*arguments)
        self.full = full

    def step(self):
        if len(self.mine) > 3:
            return self.send("release", self.mine.pop(), "DELETE", "", None)
        answer = self.hold()
        if answer.status == 503:
            if answer.code != "read_only":
                raise Violation(f"a full disk was answered with {answer.body!r}")
            if "retry-after" not in answer.headers:
                raise Violation("503 without Retry-After")
            self.full.set()
        return answer


def until_read_only(server, ledger, seed):
    """Writes from four connections until holds are refused; returns the buyers."""
    full, stop, problems = threading.Event(), threading.Event(), []
    buyers = [Filler(server, ledger, seed, n, full=full) for n in range(4)]

    def go(buyer):
        try:
            while not stop.is_set() and not full.is_set():
                buyer.step()
        except Exception as problem:  # Told below, on the main thread.
            problems.append(problem)
            full.set()

    threads = [threading.Thread(target=go, args=(buyer,)) for buyer in buyers]
    for thread in threads:
        thread.start()
    full.wait(PATIENCE)
    stop.set()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]
    if not full.is_set():
        raise Violation(f"still not read-only after {PATIENCE} s: {ledger.counts()}")


def full_disk(world, seed):
    need("losetup", "mkfs.ext4", root=True)
    ledger = Ledger()
    with LoopDisk(world, "ext4", megabytes=700) as disk:
        data = os.path.join(disk.mount_point, "data")
        sh(f"cp -a --sparse=never {world.prepared()} {data}")
        server = world.start(data)
        keeper = Buyer(server, ledger, seed, "keeper", shows=1)
        while len(keeper.mine) < DOORSTOPS:
            keeper.hold()
        # The segments that are kept ready are made in the background; let it be done.
        time.sleep(2)
        filler = fill_up(disk)
        until_read_only(server, ledger, seed)
        # Its first connection has been idle for longer than the server keeps one.
        keeper.client = server.client()
        served = _sell_on(keeper)
        code = server.stop()
        if code not in (0, 71):
            raise Violation(f"exit code {code} after SIGTERM on a full disk")
        os.unlink(filler)
        server = world.start(data)
        check(server, ledger, seed)
        fresh = Buyer(server, ledger, seed, "fresh")
        if all(fresh.hold().status == 503 for _ in range(20)):
            raise Violation("read-only still, with room on the disk")
        server.stop()
    return f"{served} booked and released on a full disk; {ledger.counts()}"


def _sell_on(keeper):
    """Books half of the keeper's holds and releases the others; all must go."""
    served = 0
    for held in list(keeper.mine):
        if held.state != "active" or not held.certain:
            continue
        if served % 2:
            answer = keeper.send("release", held, "DELETE", "", None)
        else:
            answer = keeper.send("book", held, "POST", "/book", {"reference": "on-a-full-disk"})
        if answer.status not in (201, 204):
            raise Violation(f"on a full disk: {answer.status} {answer.body!r}")
        served += 1
    return served


def main():
    options = arguments(__doc__).parse_args()
    report = Report("full")
    with World(options.binary) as world:
        report.case(f"a disk fills up (seed {options.seed})",
                    lambda: full_disk(world, options.seed))
    return report.finish()


if __name__ == "__main__":
    run(main)
