"""Customers for the tests of people's data, and ways to look at what became of them."""

import glob
import json
import os
import struct
import uuid

import _kit  # noqa: F401  (finds the kit)
from kit.ledger import Violation

SLOT = 64
FIRST_BLOCK = 4096


class Guests:
    """Customers, each with strings that nothing else has."""

    def __init__(self, show):
        self.show = show
        self.planted = []
        self.booked = []
        self.seats = [f"{row}-{number}" for row in "ABCDEF" for number in range(1, 17)]

    def plant(self, kind):
        text = f"{kind}{uuid.uuid4().hex}"
        self.planted.append(text)
        return text

    def customer(self):
        return {"name": self.plant("NAME"), "email": self.plant("mail") + "@example.com",
                "phone": "+91" + self.plant("99"), "more": [{"x": self.plant("ÄÖ")}]}

    def book(self, client):
        """Holds the next seat and books it for a guest; gives what to repeat it with."""
        held = client.request("POST", f"/v1/shows/{self.show}/holds",
                              json.dumps({"seats": [self.seats.pop()]}).encode())
        if held.status != 201:
            raise Violation(f"hold: {held.status} {held.body!r}")
        self.planted.append(held.json["id"])
        customer = self.customer()
        body = json.dumps({"reference": f"r-{len(self.booked)}", "customer": customer}).encode()
        path = f"/v1/shows/{self.show}/holds/{held.json['id']}/book"
        key = self.plant("key")
        answer = client.request("POST", path, body, key=key)
        if answer.status != 201:
            raise Violation(f"book: {answer.status} {answer.body!r}")
        guest = {"customer": customer, "path": path, "body": body, "key": key, "answer": answer,
                 "id": answer.json["id"]}
        self.booked.append(guest)
        return guest

def seen(client, guests, guest):
    answer = client.get(f"/v1/shows/{guests.show}/bookings/{guest['id']}")
    if answer.status != 200:
        raise Violation(f"a booking: {answer.status} {answer.body!r}")
    return answer.json

def check_open(server, guests, erased=()):
    """Everybody reads as they were booked, but for those erased; nobody without a key sees any."""
    client, stranger = server.client(), server.client()
    stranger.key = None
    for guest in guests.booked:
        got = seen(client, guests, guest)
        state = got.get("customer_state")
        if guest["id"] in erased:
            if state != "erased" or got["customer"] is not None:
                raise Violation(f"erased, but reads {got}")
        elif state != "present" or got["customer"] != guest["customer"]:
            raise Violation(f"a customer reads {got}, not {guest['customer']}")
        if {"customer", "customer_state"} & set(seen(stranger, guests, guest)):
            raise Violation("a customer is shown to somebody without a key")

def check_repeats(server, guests):
    client = server.client()
    for guest in guests.booked:
        again = client.request("POST", guest["path"], guest["body"], key=guest["key"])
        first = guest["answer"]
        if (again.status, again.body, again.replayed) != (first.status, first.body, True):
            raise Violation(f"a repeat of a booking: {again.status} {again.body!r}")

def files(root):
    for folder, _, names in os.walk(root):
        for name in names:
            yield os.path.join(folder, name)

def slots(data):
    """The random bits of every live slot by their number."""
    keys = {}
    for path in glob.glob(os.path.join(data, "people", "slots-*.dat")):
        with open(path, "rb") as source:
            content = source.read()
        for start in range(FIRST_BLOCK, len(content), SLOT):
            number, state = struct.unpack_from("<QI", content, start)
            if state == 1:
                keys[number] = content[start + 16:start + 48]
    return keys
