#!/usr/bin/env python3
"""Starts a server, the second time with the end of its log gone: a disk that forgets.

    forgetful.py BINARY serve --data DIR ...
"""

import os
import sys

# Some blocks: hundreds of records.
LOST = 65536


def forget(folder):
    """Turns the last bytes that were written to the newest log segment into zeros."""
    newest = max(name for name in os.listdir(folder) if name.startswith("segment-"))
    with open(os.path.join(folder, newest), "r+b") as file:
        used = len(file.read().rstrip(b"\0"))
        start = max(used - LOST, 0)
        file.seek(start)
        file.write(bytes(used - start))


def main():
    command = sys.argv[1:]
    data = command[command.index("--data") + 1]
    mark = data + ".started"
    if os.path.exists(mark):
        forget(os.path.join(data, "log"))
    open(mark, "w", encoding="ascii").close()
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
