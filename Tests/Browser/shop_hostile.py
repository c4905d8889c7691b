#!/usr/bin/env python3
"""Hostile and unusual data: shown as text, the layout holds at 360 and 1280 pixels."""

import json
import subprocess
import time

from kit import hostile
from kit.api import Api
from kit.browser import Visitor, chromium
from kit.world import BINARY, World


def fill(world):
    key = (world.dir / "ops.key").read_text()
    Api(world.api, key).call("POST", "/v1/admin/import", hostile.catalogue())


def look(v, name, path, text):
    v.go(path)
    v.page.locator("main h1").wait_for()
    assert text in v.page.locator("main").inner_text(), f"{name}: the text is not there"
    v.fits(name)
    v.axe(name)
    v.shot(f"hostile-{name}")
    assert not v.page.evaluate(
        "document.querySelector('main script, main img[src=x], main b.x, main [onerror]')"
    ), name


def pages(v, api, size):
    city = hostile.MARKUP[:100]
    look(v, f"cities-{size}", "/?choose", city)
    look(v, f"films-{size}", "/city/c1", hostile.MARKUP)
    look(v, f"empty-{size}", "/city/c2", "No films")
    for film, text in [
        ("markup", hostile.MARKUP),
        ("long", hostile.LONG[:200]),
        ("rtl", "القاهرة"),
        ("none", "No shows"),
    ]:
        look(v, f"{film}-{size}", f"/city/c1/movie/{film}", text)
    began = time.monotonic()
    look(v, f"thousand-{size}", "/city/c1/movie/thousand", "Many screens")
    stubs = v.page.locator(".stub").count()
    print(
        f"     1,000 shows at {size}: {stubs} stubs of the first day, "
        f"{time.monotonic() - began:.1f} s with axe and screenshot",
        flush=True,
    )


def tickets(v, api):
    for show in ["markup", "long", "rtl"]:
        hold = api.hold(show)
        v.page.evaluate(
            "([show, id]) => localStorage.setItem('sg:hold:' + show, JSON.stringify({id, seats: "
            "[]}))",
            [show, hold["id"]],
        )
        v.go(f"/s/{show}/checkout")
        v.page.locator(".bill").wait_for()
        v.fits(f"checkout {show}")
        v.shot(f"hostile-checkout-{show}")
        order = api.post(
            f"/v1/shows/{show}/holds/{hold['id']}/order",
            {"customer": {"name": hostile.MARKUP, "email": "a@b.in"}},
        )
        api.pay(order)
        v.go(f"/s/{show}/order/{order['id']}")
        v.page.locator(".ticket .qr").wait_for()
        v.fits(f"ticket {show}")
        v.axe(f"ticket {show}")
        v.shot(f"hostile-ticket-{show}")
    v.go("/my")
    v.fits("my")
    v.shot("hostile-my")


def stores(v):
    """What another script or an older version left in this browser."""
    for name, value in [
        ("city", "[]"),
        ("bookings", json.dumps([{}])),
        ("locale", '"xx"'),
        ("theme", "7"),
        ("bookings", "{"),
    ]:
        v.page.evaluate("([n, x]) => localStorage.setItem('sg:' + n, x)", [name, value])
        v.go("/my")
        v.page.locator("main h1").wait_for()
        v.page.evaluate("localStorage.clear()")


def main():
    world = World(serve=["--payment", "sandbox"])
    key = subprocess.run(
        [
            BINARY,
            "key",
            "create",
            "--keys",
            str(world.dir / "keys"),
            "--name",
            "ops",
            "--rights",
            "operate,book,hold",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    (world.dir / "ops.key").write_text(key)
    world.command += ["--keys", str(world.dir / "keys")]
    with world, chromium() as browser:
        fill(world)
        api = Api(world.api)
        for size, width in [("phone", 360), ("desk", 1280)]:
            v = Visitor(browser, world.url, viewport={"width": width, "height": 800})
            pages(v, api, size)
            if size == "phone":
                tickets(v, api)
                stores(v)
            v.close()
            print(f"ok   hostile data at {width}px", flush=True)


if __name__ == "__main__":
    main()
