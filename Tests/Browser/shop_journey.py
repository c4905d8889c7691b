#!/usr/bin/env python3
"""Two seats from the start page to the ticket, by every kind of hand and eye. `shop_journey.py
[variant…]`
"""

import sys

from kit.browser import DEFICIENCIES, Visitor, chromium
from kit.hands import Keyboard, Mouse, Touch
from kit.journey import Journey
from kit.world import World

PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}
VARIANTS = {
    "mouse": (Mouse, {}, None),
    "keyboard": (Keyboard, {}, None),
    "touch": (Touch, {**PHONE, "has_touch": True, "is_mobile": True}, None),
    "hindi": (Mouse, {"locale": "hi-IN"}, None),
    "hindi-phone": (Mouse, {"locale": "hi-IN", **PHONE}, None),
    "dark": (Mouse, {"color_scheme": "dark"}, None),
    "forced": (Mouse, {"forced_colors": "active", "color_scheme": "dark"}, None),
    "wide": (Mouse, {"viewport": {"width": 3840, "height": 2160}}, None),
    **{name: (Mouse, {}, name) for name in DEFICIENCIES},
}


def walk(browser, world, name, film):
    kind, context, deficiency = VARIANTS[name]
    v = Visitor(browser, world.url, **context)
    if deficiency:
        v.see(deficiency)

    def at(step):
        v.shot(f"{name}-{step}")
        v.fits(f"{name} {step}")
        if not deficiency:
            v.axe(f"{name} {step}")

    hands = kind(v.page)
    Journey(v, hands, at, film=film).run()
    if "hindi" in name:
        assert v.page.evaluate("document.documentElement.lang") == "hi"
    if kind is Mouse:
        assert hands.count <= 8, f"{hands.count} clicks"
    v.close()
    print(
        f"ok   {name}: {hands.count} actions, no console error"
        + ("" if deficiency else ", axe 0 at 7 steps"),
        flush=True,
    )


def main():
    chosen = sys.argv[1:] or list(VARIANTS)
    with World(seed=7) as world, chromium() as browser:
        for place, name in enumerate(chosen):
            walk(browser, world, name, place % 12)


if __name__ == "__main__":
    main()
