#!/usr/bin/env python3
"""The operator's board at work: each thing is done in Chromium and checked at the server's API."""

import re
import time

from operate_kit import choose, run, says, seat_field, until


def gate(c):
    """the gate takes an operator's key only, keeps it in the tab, and lets it go"""
    v = c.visitor(signed_in=False)
    v.allowed = ["401", "403"]
    page = v.go("/operate/orders")
    enter = page.get_by_role("button", name="Enter")
    for wrong, word in (("nonsense", "not known"), (c.keys["shop"], "lacks the right")):
        page.fill("#key", wrong)
        enter.click()
        says(page, word)
    page.fill("#key", c.keys["operator"])
    enter.click()
    page.get_by_role("heading", name="Stuck orders").wait_for()
    assert page.evaluate("JSON.stringify(localStorage)").find(c.keys["operator"]) < 0
    page.reload()
    page.get_by_role("heading", name="Stuck orders").wait_for()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_selector("#key")
    assert page.evaluate("sessionStorage.length") == 0
    page.evaluate("sessionStorage.setItem('sg:operateKey', 'withdrawn')")
    page.goto("/operate/orders")
    page.wait_for_selector("#key")
    v.close()


def day(c):
    """the day's shows tell how full they are and how fast they sell"""
    show = c.show()
    info = c.call("GET", f"/v1/shows/{show}")
    c.buy(show, "A-1", "A-2")
    c.hold(show, "A-3")
    v = c.visitor()
    page = v.go(f"/operate?city=pune&date={info['starts_at'][:10]}")
    row = page.locator("li", has=page.locator(f'a[href="/operate/show/{show}"]'))
    row.scroll_into_view_if_needed()
    row.get_by_text(re.compile(r"^2 of \d+ sold · 1 held · 0 blocked$")).wait_for()
    row.get_by_text(re.compile(r"^\d+ an hour$")).wait_for()
    assert int(row.get_by_text("an hour").inner_text().split()[0]) >= 2
    page.get_by_label("Film, venue or screen").fill(info["venue"]["name"])
    assert page.locator("section:visible").count() == 1
    page.get_by_label("Show by its id").fill(show)
    page.get_by_role("button", name="Open").click()
    page.get_by_role("heading", name=info["movie"]["title"]).wait_for()
    v.close()


def block(c):
    """a click on the map chooses, blocks and releases; the seat's history says why"""
    show = c.show()
    v = c.visitor()
    page = c.desk(v, show)
    drawing = page.locator(".plan-pane > svg").bounding_box()
    first = (
        page.locator(".k-free")
        .first.evaluate(
            "p => p.getBBox().x + ' ' + p.getBBox().y + ' ' + "
            "p.ownerSVGElement.viewBox.baseVal.x + ' ' + p.ownerSVGElement.viewBox.baseVal.y + ' "
            "' + p.ownerSVGElement.viewBox.baseVal.width"
        )
        .split()
    )
    x, y, x0, y0, w = map(float, first)
    scale = drawing["width"] / w
    field = seat_field(page)
    row = page.locator(".plan-pane > svg")
    # The first seat of a curved row is its outermost one, at the path's left edge.
    for dy in range(0, 40, 4):
        row.click(position={"x": (x - x0 + 0.4) * scale, "y": (y - y0 + 0.4) * scale + dy})
        if field.input_value():
            break
    label = field.input_value()
    assert label, "a click chooses a seat"
    page.get_by_role("heading", name=f"What happened to {label}").wait_for()
    page.get_by_role("button", name="Block 1").click()
    page.get_by_label("Reason").fill("Broken hinge")
    page.get_by_role("button", name="Block 1").last.click()
    says(page, "1 seat blocked")
    assert c.states(show) == {label: "blocked"}
    page.locator(".k-blocked").nth(1).wait_for()
    page.get_by_role("button", name="Release 1").click()
    says(page, "1 seat released")
    assert c.states(show) == {}
    page.get_by_role("button", name="Clear").click()
    choose(page, label)
    log = page.locator(".op-log")
    log.get_by_text("Broken hinge").wait_for()
    assert [e.split("\n")[0] for e in log.locator("li").all_inner_texts()] == [
        "Unblocked",
        "Blocked",
    ]
    assert "operator:desk" in log.inner_text()
    v.close()


def live(c):
    """the map follows what buyers do, and the figures too"""
    show = c.show()
    v = c.visitor()
    page = c.desk(v, show)
    # One of each shape is in the legend.
    assert page.locator(".plan-pane .k-held").count() == 0
    hold = c.hold(show, "C-4", "C-5")
    page.locator(".plan-pane .k-held").wait_for(timeout=2000)
    page.get_by_text("2 in 1 hold").wait_for()
    c.call("DELETE", f"/v1/shows/{show}/holds/{hold['id']}", key=None)
    until(page, "!document.querySelector('.plan-pane .k-held')", 2)
    v.close()


def keys(c):
    """seats are chosen by keys alone, and each step is told"""
    show = c.show()
    v = c.visitor()
    page = c.desk(v, show)
    page.locator(".plan-pane").focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.getElementById('say').textContent.startsWith('A-2, ')")
    for key in (" ", "ArrowDown", "Enter", "End", " "):
        page.keyboard.press(key)
    field = seat_field(page)
    chosen = field.input_value()
    assert chosen.startswith("A-2, B-2, B-"), chosen
    page.keyboard.press("Escape")
    assert field.input_value() == ""
    choose(page, "A-1..A-4 Q-99")
    says(page, "No such seat: Q-99")
    assert page.get_by_role("button", name="Sell 4").is_visible()
    box = page.locator(".plan-pane > svg").bounding_box()
    page.mouse.move(box["x"] + 5, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 5, box["y"] + box["height"] - 5, steps=3)
    page.mouse.up()
    total = c.call("GET", f"/v1/shows/{show}")["availability"]["of"]
    page.get_by_role("button", name=f"Sell {total}").wait_for()
    v.close()


def sell(c):
    """the counter sells, gives away, is told of what went, and gives back a seat"""
    show = c.show()
    v = c.visitor()
    v.allowed = ["409"]
    page = c.desk(v, show)
    choose(page, "D-1, D-2")
    page.get_by_role("button", name="Sell 2").click()
    page.get_by_label("Name").fill("Ravi")
    page.get_by_role("button", name="Sell", exact=True).click()
    page.get_by_role("heading", name="2 seats sold").wait_for()
    booking = page.get_by_text(re.compile(r"^bk_")).inner_text()
    kept = c.call("GET", f"/v1/shows/{show}/bookings/{booking}")
    assert kept["kind"] == "walk_in" and kept["customer"] == {"name": "Ravi"}
    assert page.locator(".op-code").evaluate("i => i.decode().then(() => i.naturalWidth)") > 0
    choose(page, "D-3")
    page.get_by_role("button", name="Sell 1").click()
    page.get_by_label("Kind").select_option("complimentary")
    assert "₹0" in page.locator(".op-sum").inner_text()
    page.get_by_role("button", name="Sell", exact=True).click()
    page.get_by_text("free of charge").wait_for()
    choose(page, "D-5, D-6")
    page.get_by_role("button", name="Sell 2").click()
    c.hold(show, "D-5")
    page.get_by_role("button", name="Sell", exact=True).click()
    says(page, "D-5: held")
    assert "chosen now instead" in page.locator("[role=status]", has_text="D-5: held").inner_text()
    page.get_by_role("button", name="Sell 2").click()
    page.get_by_role("button", name="Sell", exact=True).click()
    page.get_by_role("heading", name="2 seats sold").wait_for()
    back(c, page, show, booking)
    v.close()


def back(c, page, show, booking):
    page.get_by_label("Booking by its id").fill(booking)
    page.get_by_role("button", name="Open", exact=True).last.click()
    page.get_by_role("heading", name=booking).wait_for()
    page.get_by_label("D-1", exact=True).uncheck()
    page.get_by_text(re.compile("hand back ₹")).wait_for()
    page.get_by_role("button", name="Cancel and refund").click()
    page.get_by_role("dialog").get_by_role("button", name="Go back").click()
    assert "D-2" in c.states(show)
    page.get_by_role("button", name="Cancel and refund").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel and refund").click()
    says(page, "1 seat cancelled.")
    left = c.states(show)
    assert "D-2" not in left and left["D-1"] == "booked"


def refund(c):
    """a booking paid online is found by its seat, and all of its money goes back"""
    show = c.show()
    order = c.buy(show, "E-1", "E-2")
    v = c.visitor()
    page = c.desk(v, show)
    choose(page, "E-1")
    page.locator(".op-log").get_by_role("button", name="Open booking").first.click()
    page.get_by_role("heading", name=order["booking"]).wait_for()
    page.get_by_text("asha@example.in").wait_for()
    page.get_by_text(re.compile("go back to the buyer’s account")).wait_for()
    page.get_by_role("button", name="Cancel and refund").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel and refund").click()
    says(page, "2 seats cancelled.")
    page.get_by_text("This booking is cancelled.").wait_for()
    after = c.call("GET", f"/v1/shows/{show}/orders/{order['id']}")
    assert after["refunds"][0]["amount"] == order["total"], after
    v.close()


def sale_window(c):
    """the sale is closed and opened again"""
    show = c.show()
    v = c.visitor()
    page = c.desk(v, show)
    page.get_by_role("button", name="Close sale").click()
    says(page, "The sale is closed.")
    assert c.call("GET", f"/v1/shows/{show}")["state"] == "closed"
    page.get_by_role("button", name="Open sale").click()
    says(page, "The sale is open.")
    assert c.call("GET", f"/v1/shows/{show}")["state"] == "on_sale"
    v.close()


def cancel(c):
    """cancelling a show tells first what it does, to the paisa, and does it only if it is meant"""
    show = c.show()
    online = c.buy(show, "A-1", "A-2")["total"]["amount"]
    hold = c.call("POST", f"/v1/shows/{show}/holds", {"seats": ["B-1"]})
    counter = c.call(
        "POST", f"/v1/shows/{show}/holds/{hold['id']}/book", {"reference": "r", "kind": "walk_in"}
    )["total"]["amount"]
    c.hold(show, "C-1", "C-2")
    v = c.visitor()
    page = c.desk(v, show)
    page.get_by_role("button", name="Cancel show…").click()
    box = page.get_by_role("dialog")
    box.wait_for()
    box.locator("dd").nth(4).wait_for()
    facts = dict(zip(box.locator("dt").all_inner_texts(), box.locator("dd").all_inner_texts()))
    rupees = lambda text: round(float(text.replace("₹", "").replace(",", "")) * 100)  # noqa: E731
    assert (
        facts["Seats sold"] == "3"
        and facts["Bookings"] == "2"
        and facts["Holds that end"] == "2 in 1 hold"
    ), facts
    assert (
        rupees(facts["Refunded by the provider"]) == online
        and rupees(facts["To hand back at the counter"]) == counter
    ), facts
    v.shot("operate-cancel", full=False)
    v.axe("the question before cancelling")
    assert box.get_by_role("button", name="Cancel 3 seats").is_disabled()
    page.keyboard.press("Escape")
    says(page, "Nothing was changed.")
    page.get_by_role("button", name="Cancel show…").click()
    box.get_by_label("I mean it").check()
    box.get_by_role("button", name="Cancel 3 seats").click()
    says(page, "The show is cancelled.")
    page.get_by_text("Cancelled", exact=True).wait_for()
    for _ in range(40):
        report = c.call("GET", f"/v1/admin/shows/{show}/report")
        if report["bookings_to_refund"] == 0:
            break
        time.sleep(0.25)
    assert report["state"] == "cancelled" and report["bookings_to_refund"] == 0, report
    v.close()


if __name__ == "__main__":
    run([gate, day, block, live, keys, sell, refund, sale_window, cancel], seed=7)
