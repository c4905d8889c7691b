#!/usr/bin/env python3
"""Faults planted between the load driver and a real server: each is found, by its right name."""

import os
import shlex
import sys

from kit import planted
from kit.driver import drive, driver, free_port, passes
from kit.ledger import Violation
from kit.proxy import Proxy
from kit.report import Report, arguments, run
from kit.world import World

FORGETFUL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "kit", "forgetful.py")
BROKEN = 4
# What is planted, in which scenario and with which flags, and the invariant that it breaks.
FAULTS = [
    (planted.DroppedHold, "flash", (), "different"),
    (planted.DroppedRelease, "flash", (), "missing"),
    (planted.DoubleBooking, "flash", ("--seats", "100"), "twoOwners"),
    (planted.AnsweredTwice, "flash", (), "claimedTwice"),
    (planted.SentTwice, "flash", (), "unaskedAnswer"),
    (planted.ForgottenKey, "flash", (), "repeated"),
    (planted.OneConflict, "flash", ("--seats", "100"), "conflicts"),
    (planted.RefusedInVain, "groups", ("--users", "20", "--seats", "5000"), "togetherInVain"),
    (planted.GoneTooSoon, "flash", (), "goneTooSoon"),
    (planted.StaleMap, "flash", (), "stale"),
    (planted.StaleTag, "pollers", (), "stale"),
    (planted.WrongMap, "flash", (), "map"),
    (planted.SkippedDelta, "journey", ("--shows", "2"), "deltaGap"),
    (planted.SkippedChange, "journey", ("--shows", "2"), "delta"),
]


def load(world, proxy, scenario, flags, seed):
    """A short run of `scenario` through `proxy`: exit code and what was said."""
    pace = () if "--users" in flags else ("--rate", "150")
    seats = () if "--seats" in flags else ("--seats", "500")
    return drive(world, "run", scenario, "--url", f"http://127.0.0.1:{proxy.port}",
                 "--seconds", "3", "--warmup", "0", "--connections", "16", "--seed", str(seed),
                 *pace, *seats, *flags, patience=120)


def found(code, said, *invariants):
    """The driver ended with 4, and its text names one of `invariants`."""
    named = [line.strip() for line in said.splitlines()
             if any(f"{each}: " in line for each in invariants)]
    if code != BROKEN or not named:
        raise Violation(f"exit code {code}, wanted {BROKEN} and {' or '.join(invariants)}\n{said}")
    return named[0]


def honest(world, proxy, options):
    driver()
    for scenario in sorted({scenario for _, scenario, _, _ in FAULTS}):
        proxy.fault = planted.Honest()
        flags = next(flags for _, each, flags, _ in FAULTS if each == scenario)
        passes(*load(world, proxy, scenario, flags, options.seed))


def catches(world, proxy, options, fault, scenario, flags, invariant):
    driver()
    proxy.fault = fault()
    code, said = load(world, proxy, scenario, flags, options.seed)
    if not proxy.fault.planted:
        raise Violation(f"nothing was planted\n{said[-800:]}")
    return found(code, said, invariant)


def killed(world, options, name, prefix):
    """The scenario `restart` with a server of its own, which `prefix` starts."""
    port = free_port()
    data = world.copy(name)
    command = [*prefix, world.binary, "serve", "--data", data, "--listen", f"127.0.0.1:{port}",
               "--keys", world.keys, "--rate-limit", "off"]
    return drive(world, "run", "restart", "--url", f"http://127.0.0.1:{port}",
                 "--seconds", "3", "--warmup", "0", "--users", "16", "--seed", str(options.seed),
                 "--server", shlex.join(command), "--server-log", world.path(f"{name}.log"))


def survives(world, options):
    driver()
    passes(*killed(world, options, "kept", ()))


def forgets(world, options):
    driver()
    prefix = (sys.executable, FORGETFUL)
    # A version that was lost and then given anew shows as another write at the version told.
    return found(*killed(world, options, "forgotten", prefix),
                 "missing", "different", "claimedTwice")


def main():
    options = arguments(__doc__).parse_args()
    report = Report("planted")
    with World(options.binary) as world:
        server = world.start(world.copy("planted"))
        with Proxy(server.host, server.port, planted.Honest()) as proxy:
            report.case(f"a proxy without a fault passes (seed {options.seed})",
                        lambda: honest(world, proxy, options))
            for case in FAULTS:
                report.case(f"{case[0].__name__} in {case[1]} (seed {options.seed})",
                            lambda: catches(world, proxy, options, *case))
        report.case(f"a kill passes (seed {options.seed})", lambda: survives(world, options))
        report.case(f"a disk that forgets at a kill (seed {options.seed})",
                    lambda: forgets(world, options))
    return report.finish()


if __name__ == "__main__":
    run(main)
