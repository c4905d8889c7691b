"""How a script tells what passed: a line a case, then `N passed, N failed, N skipped`."""

import argparse
import os
import shutil
import sys
import traceback

from .ledger import Violation


class Skip(Exception):
    """A case that can't run here, and why."""


class Report:
    """Counts cases. `finish()` prints the sum and gives the exit code."""

    def __init__(self, name):
        self.name = name
        self.passed = self.failed = self.skipped = 0

    def case(self, title, body):
        """Runs `body()`; what it returns is said beside the title."""
        try:
            note = body()
        except Skip as why:
            self.skipped += 1
            print(f"{self.name}: {title}: skipped: {why}", flush=True)
        except Violation as violation:
            self.failed += 1
            print(f"{self.name}: {title}: FAILED: {violation}", flush=True)
        except Exception:  # A script must report its own faults as failures, and go on.
            self.failed += 1
            print(f"{self.name}: {title}: FAILED:\n{traceback.format_exc()}", flush=True)
        else:
            self.passed += 1
            print(f"{self.name}: {title}: ok{f' ({note})' if note else ''}", flush=True)

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped", flush=True)
        return 1 if self.failed or self.passed + self.skipped == 0 else 0


def arguments(description):
    """`--binary`, `--long` and `--seed`, which every script takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--binary", required=True, help="the seatgrid executable")
    parser.add_argument("--long", action="store_true", help="every point, not a sample")
    parser.add_argument("--seed", type=int, default=1, help="of the buyers; printed on failure")
    return parser


def need(*tools, root=False):
    """Skips the case unless the tools are there, and root if asked for."""
    if root and os.geteuid() != 0:
        raise Skip("needs root")
    for tool in tools:
        if shutil.which(tool) is None and not os.path.exists(f"/usr/sbin/{tool}"):
            raise Skip(f"no {tool} here")


def run(main):
    """The scripts' last line."""
    sys.exit(main())
