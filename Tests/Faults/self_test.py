#!/usr/bin/env python3
"""Shows that the fault scripts catch a liar: a toy server passes them, its mutants fail them."""

import os
import subprocess
import sys

from kit.ledger import Violation
from kit.report import Report, arguments, need, run

HERE = os.path.dirname(os.path.abspath(__file__))
TOY = os.path.join(HERE, "kit", "fake_seatgrid.py")
CASES = [
    ("kill_at_sync.py", "forgets-keys"), ("kill_at_sync.py", "sells-twice"),
    ("io_errors.py", "goes-on-after-eio"), ("bit_flips.py", "believes-anything"),
    ("power_cut.py", "no-sync"),
]


def outcome(script, mutant):
    """The script's exit code when it is run on the toy with this fault."""
    done = subprocess.run(
        [sys.executable, os.path.join(HERE, script), "--binary", TOY],
        env={**os.environ, "SEATGRID_FAKE_MUTANT": mutant},
        capture_output=True, text=True, timeout=600)
    return done.returncode, done.stdout[-2000:] + done.stderr[-500:]


def caught(script, mutant):
    need("strace", "xfs_io", root=True)
    code, said = outcome(script, mutant)
    if code == 0:
        raise Violation(f"nobody noticed\n{said}")


def passes(script):
    need("strace", "xfs_io", root=True)
    code, said = outcome(script, "")
    if code != 0:
        raise Violation(f"an honest toy failed\n{said}")


def main():
    parser = arguments(__doc__)
    parser.set_defaults(binary=TOY)
    for action in parser._actions:
        action.required = False
    options = parser.parse_args()
    report = Report("self-test")
    for script, mutant in CASES if options.long else CASES[-1:]:
        report.case(f"{script} catches {mutant}", lambda: caught(script, mutant))
    for script in sorted({script for script, _ in CASES}) if options.long else []:
        report.case(f"{script} passes an honest toy", lambda: passes(script))
    return report.finish()


if __name__ == "__main__":
    run(main)
