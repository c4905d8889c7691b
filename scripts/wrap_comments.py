#!/usr/bin/env python3
"""wrap_comments.py FILES: breaks // and /// lines of over 100 columns, which swift format leaves.

What is cut off goes to the front of the next line of the same paragraph, or becomes a line.
Tables, list items and code blocks keep their lines; they get a line of their own if need be.
"""

import re
import sys

LIMIT = 100
COMMENT = re.compile(r"^(\s*///? )(\s*(?:- |\d+\. )?)(.*)$")
PARAGRAPH = re.compile(r"^(\s*///? )(?![-`#|\s]|\d+\.|swift-)(\S.*)$")


def wrap(lines):
    """The lines with every long comment line broken."""
    out, waiting = [], list(reversed(lines))
    while waiting:
        line = waiting.pop()
        found = COMMENT.match(line)
        if len(line) <= LIMIT or not found or "|" in line[:found.end(1) + 2]:
            out.append(line)
            continue
        prefix, lead, _ = found.groups()
        cut = line.rfind(" ", 0, LIMIT + 1)
        if cut <= len(prefix) + len(lead):
            out.append(line)
            continue
        out.append(line[:cut].rstrip())
        rest = prefix + " " * len(lead) + line[cut + 1:]
        following = PARAGRAPH.match(waiting[-1]) if waiting else None
        if following and following.group(1) == prefix and not lead.strip():
            waiting.pop()
            rest += " " + following.group(2)
        waiting.append(rest)
    return out


def main(paths):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            before = file.read()
        after = "\n".join(wrap(before.split("\n")))
        if after != before:
            with open(path, "w", encoding="utf-8") as file:
                file.write(after)
            print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
