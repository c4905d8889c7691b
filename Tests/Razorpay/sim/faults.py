"""Which faults occur, and how often: a draw depends on the seed, the fault and what it befalls,
and not on what else happens at the same time."""

import hashlib

# Probabilities, all 0 by default.
PROBABILITIES = {
    # webhooks
    "webhook_missing": "an event is never sent",
    "webhook_duplicate": "an event is sent up to three times, with one event id",
    "webhook_late": "an event is sent late, by up to webhook_late_s",
    "webhook_reordered": "an event is sent after the payment's next one",
    "webhook_forged": "somebody else sends an event of their own making as well",
    # the API
    "server_error": "500, 502, 503 or 504, and nothing was done",
    "rate_limited": "429, and nothing was done",
    "silent": "nothing was done, and no answer comes",
    "order_timeout": "an order is made, and no answer comes",
    "capture_timeout": "a payment is captured, and no answer comes",
    "capture_dropped": "a payment is captured, and the connection is cut",
    "recapture_refused": "capture of a captured payment is refused instead of answered again",
    "second_capture": "a second payment of a paid order can be captured",
    "refund_timeout": "a refund is made, and no answer comes",
    "refund_busy": "a refund is made, and the answer is 409",
    "refund_pending": "a refund takes refund_pending_s",
    "refund_failed": "a refund is pending, and fails after refund_pending_s",
    # banks and accounts
    "auto_capture": "the account captures by itself, whatever the order says",
    "bank_late": "the bank says yes after bank_late_s, when the payment is failed already",
    "bank_never": "the bank never answers",
    "bank_declines": "the bank says no",
}

# Seconds; simulated ones but for timeout_s.
DURATIONS = {
    "webhook_late_s": 300.0,
    "refund_s": 2.0,
    "refund_pending_s": 600.0,
    "bank_s": 0.0,
    "bank_late_s": 720.0,
    "timeout_s": 20.0,
}


class Faults:
    def __init__(self, seed=1, settings=None):
        self.seed = seed
        self.values = {name: 0.0 for name in PROBABILITIES}
        self.values.update(DURATIONS)
        self.counts = {name: 0 for name in PROBABILITIES}
        self.change(settings or {})

    def change(self, settings):
        for name, value in settings.items():
            if name not in self.values:
                raise ValueError(f"there is no fault {name}")
            value = float(value)
            if value < 0 or (name in PROBABILITIES and value > 1):
                raise ValueError(f"{name} can't be {value}")
            self.values[name] = value

    def share(self, name, key):
        """A number from 0 to 1 that is always the same for this fault of this thing."""
        text = f"{self.seed}/{name}/{key}".encode()
        return int.from_bytes(hashlib.blake2b(text, digest_size=7).digest(), "big") / 2**56

    def hits(self, name, key):
        if self.values[name] and self.share(name, key) < self.values[name]:
            self.counts[name] += 1
            return True
        return False

    def __getitem__(self, name):
        return self.values[name]
