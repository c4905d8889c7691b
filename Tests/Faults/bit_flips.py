#!/usr/bin/env python3
"""Every byte (or a sample) of a small log and its snapshots flipped: refusal or exact prefix."""

import os
import random
import subprocess

from kit.ledger import Ledger, Violation
from kit.report import Report, arguments, run
from kit.server import NotReady
from kit.workload import Buyer
from kit.world import SHOWS, World, show_id

CORRUPT = 65
OPERATIONS = 40


class Recording(Buyer):
    """Notes each show's map after every write: what a true prefix may look like."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.seen = {}
        self.note()

    def step(self):
        super().step()
        self.note()

    def note(self):
        for show, answer in read_maps(self.client).items():
            self.seen.setdefault(show, {})[answer[0]] = answer[1]


def read_maps(client, shows=SHOWS):
    """show → (seq, states)."""
    maps = {}
    for show in map(show_id, range(shows)):
        answer = client.get(f"/v1/shows/{show}/seats").json
        maps[show] = (answer["seq"], answer["states"])
    return maps


def targets(data):
    """(file, offset) of every byte that is not in a run of zeros, and some that are. Keys and the
    sandbox's facts have tests of their own."""
    found = []
    for folder, _, files in (step for part in ("log", "snapshots")
                             for step in os.walk(os.path.join(data, part))):
        for name in sorted(files):
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                start = 0
                while page := file.read(4096):
                    used = len(page.rstrip(b"\0"))
                    found += [(path, start + i) for i in range(used)]
                    if 0 < used < len(page):
                        found.append((path, start + len(page) - 1))
                    start += len(page)
    return found


def flip(path, offset):
    """Inverts one byte; doing it again undoes it."""
    with open(path, "r+b") as file:
        file.seek(offset)
        byte = file.read(1)[0]
        file.seek(offset)
        file.write(bytes([byte ^ 0xFF]))


def verdict(world, data):
    """What `wal verify` says of `data`: 0 or 65; anything else is a violation."""
    done = subprocess.run([world.binary, "wal", "verify", "--data", data],
                          capture_output=True, text=True, timeout=120)
    if done.returncode not in (0, CORRUPT):
        raise Violation(f"wal verify: exit code {done.returncode}\n"
                        f"{(done.stdout + done.stderr)[-500:]}")
    return done.returncode


def one(world, data, path, offset, seen):
    """A flip that is not refused must leave a state that once was, at every show."""
    name = f"{os.path.relpath(path, data)} byte {offset}"
    copy = world.copy("flipped", data)
    flip(os.path.join(copy, os.path.relpath(path, data)), offset)
    said = verdict(world, copy)
    try:
        server = world.start(copy)
    except NotReady as refused:
        if refused.code != CORRUPT:
            raise Violation(f"{name}: refused to start with {refused.code}: "
                            f"{refused.said[-300:]}") from refused
        if said == 0:
            raise Violation(f"{name}: wal verify says 0, but serve refuses") from refused
        return "refused"
    client = server.client()
    maps = read_maps(client)
    client.close()
    server.kill()
    for show, (seq, states) in maps.items():
        if seen[show].get(seq) != states:
            raise Violation(f"{name}: {show} at {seq} has a state that never was")
    return "prefix" if any(seq != max(seen[show]) for show, (seq, _) in maps.items()) else "whole"


def make_log(world, seed, way):
    """A small log made by one buyer, ended by SIGTERM or kill -9; the data and the maps seen."""
    data = world.copy(f"small-{way}")
    server = world.start(data)
    buyer = Recording(server, Ledger(), seed, way)
    buyer.run(OPERATIONS)
    if way == "killed":
        server.kill()
    else:
        server.stop()
    if verdict(world, data) != 0:
        raise Violation("wal verify refuses an undamaged log")
    return data, buyer.seen


def flips(world, seed, way, count):
    data, seen = make_log(world, seed, way)
    points = targets(data)
    chosen = points if count is None else random.Random(seed).sample(
        points, min(count, len(points)))
    outcomes, problems = {}, []
    for path, offset in chosen:
        try:
            outcome = one(world, data, path, offset, seen)
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
        except Violation as problem:
            problems.append(str(problem))
    if problems:
        raise Violation(f"{len(problems)} of {len(chosen)} flips: " + "\n".join(problems[:5]))
    return f"{len(chosen)} of {len(points)} bytes: {outcomes}"


def main():
    parser = arguments(__doc__)
    parser.add_argument("--every-byte", action="store_true", help="hours, with a real server")
    options = parser.parse_args()
    count = None if options.every_byte else 1500 if options.long else 60
    report = Report("flips")
    with World(options.binary) as world:
        for way in ("stopped", "killed"):
            report.case(f"flipped bytes after a server was {way} (seed {options.seed})",
                        lambda: flips(world, options.seed, way, count))
    return report.finish()


if __name__ == "__main__":
    run(main)
