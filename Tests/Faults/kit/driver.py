"""The load driver as the scripts start it."""

import os
import socket
import subprocess

from .ledger import Violation
from .report import Skip

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..")
DRIVERS = [os.path.join(ROOT, "LoadTests", ".build", kind, "seatgrid-load")
           for kind in ("release", "debug")]


def driver():
    """The load driver's binary, the one built last; skips the case when there is none."""
    built = [path for path in DRIVERS if os.path.exists(path)]
    if not built:
        raise Skip("no LoadTests/.build/*/seatgrid-load")
    return max(built, key=os.path.getmtime)


def drive(world, *words, patience=1800):
    """Runs the driver with the world's key: its exit code, and all that it said."""
    key_file = world.path("load.key")
    with open(key_file, "w", encoding="ascii") as file:
        file.write(world.key)
    done = subprocess.run([driver(), words[0], "--key-file", key_file, *words[1:]],
                          capture_output=True, text=True, timeout=patience)
    return done.returncode, done.stdout + done.stderr


def passes(code, said):
    """A violation unless the driver ended well."""
    if code != 0:
        raise Violation(f"exit code {code}\n{said[-1500:]}")


def free_port():
    """A port that nobody listens on just now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
