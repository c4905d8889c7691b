"""Seeded buyers that hold, extend, swap, release and book until told to stop."""

import json
import random
import threading

from .client import Lost
from .ledger import LONG_TTL, Operation, Violation
from .world import SHOWS, labels, show_id


class Buyer:
    """One connection with holds of its own. `run` ends when the server is lost."""

    def __init__(self, server, ledger, seed, name, shows=SHOWS, seats=None):
        self.client = server.client()
        self.ledger = ledger
        self.random = random.Random(f"{seed}/{name}")
        self.shows = [show_id(i) for i in range(shows)]
        self.seats = seats or labels()
        self.mine = []
        self.answers = {}

    def run(self, count, stop=None):
        """Up to `count` operations; True if all of them were answered."""
        try:
            for _ in range(count):
                if stop is not None and stop.is_set():
                    break
                self.step()
            return True
        except Lost:
            return False
        finally:
            self.client.close()

    def step(self):
        """One random operation."""
        dice = self.random.random()
        if not self.mine or dice < 0.5:
            return self.hold()
        held = self.random.choice(self.mine)
        if dice < 0.6:
            return self.send("extend", held, "POST", "/extend", {"ttl_ms": LONG_TTL})
        if dice < 0.68:
            return self.send("swap", held, "PATCH", "", {"seats": self.pick()})
        self.mine.remove(held)
        if dice < 0.97:
            return self.send("release", held, "DELETE", "", None)
        return self.send("book", held, "POST", "/book", {"reference": f"pay-{held.id[-6:]}"})

    def pick(self):
        """1 to 4 neighbours."""
        start = self.random.randrange(len(self.seats))
        return self.seats[start:start + self.random.randint(1, 4)]

    def hold(self):
        body = {"seats": self.pick()}
        if self.random.random() < 0.15:
            body = {"best_available": {"count": self.random.randint(1, 3)}}
        if self.random.random() < 0.1:
            body["ttl_ms"] = 1500
        show = self.random.choice(self.shows)
        operation = Operation("hold", show, "POST", f"/v1/shows/{show}/holds",
                              json.dumps(body).encode(), self.ledger.next_key())
        answer = self.exchange(operation)
        if answer.status == 201:
            self.mine.append(self.ledger.holds[answer.json["id"]])
        return answer

    def send(self, kind, held, method, tail, body):
        operation = Operation(
            kind, held.show, method, f"/v1/shows/{held.show}/holds/{held.id}{tail}",
            None if body is None else json.dumps(body).encode(), self.ledger.next_key(),
            hold=held.id)
        answer = self.exchange(operation)
        if answer.status == 503 and held in self.mine:
            self.mine.remove(held)
        return answer

    def exchange(self, operation):
        self.ledger.sending(operation)
        answer = self.client.request(operation.method, operation.path, operation.body,
                                     key=operation.key)
        self.ledger.answered(operation, answer)
        name = f"{answer.status} {answer.code or ''}".strip()
        self.answers[name] = self.answers.get(name, 0) + 1
        return answer


def trade(server, ledger, seed, buyers=4, count=100, stop=None):
    """Runs `buyers` at once, `count` operations each; True if the server outlived them all.

    They take over the holds of those who traded before a crash, or the house would fill up.
    """
    people = [Buyer(server, ledger, seed, n) for n in range(buyers)]
    alive = [held for held in ledger.holds.values() if held.state == "active" and held.certain]
    for n, buyer in enumerate(people):
        buyer.mine = alive[n::buyers]
    results, problems = [], []

    def go(buyer):
        try:
            results.append(buyer.run(count, stop))
        except Violation as problem:
            problems.append(problem)

    threads = [threading.Thread(target=go, args=(buyer,)) for buyer in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if problems:
        raise problems[0]
    return all(results)
