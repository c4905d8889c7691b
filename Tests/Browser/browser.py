#!/usr/bin/env python3
"""The web app in Debian's Chromium, driven by Playwright: each script of this directory is a case.

    Tests/Browser/browser.py --binary .build/debug/seatgrid [--long]

Without --long the journey is walked by mouse and by keyboard, two rivals want one seat, and the
board is worked; with it all scripts run whole. One script alone is run with `SEATGRID` as the
binary. Screenshots are kept in `SHOTS`, by default /tmp/seatgrid-shots.
"""

import importlib.util
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "Faults"))
from kit.ledger import Violation  # noqa: E402
from kit.report import Report, Skip, arguments, need  # noqa: E402

# Script, its arguments, how many seconds it may take.
FAST = [
    ("shop_journey.py", ["mouse", "keyboard"], 180),
    ("shop_headers.py", [], 60),
    ("map_rivals.py", [], 120),
    ("operate_desk.py", [], 180),
]
LONG = [
    ("shop_journey.py", [], 600),
    ("shop_states.py", [], 600),
    ("shop_hostile.py", [], 300),
    ("shop_headers.py", [], 60),
    ("map_rivals.py", [], 120),
    ("map_line.py", [], 300),
    ("map_faults.py", [], 300),
    ("map_looks.py", [], 300),
    ("map_halls.py", [], 300),
    ("map_speed.py", [], 600),
    ("operate_desk.py", [], 300),
    ("operate_house.py", [], 300),
    ("operate_orders.py", [], 300),
    ("operate_looks.py", [], 600),
]


def walk(binary, script, options, patience):
    need("chromium")
    for module in ("playwright", "axe_playwright_python"):
        if importlib.util.find_spec(module) is None:
            raise Skip(f"no Python package {module} here")
    environment = {**os.environ, "SEATGRID": binary}
    command = [sys.executable, os.path.join(HERE, script), *options]
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=patience, check=False
        )
    except subprocess.TimeoutExpired as late:
        raise Violation(f"no end after {patience} s: {(late.stdout or b'')[-800:]}") from late
    lines = done.stdout.strip().split("\n")
    if done.returncode != 0:
        raise Violation("\n".join([*lines[-8:], done.stderr[-3000:]]))
    return lines[-1]


def main():
    chosen = arguments(__doc__).parse_args()
    report = Report("browser")
    binary = os.path.abspath(chosen.binary)
    for script, options, patience in LONG if chosen.long else FAST:
        title = " ".join([script.removesuffix(".py"), *options])
        report.case(title, lambda s=script, o=options, p=patience: walk(binary, s, o, p))
    sys.exit(report.finish())


if __name__ == "__main__":
    main()
