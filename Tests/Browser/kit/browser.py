"""Debian's Chromium under Playwright, with everything a page must not do written down."""

import contextlib
import os
import pathlib

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

SHOTS = pathlib.Path(os.environ.get("SHOTS", "/tmp/seatgrid-shots"))
DEFICIENCIES = ["protanopia", "deuteranopia", "tritanopia", "achromatopsia"]
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


@contextlib.contextmanager
def chromium():
    with sync_playwright() as p:
        browser = p.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


class Visitor:
    """A browser context with one page; `errors` are console errors, broken scripts and CSP
    violations.
    """

    def __init__(self, browser, url, **context):
        context = {
            "locale": "en-IN",
            "timezone_id": "Asia/Kolkata",
            "viewport": {"width": 1280, "height": 800},
            "color_scheme": "light",
            "reduced_motion": "reduce",
            **context,
        }
        self.context = browser.new_context(base_url=url, **context)
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.errors, self.allowed = [], []
        self.page.on("console", lambda m: m.type == "error" and self.note(m.text))
        self.page.on("pageerror", lambda e: self.note(str(e)))

    def note(self, text):
        if not any(part in text for part in self.allowed):
            self.errors.append(text)

    def go(self, path):
        self.page.goto(path)
        return self.ready()

    def ready(self):
        self.page.wait_for_selector("main h1")
        return self.page

    def see(self, deficiency):
        cdp = self.context.new_cdp_session(self.page)
        cdp.send("Emulation.setEmulatedVisionDeficiency", {"type": deficiency})

    def shot(self, name, full=True):
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(SHOTS / f"{name}.png"), full_page=full)

    def axe(self, where):
        """Fails with every violation of WCAG 2.2 AA and axe's best practice."""
        found = Axe().run(self.page, options=RULES)
        lines = [
            f"{v['id']}: {n['html'][:160]} | {n['failureSummary'][:300]}"
            for v in found.response["violations"]
            for n in v["nodes"]
        ]
        assert not lines, f"axe at {where}:\n" + "\n".join(lines)

    def fits(self, where):
        """Nothing may reach over the right edge."""
        over = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert over <= 0, f"{where}: {over}px too wide"

    def close(self):
        self.context.close()
        assert not self.errors, "console: " + "\n".join(self.errors)
