#!/usr/bin/env python3
"""Power cuts under load, on ext4 and on xfs: the device stops, the machine comes back."""

import os
import random
import threading

from kit.check import check
from kit.ledger import Ledger, Violation
from kit.report import Report, arguments, need, run
from kit.tools import LoopDisk, sh
from kit.workload import trade
from kit.world import World


def cuts(world, kind, times, seed):
    """One data folder through `times` cuts; the ledger goes on from one to the next."""
    need("losetup", f"mkfs.{kind}", "xfs_io", root=True)
    dice, ledger = random.Random(seed), Ledger()
    with LoopDisk(world, kind, megabytes=1024) as disk:
        data = os.path.join(disk.mount_point, "data")
        sh(f"cp -a --sparse=always {world.prepared()} {data}; sync")
        for n in range(times):
            server = world.start(data)
            check(server, ledger, seed + n)
            cutter = threading.Timer(dice.uniform(0.05, 0.8), disk.cut_power)
            cutter.start()
            try:
                trade(server, ledger, seed * 1000 + n, count=100_000)
                cutter.join()
                code = server.wait(patience=20)
            finally:
                server.kill()
            if code != 71:
                raise Violation(f"cut {n}: the disk was gone, and the exit code is {code}")
            disk.unmount()
            disk.mount()
        server = world.start(data)
        check(server, ledger, seed)
        server.stop()
    return f"{times} cuts; {ledger.counts()}"


def main():
    options = arguments(__doc__).parse_args()
    report = Report("power")
    times = 40 if options.long else 6
    with World(options.binary) as world:
        for kind in ("ext4", "xfs"):
            report.case(f"{times} power cuts on {kind} (seed {options.seed})",
                        lambda: cuts(world, kind, times, options.seed))
    return report.finish()


if __name__ == "__main__":
    run(main)
