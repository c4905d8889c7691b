#!/usr/bin/env python3
"""Checkouts with faults, as money.py has them, whose buyers get mails from a worker of its own by
a mail server that refuses, hangs up and forgets to answer, while server and worker are killed again
and again. In the end the money is right to the paisa, and for each confirmed booking the mail
server has accepted one confirmation: one Message-ID, and more than one copy only where SMTP can't
do better.

    Tests/Checkout/mails.py --binary .build/release/seatgrid [--checkouts 10000] [--seed 7]
"""

import importlib.util
import json
import os
import random
import re
import sys
import time
import urllib.request

import _kit  # noqa: F401
from kit.ledger import Violation
from kit.report import Report, arguments
from money import HERE, World, call

NOTICES = os.path.join(HERE, "..", "Notices")
sys.path.append(NOTICES)
from _mail import Mail, Peer  # noqa: E402

# Its name is that of this directory's own kit.
SPEC = importlib.util.spec_from_file_location("notices_kit", os.path.join(NOTICES, "_kit.py"))
notices_kit = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(notices_kit)

# A worker that is killed may not have written down what it was told so long before.
UNWRITTEN_S = 5.0


class Unreliable(Peer):
    """Answers 451, hangs up in DATA, or takes a mail and hangs up without a word, by a seed."""

    def __init__(self, seed):
        super().__init__()
        self.dice, self.calm = random.Random(f"{seed}/mail"), False
        self.refused = self.cut = self.mute = 0

    def next_drop(self):
        if self.calm or self.dice.random() >= 0.05:
            return False
        self.cut += 1
        return True

    async def handle_DATA(self, server, session, envelope):
        chance = 1 if self.calm else self.dice.random()
        if chance < 0.1:
            self.refused += 1
            return "451 4.3.0 later"
        mail = Mail(envelope.rcpt_tos[0], envelope.content)
        mail.was_answered = chance >= 0.13
        self.taken.append(mail)
        if not mail.was_answered:
            self.mute += 1
            server.transport.abort()
        return "250 taken"


class MailWorld(World):
    """Like World, with a spool and a worker of its own."""

    def __init__(self, binary, seed, checkouts, peer):
        self.peer, self.worker_kills, self.worker = peer, [], None
        super().__init__(binary, seed, checkouts)
        config = {
            "email": {"host": "127.0.0.1", "port": peer.port, "tls": "none",
                      "timeout_ms": 5_000, "from": "tickets@cinema.example"},
            "retry": {"email": {"steps_ms": [200, 300, 400], "give_up_ms": 3_600_000}},
            "breaker": {"first_pause_ms": 100, "longest_pause_ms": 500}, "poll_ms": 50}
        with open(os.path.join(self.folder, "notify.json"), "w", encoding="utf-8") as file:
            json.dump(config, file)
        self.worker = self.start_worker()

    @property
    def spool(self):
        return os.path.join(self.folder, "spool")

    @property
    def flags(self):
        return ["--spool", self.spool, "--notify-channels", "email"]

    def start_worker(self, *flags):
        return notices_kit.Worker(
            [self.binary, "notify", "run", "--spool", self.spool, "--config",
             os.path.join(self.folder, "notify.json"), *flags],
            os.path.join(self.folder, "notify.log"))

    def kill_one(self, dice):
        if dice.random() < 0.5:
            return super().kill_one(dice)
        self.worker_kills.append(time.monotonic())
        self.worker.kill()
        self.worker = self.start_worker()
        return None

    def close(self):
        if self.worker:
            self.worker.kill()
        super().close()

    # The end

    def drain(self, patience=120):
        """Waits until all that happened is in the spool, and out of it again."""
        self.peer.calm = True
        end = time.monotonic() + patience
        while self.behind() > 0:
            if time.monotonic() > end:
                raise Violation(f"the feeder is {self.behind()} records behind")
            time.sleep(0.2)
        # A record that is fed was put before the cursor passed it.
        self.worker.stop()
        self.worker = self.start_worker("--until-empty")
        if self.worker.wait(patience) != 0:
            raise Violation("the worker did not come to an end")
        dead = [name for _, _, names in os.walk(os.path.join(self.spool, "dead")) for name in names]
        if dead:
            raise Violation(f"given up: {dead[:5]}")

    def behind(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=10) as answer:
            text = answer.read().decode()
        return int(re.search(r"^seatgrid_notices_behind (\d+)$", text, re.M).group(1))

    def check_mails(self):
        """How many bookings, and how many mails came more than once."""
        confirmed = {}
        for mail in self.peer.taken:
            text = mail.parsed.get_body(("plain",)).get_content()
            if text.startswith("Your booking is confirmed."):
                booking = re.search(r"^Booking: (bk_\w+)", text, re.M).group(1)
                confirmed.setdefault(booking, []).append(mail)
        bookings = {order["booking"]: order for order in self.orders().values()
                    if "booking" in order}
        if strangers := confirmed.keys() - bookings.keys():
            raise Violation(f"told of bookings that there are not: {sorted(strangers)[:5]}")
        if untold := bookings.keys() - confirmed.keys():
            raise Violation(f"{len(untold)} were never told: {sorted(untold)[:5]}")
        for booking, mails in confirmed.items():
            self.check_recipient(bookings[booking]["id"], mails)
            if len(ids := {mail.id for mail in mails}) != 1:
                raise Violation(f"{booking} was told under {ids}")
        return len(bookings), self.check_copies()

    def check_recipient(self, order, mails):
        wanted = self.people.get(order)  # A kill may have cut the order's answer short.
        if wanted and {mail.to for mail in mails} != {wanted}:
            raise Violation(f"{order} of {wanted} was told to {[mail.to for mail in mails]}")

    def check_copies(self):
        """How many mails of any kind came again, each for a reason that the server's log has."""
        copies, last = 0, {}
        for mail in self.peer.taken:
            before = last.get(mail.id)
            last[mail.id] = mail
            if before is None:
                continue
            copies += 1
            killed = any(before.at <= kill <= min(mail.at, before.at + UNWRITTEN_S)
                         for kill in self.worker_kills)
            if before.was_answered and not killed:
                raise Violation(f"{mail.id} came again {mail.at - before.at:.1f} s after its 250")
        return copies


def main():
    parser = arguments(__doc__)
    parser.add_argument("--checkouts", type=int)
    chosen = parser.parse_args()
    checkouts = chosen.checkouts or (10_000 if chosen.long else 300)
    report = Report("mails")

    def agree():
        with Unreliable(chosen.seed) as peer:
            world = MailWorld(chosen.binary, chosen.seed, checkouts, peer)
            try:
                world.run()
                orders, _ = world.come_to_rest(600 if chosen.long else 180)
                world.drain(600 if chosen.long else 120)
                bookings, copies = world.check_mails()
                hits = sum(call("GET", f"{world.sim}/control/faults")[1]["counts"].values())
                killed = len(world.worker_kills)
                return (f"{world.begun} checkouts, {orders} orders, {bookings} bookings, "
                        f"{len(peer.taken)} mails, {copies} copies that SMTP explains, "
                        f"{world.kills - killed} kills of the server, {killed} of the worker, "
                        f"{hits} faults of payment, {peer.refused} times 451, {peer.cut} cut off, "
                        f"{peer.mute} never answered, seed {chosen.seed}")
            finally:
                world.close()

    report.case("captured is booked or goes back, and each booking is told by one mail", agree)
    sys.exit(report.finish())


if __name__ == "__main__":
    main()
