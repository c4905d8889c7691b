#!/usr/bin/env python3
"""Writes ZoneTable+Rules.swift from this machine's time zone database.

A zone is taken if one rule gives its offsets for the years to come; those that are told apart by
the moon (Morocco, Palestine) are named on stderr and left out.
"""

import calendar
import datetime
import re
import sys
import zoneinfo

TARGET = "Sources/SeatGrid/Catalog/Time/ZoneTable+Rules.swift"
YEARS = range(2026, 2041)
NO_PLACES = {"Factory", "localtime"}

HEAD = '''extension ZoneTable {
    /// By `scripts/zones.py` from the IANA database %s: names, then their rule as `ZoneRule`
    /// reads it.
    static let text = """
'''
PART = r"(<[^>]+>|[A-Za-z]+)([+-]?[0-9:]+)?"
POSIX = re.compile(rf"{PART}(?:{PART},(M[0-9.]+)(?:/([-0-9:]+))?,(M[0-9.]+)(?:/([-0-9:]+))?)?$")


def seconds(text):
    sign = -1 if text.startswith("-") else 1
    hours, minutes, *_ = [int(part) for part in text.lstrip("+-").split(":")] + [0]
    return sign * (hours * 3600 + minutes * 60)


def hours(value):
    sign, value = ("-" if value < 0 else ""), abs(value)
    return f"{sign}{value // 3600}" + (f":{value % 3600 // 60:02}" if value % 3600 else "")


def rule(name):
    """The rule in ZoneRule's form, from the last line of the zone's file; None without one."""
    for place in zoneinfo.TZPATH:
        try:
            with open(f"{place}/{name}", "rb") as file:
                footer = file.read().rsplit(b"\n", 2)[1].decode()
                break
        except OSError:
            continue
    match = POSIX.match(footer)
    if not match:
        return None
    _, standard, summer_name, summer, begins, begins_at, ends, ends_at = match.groups()
    offset = -seconds(standard)
    if not summer_name:
        return hours(offset)
    other = -seconds(summer) if summer else offset + 3600
    return (f"{hours(offset)} {hours(other)} {begins}/{hours(seconds(begins_at or '2'))} "
            f"{ends}/{hours(seconds(ends_at or '2'))}")


def turn(text, year):
    day, at = text.split("/")
    month, week, weekday = [int(part) for part in day[1:].split(".")]
    first = (calendar.weekday(year, month, 1) + 1) % 7
    date = 1 + (weekday - first) % 7 + (week - 1) * 7
    while date > calendar.monthrange(year, month)[1]:
        date -= 7
    return calendar.timegm((year, month, date, 0, 0, 0)) + seconds(at)


def is_right(name, text):
    """Whether the rule gives what the database gives, every six hours."""
    zone, parts = zoneinfo.ZoneInfo(name), text.split()
    standard = seconds(parts[0])
    for year in YEARS:
        if len(parts) > 1:
            summer = seconds(parts[1])
            begins, ends = turn(parts[2], year) - standard, turn(parts[3], year) - summer
        start = calendar.timegm((year, 1, 1, 0, 0, 0)) - standard
        end = calendar.timegm((year + 1, 1, 1, 0, 0, 0)) - standard
        for time in range(start, end, 6 * 3600):
            offset = standard
            if len(parts) > 1:
                inside = begins <= time < ends if begins < ends else not ends <= time < begins
                offset = summer if inside else standard
            there = datetime.datetime.fromtimestamp(time, zone).utcoffset()
            if there.total_seconds() != offset:
                return False
    return True


def main():
    by_rule = {}
    for name in sorted(zoneinfo.available_timezones() - NO_PLACES):
        text = rule(name)
        if text and is_right(name, text):
            by_rule.setdefault(text, []).append(name)
        else:
            print(f"left out: {name} {text}", file=sys.stderr)
    with open("/usr/share/zoneinfo/tzdata.zi", encoding="ascii") as file:
        version = file.readline().split()[-1]
    with open(TARGET, "w", encoding="ascii") as out:
        out.write(HEAD % version)
        for text in sorted(by_rule, key=lambda text: (seconds(text.split()[0]), text)):
            line = "       "
            for name in by_rule[text]:
                if len(line) + len(name) + len(text) + 2 > 100:
                    out.write(f"{line}={text}\n")
                    line = "       "
                line += f" {name}"
            out.write(f"{line}={text}\n")
        out.write('        """\n}\n')


if __name__ == "__main__":
    main()
