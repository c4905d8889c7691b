"""Webhooks: at least once, in no certain order, with retries for 24 hours, then never again."""

import asyncio
import copy
import hashlib
import hmac
import json
from urllib.parse import urlsplit

from .wire import read_body, read_head

PATIENCE = 5.0
FIRST_RETRY = 10.0
LONGEST_RETRY = 3_600.0
DISABLED_AFTER = 86_400.0
SENDERS = 16


def sign(secret, body):
    return hmac.new(secret, body, hashlib.sha256).hexdigest()


class Delivery:
    __slots__ = ("event_id", "body", "signature", "born", "attempts", "payment", "genuine")

    def __init__(self, event_id, body, signature, born, payment, genuine=True):
        self.event_id = event_id
        self.body = body
        self.signature = signature
        self.born = born
        self.payment = payment
        self.genuine = genuine
        self.attempts = 0


class Hooks:
    """Sends events to `url`; without one they are counted and dropped."""

    def __init__(self, clock, faults, url, secret):
        self.clock = clock
        self.faults = faults
        self.secret = secret
        self.url = None
        self.point_to(url)
        self.enabled = True
        self.counts = dict.fromkeys(
            ("events", "delivered", "failed", "missing", "forged", "forged_accepted",
             "dropped", "slow"), 0)
        self.undelivered = 0
        self._queue = asyncio.Queue()
        self._held = {}
        self._number = 0

    def point_to(self, url):
        self.url = urlsplit(url) if url else None

    def emit(self, name, payment, refund=None, order=None):
        self._number += 1
        self.counts["events"] += 1
        event_id = f"evt_{self._number:014d}"
        payload = {"payment": payment}
        if refund is not None:
            payload = {"refund": refund, "payment": payment}
        if order is not None:
            payload["order"] = order
        event = {
            "entity": "event", "account_id": "acc_SIMULATED00000", "event": name,
            "contains": list(payload),
            "payload": {kind: {"entity": copy.copy(entity)} for kind, entity in payload.items()},
            "created_at": int(self.clock.now())}
        body = json.dumps(event, separators=(",", ":")).encode()
        delivery = Delivery(event_id, body, sign(self.secret, body), self.clock.now(),
                            payment["id"])
        if self.faults.hits("webhook_forged", event_id):
            self._forge(event)
        if self.faults.hits("webhook_missing", event_id):
            self.counts["missing"] += 1
            return
        self._schedule(delivery)

    def _schedule(self, delivery):
        key = delivery.event_id
        before = self._held.pop(delivery.payment, None)
        if self.faults.hits("webhook_reordered", key):
            self._held[delivery.payment] = delivery
            self.undelivered += 1
            # Its successor may never come.
            self.clock.after(60, lambda: self._release(delivery))
        else:
            self._post(delivery)
        if before is not None:
            self.undelivered -= 1
            self._post(before)

    def _release(self, delivery):
        if self._held.get(delivery.payment) is delivery:
            del self._held[delivery.payment]
            self.undelivered -= 1
            self._post(delivery)

    def _post(self, delivery):
        key = delivery.event_id
        wait = 0.0
        if self.faults.hits("webhook_late", key):
            wait = self.faults.share("late", key) * self.faults["webhook_late_s"]
        self._send_after(wait, delivery)
        if self.faults.hits("webhook_duplicate", key):
            for number in range(1 + int(self.faults.share("copies", key) * 2)):
                twin = Delivery(key, delivery.body, delivery.signature, delivery.born,
                                delivery.payment)
                self._send_after(wait + self.faults.share(f"copy{number}", key) * 30, twin)

    def _send_after(self, wait, delivery):
        self.undelivered += 1
        if wait:
            self.clock.after(wait, lambda: self._queue.put_nowait(delivery))
        else:
            self._queue.put_nowait(delivery)

    def _forge(self, event):
        """A stranger who knows everything but the secret claims that the money is there."""
        forged = json.loads(json.dumps(event))
        forged["event"] = "payment.captured"
        forged["payload"]["payment"]["entity"].update(status="captured", captured=True)
        body = json.dumps(forged).encode()
        self.counts["forged"] += 1
        self._send_after(0, Delivery("evt_forged" + str(self._number), body,
                                     sign(b"not the secret", body), self.clock.now(),
                                     event["payload"]["payment"]["entity"]["id"], genuine=False))

    def start(self):
        return [asyncio.create_task(self._send_all()) for _ in range(SENDERS)]

    async def _send_all(self):
        connection = None
        while True:
            delivery = await self._queue.get()
            if self.url is None or not self.enabled:
                self.counts["dropped"] += 1
                self.undelivered -= 1
                continue
            status = 0
            try:
                status, connection = await asyncio.wait_for(
                    self._send(connection, delivery), PATIENCE)
            except asyncio.TimeoutError:
                self.counts["slow"] += 1
                connection = close(connection)
            except (ConnectionError, OSError, ValueError, asyncio.IncompleteReadError):
                connection = close(connection)
            self._note(delivery, status)
            self.undelivered -= 1

    def _note(self, delivery, status):
        if not delivery.genuine:
            self.counts["forged_accepted"] += 200 <= status < 300
            return
        if 200 <= status < 300:
            self.counts["delivered"] += 1
            return
        self.counts["failed"] += 1
        wait = min(FIRST_RETRY * 2**delivery.attempts, LONGEST_RETRY)
        delivery.attempts += 1
        if self.clock.now() + wait - delivery.born > DISABLED_AFTER:
            self.enabled = False
            return
        self._send_after(wait, delivery)

    async def _send(self, connection, delivery):
        fresh = connection is None
        if fresh:
            connection = await asyncio.open_connection(self.url.hostname, self.url.port or 80)
        reader, writer = connection
        path = self.url.path or "/"
        signature = delivery.signature
        writer.write((
            f"POST {path} HTTP/1.1\r\nHost: {self.url.netloc}\r\n"
            "Content-Type: application/json\r\nUser-Agent: Razorpay-Webhook/v1\r\n"
            f"X-Razorpay-Signature: {signature}\r\nx-razorpay-event-id: {delivery.event_id}\r\n"
            f"Content-Length: {len(delivery.body)}\r\n\r\n").encode() + delivery.body)
        head = await read_head(reader)
        if head is None:
            close(connection)
            if fresh:
                raise ConnectionError("no answer")
            # The connection was idle for too long; that is no failure of the other side's.
            return await self._send(None, delivery)
        first, fields = head
        await read_body(reader, fields)
        if fields.get("connection", "").lower() == "close":
            connection = close(connection)
        return int(first.split(" ")[1]), connection


def close(connection):
    if connection is not None:
        connection[1].close()
