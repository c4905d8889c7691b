#!/usr/bin/env python3
"""Each page of the board in each light and width: axe finds nothing, nothing sticks out, and
pictures are kept to look at.
"""

from operate_kit import choose, run, until

PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "phone": PHONE,
    "phone-dark-hindi": {**PHONE, "color_scheme": "dark", "locale": "hi-IN"},
    "hindi": {"locale": "hi-IN"},
    "wide": {"viewport": {"width": 3840, "height": 2160}},
    "forced": {"forced_colors": "active", "color_scheme": "dark"},
}


def prepare(c):
    """A show with everything in it; the day's list is that of its city."""
    show = c.show()
    c.buy(show, "A-1", "A-2", "A-3")
    c.hold(show, "B-5", "B-6")
    c.call(
        "POST",
        f"/v1/admin/shows/{show}/block",
        {"seats": ["C-1", "C-2", "C-3"], "reason": "House seats"},
    )
    return show, c.call("GET", f"/v1/shows/{show}")["starts_at"][:10]


def pages(c, show, day):
    yield "day", f"/operate?city=pune&date={day}", lambda p: until(
        p, "document.querySelectorAll('.op-speed span').length > 0"
    )
    yield "desk", f"/operate/show/{show}", lambda p: p.wait_for_selector(".plan-pane .k-blocked")
    yield "sale", f"/operate/show/{show}", sale
    yield "why", f"/operate/show/{show}", lambda p: (
        p.wait_for_selector(".plan-pane .k-booked"),
        choose(p, "A-2"),
        p.wait_for_selector(".op-log"),
    )
    yield "layout", "/operate/layout", lambda p: p.wait_for_selector(".plan-pane .k-free")
    yield "import", "/operate/import", lambda p: p.wait_for_selector("textarea")
    yield "orders", "/operate/orders", lambda p: p.wait_for_selector("main .note")
    yield "notices", "/operate/notices", lambda p: p.wait_for_selector("main .note")


def sale(page):
    page.wait_for_selector(".plan-pane .k-blocked")
    choose(page, "C-1..C-2 D-4..D-6")
    page.locator(".op-desk .btn-primary").first.click()
    page.wait_for_selector(".op-sum")


def look(c, name, place):
    v = c.visitor(signed_in=True, **LOOKS[name])
    v.allowed = ["404"]
    for what, path, ready in pages(c, *place):
        v.go(path)
        ready(v.page)
        v.page.wait_for_timeout(150)
        v.shot(f"operate-{what}-{name}", full=what != "day")
        v.fits(f"{what} {name}")
        v.axe(f"{what} {name}")
    v.close()


def tests():
    place = []
    for name in LOOKS:

        def test(c, name=name):
            place[:] = place or [prepare(c)]
            look(c, name, place[0])

        test.__name__, test.__doc__ = name, f"{name}: 8 pages, axe 0, nothing sticks out"
        yield test


if __name__ == "__main__":
    run(list(tests()), seed=7)
