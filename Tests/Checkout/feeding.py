#!/usr/bin/env python3
"""Notices of checkouts: each confirmed booking is told once by SMS and once by webhook, though the
server is killed again and again; and is reminded once of a show that begins soon.

    Tests/Checkout/feeding.py --binary .build/debug/seatgrid
"""

import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading
import time

import _kit  # noqa: F401
from kit.ledger import Violation
from kit.report import Report, arguments
from kit.server import Server
from money import call, catalogue, free_port


class Hooks(http.server.BaseHTTPRequestHandler):
    """The operator's system: remembers which events it heard."""

    heard = {}

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        event = json.loads(body)
        Hooks.heard.setdefault(event["id"], []).append(event)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Node:
    def __init__(self, binary, folder, sends=True):
        self.binary, self.folder, self.sends = binary, folder, sends
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.texts = os.path.join(folder, "texts")
        open(self.texts, "w").close()
        self.hooks = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hooks)
        threading.Thread(target=self.hooks.serve_forever, daemon=True).start()
        self.config = os.path.join(folder, "notify.json")
        with open(self.config, "w") as file:
            json.dump({
                "sms": {"provider": "file", "path": self.texts},
                "webhooks": {"endpoints": {"erp": {
                    "url": f"http://127.0.0.1:{self.hooks.server_port}/", "secret_env": "ERP"}}},
                "poll_ms": 100}, file)
        made = subprocess.run(
            [binary, "key", "create", "--keys", os.path.join(folder, "keys"), "--name", "ops",
             "--rights", "hold,book,operate"], capture_output=True, text=True, check=True)
        self.key = made.stdout.strip()
        self.server = self.start()

    def start(self):
        sending = ["--with-notify"] if self.sends else ["--spool", self.spool]
        return Server(
            self.binary, os.path.join(self.folder, "data"), os.path.join(self.folder, "keys"),
            self.key, log=os.path.join(self.folder, "log"), environment={"ERP": "s" * 32},
            flags=["--listen", f"127.0.0.1:{self.port}", *sending, "--notify-config", self.config,
                   "--remind-before", "1", "--public-url", self.url])

    @property
    def spool(self):
        return os.path.join(self.folder, "data", "spool")

    def admin(self, method, path, body=None):
        status, answer = call(method, f"{self.url}/v1/{path}", body,
                              {"Authorization": f"Bearer {self.key}"})
        if status != 200:
            raise Violation(f"{path} was answered {status}: {answer}")

    def notify(self, *words):
        """What `seatgrid notify WORDS` prints."""
        done = subprocess.run([self.binary, "notify", *words, "--spool", self.spool],
                              capture_output=True, text=True, timeout=60,
                              env={**os.environ, "ERP": "s" * 32})
        if done.returncode:
            raise Violation(f"notify {words}: {done.returncode} {done.stderr}")
        return done.stdout

    def again(self):
        self.server.kill()
        self.server = self.start()

    def buy(self, show="sh0", phone="+919812345678", count=1):
        """A booking's id."""
        show = f"{self.url}/v1/shows/{show}"
        _, hold = call("POST", f"{show}/holds", {"best_available": {"count": count}})
        person = {"customer": {"name": "Asha", "phone": phone}}
        _, order = call("POST", f"{show}/holds/{hold['id']}/order", person)
        page = f"{self.url}/sandbox/checkout/{order['provider_order_id']}/now"
        _, paid = call("POST", page, headers={"Accept": "application/json"})
        answer = {k: v for k, v in paid["payments"][0].items() if k.startswith("razorpay")}
        status, order = call("POST", f"{show}/orders/{order['id']}/payment", answer)
        if status != 200 or order["state"] != "paid":
            raise Violation(f"the payment was answered {status}: {order}")
        return order["booking"]

    def told(self):
        with open(self.texts) as file:
            return [line for line in file if line.strip()]


def once(binary):
    with tempfile.TemporaryDirectory(prefix="seatgrid-feeding-") as folder:
        node = Node(binary, folder)
        try:
            node.admin("POST", "admin/import", catalogue())
            bookings = []
            for turn in range(12):
                bookings.append(node.buy())
                if turn % 4 == 3:
                    node.again()
            return check(node, bookings)
        finally:
            node.server.stop()
            node.hooks.shutdown()


def check(node, bookings):
    end = time.monotonic() + 60
    while time.monotonic() < end:
        lines = node.told()
        hooks = {e["data"]["booking"] for events in list(Hooks.heard.values()) for e in events
                 if e["type"] == "booking.confirmed"}
        if all(any(b in line for line in lines) for b in bookings) and hooks >= set(bookings):
            break
        time.sleep(0.2)
    else:
        raise Violation(f"{len(node.told())} texts and {len(hooks)} webhooks for {len(bookings)}")
    time.sleep(1)
    texts = [sum(booking in line for line in node.told()) for booking in bookings]
    # A worker killed between sending and remembering sends again: what is told has the same id.
    ids = {booking: {i for i, events in Hooks.heard.items() for e in events
                     if e["type"] == "booking.confirmed" and e["data"]["booking"] == booking}
           for booking in bookings}
    if any(len(found) != 1 for found in ids.values()):
        raise Violation(f"a booking was told under several ids: {ids}")
    return f"{len(bookings)} bookings, {sum(texts)} texts, 3 kills"


def soon(seconds):
    """The catalogue with a first show that begins so soon; and when, as `time.time()` counts."""
    starts = int(time.time() + seconds)
    made = catalogue()
    made["shows"][0]["starts_at"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(starts))
    return made, starts


def reminders(node, starts):
    """The reminders' ids by number."""
    told = {}
    for line in map(json.loads, node.told()):
        if line["id"].endswith(f"-sms-{starts // 60}"):
            told.setdefault(line["to"], set()).add(line["id"])
    return told


def reminded(binary):
    """Who booked well before is reminded within the last minute, under one id, through kills."""
    with tempfile.TemporaryDirectory(prefix="seatgrid-reminders-") as folder:
        node = Node(binary, folder)
        try:
            made, starts = soon(90)
            node.admin("POST", "admin/import", made)
            phones = [f"+9198123456{n:02}" for n in range(6)]
            bookings = [node.buy(phone=phone) for phone in phones]
            part = node.buy(phone="+919812345699", count=2)
            path = f"{node.url}/v1/shows/sh0/bookings"
            _, whole = call("GET", f"{path}/{part}")
            call("POST", f"{path}/{part}/cancel", {"seats": [whole["seats"][0]["label"]]})
            call("POST", f"{path}/{bookings[0]}/cancel", {})
            wanted = {*phones[1:], "+919812345699"}
            if time.time() > starts - 61:
                raise Violation("the bookings took too long for a test")
            if reminders(node, starts):
                raise Violation("reminded before its time")
            for moment in (58, 40, 25):
                time.sleep(max(0, starts - moment - time.time()))
                node.again()
            while (told := reminders(node, starts)).keys() != wanted and time.time() < starts:
                time.sleep(0.2)
            time.sleep(1)
            told = reminders(node, starts)
            if told.keys() != wanted or any(len(ids) != 1 for ids in told.values()):
                raise Violation(f"reminded: {told}, not {sorted(wanted)}")
            return f"{len(wanted)} reminded, one was cancelled, 3 kills"
        finally:
            node.server.stop()
            node.hooks.shutdown()


def too_late(binary):
    """A reminder that no worker sent before the show began is dropped, and says why."""
    with tempfile.TemporaryDirectory(prefix="seatgrid-reminders-") as folder:
        node = Node(binary, folder, sends=False)
        try:
            made, starts = soon(66)
            node.admin("POST", "admin/import", made)
            node.buy()
            while not (names := [
                    name for _, _, files in os.walk(os.path.join(node.spool, "new"))
                    for name in files if name.endswith(f"-sms-{starts // 60}")]):
                if time.time() > starts:
                    raise Violation("nothing was planned")
                time.sleep(0.2)
            time.sleep(max(0, starts + 1 - time.time()))
            node.notify("run", "--config", node.config, "--until-empty")
            said = node.notify("show", names[0])
            if "tooLate" not in said:
                raise Violation(f"notify show says {said}")
            if reminders(node, starts):
                raise Violation("it was sent all the same")
            return names[0]
        finally:
            node.server.stop()
            node.hooks.shutdown()


def main():
    chosen = arguments(__doc__).parse_args()
    report = Report("feeding")
    report.case("each booking is told, under one id", lambda: once(chosen.binary))
    report.case("a show that begins soon is told of once", lambda: reminded(chosen.binary))
    report.case("a reminder that is too late is dropped", lambda: too_late(chosen.binary))
    sys.exit(report.finish())


if __name__ == "__main__":
    main()
