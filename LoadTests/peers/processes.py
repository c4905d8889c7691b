#!/usr/bin/env python3
"""processes.py cpu|memory PID...: CPU seconds, or MiB of memory, of processes and their children.

Memory is the proportional set size: a page that several of them share counts once. Adding up
resident sizes would count PostgreSQL's shared buffers once a backend.
"""

import os
import sys


def stats():
    """PID -> (parent, CPU seconds including children that ended)."""
    found = {}
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", encoding="latin-1") as file:
                text = file.read()
        except OSError:
            continue
        fields = text[text.rindex(")") + 2:].split()
        ticks = sum(int(field) for field in fields[11:15])
        found[int(name)] = (int(fields[1]), ticks / os.sysconf("SC_CLK_TCK"))
    return found


def family(roots, found):
    """The processes and all that descend from them."""
    members = set(roots) & set(found)
    grows = True
    while grows:
        more = {pid for pid, (parent, _) in found.items() if parent in members} - members
        members |= more
        grows = bool(more)
    return members


def proportional(pid):
    """Bytes; 0 for a process that has just ended."""
    try:
        with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as file:
            for line in file:
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def main():
    what, roots = sys.argv[1], [int(pid) for pid in sys.argv[2:]]
    found = stats()
    members = family(roots, found)
    if what == "cpu":
        print(f"{sum(found[pid][1] for pid in members):.2f}")
    else:
        print(f"{sum(proportional(pid) for pid in members) / 2**20:.0f}")


if __name__ == "__main__":
    main()
