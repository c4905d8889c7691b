#!/usr/bin/env python3
"""Checkouts against the Razorpay simulator, with faults drawn by a seed, while the server is killed
again and again. In the end, to the paisa: what was captured is booked, or went back.

    Tests/Checkout/money.py --binary .build/release/seatgrid [--checkouts 10000] [--seed 7]
"""

import base64
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

import _kit  # noqa: F401
from kit.ledger import Violation
from kit.report import Report, arguments
from kit.server import Server

HERE = os.path.dirname(os.path.abspath(__file__))
SIMULATOR = os.path.join(HERE, "..", "Razorpay", "simulator.py")
ROWS, SEATS, PRICE = 40, 25, 25_000
BASIC = {"Authorization": "Basic " + base64.b64encode(
    b"rzp_test_simulated:simulated key secret").decode()}
FAULTS = {
    "webhook_missing": 0.3, "webhook_duplicate": 0.2, "webhook_late": 0.2,
    "webhook_reordered": 0.2, "webhook_forged": 0.1, "server_error": 0.04,
    "rate_limited": 0.03, "order_timeout": 0.01, "capture_timeout": 0.05,
    "capture_dropped": 0.05, "recapture_refused": 0.3, "second_capture": 0.5,
    "refund_timeout": 0.05, "refund_busy": 0.05, "refund_pending": 0.2, "refund_failed": 0.1,
    "auto_capture": 0.15, "bank_late": 0.05, "bank_never": 0.03, "bank_declines": 0.05,
    "timeout_s": 1.0, "webhook_late_s": 120.0, "refund_pending_s": 60.0,
}


def free_port():
    """One that stays free while the server is down: outgoing connections don't get such ports."""
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as one:
            try:
                one.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue


def call(method, url, body=None, headers=None, patience=10):
    """Status and JSON; status 0 if there was no answer."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, method=method, headers={
        "Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=patience) as answer:
            text = answer.read()
            return answer.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        text = error.read()
        return error.code, json.loads(text) if text else None
    except (OSError, ValueError):
        return 0, None


def catalogue(count=4):
    rows = [{"name": f"R{r}", "seats": [
        {"number": str(s), "x": s, "y": r, "category": "gold"} for s in range(SEATS)]}
        for r in range(ROWS)]
    rules = {"max_seats_per_hold": 10, "max_seats_per_holder": 10, "hold_ttl_ms": 4_000,
             "hold_max_ms": 15_000, "orphans": "off"}
    shows = [{"id": f"sh{n}", "movie": "m1", "screen": "s1", "starts_at": "2037-12-01T13:30:00Z",
              "language": "hi", "format": "2D", "currency": "INR", "prices": {"gold": PRICE},
              "sale_opens_at": None, "sale_closes_at": None, "rules": rules}
             for n in range(count)]
    return {
        "cities": [{"id": "c", "name": "C", "region": "R", "timezone": "Asia/Kolkata"}],
        "movies": [{"id": "m1", "title": "T", "languages": ["hi"], "formats": ["2D"],
                    "certificate": "UA", "duration_min": 100, "genres": ["drama"],
                    "synopsis": "S"}],
        "layouts": [{"key": "l", "name": "L", "focal_point": {"x": 0, "y": 0},
                     "categories": [{"key": "gold", "name": "Gold", "color": "#d4a017"}],
                     "sections": [{"name": "M", "rows": rows}]}],
        "venues": [{"id": "v", "name": "V", "city": "c", "address": "A", "amenities": [],
                    "screens": [{"id": "s1", "name": "S", "layout": "l"}]}],
        "shows": shows,
    }


class World:
    flags = ()

    def __init__(self, binary, seed, checkouts):
        self.binary, self.seed, self.checkouts = binary, seed, checkouts
        # Room for nearly all, so that the last find seats taken.
        self.shows = max(4, checkouts // 500)
        self.folder = tempfile.mkdtemp(prefix="seatgrid-money-")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/v1"
        self.simulator, self.sim = self.start_simulator()
        self.key = self.make_key()
        self.server = self.start_server()
        self.lock = threading.Lock()
        self.begun = self.kills = self.buyers = 0
        self.places, self.people = {}, {}
        self.over = False

    def start_simulator(self):
        command = [sys.executable, SIMULATOR, "--seed", str(self.seed), "--time-scale", "20",
                   "--webhook", f"{self.url}/webhooks/razorpay"]
        for name, value in FAULTS.items():
            command += ["--fault", f"{name}={value}"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        return process, process.stdout.readline().split()[-1]

    def make_key(self):
        keys = os.path.join(self.folder, "keys")
        made = subprocess.run([self.binary, "key", "create", "--keys", keys, "--name", "ops",
                               "--rights", "hold,book,operate"], capture_output=True, text=True,
                              check=True)
        return made.stdout.strip()

    def start_server(self):
        return Server(
            self.binary, os.path.join(self.folder, "data"), os.path.join(self.folder, "keys"),
            self.key, log=os.path.join(self.folder, "log"), flags=[
                "--listen", f"127.0.0.1:{self.port}", "--payment", "razorpay",
                "--payment-poll-seconds", "1", *self.flags],
            environment={
                "RAZORPAY_KEY_ID": "rzp_test_simulated", "RAZORPAY_URL": self.sim,
                "RAZORPAY_KEY_SECRET": "simulated key secret",
                "RAZORPAY_WEBHOOK_SECRET": "simulated webhook secret"})

    def admin(self, method, path, body=None):
        return call(method, f"{self.url}/{path}", body, {"Authorization": f"Bearer {self.key}"})

    def close(self):
        self.server.stop()
        self.simulator.terminate()
        self.simulator.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    # Buyers

    def buy(self, thread):
        dice = random.Random(f"{self.seed}/{thread}")
        while True:
            with self.lock:
                if self.begun >= self.checkouts:
                    return
            try:
                self.one_checkout(dice)
            except (KeyError, TypeError):
                pass  # An answer that a kill cut short: the buyer is gone.

    def one_checkout(self, dice):
        show = f"{self.url}/shows/sh{dice.randrange(self.shows)}"
        wish = {"best_available": {"count": dice.randint(1, 3), "together": False}}
        status, hold = call("POST", f"{show}/holds", wish)
        if status != 201:
            time.sleep(0.05)
            return
        mark = {"Idempotency-Key": f"k{dice.random()}"}
        person = {"customer": self.person()}
        for _ in range(4):
            status, order = call("POST", f"{show}/holds/{hold['id']}/order", person, mark)
            if status == 201:
                break
            time.sleep(0.2)
        else:
            return
        with self.lock:
            # Only now it is one: a hold that was refused, or a server that was down, is none.
            self.begun += 1
            self.places[order["provider_order_id"]] = order["show"], order["id"]
            self.people[order["id"]] = person["customer"]["email"]
        if dice.random() < 0.05:
            call("DELETE", f"{show}/holds/{hold['id']}")
        for _ in range(2 if dice.random() < 0.1 else 1):
            self.pay(dice, show, order)
        if dice.random() < 0.15:
            self.cancel(dice, show, order)

    def person(self):
        """Whoever buys next."""
        with self.lock:
            self.buyers += 1
            return {"name": "N", "email": f"buyer{self.buyers}@example.com"}

    def pay(self, dice, show, order):
        if dice.random() < 0.15:
            time.sleep(dice.choice([0.5, 5, 16]))
        fields = {"amount": order["total"]["amount"] - 100} if dice.random() < 0.02 else {}
        status, paid = call(
            "POST", f"{self.sim}/control/orders/{order['provider_order_id']}/pay", fields)
        if status != 200 or dice.random() < 0.3:
            return  # The browser was closed.
        names = ("razorpay_payment_id", "razorpay_order_id", "razorpay_signature")
        answer = {name: paid[name] for name in names if name in paid}
        if len(answer) == 3:
            for _ in range(dice.choice([1, 1, 2])):
                call("POST", f"{show}/orders/{order['id']}/payment", answer)

    def cancel(self, dice, show, order):
        status, now = call("GET", f"{show}/orders/{order['id']}")
        if status != 200 or "booking" not in now:
            if status == 200 and now["state"] == "authorized":
                call("POST", f"{show}/orders/{order['id']}/offer", {"accept": dice.random() < .6})
            return
        seats = {"seats": now["seats"][:1]} if dice.random() < 0.5 else {}
        call("POST", f"{show}/bookings/{now['booking']}/cancel", seats)

    def kill_now_and_then(self):
        dice = random.Random(f"{self.seed}/kills")
        while not self.over:
            time.sleep(dice.uniform(2, 6))
            if self.over:
                return
            self.kill_one(dice)
            self.kills += 1

    def kill_one(self, _):
        self.server.kill()
        self.server = self.start_server()

    def run(self):
        status, answer = self.admin("POST", "admin/import", catalogue(self.shows))
        if status != 200:
            raise Violation(f"the import was answered {status}: {answer}")
        killer = threading.Thread(target=self.kill_now_and_then)
        buyers = [threading.Thread(target=self.buy, args=(n,)) for n in range(32)]
        for thread in [killer, *buyers]:
            thread.start()
        for thread in buyers:
            thread.join()
        self.over = True
        killer.join()

    # The end

    def orders(self):
        """Every order that the provider knows, as the server has it now; by its provider's id."""
        for provider_id in {row["order"] for row in self.ledger()["payments"].values()}:
            if provider_id not in self.places:
                _, order = call("GET", f"{self.sim}/v1/orders/{provider_id}", headers=BASIC)
                self.places[provider_id] = order["notes"]["show"], order["notes"]["order"]
        found = {}
        for provider_id, (show, order) in self.places.items():
            status, order = call("GET", f"{self.url}/shows/{show}/orders/{order}")
            # An order that only the provider has is one whose making was cut short.
            if status == 200:
                found[provider_id] = order
            elif status != 404:
                raise Violation(f"an order is answered {status}")
        return found

    def ledger(self):
        status, ledger = call("GET", f"{self.sim}/control/ledger", patience=60)
        if status != 200:
            raise Violation(f"no ledger: {status}")
        return ledger

    def come_to_rest(self, patience):
        """Nothing fails from now on, and no bank is silent for ever."""
        call("POST", f"{self.sim}/control/calm", {})
        end = time.monotonic() + patience
        while True:
            call("POST", f"{self.sim}/control/advance", {"seconds": 300})
            self.resolve_stuck()
            self.accept_offers()
            try:
                return self.check()
            except Violation:
                if time.monotonic() > end:
                    raise
            time.sleep(2)

    def resolve_stuck(self):
        _, stuck = self.admin("GET", "admin/orders?state=stuck")
        for order in (stuck or {}).get("data", []):
            path = f"admin/shows/{order['show']}/orders/{order['id']}/resolve"
            self.admin("POST", path, {"action": "retry"})

    def accept_offers(self):
        for order in self.orders().values():
            if order["state"] == "authorized":
                show = f"{self.url}/shows/{order['show']}"
                call("POST", f"{show}/orders/{order['id']}/offer", {"accept": True})

    def check(self):
        orders, ledger = self.orders(), self.ledger()
        kept = {}
        for payment in ledger["payments"].values():
            net = payment["captured"] - payment["refunded"]
            kept[payment["order"]] = kept.get(payment["order"], 0) + net
        owners, booked = {}, 0
        for provider_id, order in orders.items():
            if order["state"] not in ("paid", "expired", "refunded"):
                raise Violation(f"{order['id']} is {order['state']}: {order.get('reason')}")
            left = self.seats_left(order, owners)
            booked += left
            if kept.get(provider_id, 0) != left * PRICE:
                raise Violation(
                    f"{order['id']} ({order['state']}, {order.get('reason')}) has {left} seats "
                    f"for {kept.get(provider_id, 0)} paise; refunds {order.get('refunds')}")
        for provider_id, money in kept.items():
            if money and provider_id not in orders:
                raise Violation(
                    f"{money} paise were taken for {self.places[provider_id]}, "
                    f"which is not there")
        self.check_maps(owners)
        return len(orders), booked

    def seats_left(self, order, owners):
        if "booking" not in order:
            return 0
        status, booking = call(
            "GET", f"{self.url}/shows/{order['show']}/bookings/{order['booking']}")
        if status != 200:
            raise Violation(f"the booking of {order['id']} is answered {status}")
        for seat in booking["seats"]:
            place = (order["show"], seat["label"])
            if owners.setdefault(place, order["id"]) != order["id"]:
                raise Violation(f"{place} belongs to {owners[place]} and {order['id']}")
        return len(booking["seats"])

    def check_maps(self, owners):
        for n in range(self.shows):
            _, states = call("GET", f"{self.url}/shows/sh{n}/seats?format=list")
            taken = {(f"sh{n}", label) for label, state in states.items() if state == "booked"}
            if taken != {place for place in owners if place[0] == f"sh{n}"}:
                raise Violation(f"the map of sh{n} is not that of its bookings")


def main():
    parser = arguments(__doc__)
    parser.add_argument("--checkouts", type=int)
    chosen = parser.parse_args()
    checkouts = chosen.checkouts or (10_000 if chosen.long else 300)
    report = Report("money")

    def agree():
        world = World(chosen.binary, chosen.seed, checkouts)
        try:
            world.run()
            orders, booked = world.come_to_rest(600 if chosen.long else 180)
            counts = call("GET", f"{world.sim}/control/faults")[1]["counts"]
            hits = sum(counts.values())
            return (f"{world.begun} checkouts, {orders} orders, {booked} seats booked, "
                    f"{world.kills} kills, {hits} faults, seed {chosen.seed}")
        finally:
            world.close()

    report.case("captured is booked, or goes back, to the paisa", agree)
    sys.exit(report.finish())


if __name__ == "__main__":
    main()
