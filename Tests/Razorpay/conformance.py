#!/usr/bin/env python3
"""The simulator by Razorpay's own client, signatures both ways, and each fault of the simulator."""

import http.client
import json
import os
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "Faults"))
from kit.ledger import Violation  # noqa: E402
from kit.report import Report, Skip, arguments, run  # noqa: E402
from sim.listener import Listener  # noqa: E402
from sim.process import Simulator  # noqa: E402
from simulator import KEY_ID, KEY_SECRET, WEBHOOK_SECRET  # noqa: E402

GOLDEN = os.path.join(HERE, "..", "Golden", "razorpay-signatures.json")


def client(simulator, secret=KEY_SECRET):
    try:
        import razorpay
    except ImportError as error:
        raise Skip("no razorpay (see Tests/Conformance/requirements.txt)") from error
    return razorpay.Client(auth=(KEY_ID, secret), base_url=simulator.url)


def expect(what, found, wanted):
    if found != wanted:
        raise Violation(f"{what}: {found!r}, wanted {wanted!r}")


def refused(call, *arguments, **named):
    """The text of the client's BadRequestError."""
    from razorpay.errors import BadRequestError
    try:
        call(*arguments, **named)
    except BadRequestError as error:
        return str(error)
    raise Violation("was not refused")


def order_of(razorpay, amount=25_000, **fields):
    return razorpay.order.create({
        "amount": amount, "currency": "INR", "receipt": "or_1", "notes": {"show": "sh1"},
        "payment": {"capture": "manual", "capture_options": {
            "manual_expiry_period": 12, "refund_speed": "normal"}}, **fields})


def whole_life():
    """Order, payment, capture, refunds: what the client reads is what it wrote."""
    with Simulator() as simulator:
        razorpay = client(simulator)
        order = order_of(razorpay)
        expect("order", (order["status"], order["amount_due"]), ("created", 25_000))
        answer = simulator.pay(order["id"])
        razorpay.utility.verify_payment_signature(answer)
        payment = razorpay.payment.fetch(answer["razorpay_payment_id"])
        expect("payment", (payment["status"], payment["captured"]), ("authorized", False))
        refused(razorpay.payment.capture, payment["id"], 24_999)
        captured = razorpay.payment.capture(payment["id"], 25_000, {"currency": "INR"})
        expect("captured", captured["status"], "captured")
        again = razorpay.payment.capture(payment["id"], 25_000, {"currency": "INR"})
        expect("captured again", again["status"], "captured")
        expect("paid", razorpay.order.fetch(order["id"])["status"], "paid")
        expect("payments", razorpay.order.payments(order["id"])["count"], 1)
        key = {"headers": {"X-Refund-Idempotency": "rf_0123456789"}}
        fields = {"amount": 10_000, "speed": "normal", "receipt": "rf_0123456789"}
        first = razorpay.payment.refund(payment["id"], dict(fields), **json.loads(json.dumps(key)))
        second = razorpay.payment.refund(payment["id"], dict(fields), **json.loads(json.dumps(key)))
        expect("one refund for one key", second["id"], first["id"])
        refused(razorpay.payment.refund, payment["id"], {"amount": 9_999}, **key)
        refused(razorpay.payment.refund, payment["id"], {"amount": 15_001})
        simulator.advance(10)
        refund = razorpay.payment.fetch_refund_id(payment["id"], first["id"])
        expect("refund", (refund["status"], refund["receipt"]), ("processed", "rf_0123456789"))
        razorpay.payment.refund(payment["id"], {"amount": 15_000})
        expect("refunds", razorpay.payment.fetch_multiple_refund(payment["id"])["count"], 2)
        payment = razorpay.payment.fetch(payment["id"])
        expect("refunded", (payment["status"], payment["refund_status"]), ("refunded", "full"))
        simulator.advance(10)
        expect("ledger", simulator.ledger()["total"], {
            "captured": 25_000, "refunded": 25_000, "refunding": 0, "returned": 0})


def refusals():
    with Simulator() as simulator:
        razorpay = client(simulator)
        refused(razorpay.order.create, {"amount": 99, "currency": "INR"})
        refused(razorpay.order.create, {"amount": 100, "currency": "rupees"})
        refused(order_of, razorpay, receipt="r" * 41)
        refused(razorpay.order.fetch, "order_unknown")
        order = order_of(razorpay)
        payment = simulator.pay(order["id"], outcome="none")["razorpay_payment_id"]
        refused(razorpay.payment.capture, payment, 25_000)
        refused(razorpay.payment.refund, payment, {"amount": 100})
        refused(client(simulator, "wrong").order.all)


def late_bank():
    """Created for ten minutes, then failed, authorised after all; given back if not captured."""
    with Simulator() as simulator:
        razorpay = client(simulator)
        order = order_of(razorpay)
        payment = simulator.pay(order["id"], outcome="late")["razorpay_payment_id"]
        seen = []
        for seconds in (599, 2, 130, 11 * 60, 2 * 60):
            seen.append(razorpay.payment.fetch(payment)["status"])
            simulator.advance(seconds)
        seen.append(razorpay.payment.fetch(payment)["status"])
        expect("states", seen,
               ["created", "created", "failed", "authorized", "authorized", "refunded"])
        expect("returned", simulator.ledger()["total"]["returned"], 25_000)


def signatures():
    """Those that Swift made, by Razorpay's client; and those of the client's kind, by Swift."""
    import hashlib
    import hmac
    with open(GOLDEN, encoding="utf-8") as file:
        golden = json.load(file)
    with Simulator() as simulator:
        for case in golden["checkout"]:
            razorpay = client(simulator, case["secret"])
            answer = {"razorpay_order_id": case["order"], "razorpay_payment_id": case["payment"],
                      "razorpay_signature": case["signature"]}
            razorpay.utility.verify_payment_signature(answer)
            wrong(razorpay.utility.verify_payment_signature,
                  {**answer, "razorpay_payment_id": case["payment"] + "x"})
        for case in golden["webhook"]:
            razorpay = client(simulator)
            razorpay.utility.verify_webhook_signature(
                case["body"], case["signature"], case["secret"])
            wrong(razorpay.utility.verify_webhook_signature,
                  case["body"] + " ", case["signature"], case["secret"])
            made = hmac.new(case["secret"].encode(), case["body"].encode(), hashlib.sha256)
            expect("signature", made.hexdigest(), case["signature"])
    return f"{len(golden['checkout']) + len(golden['webhook'])} signatures"


def wrong(verify, *arguments):
    from razorpay.errors import SignatureVerificationError
    try:
        verify(*arguments)
    except SignatureVerificationError:
        return
    raise Violation("a wrong signature was taken")


def webhooks():
    """Signed over the raw bytes, one id an event, sent again until somebody says 2xx."""
    listener = Listener(answers=[500, 302])
    with Simulator("--webhook", listener.url, "--time-scale", "100") as simulator:
        razorpay = client(simulator)
        payment = simulator.pay(order_of(razorpay)["id"])["razorpay_payment_id"]
        razorpay.payment.capture(payment, 25_000)
        razorpay.payment.refund(payment, {"amount": 25_000})
        received = listener.wait(7)
        names = {}
        for headers, body in received:
            razorpay.utility.verify_webhook_signature(
                body.decode(), headers["X-Razorpay-Signature"], WEBHOOK_SECRET)
            names.setdefault(json.loads(body)["event"], set()).add(headers["x-razorpay-event-id"])
        expect("events", set(names), {
            "payment.authorized", "payment.captured", "order.paid", "refund.created",
            "refund.processed"})
        expect("ids", {len(ids) for ids in names.values()}, {1})
        expect("two failures", simulator.webhooks()["failed"], 2)
    listener.stop()


def webhook_faults():
    listener = Listener()
    flags = ["webhook_duplicate=1", "webhook_forged=1", "webhook_reordered=0.5",
             "webhook_missing=0.1", "webhook_late=0.3"]
    with Simulator("--webhook", listener.url, "--time-scale", "1000",
                   *[word for flag in flags for word in ("--fault", flag)]) as simulator:
        razorpay = client(simulator)
        for _ in range(30):
            payment = simulator.pay(order_of(razorpay)["id"])["razorpay_payment_id"]
            razorpay.payment.capture(payment, 25_000)
        end = time.monotonic() + 20
        while (counts := simulator.webhooks())["undelivered"] and time.monotonic() < end:
            time.sleep(0.02)
        expect("undelivered", counts["undelivered"], 0)
        times, forged = {}, 0
        for headers, body in listener.received:
            if headers["x-razorpay-event-id"].startswith("evt_forged"):
                wrong(razorpay.utility.verify_webhook_signature, body.decode(),
                      headers["X-Razorpay-Signature"], WEBHOOK_SECRET)
                forged += 1
                continue
            times[headers["x-razorpay-event-id"]] = times.get(headers["x-razorpay-event-id"], 0) + 1
        expect("events", len(times) + counts["missing"], 90)
        expect("forged", forged, 90)
        if counts["missing"] == 0 or min(times.values()) < 2:
            raise Violation(f"no faults: {counts}")
        ids = [headers["x-razorpay-event-id"] for headers, _ in listener.received]
        first = list(dict.fromkeys(i for i in ids if not i.startswith("evt_forged")))
        if first == sorted(first):
            raise Violation("nothing came out of order")
    listener.stop()


def disabled():
    """After 24 hours of failures nothing is sent any more, till somebody enables it."""
    listener = Listener(answers=[500] * 1_000)
    with Simulator("--webhook", listener.url, "--time-scale", "100000") as simulator:
        razorpay = client(simulator)
        simulator.pay(order_of(razorpay)["id"])
        end = time.monotonic() + 20
        while simulator.webhooks()["enabled"] and time.monotonic() < end:
            time.sleep(0.05)
        expect("enabled", simulator.webhooks()["enabled"], False)
        count = len(listener.received)
        simulator.pay(order_of(razorpay)["id"])
        time.sleep(0.2)
        expect("sent", len(listener.received), count)
        listener.answers.clear()
        simulator.control("POST", "webhooks", {"enabled": True})
        simulator.pay(order_of(razorpay)["id"])
        expect("sent again", len(listener.wait(count + 1)), count + 1)
    listener.stop()


def lost_answers():
    """A capture and a refund that were done, and whose answers never came."""
    flags = ["capture_dropped=1", "refund_timeout=1", "timeout_s=0.1"]
    with Simulator(*[word for flag in flags for word in ("--fault", flag)]) as simulator:
        razorpay = client(simulator)
        payment = simulator.pay(order_of(razorpay)["id"])["razorpay_payment_id"]
        cut(razorpay.payment.capture, payment, 25_000)
        expect("captured", razorpay.payment.capture(payment, 25_000)["status"], "captured")
        key = {"headers": {"X-Refund-Idempotency": "rf_0123456789"}}
        cut(razorpay.payment.refund, payment, {"amount": 100}, **json.loads(json.dumps(key)))
        refund = razorpay.payment.refund(payment, {"amount": 100}, **key)
        expect("one refund", razorpay.payment.fetch_multiple_refund(payment)["items"][0]["id"],
               refund["id"])
        expect("refunding", simulator.ledger()["total"]["refunding"], 100)


def cut(call, *arguments, **named):
    import requests
    try:
        call(*arguments, **named)
    except requests.exceptions.ConnectionError:
        return
    raise Violation("there was an answer")


def money_faults():
    """Accounts that capture by themselves, second captures, refunds that fail."""
    flags = ["auto_capture=1", "second_capture=1", "refund_failed=1", "recapture_refused=1"]
    with Simulator(*[word for flag in flags for word in ("--fault", flag)]) as simulator:
        razorpay = client(simulator)
        order = order_of(razorpay)["id"]
        slow = simulator.pay(order, bank_s=5)["razorpay_payment_id"]
        payment = simulator.pay(order)
        expect("captured by itself", payment["status"], "captured")
        payment = payment["razorpay_payment_id"]
        refused(razorpay.payment.capture, payment, 25_000)
        simulator.advance(6)
        expect("twice", razorpay.payment.fetch(slow)["status"], "captured")
        refund = razorpay.payment.refund(slow, {"amount": 25_000})["id"]
        simulator.advance(601)
        expect("failed", razorpay.payment.fetch_refund_id(slow, refund)["status"], "failed")
        expect("nothing went back", razorpay.payment.fetch(slow)["amount_refunded"], 0)
        expect("ledger", simulator.ledger()["total"], {
            "captured": 50_000, "refunded": 0, "refunding": 0, "returned": 0})


def same_seed():
    """The same seed has the same faults, another one others."""
    def run_of(seed):
        with Simulator("--seed", seed, "--fault", "bank_declines=0.5") as simulator:
            razorpay = client(simulator)
            return [simulator.pay(order_of(razorpay)["id"])["status"] for _ in range(30)]
    first = run_of("1")
    expect("again", run_of("1"), first)
    if run_of("2") == first or len(set(first)) != 2:
        raise Violation("the seed does not matter")


def busy():
    """429 and 5xx are answered before anything is done."""
    flags = ["rate_limited=0.5", "server_error=0.5"]
    with Simulator(*[word for flag in flags for word in ("--fault", flag)]) as simulator:
        client(simulator)
        connection = http.client.HTTPConnection(simulator.url.split("//")[1])
        import base64
        pair = base64.b64encode(f"{KEY_ID}:{KEY_SECRET}".encode()).decode()
        statuses = set()
        for _ in range(100):
            connection.request("GET", "/v1/orders", headers={"Authorization": f"Basic {pair}"})
            answer = connection.getresponse()
            answer.read()
            statuses.add(answer.status)
        expect("statuses", statuses, {200, 429, 500, 502, 503, 504})


def main():
    arguments(__doc__).parse_args()
    report = Report("razorpay")
    for title, case in (
            ("order, payment, capture, refund", whole_life), ("refusals", refusals),
            ("a late bank", late_bank), ("signatures", signatures), ("webhooks", webhooks),
            ("faults of webhooks", webhook_faults), ("a disabled webhook", disabled),
            ("lost answers", lost_answers), ("faults of money", money_faults),
            ("429 and 5xx", busy), ("seeds", same_seed)):
        report.case(title, case)
    return report.finish()


if __name__ == "__main__":
    run(main)
