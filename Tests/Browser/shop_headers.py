#!/usr/bin/env python3
"""What the browser is told about the app's files, and what the pages then ask for."""

import re
import urllib.request

from kit.browser import Visitor, chromium
from kit.world import World


def head(url):
    with urllib.request.urlopen(
        urllib.request.Request(url, headers={"Accept-Encoding": "gzip"}), timeout=10
    ) as answer:
        return {k.lower(): v for k, v in answer.headers.items()}


def policy(world):
    for path in ["/", "/city/mumbai", "/my", "/operate"]:
        headers = head(world.url + path)
        csp = headers["content-security-policy"]
        assert "default-src 'none'" in csp and "unsafe" not in csp, csp
        assert "frame-ancestors 'none'" in csp and "base-uri 'none'" in csp, csp
        assert set(re.findall(r"https?://[\w.*-]+", csp)) <= {
            "https://checkout.razorpay.com",
            "https://api.razorpay.com",
        }, csp
        assert headers["x-content-type-options"] == "nosniff" and "set-cookie" not in headers
        assert headers["referrer-policy"] in (
            "same-origin",
            "no-referrer",
            "strict-origin-when-cross-origin",
        )
    assert "no-cache" in head(world.url + "/sw.js").get("cache-control", "no-cache")


def assets(world):
    with urllib.request.urlopen(world.url + "/") as answer:
        page = answer.read().decode()
    assert "{{" not in page and not re.search(r"<script(?![^>]*src=)|\sstyle=|\son\w+=", page)
    if "/assets/dev" in page:
        return print("     (served by the kit: neither hashed nor compressed)")
    for path in re.findall(r'(?:src|href)="(/assets/[^"]+)"', page):
        headers = head(world.url + path)
        assert (
            "immutable" in headers["cache-control"] and headers["content-encoding"] == "gzip"
        ), headers


def requests(world, browser):
    """Nothing is asked of anybody else, and nothing is kept in cookies."""
    v = Visitor(browser, world.url)
    asked = []
    v.page.on("request", lambda r: asked.append(r.url))
    for path in ["/", "/city/mumbai", "/my", "/find"]:
        v.go(path)
    assert all(url.startswith((world.url, "data:")) for url in asked), asked
    assert v.context.cookies() == []
    v.close()


def main():
    with World(seed=7) as world, chromium() as browser:
        policy(world)
        assets(world)
        requests(world, browser)
        print("ok   headers, no cookie, no third party")


if __name__ == "__main__":
    main()
