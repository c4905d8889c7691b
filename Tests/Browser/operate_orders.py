#!/usr/bin/env python3
"""Orders that got stuck at Razorpay's simulator, and their one click. Needs nothing but this
machine.
"""

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import time

from operate_kit import run, says

SIMULATOR = pathlib.Path(__file__).resolve().parents[1] / "Razorpay/simulator.py"


@contextlib.contextmanager
def razorpay():
    """Every refund fails there, until it is calmed."""
    process = subprocess.Popen(
        [
            sys.executable,
            str(SIMULATOR),
            "--port",
            "0",
            "--time-scale",
            "20",
            "--fault",
            "refund_failed=1",
            "--fault",
            "refund_pending_s=1",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    url = process.stdout.readline().split()[-1]
    os.environ.update(
        {
            "RAZORPAY_KEY_ID": "rzp_test_simulated",
            "RAZORPAY_URL": url,
            "RAZORPAY_KEY_SECRET": "simulated key secret",
            "RAZORPAY_WEBHOOK_SECRET": "simulated webhook secret",
        }
    )
    yield url
    process.terminate()
    process.wait(10)


def post(url):
    subprocess.run(
        ["curl", "-sf", "-X", "POST", "-H", "Content-Type: application/json", "-d", "{}", url],
        check=True,
        capture_output=True,
    )


def stick(c, show, seat):
    """A booking that was paid and cancelled, and whose refund the provider refuses five times."""
    place = f"/v1/shows/{show}"
    hold = c.hold(show, seat)
    order = c.call(
        "POST",
        f"{place}/holds/{hold['id']}/order",
        {"customer": {"name": "Asha", "email": "a@example.in"}},
        key=None,
    )
    simulator = os.environ["RAZORPAY_URL"].removesuffix("/")
    url = f"{simulator}/control/orders/{order['provider_order_id']}/pay"
    paid = subprocess.run(
        ["curl", "-sf", "-X", "POST", "-H", "Content-Type: application/json", "-d", "{}", url],
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    answer = {k: v for k, v in json.loads(paid).items() if k.startswith("razorpay")}
    order = c.call("POST", f"{place}/orders/{order['id']}/payment", answer, key=None)
    c.call("POST", f"{place}/bookings/{order['booking']}/cancel")
    return order


def wait_till_stuck(c, count):
    """Between five tries the node waits longer each time, a quarter of an hour in all; a restart
    forgets how long.
    """
    for _ in range(10):
        for _ in range(16):
            time.sleep(0.25)
            if len(c.call("GET", "/v1/admin/orders?state=stuck")["data"]) == count:
                return
        c.world.kill()
        c.world.start()
        c.wait()
    raise SystemExit("the orders do not get stuck")


def stuck(c):
    """a stuck order is ended by one click: asked again, or refunded by hand"""
    show = c.show()
    first, second = stick(c, show, "A-1"), stick(c, show, "A-2")
    wait_till_stuck(c, 2)
    v = c.visitor()
    page = v.go("/operate/orders")
    card = lambda order: page.locator("li", has_text=order["id"])  # noqa: E731
    card(first).wait_for()
    v.shot("operate-orders")
    v.axe("stuck orders")
    assert "refund failed" in card(first).inner_text()
    card(first).get_by_role("button", name="Refunded by hand").click()
    says(page, "the order is now refunded")
    assert card(first).count() == 0
    post(os.environ["RAZORPAY_URL"].removesuffix("/") + "/control/calm")
    card(second).get_by_role("button", name="Ask the provider again").click()
    says(page, "the order is now refunding")
    page.get_by_text("All money is where it belongs").wait_for()
    for _ in range(60):
        state = c.call("GET", f"/v1/shows/{show}/orders/{second['id']}")["state"]
        if state == "refunded":
            break
        time.sleep(0.25)
    assert state == "refunded", state
    v.close()


if __name__ == "__main__":
    with razorpay():
        run([stuck], seed=7, args=("--payment", "razorpay", "--payment-poll-seconds", "1"))
