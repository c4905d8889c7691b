#!/usr/bin/env python3
"""300, 600, 5,000 and 20,000 seats with the CPU four times slower: first map, panning,
deltas of 100 seats.

    map_speed.py [HALL…]     prints a table, fails when a bar is missed

Other work on the machine only ever adds, so each figure is the best of up to three rounds;
  `busy` tells how much of a
core a plain loop got meanwhile.
"""

import sys
import time

from kit.browser import Visitor, chromium
from map_halls import MapWorld, until

SIZES = ["h300", "h600", "h5000", "h20000"]
FIRST, FRAME, SLOWER = 1000, 50, 4

# Notes when the first seats are on the screen, every long task, and how long deltas and drags take
# until painted.
SPY = """
(() => {
  const spy = window.spy = { first: null, tasks: [], deltas: [], pans: [] };
  const painted = (from, list) => requestAnimationFrame(() => { const c = new MessageChannel();
    c.port1.onmessage = () => list.push(performance.now() - from); c.port2.postMessage(0); });
  const look = () => {
    const map = document.querySelector('seat-map');
    if (map?.view && (map.large ? map.painter?.level : map.querySelector('.chair'))) {
      const c = new MessageChannel(); c.port1.onmessage = () => { spy.first = performance.now(); };
        c.port2.postMessage(0);
    } else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  new PerformanceObserver((l) => { for (const e of l.getEntries()) spy.tasks.push([e.startTime,
    e.duration]); }).observe({ type: 'longtask', buffered: true });
  const real = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
  Object.defineProperty(WebSocket.prototype, 'onmessage', { ...real, set(f) {
    real.set.call(this, (event) => {
      const from = performance.now();
      f(event);
      const m = JSON.parse(event.data);
      if (m.t === 'd' && m.c.length >= 50) painted(from, spy.deltas);
    });
  } });
  addEventListener('pointermove', (event) => { if (event.buttons) painted(event.timeStamp,
    spy.pans); }, true);
})();
"""


def p95(values):
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def first_map(browser, world, hall):
    times = []
    for _ in range(3):
        visitor = open_map(browser, world, hall)
        times.append(visitor.page.evaluate("spy.first"))
        visitor.close()
    return min(times)


def share():
    """The part of a core that a busy loop gets: 1.0 on a quiet machine."""
    wall, cpu = time.perf_counter(), time.process_time()
    while time.perf_counter() - wall < 0.3:
        pass
    return (time.process_time() - cpu) / (time.perf_counter() - wall)


def rounds(world, visitor, hall):
    """Up to three, until the bars are met; the best of each figure."""
    best = [1e9, 1e9, 1e9]
    for _ in range(3):
        best = [min(a, b) for a, b in zip(best, (pans(visitor), *deltas(world, visitor, hall)))]
        if best[0] <= FRAME and best[1] <= FRAME and not best[2]:
            break
    return best


def open_map(browser, world, hall):
    visitor = Visitor(
        browser, world.url, viewport={"width": 1280, "height": 800}, reduced_motion="no-preference"
    )
    visitor.page.add_init_script(SPY)
    visitor.context.new_cdp_session(visitor.page).send(
        "Emulation.setCPUThrottlingRate", {"rate": SLOWER}
    )
    visitor.page.goto(f"/s/s-{hall}")
    until(visitor.page, "window.spy?.first > 0", 20)
    return visitor


def near(visitor):
    """As near as one goes to choose."""
    for _ in range(8):
        if visitor.page.evaluate("document.querySelector('seat-map').view.s") >= 24:
            break
        visitor.page.get_by_role("button", name="Nearer").click()
        visitor.page.wait_for_timeout(400)
    visitor.page.wait_for_timeout(1000)


def pans(visitor):
    page = visitor.page
    box = page.locator("seat-map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate("spy.pans.length = 0")
    for dx, dy in [(300, 120), (-300, -120), (-300, 150), (300, -150)]:
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(1, 26):
            page.mouse.move(x + dx * step / 25, y + dy * step / 25)
            page.wait_for_timeout(16)
        page.mouse.up()
        page.wait_for_timeout(350)
    return p95(page.evaluate("spy.pans"))


def deltas(world, visitor, hall):
    """Blocks and frees a hundred seats ten times; returns p95 until painted, and the longest task
    meanwhile.
    """
    page, path = visitor.page, f"/v1/admin/shows/s-{hall}"
    seats = page.evaluate(
        "document.querySelector('seat-map').hall.seats.slice(0, 1e6).filter((s, i, all) => i % "
        "Math.floor(all.length / 100) === 0).slice(0, 100).map(s => s.label)"
    )
    page.wait_for_timeout(600)
    page.evaluate("(spy.deltas.length = 0, spy.since = performance.now())")
    for _ in range(10):
        world.call("POST", f"{path}/block", {"seats": seats, "reason": "test"})
        page.wait_for_timeout(250)
        world.call("POST", f"{path}/unblock", {"seats": seats})
        page.wait_for_timeout(250)
    page.wait_for_timeout(600)
    times = page.evaluate("spy.deltas")
    assert len(times) >= 10, f"only {len(times)} deltas arrived"
    longest = max(
        [d for at, d in page.evaluate("spy.tasks") if at > page.evaluate("spy.since")], default=0
    )
    return p95(times), longest


def main():
    misses = []
    with MapWorld() as world, chromium() as browser:
        print(
            f"{'hall':>8} {'first ms':>9} {'view':>5} {'pan p95':>8} {'delta p95':>10} "
            f"{'long task':>10} {'busy':>5}"
        )
        for hall in sys.argv[1:] or SIZES:
            first = first_map(browser, world, hall)
            visitor = open_map(browser, world, hall)
            visitor.page.wait_for_timeout(1500)
            for view in ("all", "near"):
                if view == "near":
                    near(visitor)
                pan, delta, task = rounds(world, visitor, hall)
                print(
                    f"{hall:>8} {first:9.0f} {view:>5} {pan:8.1f} {delta:10.1f} {task:10.0f} "
                    f"{share():5.2f}",
                    flush=True,
                )
                if first > FIRST or pan > FRAME or delta > FRAME or task:
                    misses.append(f"{hall} {view}")
            visitor.close()
    assert not misses, f"bars missed: {misses}"


if __name__ == "__main__":
    main()
