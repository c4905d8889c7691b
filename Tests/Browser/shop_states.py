#!/usr/bin/env python3
"""Every state of the shop's pages that a straight journey does not meet. `shop_states.py
[part…]`
"""

import json
import sys

from kit.api import Api
from kit.browser import Visitor, chromium
from kit.world import World


def seen(v, name):
    v.axe(name)
    v.fits(name)
    v.shot(f"state-{name}")


def with_hold(v, show, hold):
    v.go("/find")
    v.page.evaluate(
        "([show, id]) => localStorage.setItem('sg:hold:' + show, JSON.stringify({id, seats: []}))",
        [show, hold["id"]],
    )


def answering(body):
    return lambda route: route.fulfill(content_type="application/json", body=body)


def ticket_offline(v, api):
    show = api.show()
    booking = api.booking(show)
    v.go(f"/s/{show}/ticket/{booking}")
    v.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    v.page.wait_for_function(
        "async () => (await (await caches.open('tickets')).keys()).length >= 4"
    )
    v.allowed += ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED"]
    v.context.set_offline(True)
    v.page.reload()
    v.page.locator(".ticket .qr").wait_for()
    v.page.wait_for_function(
        "document.querySelector('.qr').complete && document.querySelector('.qr').naturalWidth > 0"
    )
    assert "connection" in v.page.locator("#offline").inner_text()
    seen(v, "ticket-offline")
    v.go("/my")
    assert v.page.locator(".mine").count() == 1
    v.page.locator(".mine a").click()
    v.page.locator(".ticket .qr").wait_for()
    v.context.set_offline(False)


def cancelling(v, api):
    show = api.show(place=1)
    booking = api.booking(show)
    v.go(f"/s/{show}/ticket/{booking}")
    v.page.locator(".cancel summary").click()
    quote = v.page.locator(".cancel .quote")
    v.page.wait_for_function("document.querySelector('.cancel .quote').textContent.includes('₹')")
    v.page.locator(".cancel input").first.uncheck()
    v.page.locator(".cancel button:enabled", has_text="1 seat").wait_for()
    assert (
        api.get(f"/v1/shows/{show}/bookings/{booking}")["state"] == "confirmed"
    ), "cancelled before it was asked"
    seen(v, "cancel-quote")
    v.page.locator(".cancel button").click()
    v.page.locator(".note", has_text="Cancelled").wait_for()
    assert v.page.locator(".facts .ticket-seat").count() == 1
    seen(v, "cancel-one")
    v.page.locator(".cancel summary").click()
    v.page.locator(".cancel button:enabled").click()
    v.page.locator(".void").wait_for()
    seen(v, "cancel-all")
    assert (
        quote.count() == 0
        and api.get(f"/v1/shows/{show}/bookings/{booking}")["state"] == "cancelled"
    )
    v.go("/my")
    assert "Cancelled" in v.page.locator(".mine").inner_text()
    seen(v, "my-cancelled")


def finding(v, api):
    show = api.show(place=2)
    booking = api.booking(show)
    v.allowed += ["404"]
    v.go("/my")
    seen(v, "my-none")
    v.go("/find")
    seen(v, "find")
    fill = lambda code, contact: (
        v.page.fill("#code", code),
        v.page.fill("#contact", contact),
        v.page.locator("form button").click(),
    )
    fill("nonsense", "x@y.in")
    v.page.locator(".note-bad", has_text="not a whole").wait_for()
    fill(f"{show}/{booking}", "wrong@example.in")
    v.page.locator(".note-bad", has_text="no such booking").wait_for()
    seen(v, "find-none")
    fill(f"{show}/{booking}", "98123 45678")
    v.page.locator(".ticket .qr").wait_for()
    link = api.post(f"/v1/shows/{show}/bookings/{booking}/find", {"contact": "asha@example.in"})[
        "link"
    ]
    token = link.split("token=")[1]
    v.go(f"/s/{show}/ticket/{booking}?token={token}")
    v.page.locator(".ticket .qr").wait_for()
    assert "token" not in v.page.url
    v.go(f"/s/{show}/ticket/{booking}?token={token[:-3]}abc")
    v.page.get_by_text("link has expired").wait_for()
    seen(v, "link-expired")


def checkout(v, api):
    show = api.show(place=3)
    hold = api.hold(show, 2)
    with_hold(v, show, hold)
    v.go(f"/s/{show}/checkout")
    v.page.locator(".bill").wait_for()
    total = lambda: v.page.locator(".bill .total dd").inner_text()
    full = total()
    v.page.locator("form.card button[type=submit]").click()
    assert v.page.evaluate("document.activeElement.id") == "name"
    assert v.page.locator(".field .error:visible").count() == 2
    seen(v, "checkout-errors")
    v.page.locator("select").first.select_option("child")
    v.page.wait_for_function(
        "old => document.querySelector('.bill .total dd').textContent !== old", arg=full
    )
    child = total()
    v.page.locator(".promo summary").click()
    v.page.fill("#promo", "NOPE")
    v.allowed += ["400"]
    v.page.keyboard.press("Enter")
    v.page.locator(".promo .error", has_text="no such code").wait_for()
    seen(v, "promo-unknown")
    v.page.fill("#promo", "seatgrid10")
    v.page.keyboard.press("Enter")
    v.page.wait_for_function(
        "old => document.querySelector('.bill .total dd').textContent !== old", arg=child
    )
    assert "−" in v.page.locator(".bill").inner_text()
    v.page.fill("#name", "Asha")
    v.page.fill("#email", "asha@example.in")
    seen(v, "checkout-promo")
    keys = []

    def flaky(route):
        keys.append(route.request.headers.get("idempotency-key"))
        if len(keys) < 3:
            return route.fulfill(
                status=503,
                content_type="application/problem+json",
                headers={"Retry-After": "1"},
                body='{"code":"unavailable"}',
            )
        return route.continue_()

    v.allowed += ["503"]
    v.page.route("**/order", flaky)
    v.page.locator("form.card button[type=submit]").click()
    v.page.wait_for_url("**/sandbox/checkout/**")
    assert len(keys) == 3 and len(set(keys)) == 1, keys
    v.page.go_back()
    v.page.get_by_text("Waiting for your payment").wait_for()
    v.go(f"/s/{show}/checkout")
    v.page.get_by_text("Waiting for your payment").wait_for()


def gone(v, api):
    show = api.show(place=4)
    hold = api.hold(show, 1, ttl_ms=1000)
    with_hold(v, show, hold)
    v.page.wait_for_timeout(1200)
    v.allowed += ["404"]
    v.go(f"/s/{show}/checkout")
    v.page.get_by_text("no longer held for you").wait_for()
    seen(v, "checkout-gone")
    for path in [
        "/city/nowhere/movie/none",
        "/s/none/checkout",
        f"/s/{show}/order/or_none",
        f"/s/{show}/ticket/bk_none",
        "/what/is/this",
    ]:
        v.go(path)
        v.page.get_by_text("Nothing is playing here").or_(
            v.page.get_by_text("That did not work")
        ).first.wait_for()
    seen(v, "lost")


def orders(v, api):
    show = api.show(place=5)
    order = api.order(show, api.hold(show)["id"])
    path = f"/s/{show}/order/{order['id']}"
    v.go(path)
    v.page.get_by_text("Waiting for your payment").wait_for()
    seen(v, "order-created")
    api.pay(order, "declined")
    v.page.get_by_text("did not go through").wait_for()
    seen(v, "order-failed")
    api.pay(order, "later", "?after=2")
    v.page.locator(".ticket .qr").wait_for(timeout=40_000)
    told = api.get(f"/v1/shows/{show}/orders/{order['id']}")
    refund = {"id": "rf_x", "amount": told["total"], "state": "pending"}
    for state, reason, refunds in [
        ("authorized", "paid_late_equal_block", []),
        ("capturing", "paid_on_time", []),
        ("expired", "not_paid", []),
        ("refunding", "paid_late_nothing_free", [refund]),
        ("refunded", "show_cancelled", [{**refund, "state": "settled"}]),
        ("refunding", "offer_declined", [refund]),
        ("stuck", "refund_failed", [{**refund, "state": "failed"}]),
        ("refunded", "wrong_amount", [refund]),
        ("refunding", "paid_twice", [refund]),
    ]:
        body = json.dumps(
            {
                **told,
                "state": state,
                "reason": reason,
                "refunds": refunds,
                "booking": None,
                "expires_in_ms": 840_000 if state == "authorized" else 0,
            }
        )
        v.page.unroute("**/v1/**/orders/*")
        v.page.route("**/v1/**/orders/*", answering(body))
        v.go(path)
        v.page.locator(".lead").wait_for()
        seen(v, f"order-{state}-{reason}")
    v.page.unroute("**/v1/**/orders/*")


def offline_and_back(v, api):
    v.go("/city/mumbai")
    v.allowed += ["ERR_", "Failed to load"]
    v.page.route("**/v1/**", lambda route: route.abort())
    v.page.locator(".film").first.click()
    v.page.get_by_text("That did not work").wait_for()
    seen(v, "no-network")
    v.page.unroute("**/v1/**")
    v.page.get_by_role("button", name="Try again").click()
    v.page.locator(".stub").first.wait_for()
    v.page.go_back()
    v.page.locator(".film").first.wait_for()


def frame(v, api):
    v.go("/city/mumbai")
    v.page.locator("#locale").click()
    v.page.get_by_text("चल रही फ़िल्में").first.wait_for()
    assert v.page.evaluate("document.activeElement.id") == "locale"
    for _ in range(2):
        v.page.locator("#theme").click()
    assert v.page.evaluate("document.documentElement.dataset.theme") == "dark"
    v.page.reload()
    v.page.get_by_text("चल रही फ़िल्में").first.wait_for()
    seen(v, "dark-by-choice")
    v.page.locator(".search").fill("monsoon")
    assert v.page.locator(".film").count() == 1
    v.page.locator(".film").click()
    v.page.locator(".stub").first.wait_for()
    v.page.go_back()
    v.page.locator(".film").first.wait_for()
    assert (
        v.page.locator(".film").count() == 1
        and v.page.locator(".search").input_value() == "monsoon"
    )
    v.page.locator(".search").fill("zzzz")
    seen(v, "films-none")


PARTS = [frame, checkout, gone, orders, cancelling, finding, ticket_offline, offline_and_back]


def main():
    with World(seed=7) as world, chromium() as browser:
        for part in PARTS:
            if len(sys.argv) > 1 and part.__name__ not in sys.argv[1:]:
                continue
            v = Visitor(browser, world.url)
            part(v, Api(world.api))
            v.close()
            print(f"ok   {part.__name__}", flush=True)


if __name__ == "__main__":
    main()
