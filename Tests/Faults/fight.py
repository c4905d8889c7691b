#!/usr/bin/env python3
"""The load driver's fight over one show, alone and through kill -9, every answer checked."""

import os
import socket
import subprocess

from kit.ledger import Violation
from kit.report import Report, Skip, arguments, run
from kit.world import World

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
DRIVERS = [os.path.join(ROOT, "LoadTests", ".build", kind, "seatgrid-load")
           for kind in ("release", "debug")]


def driver():
    """The load driver's binary, if it has been built."""
    for path in DRIVERS:
        if os.path.exists(path):
            return path
    raise Skip("no LoadTests/.build/*/seatgrid-load")


def drive(world, *words, patience=1800):
    key_file = world.path("fight.key")
    with open(key_file, "w", encoding="ascii") as file:
        file.write(world.key)
    done = subprocess.run([driver(), words[0], "--key-file", key_file, *words[1:]],
                          capture_output=True, text=True, timeout=patience)
    if done.returncode != 0:
        raise Violation(f"exit code {done.returncode}\n{(done.stdout + done.stderr)[-1500:]}")


def fight(world, options):
    driver()
    server = world.start(world.copy("fight"))
    attempts = 200_000 if options.long else 20_000
    drive(world, "fight", "--url", f"http://{server.host}:{server.port}",
          "--attempts", str(attempts), "--seed", str(options.seed))
    code = server.stop()
    if code != 0:
        raise Violation(f"exit code {code} after SIGTERM")
    return f"{attempts} attempts"


def fight_through_kills(world, options):
    driver()
    kills = 100 if options.long else 10
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = (f"{world.binary} serve --data {world.copy('killed-fight')} "
               f"--listen 127.0.0.1:{port} --keys {world.keys} --rate-limit off")
    drive(world, "crash", "--kills", str(kills), "--seed", str(options.seed),
          "--url", f"http://127.0.0.1:{port}", "--server", command,
          "--server-log", world.path("fight.log"))
    return f"{kills} kills"


def main():
    options = arguments(__doc__).parse_args()
    report = Report("fight")
    with World(options.binary) as world:
        report.case(f"64 connections fight for one show (seed {options.seed})",
                    lambda: fight(world, options))
        report.case(f"and go on through kill -9 (seed {options.seed})",
                    lambda: fight_through_kills(world, options))
    return report.finish()


if __name__ == "__main__":
    run(main)
