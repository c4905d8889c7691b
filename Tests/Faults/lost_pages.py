#!/usr/bin/env python3
"""kill -9 on a file system that forgets every page (or half of them) that was not synced."""

import os
import random
import subprocess
import sys
import threading

from kit.check import check
from kit.ledger import Ledger
from kit.report import Report, Skip, arguments, need, run
from kit.tools import start_lazy_fs
from kit.workload import trade
from kit.world import World


def crashes(world, times, seed):
    """One data folder through `times` crashes; even ones drop all pages, odd ones half."""
    dice, ledger = random.Random(seed), Ledger()
    source, target = world.copy("lazy"), world.path("lazy.mnt")
    mount = start_lazy_fs(world, source, target, sys.executable)
    try:
        for n in range(times):
            server = world.start(target)
            check(server, ledger, seed + n)
            killer = threading.Timer(dice.uniform(0.2, 1.0), server.kill)
            killer.start()
            trade(server, ledger, seed * 1000 + n, count=100_000)
            killer.join()
            with open(os.path.join(target, ".crash"), "w", encoding="ascii") as crash:
                crash.write(f"{seed}-{n}" if n % 2 else "all")
        server = world.start(target)
        check(server, ledger, seed)
        server.stop()
    finally:
        for running in world.servers:
            running.kill()
        subprocess.run(["umount", "-l", target], check=False)
        mount.wait(timeout=10)
    return f"{times} crashes; {ledger.counts()}"


def tools():
    """Skips unless FUSE works here."""
    need(root=True)
    if not os.path.exists("/dev/fuse"):
        raise Skip("no /dev/fuse")
    try:
        import mfusepy  # noqa: F401  (only whether it is there)
    except (ImportError, OSError) as error:
        raise Skip(f"no mfusepy: {error}") from error


def main():
    options = arguments(__doc__).parse_args()
    report = Report("pages")
    times = 30 if options.long else 6
    with World(options.binary) as world:
        def case():
            tools()
            return crashes(world, times, options.seed)
        report.case(f"{times} crashes that drop un-synced pages (seed {options.seed})", case)
    return report.finish()


if __name__ == "__main__":
    run(main)
