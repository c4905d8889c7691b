#!/usr/bin/env python3
"""kill -9 at every n-th sync of a short run, and at random moments under load."""

import random
import threading
import time

from kit.check import check
from kit.ledger import Ledger, Violation
from kit.report import Report, arguments, need, run
from kit.server import NotReady
from kit.tools import strace
from kit.workload import trade
from kit.world import World


def kill_at(world, n, seed):
    """One short run that dies at its n-th sync; returns how it went, None if it outlived it."""
    data = world.copy("killed")
    ledger = Ledger()
    try:
        server = world.start(data, prefix=strace(world, f"signal=KILL:when={n}"))
    except NotReady:
        outlived, where = False, "while starting"
    else:
        outlived = trade(server, ledger, seed, count=60)
        where = "at work"
        if outlived:
            # A process that is being killed may not be reaped yet.
            outlived = server.alive() and server.stop() == 0
            where = "while stopping"
    again = world.start(data)
    check(again, ledger, seed)
    code = again.stop()
    if code != 0:
        raise Violation(f"exit code {code} after SIGTERM")
    return None if outlived else f"died {where}; {ledger.counts()}"


def every_sync(report, options, world):
    """n = 1, 2, 3... (or a sample that grows) until a run outlives its n."""
    n, misses = 1, 0
    while misses < 2 and n < 2000:
        outcome = []
        report.case(f"kill at sync {n} (seed {options.seed})",
                    lambda: outcome.append(kill_at(world, n, options.seed)) or outcome[0])
        misses += bool(outcome) and outcome[0] is None
        n += 1 if options.long or n < 4 else max(1, n // 3)


def random_kills(world, times, seed):
    """One data folder that is killed over and over under load; the ledger goes on."""
    dice, ledger = random.Random(seed), Ledger()
    data = world.copy("random")
    for n in range(times):
        server = world.start(data)
        check(server, ledger, seed + n)
        killer = threading.Timer(dice.uniform(0.02, 0.6), server.kill)
        killer.start()
        trade(server, ledger, seed * 1000 + n, count=100_000)
        killer.join()
    server = world.start(data)
    check(server, ledger, seed)
    server.stop()
    return f"{times} kills; {ledger.counts()}"


def main():
    options = arguments(__doc__).parse_args()
    report = Report("kill")
    with World(options.binary) as world:
        times = 100 if options.long else 12
        report.case(f"{times} kills under load (seed {options.seed})",
                    lambda: random_kills(world, times, options.seed))

        def tools():
            need("strace")
            world.prepared()
        report.case("strace is here", tools)
        if not report.skipped:
            started = time.monotonic()
            every_sync(report, options, world)
            print(f"kill: {time.monotonic() - started:.0f} s")
    return report.finish()


if __name__ == "__main__":
    run(main)
