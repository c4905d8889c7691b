#!/usr/bin/env python3
"""EIO at every n-th sync and write: the node stops with 71, and a restart has lost nothing."""

from kit.check import check
from kit.ledger import Ledger, Violation
from kit.report import Report, arguments, need, run
from kit.server import NotReady
from kit.tools import strace
from kit.workload import trade
from kit.world import World

DISK_FAILED = 71


def fail_at(world, calls, n, seed, error="EIO"):
    """One run whose n-th call of `calls` fails; what happened, or None if there were fewer."""
    data = world.copy("failing")
    ledger = Ledger()
    try:
        server = world.start(data, prefix=strace(world, f"error={error}:when={n}", calls))
    except NotReady as end:
        code, where = end.code, "while starting"
    else:
        trade(server, ledger, seed, count=60)
        if server.wait(patience=2) is None:
            code, where = server.stop(), "while stopping"
        else:
            code, where = server.process.returncode, "at work"
    if code not in (0, DISK_FAILED):
        raise Violation(f"{where}: exit code {code}, wanted {DISK_FAILED}")
    injected = "INJECTED" in open(world.path("strace.log"), encoding="utf-8").read()
    if injected and code == 0:
        raise Violation(f"{error} was answered with exit code 0 ({where})")
    again = world.start(data)
    check(again, ledger, seed)
    again.stop()
    return f"71 {where}; {ledger.counts()}" if injected else None


def every(report, options, world, calls):
    """n = 1, 2, 3... (or a sample that grows) until two runs had fewer calls than n."""
    n, misses = 1, 0
    while misses < 2 and n < 1000:
        outcome = []
        report.case(f"EIO at {calls} {n} (seed {options.seed})",
                    lambda: outcome.append(fail_at(world, calls, n, options.seed)) or outcome[0])
        misses += not outcome or outcome[0] is None
        n += 1 if options.long or n < 3 else max(1, n // 2)


def main():
    options = arguments(__doc__).parse_args()
    report = Report("io")
    with World(options.binary) as world:
        def tools():
            need("strace")
            world.prepared()
        report.case("strace is here", tools)
        if not report.skipped and not report.failed:
            for calls in ("fdatasync", "fsync", "pwrite64", "rename,renameat,renameat2"):
                every(report, options, world, calls)
    return report.finish()


if __name__ == "__main__":
    run(main)
