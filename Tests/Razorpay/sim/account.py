"""One account: its orders, payments and refunds, and what happens to them by themselves."""

from .wire import Refused

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

# Simulated seconds; the documented ones.
FAILS_AFTER = 600
BANK_GIVES_UP = 5 * 86_400
USUAL_EXPIRY = 5 * 86_400


def digits(number):
    text = ""
    for _ in range(14):
        number, rest = divmod(number, 62)
        text = DIGITS[rest] + text
    return text


class Account:
    """`emit(name, payment, refund=None, order=None)` hears of every event."""

    def __init__(self, clock, faults, emit):
        self.clock = clock
        self.faults = faults
        self.emit = emit
        self.orders, self.payments, self.refunds = {}, {}, {}
        self.payments_of, self.refunds_of = {}, {}
        self.by_key = {}
        # What is ours and not part of an entity.
        self.hidden = {}
        self._count = 0

    def new_id(self, prefix):
        self._count += 1
        # Steps that are no multiple of 62, so that ids don't look alike at their ends.
        return prefix + digits(62**13 + self._count * 7_919_000_033)

    # Orders

    def make_order(self, fields):
        amount, currency = whole(fields, "amount"), fields.get("currency")
        if amount < 100:
            raise Refused(400, "Order amount less than minimum amount allowed",
                          reason="input_validation_failed")
        if not isinstance(currency, str) or len(currency) != 3:
            raise Refused(400, "The currency field is required.",
                          reason="input_validation_failed")
        receipt = fields.get("receipt")
        if receipt is not None and len(str(receipt)) > 40:
            raise Refused(400, "The receipt may not be greater than 40 characters.")
        order = {
            "id": self.new_id("order_"), "entity": "order", "amount": amount, "amount_paid": 0,
            "amount_due": amount, "currency": currency, "receipt": receipt, "offer_id": None,
            "status": "created", "attempts": 0, "notes": notes(fields),
            "created_at": int(self.clock.now())}
        automatic, expiry = capture_settings(fields)
        self.orders[order["id"]] = order
        self.payments_of[order["id"]] = []
        self.hidden[order["id"]] = {"automatic": automatic, "expiry": expiry}
        return order

    def find(self, table, key):
        if key not in table:
            raise Refused(400, "The id provided does not exist")
        return table[key]

    # Payments, as a buyer at the checkout makes them

    def pay(self, order_id, outcome=None, amount=None, bank_s=None):
        order = self.find(self.orders, order_id)
        if order["status"] == "paid":
            raise Refused(400, "Order is already paid")
        payment = {
            "id": self.new_id("pay_"), "entity": "payment",
            "amount": order["amount"] if amount is None else amount,
            "currency": order["currency"], "status": "created", "order_id": order_id,
            "invoice_id": None, "international": False, "method": "upi", "amount_refunded": 0,
            "refund_status": None, "captured": False, "description": None, "card_id": None,
            "bank": None, "wallet": None, "vpa": "success@razorpay",
            "email": "buyer@example.com", "contact": "+919999999999",
            "notes": dict(order["notes"]) or [], "fee": None, "tax": None, "error_code": None,
            "error_description": None, "error_source": None, "error_step": None,
            "error_reason": None, "acquirer_data": {}, "created_at": int(self.clock.now())}
        key = payment["id"]
        self.payments[key] = payment
        self.payments_of[order_id].append(key)
        self.refunds_of[key] = []
        order["attempts"] += 1
        if order["status"] == "created":
            order["status"] = "attempted"
        self.clock.after(FAILS_AFTER, lambda: self._time_out(payment))
        self._ask_bank(payment, outcome or self._outcome(key), bank_s)
        return payment

    def _outcome(self, key):
        for fault, outcome in (("bank_declines", "failed"), ("bank_never", "none"),
                               ("bank_late", "late")):
            if self.faults.hits(fault, key):
                return outcome
        return "authorized"

    def _ask_bank(self, payment, outcome, bank_s):
        if outcome == "none":
            return
        wait = self.faults["bank_late_s" if outcome == "late" else "bank_s"]
        wait = wait if bank_s is None else bank_s
        if outcome == "failed":
            action = lambda: self._fail(payment, "payment_declined")  # noqa: E731
        else:
            action = lambda: self._authorize(payment)  # noqa: E731
        if wait:
            self.clock.after(wait, action)
        else:
            action()

    def _time_out(self, payment):
        if payment["status"] == "created":
            self._fail(payment, "payment_timed_out")

    def _fail(self, payment, reason):
        payment.update(
            status="failed", error_code="BAD_REQUEST_ERROR", error_source="bank",
            error_step="payment_authorization", error_reason=reason,
            error_description="Payment was unsuccessful")
        self.emit("payment.failed", payment)

    def _authorize(self, payment):
        if payment["status"] not in ("created", "failed"):
            return
        was_failed = payment["status"] == "failed"
        payment.update(status="authorized", error_code=None, error_source=None, error_step=None,
                       error_reason=None, error_description=None)
        self.emit("payment.authorized", payment)
        order = self.orders[payment["order_id"]]
        automatic = self.hidden[order["id"]]["automatic"]
        automatic = automatic or self.faults.hits("auto_capture", payment["id"])
        # Late authorisations are never captured by themselves.
        if automatic and not was_failed and (
                order["status"] != "paid" or self._may_be_second(payment)):
            self._capture(payment)
        else:
            expiry = self.hidden[order["id"]]["expiry"]
            self.clock.after(expiry, lambda: self._give_back(payment))

    def _give_back(self, payment):
        """Nobody captured it: the money returns, and no refund of ours tells of it."""
        if payment["status"] == "authorized":
            payment.update(status="refunded", amount_refunded=payment["amount"],
                           refund_status="full")

    def _may_be_second(self, payment):
        return self.faults.hits("second_capture", payment["id"])

    def capture(self, key, fields):
        payment = self.find(self.payments, key)
        if whole(fields, "amount") != payment["amount"]:
            raise Refused(400, "Capture amount must be equal to the amount authorized")
        if fields.get("currency", payment["currency"]) != payment["currency"]:
            raise Refused(400, "The currency must be that of the payment")
        if payment["captured"]:
            if self.faults.hits("recapture_refused", key):
                raise Refused(400, "This payment has already been captured")
            return payment
        if payment["status"] != "authorized":
            raise Refused(400, "Only payments which have been authorized and not yet captured "
                               "can be captured")
        order = self.orders[payment["order_id"]]
        if order["status"] == "paid" and not self._may_be_second(payment):
            raise Refused(400, "Order is already paid")
        self._capture(payment)
        return payment

    def _capture(self, payment):
        order = self.orders[payment["order_id"]]
        payment.update(status="captured", captured=True, fee=payment["amount"] // 50, tax=0)
        order.update(status="paid", amount_paid=payment["amount"], amount_due=0)
        self.emit("payment.captured", payment)
        self.emit("order.paid", payment, order=order)

    # Refunds

    def refund(self, key, fields, idempotency):
        payment = self.find(self.payments, key)
        body = repr(sorted(fields.items(), key=str))
        if idempotency is not None:
            if len(idempotency) < 10 or not idempotency.replace("-", "").replace("_", "").isalnum():
                raise Refused(400, "The idempotency key must be at least 10 characters long")
            if (known := self.by_key.get((key, idempotency))) is not None:
                if known[0] != body:
                    raise Refused(400, "Different request body for the same idempotency key")
                return self.refunds[known[1]]
        if not payment["captured"]:
            raise Refused(400, "The payment status should be captured for action to be taken")
        left = payment["amount"] - payment["amount_refunded"]
        amount = whole(fields, "amount") if "amount" in fields else left
        if amount <= 0 or amount > left:
            raise Refused(400, "The total refund amount is greater than the refund payment amount")
        refund = {
            "id": self.new_id("rfnd_"), "entity": "refund", "amount": amount,
            "currency": payment["currency"], "payment_id": key, "notes": notes(fields),
            "receipt": fields.get("receipt"), "acquirer_data": {"arn": None},
            "created_at": int(self.clock.now()), "batch_id": None, "status": "pending",
            "speed_processed": "normal", "speed_requested": fields.get("speed", "normal")}
        self.refunds[refund["id"]] = refund
        self.refunds_of[key].append(refund["id"])
        if idempotency is not None:
            self.by_key[key, idempotency] = (body, refund["id"])
        self._count_refunds(payment)
        self.emit("refund.created", payment, refund=refund)
        fails = self.faults.hits("refund_failed", refund["id"])
        slow = fails or self.faults.hits("refund_pending", refund["id"])
        self.clock.after(
            self.faults["refund_pending_s" if slow else "refund_s"],
            lambda: self.settle_refund(refund["id"], "failed" if fails else "processed"))
        return refund

    def settle_refund(self, key, status):
        refund = self.find(self.refunds, key)
        if refund["status"] != "pending":
            return refund
        payment = self.payments[refund["payment_id"]]
        refund["status"] = status
        if status == "processed":
            refund["acquirer_data"] = {"arn": digits(len(self.refunds))}
        self._count_refunds(payment)
        self.emit(f"refund.{status}", payment, refund=refund)
        return refund

    def _count_refunds(self, payment):
        done = sum(self.refunds[key]["amount"] for key in self.refunds_of[payment["id"]]
                   if self.refunds[key]["status"] != "failed")
        whole_amount = done == payment["amount"]
        payment.update(
            amount_refunded=done, status="refunded" if whole_amount else "captured",
            refund_status="full" if whole_amount else "partial" if done else None)


def whole(fields, name):
    value = fields.get(name)
    if isinstance(value, str) and value.isdigit():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused(400, f"The {name} must be an integer.", reason="input_validation_failed")
    return value


def notes(fields):
    """Without any, Razorpay has a list in their place."""
    value = fields.get("notes") or []
    if value and (not isinstance(value, dict) or len(value) > 15
                  or any(len(str(text)) > 256 for text in value.values())):
        raise Refused(400, "notes must be at most 15 pairs of at most 256 characters")
    return value


def capture_settings(fields):
    """Whether payments are captured by themselves, and how many seconds they wait otherwise."""
    payment = fields.get("payment") or {}
    options = payment.get("capture_options") or {}
    minutes = options.get("manual_expiry_period", USUAL_EXPIRY // 60)
    if not isinstance(minutes, int) or not 12 <= minutes <= 7_200:
        raise Refused(400, "The manual expiry period must be between 12 and 7200.")
    capture = payment.get("capture")
    if capture not in (None, "manual", "automatic"):
        raise Refused(400, "The capture must be manual or automatic")
    old = str(fields.get("payment_capture", 0)).lower() in ("1", "true")
    return capture == "automatic" or (capture is None and old), minutes * 60
