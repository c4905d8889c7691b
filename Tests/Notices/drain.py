#!/usr/bin/env python3
"""A backlog drains in a time that grows with it and no faster: no directory is listed anew for
each notice."""

import json
import os
import subprocess
import time

from _kit import Place, Violation, expect, notice
from kit.report import Report, arguments, run

SLACK = 2.0
"""How much longer a notice may take in the large backlog than in the small: noise, caches, the
file system's own trees."""


def feed(place, total):
    """Seconds a notice to put them."""
    began = time.monotonic()
    feeder = subprocess.Popen([place.binary, "notify", "put", "--spool", place.spool],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    template = json.dumps(notice(1, "sms", to="+919812345678"))
    for n in range(1, total + 1):
        feeder.stdin.write(template.replace("show-1-sms", f"show-{n}-sms") + "\n")
    feeder.stdin.close()
    expect(feeder.stdout.read(), f"{total} put\n", "put")
    expect(feeder.wait(), 0, "exit code")
    return (time.monotonic() - began) / total


def backlog(binary, total):
    with Place(binary) as place:
        out = place.write("sms.jsonl", "")
        place.configure(sms={"provider": "file", "path": out, "concurrency": 16})
        put = feed(place, total)
        began = time.monotonic()
        worker = place.start("--until-empty", "--log-level", "notice")
        code = worker.wait(7_200)
        each = (time.monotonic() - began) / total
        expect(code, 0, "exit code")
        ids = set()
        with open(out, encoding="utf-8") as file:
            for line in file:
                ids.add(json.loads(line)["id"])
        expect(len(ids), total, "messages, none twice or lost")
        left = sum(os.path.isfile(p) for p in place.names())
        if left > 80:
            raise Violation(f"{left} files left")
        # The feeder, started anew, still knows what is done.
        again = [notice(n, "sms", to="+919812345678") for n in range(total - 9, total + 1)]
        expect(place.put(again), 0, "put again")
        return put, each


def grows(binary, small, large):
    first, second = backlog(binary, small), backlog(binary, large)
    told = "; ".join(f"{n:,}: put {put * 1e6:.0f} µs, drained {each * 1e6:.0f} µs a notice"
                     for n, (put, each) in [(small, first), (large, second)])
    if second[1] > SLACK * first[1] or second[0] > SLACK * first[0]:
        raise Violation(told)
    return told


def main():
    options = arguments(__doc__).parse_args()
    report = Report("drain")
    small, large = (50_000, 1_000_000) if options.long else (1_000, 8_000)
    report.case(f"{large:,} notices", lambda: grows(options.binary, small, large))
    return report.finish()


if __name__ == "__main__":
    run(main)
