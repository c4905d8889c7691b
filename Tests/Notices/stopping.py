#!/usr/bin/env python3
"""Workers that are told to stop while something is being sent: it ends, and is not sent again."""

import time

from _kit import Place, Violation, expect, notice, until
from _mail import Peer
from http_senders import Handler, Service, hook
from kit.report import Report, arguments, run


class Late(Handler):
    """Answers after a second; the request is noted before."""

    def send_response(self, *words):
        time.sleep(1)
        super().send_response(*words)


def late_service():
    service = Service()
    service.RequestHandlerClass = Late
    return service


def stopped(place, has_come, count):
    """Stops a worker as soon as the first has come, and sends the rest by another."""
    worker = place.start()
    until(has_come)
    time.sleep(0.1)
    expect(worker.stop(), 0, "exit code")
    left = place.counts()
    expect(left["cur"] + left["retry"] + left["dead"], 0, "taken, to be tried again, dead")
    if left["new"] >= count:
        raise Violation("what had been taken by the peer is new again")
    place.drain()
    expect(place.counts(), {"new": 0, "cur": 0, "retry": 0, "dead": 0}, "left")


def mail(binary):
    """SIGTERM in DATA of each of two connections."""
    with Place(binary) as place, Peer(slow=1.0) as server:
        place.mail(server.port, connections=2)
        place.put([notice(n) for n in range(1, 6)])
        stopped(place, lambda: server.tries >= 2, 5)
        expect(sorted(server.ids()), [f"<show-{n}-email@cinema.example>" for n in range(1, 6)],
               "mails")


def sms(binary):
    with Place(binary) as place, late_service() as service:
        place.configure(sms={"provider": "generic", "url": service.url + "/sms",
                             "content_type": "application/json", "concurrency": 2,
                             "body": '{"to":"{{to}}","text":"{{text}}"}'})
        place.put([notice(n, "sms", to=f"+91981234567{n}") for n in range(1, 6)])
        stopped(place, lambda: len(service.asked) >= 2, 5)
        expect(len(service.asked), 5, "requests")


def webhook(binary):
    with Place(binary) as place, late_service() as service:
        secret = place.write("secret", "whsec_1\n")
        place.configure(webhooks={"concurrency": 2, "endpoints": {
            "erp": {"url": service.url, "secret_file": secret}}})
        place.put([hook(n) for n in range(1, 6)])
        stopped(place, lambda: len(service.asked) >= 2, 5)
        expect(len(service.asked), 5, "requests")


def last_call(binary):
    """A server that takes for ever is waited for no longer than `stop_ms`."""
    with Place(binary) as place, Peer(slow=30) as server:
        place.configure(stop_ms=500, email={
            "host": "127.0.0.1", "port": server.port, "tls": "none",
            "from": "tickets@cinema.example"})
        place.put([notice(1)])
        worker = place.start()
        until(lambda: server.tries == 1)
        began = time.monotonic()
        expect(worker.stop(), 0, "exit code")
        took = time.monotonic() - began
        if took > 10:
            raise Violation(f"it took {took:.1f} s to stop")
        expect(place.counts(), {"new": 0, "cur": 0, "retry": 1, "dead": 0}, "left")
        told = place.command("show", "show-1-email")
        if "may have been delivered" not in told:
            raise Violation(f"the transcript says {told}")
        return f"stopped after {took:.1f} s"


def main():
    options = arguments(__doc__).parse_args()
    report = Report("stopping")
    for title, case in (("a mail in DATA", mail), ("a short message", sms),
                        ("a webhook", webhook), ("the last call", last_call)):
        report.case(title, lambda: case(options.binary))
    return report.finish()


if __name__ == "__main__":
    run(main)
