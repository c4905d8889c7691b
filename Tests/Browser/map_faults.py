#!/usr/bin/env python3
"""The line is cut, the server is killed, the laptop sleeps:
afterwards the map is what GET .../seats says, and the
hold and its timer are right."""

import re
import sys
import time

from kit.browser import Visitor, chromium
from map_halls import MapWorld, until
from map_line import Line

NAMES = {"0": "free", "1": "held", "2": "booked", "3": "blocked", "4": "held"}


def visit(browser, line, show, **context):
    visitor = Visitor(browser, line.url, **context)
    visitor.allowed += ["ERR_", "WebSocket", "Failed to load resource", "net::"]
    visitor.page.goto(f"/s/{show}")
    live(visitor)
    return visitor


def live(visitor, seconds=15):
    until(visitor.page, "document.querySelector('.line')?.dataset.link === 'live'", seconds)


def stale(visitor):
    until(visitor.page, "document.querySelector('.line').dataset.link === 'stale'", 5)


def same_as_server(world, visitor, show):
    """Waits until the map shows what the server says."""
    for _ in range(60):
        shown = visitor.page.evaluate(
            """() => Object.fromEntries([...document.querySelectorAll('seat-map .chair')]
            .map((c) => [document.querySelector('seat-map').hall.seats[c.dataset.i].label,
              c.dataset.s]))"""
        )
        shown = {label: NAMES[s] for label, s in shown.items() if NAMES.get(s) != "free"}
        if shown == world.taken(show):
            return len(shown)
        visitor.page.wait_for_timeout(100)
    raise AssertionError(f"shown {shown}, server {world.taken(show)}")


def left(visitor):
    minutes, seconds = re.search(
        r"(\d+):(\d\d)", visitor.page.locator("hold-timer").inner_text()
    ).groups()
    return int(minutes) * 60 + int(seconds)


def timer_right(world, visitor, show, within=2):
    hold = visitor.page.evaluate(f"JSON.parse(localStorage.getItem('sg:hold:{show}')).id")
    real = world.call("GET", f"/v1/shows/{show}/holds/{hold}")["expires_in_ms"] / 1000
    assert abs(left(visitor) - real) <= within, f"timer {left(visitor)} s, server {real} s"
    return real


def take(visitor, *names):
    for name in names:
        visitor.page.get_by_role("gridcell", name=name).click()
        visitor.page.wait_for_timeout(30)
    until(
        visitor.page,
        f"document.querySelectorAll('seat-map [data-s=\"4\"]').length === {len(names)}",
    )


def cut(world, browser):
    show, line = "s-h300", Line(world.url)
    visitor = visit(browser, line, show)
    take(visitor, "Row H seat 9,", "Row H seat 10,")
    world.hold(show, ["A-1", "A-2"])
    same_as_server(world, visitor, show)
    line.cut()
    stale(visitor)
    until(visitor.page, "/Connection lost/.test(document.querySelector('.line').textContent)")
    visitor.shot("map-stale", full=False)
    visitor.axe("a stale map")
    freed = world.hold(show, ["B-1", "B-2", "B-3"])
    world.call("DELETE", f"/v1/shows/{show}/holds/{freed['id']}")
    world.hold(show, ["C-1", "C-2", "C-3"])
    # What is tapped now is asked again under the same key until there is a line.
    visitor.page.get_by_role("gridcell", name="Row H seat 11,").click()
    visitor.page.wait_for_timeout(1200)
    line.mend()
    live(visitor)
    until(visitor.page, "document.querySelectorAll('seat-map [data-s=\"4\"]').length === 3", 20)
    print(
        f"cut: {same_as_server(world, visitor, show)} seats taken, timer "
        f"{timer_right(world, visitor, show):.0f} s"
    )
    visitor.page.reload()
    live(visitor)
    until(visitor.page, "document.querySelectorAll('seat-map [data-s=\"4\"]').length === 3")
    timer_right(world, visitor, show)
    visitor.close()
    line.close()


def killed(world, browser):
    show, line = "s-h600", Line(world.url)
    visitor = visit(browser, line, show)
    take(visitor, "Row J seat 14,", "Row J seat 15,")
    world.kill()
    line.cut()
    stale(visitor)
    time.sleep(1.5)
    world.start()
    line.mend()
    live(visitor)
    world.hold(show, ["A-5", "A-6"])
    print(
        f"killed: {same_as_server(world, visitor, show)} seats taken, timer "
        f"{timer_right(world, visitor, show):.0f} s"
    )
    assert set(world.taken(show)) == {"J-14", "J-15", "A-5", "A-6"}
    visitor.close()
    line.close()


def asleep(world, browser):
    """Playwright's clock stands still and jumps, as a closed lid does; the line dies meanwhile."""
    show, line = "s-h300", Line(world.url)
    visitor = Visitor(browser, line.url)
    visitor.allowed += ["ERR_", "WebSocket", "Failed to load resource"]
    visitor.page.clock.install()
    visitor.page.goto(f"/s/{show}")
    live(visitor)
    take(visitor, "Row K seat 9,")
    line.cut()
    world.hold(show, ["N-1", "N-2"])
    line.mend()
    visitor.page.clock.fast_forward(300_000)
    live(visitor)
    until(
        visitor.page,
        "document.querySelector('[data-i=\"280\"]') && document.querySelectorAll('seat-map "
        "[data-s=\"4\"]').length === 1",
    )
    visitor.page.wait_for_timeout(1500)
    print(
        f"asleep: {same_as_server(world, visitor, show)} seats taken, timer "
        f"{timer_right(world, visitor, show):.0f} s"
    )
    # And a sleep that is longer than the hold: it is gone, and said so.
    hold = visitor.page.evaluate(f"JSON.parse(localStorage.getItem('sg:hold:{show}')).id")
    world.call("DELETE", f"/v1/shows/{show}/holds/{hold}")
    visitor.page.clock.fast_forward(300_000)
    until(
        visitor.page,
        "/You have lost row K seat 9/.test(document.querySelector('#shout').textContent)",
    )
    same_as_server(world, visitor, show)
    visitor.close()
    line.close()


def no_websocket(world, browser):
    """A network that lets no WebSocket through: server-sent events do, and resume."""
    show, line = "s-h300", Line(world.url)
    visitor = Visitor(browser, line.url)
    visitor.allowed += ["ERR_", "Failed to load resource"]
    visitor.page.add_init_script(
        "window.WebSocket = class { constructor() { setTimeout(() => this.onclose({ code: 1006 "
        "})); } close() {} }"
    )
    visitor.page.goto(f"/s/{show}")
    live(visitor)
    held = world.hold(show, ["M-1", "M-2"])
    same_as_server(world, visitor, show)
    line.cut()
    stale(visitor)
    world.call("DELETE", f"/v1/shows/{show}/holds/{held['id']}")
    world.hold(show, ["M-3"])
    line.mend()
    live(visitor, 30)
    print(f"no websocket: {same_as_server(world, visitor, show)} seats taken")
    visitor.close()
    line.close()


def running_out(world, browser):
    """A short hold: the warning, more time, and the end in words."""
    show, line = "short", Line(world.url)
    visitor = visit(browser, line, show)
    take(visitor, "Row B seat 2,")
    until(
        visitor.page, "/Need more time/.test(document.querySelector('hold-timer').textContent)", 5
    )
    until(
        visitor.page, "/left to keep your seats/.test(document.querySelector('#shout').textContent)"
    )
    visitor.axe("a hold that is running out")
    visitor.shot("map-more-time", full=False)
    visitor.page.wait_for_timeout(2500)
    visitor.page.get_by_role("button", name="Yes, more time").click()
    visitor.page.wait_for_timeout(600)
    assert left(visitor) >= 17, left(visitor)
    until(visitor.page, "/ran out/.test(document.querySelector('.notice')?.textContent)", 25)
    until(visitor.page, "/ran out/.test(document.querySelector('#shout').textContent)")
    same_as_server(world, visitor, show)
    visitor.page.get_by_role("button", name="Try to take them again").click()
    until(visitor.page, "document.querySelectorAll('seat-map [data-s=\"4\"]').length === 1")
    visitor.close()
    line.close()


def main():
    from map_halls import show

    wanted = sys.argv[1:] or ["cut", "killed", "asleep", "no_websocket", "running_out"]
    with MapWorld(
        [show("short", "h300", rules={"hold_ttl_ms": 20000})]
    ) as world, chromium() as browser:
        for name in wanted:
            globals()[name](world, browser)
    print("faults: ok")


if __name__ == "__main__":
    main()
