#!/usr/bin/env python3
"""flamegraph.py < perf-script > graph.svg: where a program's samples are, as one SVG.

Reads what `perf script -F comm,ip,sym` prints. A box is a function, as wide as its share of all
samples; what it calls stands on it. Boxes narrower than --least percent are left out, so that the
file stays small; it needs no script and no network.
"""
import argparse
import html
import re
import subprocess
import sys

WIDTH, ROW, LEFT, TOP, CHARACTER = 1200, 17, 8, 44, 6.4
COLOURS = {"kernel": "#e8a04c", "ours": "#6fa8dc", "nio": "#8cc084", "other": "#c9b6dd"}


class Box:
    def __init__(self):
        self.count, self.callees = 0, {}

    def callee(self, name):
        return self.callees.setdefault(name, Box())


def read(lines):
    """Adds up stacks: the tree of calls, threads at its root."""
    root, comm, frames = Box(), None, []

    def close():
        if comm is None:
            return
        box = root
        box.count += 1
        for name in [comm] + frames[::-1]:
            box = box.callee(name)
            box.count += 1

    for line in lines:
        if not line.strip():
            close()
            comm, frames = None, []
        elif not line[0].isspace():
            comm = line.split("  ")[0].strip().rstrip(":")
        elif comm is None:
            comm = line.strip()
        else:
            address, _, symbol = line.strip().partition(" ")
            kernel = len(address) == 16 and address.startswith("ffff")
            name = re.sub(r"\+0x[0-9a-f]+$", "", symbol.strip()) or "[unknown]"
            name = ("k:" if kernel else "u:") + name
            # A caller that appears twice in a row is one function and a part of it.
            if frames[-1:] != [name]:
                frames.append(name)
    close()
    return root


def demangle(root):
    names = set()

    def collect(box):
        for name, callee in box.callees.items():
            names.add(name)
            collect(callee)

    collect(root)
    mangled = sorted(n for n in names if n.startswith("u:$s"))
    out = subprocess.run(
        ["swift", "demangle", "--simplified"],
        input="\n".join(n[2:] for n in mangled),
        text=True,
        capture_output=True,
        check=True,
    )
    return dict(zip(mangled, out.stdout.splitlines()))


def kind(name):
    if name.startswith("k:"):
        return "kernel"
    if re.match(r"u:\$s\d+NIO", name):
        return "nio"
    return "ours" if re.match(r"u:(\$s(7Gateway|8SeatGrid|3WAL)|sg_)", name) else "other"


PREFIXES = r"^(closure #\d+ .*?in |specialized |partial apply for |protocol witness for )+"


def short(clear):
    clear = re.sub(PREFIXES, "", clear)
    return re.sub(r"\(.*", "", clear) or clear


def draw(root, least, title):
    clear, boxes, depth = demangle(root), [], 0
    scale = (WIDTH - 2 * LEFT) / max(root.count, 1)

    def place(box, start, level):
        nonlocal depth
        at = start
        for name, callee in sorted(box.callees.items()):
            if callee.count >= root.count * least / 100:
                depth = max(depth, level + 1)
                boxes.append((name, callee.count, at, level))
                place(callee, at, level + 1)
            at += callee.count

    place(root, 0, 0)
    height = TOP + ROW * depth + 12
    print(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        'font-family="Verdana,sans-serif" font-size="11">'
        '<rect width="100%" height="100%" fill="#fffdf8"/>'
        f'<text x="{LEFT}" y="18" font-size="14">{html.escape(title)}</text>'
    )
    for number, (name, colour) in enumerate(COLOURS.items()):
        x = LEFT + number * 90
        print(rectangle(x, 25, 11, 11, colour) + f'<text x="{x + 15}" y="35">{name}</text>')
    for name, count, start, level in boxes:
        label = clear.get(name, name[2:] if name[1:2] == ":" else name)
        x, width, y = LEFT + start * scale, count * scale, height - 8 - ROW * (level + 1)
        tip = html.escape(f"{label[:160]}: {100 * count / root.count:.1f} %")
        box = rectangle(x, y, max(width - 0.4, 0.4), ROW - 1, COLOURS[kind(name)])
        print(f"<g><title>{tip}</title>{box}{caption(short(label), x, y, width)}</g>")
    print("</svg>")


def rectangle(x, y, width, height, colour):
    size = f'width="{width:.1f}" height="{height}"'
    return f'<rect x="{x:.1f}" y="{y}" {size} rx="1" fill="{colour}"/>'


def caption(text, x, y, width):
    room = int((width - 4) / CHARACTER)
    if room < 4:
        return ""
    text = text if len(text) <= room else text[: room - 1] + "…"
    return f'<text x="{x + 3:.1f}" y="{y + 12}">{html.escape(text)}</text>'


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--least", type=float, default=0.25, help="percent")
    options.add_argument("--title", default="samples by call stack")
    given = options.parse_args()
    draw(read(sys.stdin), given.least, given.title)
