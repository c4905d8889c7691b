"""The routes: Razorpay's own under /v1, and the test's under /control."""

import base64
import hashlib
import hmac

from .faults import PROBABILITIES
from .wire import Hangs, Refused

SHOWN = 10
LONGEST_LIST = 100


class API:
    def __init__(self, account, hooks, faults, clock, key_id, key_secret):
        self.account = account
        self.hooks = hooks
        self.faults = faults
        self.clock = clock
        self.key_secret = key_secret.encode()
        pair = f"{key_id}:{key_secret}".encode()
        self.authorization = "Basic " + base64.b64encode(pair).decode()
        self.requests = 0

    def handle(self, request):
        if request.path[0] == "control":
            return self._control(request)
        if request.path[0] != "v1":
            raise Refused(404, "The requested URL was not found on the server.")
        self._check(request)
        method, path = request.method, request.path[1:]
        if path[0] == "orders":
            return self._orders(method, path[1:], request)
        if path[0] == "payments":
            return self._payments(method, path[1:], request)
        if path[0] == "refunds":
            return self._refunds(method, path[1:], request)
        raise Refused(404, "The requested URL was not found on the server.")

    def _check(self, request):
        self.requests += 1
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given, self.authorization):
            raise Refused(401, "Authentication failed")
        key = f"{self.requests}"
        if self.faults.hits("rate_limited", key):
            after = [("Retry-After", "1")] if self.faults.share("after", key) < 0.5 else []
            raise Refused(429, "Request failed. Please try after sometime.", headers=after)
        if self.faults.hits("silent", key):
            raise Hangs(self.faults["timeout_s"])
        if self.faults.hits("server_error", key):
            status = (500, 502, 503, 504)[int(self.faults.share("which", key) * 4)]
            raise Refused(status, "We are facing some trouble completing your request",
                          code="SERVER_ERROR")

    # Razorpay's

    def _orders(self, method, path, request):
        match method, path:
            case "POST", []:
                order = self.account.make_order(request.fields())
                if self.faults.hits("order_timeout", order["id"]):
                    raise Hangs(self.faults["timeout_s"])
                return order
            case "GET", []:
                orders = list(self.account.orders.values())
                if (receipt := request.query.get("receipt")) is not None:
                    orders = [order for order in orders if order["receipt"] == receipt]
                return collection(orders, request.query)
            case "GET", [key]:
                return self.account.find(self.account.orders, key)
            case "GET", [key, "payments"]:
                self.account.find(self.account.orders, key)
                return everything(self._tried(key))
            case "PATCH", [key]:
                order = self.account.find(self.account.orders, key)
                order["notes"] = request.fields().get("notes", [])
                return order
        raise Refused(404, "The requested URL was not found on the server.")

    def _tried(self, order):
        return [self.account.payments[key] for key in self.account.payments_of[order]]

    def _payments(self, method, path, request):
        account = self.account
        match method, path:
            case "GET", []:
                return collection(list(account.payments.values()), request.query)
            case "GET", [key]:
                return account.find(account.payments, key)
            case "POST", [key, "capture"]:
                payment = account.capture(key, request.fields())
                if self._first_answer(key):
                    if self.faults.hits("capture_timeout", key):
                        raise Hangs(self.faults["timeout_s"])
                    if self.faults.hits("capture_dropped", key):
                        raise Hangs(0)
                return payment
            case "POST", [key, "refund"]:
                return self._refund(key, request.fields(), request)
            case "GET", [key, "refunds"]:
                account.find(account.payments, key)
                refunds = [account.refunds[refund] for refund in account.refunds_of[key]]
                return collection(refunds, request.query)
            case "GET", [key, "refunds", refund]:
                found = account.find(account.refunds, refund)
                if found["payment_id"] != key:
                    raise Refused(400, "The id provided does not exist")
                return found
        raise Refused(404, "The requested URL was not found on the server.")

    def _refund(self, key, fields, request):
        refund = self.account.refund(key, fields, request.headers.get("x-refund-idempotency"))
        if self._first_answer(refund["id"]):
            if self.faults.hits("refund_timeout", refund["id"]):
                raise Hangs(self.faults["timeout_s"])
            if self.faults.hits("refund_busy", refund["id"]):
                raise Refused(409, "The same request is being processed")
        return refund

    def _first_answer(self, key):
        """Only the first one gets lost, so that repeats get through."""
        hidden = self.account.hidden.setdefault(key, {})
        return not hidden.setdefault("answered", False) and not hidden.update(answered=True)

    def _refunds(self, method, path, request):
        account = self.account
        match method, path:
            case "GET", []:
                return collection(list(account.refunds.values()), request.query)
            case "GET", [key]:
                return account.find(account.refunds, key)
            case "POST", []:
                fields = request.fields()
                return self._refund(fields.pop("payment_id", ""), fields, request)
        raise Refused(404, "The requested URL was not found on the server.")

    # The test's

    def _control(self, request):
        method, path, account = request.method, request.path[1:], self.account
        match method, path:
            case "POST", ["orders", key, "pay"]:
                fields = request.fields()
                payment = account.pay(key, fields.get("outcome"), fields.get("amount"),
                                      fields.get("bank_s"))
                return self._answer(payment)
            case "GET", ["payments", key, "answer"]:
                return self._answer(account.find(account.payments, key))
            case "POST", ["refunds", key, ("processed" | "failed") as status]:
                return account.settle_refund(key, status)
            case "GET", ["ledger"]:
                return self.ledger()
            case "GET", ["faults"]:
                return {"values": self.faults.values, "counts": self.faults.counts}
            case "POST", ["faults"]:
                try:
                    self.faults.change(request.fields())
                except (TypeError, ValueError) as error:
                    raise Refused(400, str(error)) from error
                return {"values": self.faults.values}
            case "POST", ["calm"]:
                self.faults.change(dict.fromkeys(PROBABILITIES, 0.0))
                return {"values": self.faults.values}
            case "POST", ["advance"]:
                self.clock.advance(float(request.fields()["seconds"]))
                return {"now": self.clock.now()}
            case "GET", ["webhooks"]:
                return self._webhooks()
            case "POST", ["webhooks"]:
                fields = request.fields()
                self.hooks.enabled = bool(fields.get("enabled", True))
                if "url" in fields:
                    self.hooks.point_to(fields["url"])
                return self._webhooks()
        raise Refused(404, "There is no such control.")

    def _webhooks(self):
        return {**self.hooks.counts, "enabled": self.hooks.enabled,
                "undelivered": self.hooks.undelivered}

    def _answer(self, payment):
        """What the checkout hands to the browser once the bank has said yes."""
        found = {"razorpay_payment_id": payment["id"], "razorpay_order_id": payment["order_id"],
                 "status": payment["status"]}
        if payment["status"] in ("authorized", "captured", "refunded"):
            message = f"{payment['order_id']}|{payment['id']}".encode()
            found["razorpay_signature"] = hmac.new(
                self.key_secret, message, hashlib.sha256).hexdigest()
        return found

    def ledger(self):
        """To the paisa: what was taken, what went back, what is on its way back."""
        payments, total = {}, dict.fromkeys(("captured", "refunded", "refunding", "returned"), 0)
        for key, payment in self.account.payments.items():
            refunds = [self.account.refunds[refund] for refund in self.account.refunds_of[key]]
            captured = payment["captured"]
            row = {
                "order": payment["order_id"],
                "receipt": self.account.orders[payment["order_id"]]["receipt"],
                "status": payment["status"], "amount": payment["amount"],
                "captured": payment["amount"] if captured else 0,
                "refunded": sum(r["amount"] for r in refunds if r["status"] == "processed"),
                "refunding": sum(r["amount"] for r in refunds if r["status"] == "pending"),
                # Authorised, never captured, given back by the provider itself.
                "returned": 0 if captured or payment["status"] != "refunded"
                else payment["amount"]}
            payments[key] = row
            for name in total:
                total[name] += row[name]
        return {"payments": payments, "total": total}


def everything(items):
    return {"entity": "collection", "count": len(items), "items": items}


def collection(items, query):
    """The newest first, ten if nothing else is asked for."""
    try:
        count, skip = int(query.get("count", SHOWN)), int(query.get("skip", 0))
    except ValueError:
        raise Refused(400, "The count must be an integer.") from None
    if not 1 <= count <= LONGEST_LIST or skip < 0:
        raise Refused(400, "The count must be between 1 and 100.")
    return everything(items[::-1][skip:skip + count])
