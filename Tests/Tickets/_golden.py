#!/usr/bin/env python3
"""Makes Tests/Golden/qr-codes.txt with Debian's qrencode: a foreign encoder's word on every size.

Each line: version, level, mask, SHA-256 of the rows of 0 and 1 with a newline after each, text.
"""

import hashlib
import random
import subprocess
import sys

MASK = 0b101010000010010


def rows(text, version, level, is_bytes):
    """The modules as lines of 0 and 1; None if the text needs a larger code."""
    done = subprocess.run(
        ["qrencode", "-t", "ASCII", "-m", "0", "-v", str(version), "-l", level,
         *(["-8"] if is_bytes else []), text], capture_output=True, text=True)
    if done.returncode != 0:
        return None
    lines = [line[::2].replace("#", "1").replace(" ", "0") for line in done.stdout.splitlines()]
    return lines if len(lines) == version * 4 + 17 else None


def mask_of(lines):
    """From the format information beside the upper left finder."""
    cells = [(8, 0), (8, 1), (8, 2), (8, 3), (8, 4)]
    bits = int("".join(lines[row][column] for row, column in cells), 2)
    return (bits ^ MASK >> 10) & 7


def main():
    dice = random.Random(18004)
    for version in range(1, 41):
        for number, level in enumerate("LMQH"):
            is_bytes = (version + number) % 2 == 0
            letters = "abcdefgh(!)ijkl" if is_bytes else "ABCDEFGHIJKLM$%*+-./:NOPQRSTUVWXYZ"
            text = "".join(dice.choice(letters) for _ in range(4_400))
            low, high = 1, len(text)
            while low < high:
                middle = (low + high + 1) // 2
                if rows(text[:middle], version, level, is_bytes):
                    low = middle
                else:
                    high = middle - 1
            text = text[:low - dice.randrange(min(low, 4))]
            lines = rows(text, version, level, is_bytes)
            digest = hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
            print(version, level, mask_of(lines), digest, text)


if __name__ == "__main__":
    sys.exit(main())
