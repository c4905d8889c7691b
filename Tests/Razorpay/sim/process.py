"""Starts a simulator of one's own, and asks it."""

import http.client
import json
import os
import subprocess
import sys

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "simulator.py")


class Simulator:
    """`with Simulator("--seed", "7") as simulator: simulator.pay(order)`"""

    def __init__(self, *flags):
        self.process = subprocess.Popen(
            [sys.executable, PROGRAM, *flags], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if "ready on" not in line:
            raise RuntimeError("the simulator did not start")
        self.url = line.split()[-1]
        self._connection = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self._connection:
            self._connection.close()
        self.process.terminate()
        self.process.wait(timeout=10)
        self.process.stdout.close()

    def control(self, method, path, fields=None):
        """`GET` or `POST /control/PATH`; the answer's object. Raises on anything but 200."""
        if self._connection is None:
            self._connection = http.client.HTTPConnection(self.url.split("//")[1], timeout=30)
        body = None if fields is None else json.dumps(fields)
        self._connection.request(method, f"/control/{path}", body=body,
                                 headers={"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {text.decode()}")
        return json.loads(text)

    def pay(self, order, **fields):
        """As a buyer at the checkout: `outcome` authorized, failed, none or late; `amount`."""
        return self.control("POST", f"orders/{order}/pay", fields)

    def advance(self, seconds):
        return self.control("POST", "advance", {"seconds": seconds})

    def ledger(self):
        return self.control("GET", "ledger")

    def webhooks(self):
        return self.control("GET", "webhooks")
