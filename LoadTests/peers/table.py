#!/usr/bin/env python3
"""table.py FOLDER: a table of FOLDER/SCENARIO/STACK/ROUND/result.json, medians of rounds."""

import json
import pathlib
import statistics
import sys

HEAD = (
    "stack", "requests/s", "p50 ms", "p99 ms", "p99.9 ms", "CPU µs a request", "memory MiB",
    "lost after kill -9", "doubled seats",
)
LOST = {"missing", "goneTooSoon"}
DOUBLED = {"twoOwners"}


class Stack:
    """All results of one stack."""

    def __init__(self, folder, name):
        self.name = name
        self.results = {
            scenario: [
                json.loads(path.read_text("utf8"))
                for path in sorted((folder / scenario / name).glob("*/result.json"))
            ]
            for scenario in ("checkout", "zipf", "blackout")
        }

    def median(self, scenario, figure):
        """Of `figure(result)`; nan when nothing was measured."""
        return statistics.median([figure(r) for r in self.results[scenario]] or [float("nan")])

    def hold(self, percentile):
        """Milliseconds from the intended start of a hold, in the open model."""
        return self.median("zipf", lambda r: step(r, "hold")["latency_ms"][percentile])

    def requests(self):
        """A second, in the closed model."""
        return self.median("checkout", lambda r: sum(s["per_second"] for s in r["steps"]))

    def cpu(self):
        """Microseconds a request, of all processes."""
        return self.median("checkout", lambda r: r["server"]["cpu_us_per_request"])

    def memory(self):
        """MiB of all processes, shared pages once."""
        return self.median("checkout", lambda r: r["server"]["memory_bytes"] / 2**20)

    def broken(self, kinds):
        """Findings of `kinds` after the kill, and how many writes were looked at."""
        found = [r["invariants"] for r in self.results["blackout"]]
        count = sum(n for i in found for kind, n in i["broken"].items() if kind in kinds)
        return count, sum(i["attempts"] for i in found)

    def row(self):
        """The cells of the table."""
        lost, attempts = self.broken(LOST)
        killed = bool(self.results["blackout"])
        return [
            self.name,
            f"{self.requests():,.0f}",
            *(f"{self.hold(p):.2f}" for p in ("p50", "p99", "p99.9")),
            f"{self.cpu():.0f}",
            f"{self.memory():.0f}",
            f"{lost} of {attempts:,} writes" if killed else "not tried",
            str(self.broken(DOUBLED)[0]) if killed else "not tried",
        ]

    def oddities(self):
        """What the table does not show: other broken invariants, errors, people turned away."""
        for scenario, results in self.results.items():
            for result in results:
                other = {
                    kind: count
                    for kind, count in result["invariants"]["broken"].items()
                    if scenario != "blackout" or kind not in LOST | DOUBLED
                }
                if other:
                    yield f"{self.name}, {scenario}: broken {other}"
                failed = [e for e in result["errors"] if not e["expected"]]
                if failed:
                    words = ("count", "step", "status", "code")
                    parts = (" ".join(str(e[word]) for word in words) for e in failed)
                    yield f"{self.name}, {scenario}: {', '.join(parts)}"
                dropped = sum(s["dropped"] for s in result["steps"])
                if dropped:
                    yield f"{self.name}, {scenario}: {dropped} requests were never sent"


def step(result, name):
    """The figures of one kind of request."""
    return next(each for each in result["steps"] if each["name"] == name)


def bars(stacks):
    """How SeatGrid stands to Node's stacks."""
    ours = next((each for each in stacks if each.name == "seatgrid"), None)
    for other in stacks:
        if ours and other.name.startswith(("express", "http")):
            yield (
                f"seatgrid / {other.name}: requests {ours.requests() / other.requests():.2f}, "
                f"p99 {ours.hold('p99') / other.hold('p99'):.2f}, "
                f"CPU a request {ours.cpu() / other.cpu():.2f}"
            )


def main():
    folder = pathlib.Path(sys.argv[1])
    names = {path.name: None for scenario in folder.iterdir() for path in scenario.iterdir()}
    stacks = [Stack(folder, name) for name in sorted(names)]
    print("\n| " + " | ".join(HEAD) + " |\n" + "|---" * len(HEAD) + "|")
    for stack in stacks:
        print("| " + " | ".join(stack.row()) + " |")
    print()
    for line in [line for stack in stacks for line in stack.oddities()] + list(bars(stacks)):
        print(line)


if __name__ == "__main__":
    main()
