#!/usr/bin/env python3
"""The seat map by keyboard alone, by touch, on every screen and in every colour scheme; axe 0 in
each; pictures kept.
"""

import sys

from kit.browser import DEFICIENCIES, Visitor, chromium
from map_halls import MapWorld, show, until

PHONE = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}


def visit(browser, world, show="s-h300", **context):
    visitor = Visitor(browser, world.url, **context)
    visitor.page.goto(f"/s/{show}")
    until(
        visitor.page,
        "document.querySelector('.line')?.dataset.link === 'live' && "
        "!!document.querySelector('seat-map .chair')",
    )
    return visitor


def focused(visitor):
    return visitor.page.evaluate("document.activeElement.getAttribute('aria-label')")


def keyboard(world, browser):
    visitor = visit(browser, world)
    page, press = visitor.page, visitor.page.keyboard.press
    for _ in range(30):
        press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role') === 'gridcell'"):
            break
    assert focused(visitor) == "Row A seat 1, Silver, ₹150, wheelchair space, available", focused(
        visitor
    )
    stops = page.evaluate("document.querySelectorAll('[role=gridcell][tabindex=\"0\"]').length")
    assert stops == 1, "one tab stop"
    for key, label in [
        ("ArrowRight", "Row A seat 2,"),
        ("ArrowDown", "Row B seat 2,"),
        ("End", "Row B seat 20,"),
        ("Home", "Row B seat 1,"),
        ("Control+End", "Row O seat 20,"),
        ("ArrowUp", "Row N seat 20,"),
        ("Control+Home", "Row A seat 1,"),
    ]:
        press(key)
        assert focused(visitor).startswith(label), f"{key}: {focused(visitor)}"
    for _ in range(4):
        press("ArrowRight")
    assert focused(visitor).startswith("Row A seat 5, Silver, ₹150, aisle,"), focused(visitor)
    press(" ")
    until(page, "document.activeElement.dataset.s === '4'")
    assert (
        focused(visitor).endswith(", yours")
        and page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
    )
    until(page, "/Yours: row A seat 5/.test(document.querySelector('#say').textContent)")
    press(" ")
    until(page, "document.activeElement.dataset.s === '0'")
    press("b")
    until(page, "document.querySelectorAll('seat-map [data-s=\"4\"]').length === 2")
    visitor.axe("two best seats by keyboard")
    for _ in range(30):
        press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Continue":
            break
    press("Enter")
    until(page, "location.pathname.endsWith('/checkout')")
    page.go_back()
    until(page, "document.querySelectorAll('seat-map [data-s=\"4\"]').length === 2")
    page.get_by_role("button", name="Give all back").click()
    until(page, "!document.querySelectorAll('seat-map [data-s=\"4\"]').length")
    visitor.close()


def big_by_keyboard(world, browser):
    visitor = visit(browser, world, "s-h20000")
    page, press = visitor.page, visitor.page.keyboard.press
    page.evaluate("document.querySelector('seat-map [tabindex=\"0\"]').focus()")
    page.wait_for_timeout(400)
    assert (
        page.evaluate("document.querySelector('seat-map').view.s") >= 20
    ), "the focus brings the window near"
    before = page.evaluate("document.querySelector('seat-map').part")
    press("PageDown")
    page.wait_for_timeout(400)
    assert page.evaluate("document.querySelector('seat-map').part") == before + 1
    assert "row" in focused(visitor) and focused(visitor).startswith(str(102 + before)), focused(
        visitor
    )
    assert page.evaluate("document.querySelectorAll('seat-map [role=gridcell]').length") == 500
    press(" ")
    until(page, "document.activeElement.dataset.s === '4'")
    visitor.axe("the arena, a seat taken")
    visitor.shot("map-arena-near", full=False)
    page.get_by_role("button", name="Whole hall").click()
    page.wait_for_timeout(700)
    visitor.axe("the arena, all of it")
    visitor.shot("map-arena", full=False)
    page.locator(".sections select").select_option("7")
    page.wait_for_timeout(700)
    assert page.evaluate("document.querySelector('seat-map').part") == 7
    visitor.close()
    visitor = visit(browser, world, "long")
    page, press = visitor.page, visitor.page.keyboard.press
    page.evaluate("(() => { const m = document.querySelector('seat-map'); m.goTo(0, true); })()")
    press("Control+End")
    row = focused(visitor)
    press("ArrowDown")
    assert focused(visitor) != row, "a section that was cut goes on"
    visitor.close()


def touch(world, browser):
    visitor = visit(browser, world, "s-h600", **PHONE)
    page = visitor.page
    visitor.fits("a phone")
    page.locator("[data-i='15']").tap()
    until(page, "document.querySelectorAll('seat-map [data-s=\"4\"]').length === 1")
    visitor.axe("a phone, a seat taken")
    visitor.shot("map-phone", full=False)
    cdp = visitor.context.new_cdp_session(page)
    box = page.locator("seat-map").bounding_box()
    x, y, before = (
        box["x"] + 180,
        box["y"] + 150,
        page.evaluate("document.querySelector('seat-map').view.s"),
    )
    spread = lambda kind, d: cdp.send(
        "Input.dispatchTouchEvent",
        {
            "type": kind,
            "touchPoints": (
                []
                if kind == "touchEnd"
                else [{"x": x - d, "y": y, "id": 0}, {"x": x + d, "y": y, "id": 1}]
            ),
        },
    )
    spread("touchStart", 30)
    for d in range(32, 62, 2):
        spread("touchMove", d)
    spread("touchEnd", 0)
    page.wait_for_timeout(300)
    after = page.evaluate("document.querySelector('seat-map').view.s")
    assert 1.6 < after / before < 2.2, f"pinch: {before} to {after}"
    assert (
        page.evaluate("document.querySelectorAll('seat-map [data-s=\"4\"]').length") == 1
    ), "a pinch takes no seat"
    page.get_by_role("button", name="Give back").tap()
    visitor.close()
    visitor = visit(browser, world, "s-h20000", **PHONE)
    visitor.fits("the arena on a phone")
    visitor.shot("map-arena-phone", full=False)
    visitor.close()


def wheel(world, browser):
    visitor = visit(browser, world)
    page = visitor.page
    page.locator("seat-map").hover()
    scale = "document.querySelector('seat-map').view.s"
    before = page.evaluate(scale)
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(300)
    near = page.evaluate(scale)
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(300)
    assert near > before and page.evaluate(scale) <= before
    visitor.close()


def looks(world, browser):
    world.hold("s-h600", ["A-4", "A-5", "C-7", "C-8"])
    world.call(
        "POST", "/v1/admin/shows/s-h600/block", {"seats": ["B-1", "B-2", "B-3"], "reason": "test"}
    )
    hold = world.hold("s-h600", [f"F-{n}" for n in range(10, 20)])
    world.call("POST", f"/v1/shows/s-h600/holds/{hold['id']}/book", {"reference": "x"})
    kinds = [
        ("light", {}),
        ("dark", {"color_scheme": "dark"}),
        ("forced", {"forced_colors": "active"}),
        ("wide", {"viewport": {"width": 3840, "height": 2160}}),
        ("phone-dark", {**PHONE, "color_scheme": "dark"}),
        ("hindi", {"locale": "hi-IN"}),
    ]
    for name, context in kinds:
        visitor = visit(browser, world, "s-h600", **context)
        visitor.page.locator(".best-go").click()
        until(visitor.page, "document.querySelectorAll('seat-map [data-s=\"4\"]').length === 2")
        visitor.page.wait_for_timeout(400)
        visitor.fits(name)
        visitor.axe(name)
        visitor.shot(f"map-{name}", full=False)
        if name == "light":
            for kind in DEFICIENCIES:
                visitor.see(kind)
                visitor.shot(f"map-{kind}", full=False)
        visitor.page.locator(".own .clear").click()
        until(visitor.page, "!document.querySelectorAll('seat-map [data-s=\"4\"]').length")
        visitor.close()


def words(world, browser):
    """Not on sale yet, sold out, waiting, closed and cancelled are said in words, with a way on."""
    for name, text in (
        ("later", "Not on sale yet"),
        ("full", "Sold out"),
        ("shut", "The sale is over"),
    ):
        if name == "full":
            labels = [
                seat["label"]
                for row in world.call(
                    "GET", f"/v1/layouts/{world.call('GET', '/v1/shows/full')['layout']}"
                )["sections"][0]["rows"]
                for seat in row["seats"]
            ]
            for n in range(0, len(labels), 100):
                world.call(
                    "POST",
                    "/v1/admin/shows/full/block",
                    {"seats": labels[n : n + 100], "reason": "test"},
                )
        if name == "shut":
            world.call("POST", "/v1/admin/shows/shut/close", {})
        visitor = visit(browser, world, name)
        until(visitor.page, f"document.querySelector('.sale').textContent.includes('{text}')")
        assert visitor.page.get_by_role("link", name="Other showtimes").count() == 1
        visitor.axe(name)
        visitor.shot(f"map-{name}", full=False)
        if name == "shut":
            world.call("POST", "/v1/admin/shows/shut/open", {})
            until(visitor.page, "!document.querySelector('.sale').textContent")
            world.call("POST", "/v1/admin/shows/shut/cancel", {})
            until(visitor.page, "document.querySelector('.sale').textContent.includes('cancelled')")
        visitor.close()


def main():
    shows = [
        show("later", "h300", sale_opens_at="2036-01-01T00:00:00Z"),
        show("full", "h300"),
        show("shut", "h300"),
        show("long", "long"),
    ]
    wanted = sys.argv[1:] or ["keyboard", "big_by_keyboard", "touch", "wheel", "looks", "words"]
    failed = []
    with MapWorld(shows) as world, chromium() as browser:
        for name in wanted:
            try:
                globals()[name](world, browser)
                print(f"{name}: ok", flush=True)
            except Exception as error:
                failed.append(name)
                print(f"{name}: {str(error)[:1500]}", flush=True)
    assert not failed, failed


if __name__ == "__main__":
    main()
