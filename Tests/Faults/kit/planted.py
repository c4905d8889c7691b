"""Faults that a build or a proxy may have, each planted once between a driver and a good server."""

import json

from .proxy import Reply, Request


class Honest:
    """Hands everything on as it is. A fault overrides `serve` or `hear` and sets `planted`."""

    # Opportunities that pass before the fault is planted: the run is under way by then.
    patience = 20

    def __init__(self):
        self.planted = False
        self._chances = 0

    async def serve(self, request, forward):
        """The answer to `request`; `forward` asks the server."""
        return await forward(request)

    def hear(self, _show, payload):
        """What a subscriber is sent instead of a live text message; None swallows it."""
        return payload

    def now(self):
        """True once: at the opportunity at which the fault is to be planted."""
        self._chances += 1
        if self.planted or self._chances <= self.patience:
            return False
        self.planted = True
        return True


def is_hold(request):
    return request.method == "POST" and request.path.endswith("/holds")


class DroppedHold(Honest):
    """Grants a hold that the server never saw, at the version that comes next."""

    last = None

    async def serve(self, request, forward):
        wanted = json.loads(request.body).get("seats") if is_hold(request) else None
        if wanted and self.last and self.last["show"] == request.show and self.now():
            made = dict(self.last, id="hd_00000000000000000000000000", seq=self.last["seq"] + 1)
            made["seats"] = []  # The driver then takes it that it got those which it asked for.
            return Reply.make(201, made)
        reply = await forward(request)
        if reply.status == 201 and is_hold(request):
            self.last = reply.json
        return reply


class DroppedRelease(Honest):
    """Acknowledges a release that the server never saw."""

    async def serve(self, request, forward):
        if request.method == "DELETE" and self.now():
            return Reply.make(204)
        return await forward(request)


class DoubleBooking(Honest):
    """Gives a hold of seats that another one has booked, and has it so in the log too."""

    patience = 2

    def __init__(self):
        super().__init__()
        self.version = self.name = self.seats = None

    async def serve(self, request, forward):
        reply = await forward(request)
        if "/log?" in request.path and self.planted:
            return self._doctored(request, reply)
        if not is_hold(request) or reply.status != 409:
            return reply
        taken = reply.json.get("conflicts", [])
        if any(each["reason"] == "booked" for each in taken) and self.now():
            return await self._give(request, forward)
        return reply

    async def _give(self, request, forward):
        """Holds as many other seats, and says that they are those wanted."""
        asked = json.loads(request.body)
        self.seats = asked.pop("seats")
        asked["best_available"] = {"count": len(self.seats)}
        body = json.dumps(asked).encode()
        head = b"\r\n".join(
            b"Content-Length: %d" % len(body)
            if line.lower().startswith(b"content-length:") else line
            for line in request.head.split(b"\r\n"))
        granted = (await forward(Request(head, body))).json
        self.show, self.version = request.show, granted["seq"]
        granted["seats"] = []
        return Reply.make(201, granted)

    def _doctored(self, request, reply):
        page = reply.json
        for event in page["data"] if request.show == self.show else []:
            if event["seq"] == self.version:
                self.name = event["hold"]
            if self.name and event.get("hold") == self.name:
                event["seats"] = self.seats
        return Reply.make(200, page)


class AnsweredTwice(Honest):
    """Answers a hold with what another one was told, as a cache might that knows no bodies."""

    last = None

    async def serve(self, request, forward):
        if is_hold(request) and self.last and self.now():
            return self.last
        reply = await forward(request)
        if is_hold(request) and reply.status == 201:
            self.last = reply
        return reply


class SentTwice(Honest):
    """Sends one answer twice."""

    async def serve(self, request, forward):
        reply = await forward(request)
        if is_hold(request) and self.now():
            reply.times = 2
        return reply


class ForgottenKey(Honest):
    """Hands a repeat on without its key."""

    patience = 0

    def __init__(self):
        super().__init__()
        self._keys = set()

    async def serve(self, request, forward):
        key = request.header("idempotency-key")
        if key in self._keys and self.now():
            request = request.without("idempotency-key")
        elif key:
            self._keys.add(key)
        return await forward(request)


class OneConflict(Honest):
    """Leaves one of the seats in the way out of a 409."""

    patience = 2

    async def serve(self, request, forward):
        reply = await forward(request)
        if is_hold(request) and reply.status == 409:
            problem = reply.json
            if len(problem.get("conflicts", [])) > 1 and self.now():
                problem["conflicts"].pop()
                return Reply.make(409, problem)
        return reply


class RefusedInVain(Honest):
    """Says that there are not enough seats together while nearly all are free."""

    async def serve(self, request, forward):
        # Not a repeat: that would be another fault.
        is_first = is_hold(request) and not request.header("idempotency-key")
        if is_first and b"best_available" in request.body and self.now():
            return Reply.make(409, {"code": "not_enough_together", "status": 409})
        return await forward(request)


class GoneTooSoon(Honest):
    """Says of a living hold that it is gone."""

    async def serve(self, request, forward):
        if request.path.endswith("/book") and self.now():
            return Reply.make(409, {"code": "hold_expired", "status": 409})
        return await forward(request)


class StaleMap(Honest):
    """Answers the first map of a show once more, long after it."""

    def __init__(self):
        super().__init__()
        self._first = {}

    async def serve(self, request, forward):
        reply = await forward(request)
        if request.method != "GET" or not request.path.endswith("/seats") or reply.status != 200:
            return reply
        first = self._first.setdefault(request.show, reply)
        return first if first.body != reply.body and self.now() else reply


class StaleTag(Honest):
    """Says that nothing has changed to one who has an old map."""

    async def serve(self, request, forward):
        reply = await forward(request)
        known = request.header("if-none-match")
        if known and reply.status == 200 and request.path.endswith("/seats") and self.now():
            return Reply.make(304, ETag=known)
        return reply


class WrongMap(Honest):
    """Shows one seat of a map as it is not, and counts it so."""

    async def serve(self, request, forward):
        reply = await forward(request)
        if request.method == "GET" and request.path.endswith("/seats") and reply.status == 200:
            body = reply.json
            # The first four seats, two bits each, are the first character and a half.
            if body["states"][0] == "A" and self.now():
                body["states"] = "B" + body["states"][1:]
                return Reply.make(200, body, ETag=f'"{body["seq"]}"')
        return reply


class SkippedDelta(Honest):
    """Swallows one delta on its way to one subscriber."""

    def hear(self, _show, payload):
        return None if json.loads(payload)["t"] == "d" and self.now() else payload


class SkippedChange(Honest):
    """Leaves a booking out of every delta that tells of it, whose versions still follow on."""

    def __init__(self):
        super().__init__()
        self._told = set()
        self._left_out = None

    def hear(self, show, payload):
        message = json.loads(payload)
        if message["t"] != "d":
            return payload
        for seat, state in message["c"]:
            # Nothing changes a booked seat again, so nothing heals this. Nobody may know it yet.
            if state == 2 and (show, seat) not in self._told:
                self._told.add((show, seat))
                if self.now():
                    self._left_out = (show, seat)
        message["c"] = [each for each in message["c"] if (show, each[0]) != self._left_out]
        return json.dumps(message).encode()
