#!/usr/bin/env python3
"""The load driver's fight over one show, alone and through kill -9, every answer checked."""

from kit.driver import drive, driver, free_port, passes
from kit.ledger import Violation
from kit.report import Report, arguments, run
from kit.world import World


def fight(world, options):
    driver()
    server = world.start(world.copy("fight"))
    attempts = 200_000 if options.long else 20_000
    passes(*drive(world, "fight", "--url", f"http://{server.host}:{server.port}",
                  "--attempts", str(attempts), "--seed", str(options.seed)))
    code = server.stop()
    if code != 0:
        raise Violation(f"exit code {code} after SIGTERM")
    return f"{attempts} attempts"


def fight_through_kills(world, options):
    driver()
    kills = 100 if options.long else 10
    port = free_port()
    command = (f"{world.binary} serve --data {world.copy('killed-fight')} "
               f"--listen 127.0.0.1:{port} --keys {world.keys} --rate-limit off")
    passes(*drive(world, "crash", "--kills", str(kills), "--seed", str(options.seed),
                  "--url", f"http://127.0.0.1:{port}", "--server", command,
                  "--server-log", world.path("fight.log")))
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
