#!/usr/bin/env python3
"""Money that comes too late, a Razorpay that says nothing, and settings that went missing: the
whole server against the simulator.

    Tests/Checkout/offers.py --binary .build/debug/seatgrid
"""

import hashlib
import hmac
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import _kit  # noqa: F401
from kit.ledger import Violation
from kit.report import Report, arguments
from kit.server import Server
from money import call, catalogue, free_port

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Razorpay"))
from sim.process import Simulator  # noqa: E402

SECRET = "simulated webhook secret"
BROWSER = {"Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded"}
RAZORPAY = {"RAZORPAY_KEY_ID": "rzp_test_simulated", "RAZORPAY_KEY_SECRET": "simulated key secret",
            "RAZORPAY_WEBHOOK_SECRET": SECRET}


def expect(what, found, wanted):
    if found != wanted:
        raise Violation(f"{what} is {found!r}, not {wanted!r}")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def browse(method, url):
    """Status, fields and text, as a browser without scripts gets them."""
    request = urllib.request.Request(
        url, b"" if method == "POST" else None, method=method, headers=BROWSER)
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=10) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read().decode()


class Shop:
    def __init__(self, binary, *flags):
        self.folder = tempfile.TemporaryDirectory(prefix="seatgrid-offers-")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/v1"
        self.sim = Simulator("--webhook", f"{self.url}/webhooks/razorpay")
        keys = os.path.join(self.folder.name, "keys")
        key = subprocess.run(
            [binary, "key", "create", "--keys", keys, "--name", "ops", "--rights", "operate"],
            capture_output=True, text=True, check=True).stdout.strip()
        self.log = os.path.join(self.folder.name, "log")
        self.server = Server(
            binary, os.path.join(self.folder.name, "data"), keys, key, log=self.log,
            flags=["--listen", f"127.0.0.1:{self.port}", "--payment-poll-seconds", "1", *flags],
            environment={**RAZORPAY, "RAZORPAY_URL": self.sim.url})
        status, answer = call("POST", f"{self.url}/admin/import", catalogue(),
                              {"Authorization": f"Bearer {key}"})
        expect("the import", status, 200)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.stop()
        self.sim.stop()
        self.folder.cleanup()

    def hold(self, seat, **more):
        status, hold = call("POST", f"{self.url}/shows/sh0/holds", {"seats": [seat], **more})
        expect(f"the hold of {seat}", status, 201)
        return hold["id"]

    def order(self, seat, **more):
        person = {"customer": {"name": "N", "email": "a@example.com"}}
        path = f"{self.url}/shows/sh0/holds/{self.hold(seat, **more)}/order"
        status, order = call("POST", path, person)
        expect("the order", status, 201)
        return order

    def place(self, order):
        return f"{self.url}/shows/sh0/orders/{order['id']}"

    def once(self, order, state, patience=20):
        end = time.monotonic() + patience
        while True:
            _, now = call("GET", self.place(order))
            if now and now["state"] == state:
                return now
            if time.monotonic() > end:
                raise Violation(f"the order is {now and now['state']}, not {state}")
            time.sleep(0.1)

    def late(self, seat):
        """An order whose money comes when somebody else has the seat."""
        order = self.order(seat, ttl_ms=1_000)
        self.once(order, "expired")
        self.hold(seat)
        self.sim.pay(order["provider_order_id"])
        return order


def answers(binary):
    with Shop(binary, "--late-answer-seconds", "10") as shop:
        taken, declined, lapsed = (shop.late(seat) for seat in ("R0-1", "R0-3", "R0-5"))
        for order in (taken, declined, lapsed):
            now = shop.once(order, "authorized")
            expect("the reason", now["reason"], "paid_late_equal_block")
        page = shop.place(taken) + "/offer"
        status, fields, text = browse("GET", page)
        expect("the page", status, 200)
        if "default-src 'none'" not in fields["Content-Security-Policy"] or "<script" in text:
            raise Violation("the page is not strict")
        status, fields, _ = browse("POST", page + "/accept")
        expect("the button's answer", (status, fields["Location"]), (303, page[len(shop.url) - 3:]))
        seats = shop.once(taken, "paid")["seats"]
        if "are yours" not in browse("GET", page)[2]:
            raise Violation("the page does not say that the seats are taken")
        _, now = call("POST", shop.place(declined) + "/offer", {"accept": False})
        expect("the reason", now["reason"], "offer_declined")
        expect("the reason", shop.once(lapsed, "expired")["reason"], "offer_lapsed")
        status, _ = call("POST", shop.place(lapsed) + "/offer", {"accept": True})
        expect("an answer too late", status, 409)
        total = shop.sim.ledger()["total"]
        expect("what was captured", (total["captured"], total["refunded"]), (25_000, 0))
        return f"{seats[0]} instead of R0-1"


def no_ladder(binary):
    flags = ["--late-same-seats", "off", "--late-equal-block", "off", "--capture-minutes", "12"]
    with Shop(binary, *flags) as shop:
        order = shop.order("R0-1", ttl_ms=1_000)
        shop.once(order, "expired")
        shop.sim.pay(order["provider_order_id"])
        end = time.monotonic() + 20
        while call("GET", shop.place(order))[1].get("reason") != "paid_late_nothing_free":
            if time.monotonic() > end:
                raise Violation("the payment was not declined")
            time.sleep(0.1)
        shop.sim.advance(11 * 60)
        expect("the payment before 12 minutes", statuses(shop), ["authorized"])
        shop.sim.advance(2 * 60)
        expect("the payment after them", statuses(shop), ["refunded"])


def statuses(shop):
    return [payment["status"] for payment in shop.sim.ledger()["payments"].values()]


def hear(shop, order, status, name):
    """The answer to an event that Razorpay might have sent, and how long it took."""
    payment = {"id": "pay_1", "order_id": order, "amount": 25_000, "currency": "INR",
               "status": status, "amount_refunded": 0, "notes": []}
    body = json.dumps({"event": name, "payload": {"payment": {"entity": payment}}}).encode()
    request = urllib.request.Request(f"{shop.url}/webhooks/razorpay", body, headers={
        "Content-Type": "application/json", "x-razorpay-event-id": f"evt_{order}{status}",
        "X-Razorpay-Signature": hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()})
    begun = time.monotonic()
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            code = answer.status
    except urllib.error.HTTPError as error:
        code = error.code
    took = time.monotonic() - begun
    if took >= 5:
        raise Violation(f"{name} was answered after {took:.1f} s")
    return code


def silence(binary):
    with Shop(binary) as shop:
        order = shop.order("R0-1")
        shop.sim.control("POST", "faults", {"silent": 1})
        expect("an event of ours", hear(
            shop, order["provider_order_id"], "captured", "payment.captured"), 200)
        shop.once(order, "paid")
        expect("reserved money of somebody's", hear(
            shop, "order_other", "authorized", "payment.authorized"), 200)
        expect("taken money of somebody's", hear(
            shop, "order_other", "captured", "payment.captured"), 503)
        shop.sim.control("POST", "calm", {})
        expect("the same when it can be asked", hear(
            shop, "order_other", "captured", "payment.captured"), 200)


def lost_key(binary):
    with tempfile.TemporaryDirectory(prefix="seatgrid-offers-") as folder:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("RAZORPAY_")}
        done = subprocess.run(
            [binary, "serve", "--data", os.path.join(folder, "data"), "--listen", "127.0.0.1:0"],
            env={**environment, "RAZORPAY_KEY_SECRET": "s"}, capture_output=True, text=True,
            timeout=60)
        expect("the exit code", done.returncode, 78)
        if "RAZORPAY_KEY_ID" not in done.stderr:
            raise Violation(done.stderr)


def says_who(binary):
    with Shop(binary) as shop:
        with open(shop.log) as log:
            lines = [line for line in log if "payments" in line]
        if len(lines) != 1 or "provider=razorpay" not in lines[0]:
            raise Violation(f"the log says {lines}")


def main():
    chosen = arguments(__doc__).parse_args()
    report = Report("offers")
    for name, case in (
            ("an offer is taken, declined, or lapses", answers),
            ("the ladder can be left out", no_ladder),
            ("webhooks are answered while Razorpay says nothing", silence),
            ("without its key id no node sells for play money", lost_key),
            ("the log says who takes the money", says_who)):
        report.case(name, lambda case=case: case(chosen.binary))
    sys.exit(report.finish())


if __name__ == "__main__":
    main()
