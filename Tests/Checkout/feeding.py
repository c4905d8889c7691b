#!/usr/bin/env python3
"""Notices of checkouts: each confirmed booking is told once by SMS and once by webhook, though the
server is killed again and again.

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
    def __init__(self, binary, folder):
        self.binary, self.folder = binary, folder
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
        return Server(
            self.binary, os.path.join(self.folder, "data"), os.path.join(self.folder, "keys"),
            self.key, log=os.path.join(self.folder, "log"), environment={"ERP": "s" * 32},
            flags=["--listen", f"127.0.0.1:{self.port}", "--with-notify", "--notify-config",
                   self.config, "--public-url", self.url])

    def again(self):
        self.server.kill()
        self.server = self.start()

    def buy(self):
        """A booking's id."""
        show = f"{self.url}/v1/shows/sh0"
        _, hold = call("POST", f"{show}/holds", {"best_available": {"count": 1}})
        person = {"customer": {"name": "Asha", "phone": "+919812345678"}}
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
            call("POST", f"{node.url}/v1/admin/import", catalogue(),
                 {"Authorization": f"Bearer {node.key}"})
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


def main():
    chosen = arguments(__doc__).parse_args()
    report = Report("feeding")
    report.case("each booking is told, under one id", lambda: once(chosen.binary))
    sys.exit(report.finish())


if __name__ == "__main__":
    main()
