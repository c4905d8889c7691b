#!/usr/bin/env python3
"""Writes Sources/WebApp/files.c, which puts every file of the web app into the binary.

  scripts/embed_web.py           writes it
  scripts/embed_web.py --check   exits 1 if it is not what would be written
The compiler notes the files as what files.c is made of: a change of one of them builds it anew.
Only a file that comes or goes needs this script.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent / "Sources/WebApp"


def text():
    app = ROOT / "app"
    names = sorted(str(path.relative_to(app)) for path in app.rglob("*") if path.is_file())
    symbols = [re.sub(r"[^A-Za-z0-9]", "_", name) for name in names]
    assert len(set(symbols)) == len(symbols), "two files of one name"
    parts = ["/* Written by scripts/embed_web.py. */",
             '#pragma clang diagnostic ignored "-Wc23-extensions"',
             '#include "WebApp.h"', ""]
    for name, symbol in zip(names, symbols):
        parts += [f"static const unsigned char {symbol}[] = {{", f'#embed "app/{name}"', "};"]
    parts += ["", "static const sg_web_file files[] = {"]
    for name, symbol in zip(names, symbols):
        parts.append(f'    {{"{name}", {symbol}, sizeof {symbol}}},')
    parts += ["};", "",
              "size_t sg_web_file_count(void) { return sizeof files / sizeof files[0]; }",
              "sg_web_file sg_web_file_at(size_t index) { return files[index]; }", ""]
    return "\n".join(parts)


def main():
    target = ROOT / "files.c"
    if "--check" in sys.argv[1:]:
        if not target.exists() or target.read_text() != text():
            sys.exit("Sources/WebApp/files.c is out of date: run scripts/embed_web.py")
        return
    target.write_text(text())


main()
