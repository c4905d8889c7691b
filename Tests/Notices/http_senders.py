#!/usr/bin/env python3
"""Webhooks and short messages, to a server that checks the signature and answers as told."""

import base64
import hashlib
import hmac
import http.server
import json
import threading
import time
import urllib.parse

from _kit import Place, Violation, expect, notice, until
from kit.report import Report, arguments, run

SECRET = "whsec_1"


class Service(http.server.ThreadingHTTPServer):
    """`answers` are (status, headers) by path, one after the other; then 200."""

    daemon_threads = True

    def __init__(self, answers=()):
        self.answers = {path: list(list_) for path, list_ in dict(answers).items()}
        self.asked = []
        super().__init__(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    """Notes what was asked, and when."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.server.asked.append((time.monotonic(), self.path, self.headers, body))
        answers = self.server.answers.get(self.path)
        status, headers = answers.pop(0) if answers else (200, {})
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def endpoints(place, **urls):
    secret = place.write("secret", SECRET + "\n")
    place.configure(webhooks={"endpoints": {
        name: {"url": url, "secret_file": secret} for name, url in urls.items()}})


def hook(seq, to="erp", kind="booking.confirmed", **more):
    return notice(seq, "webhook", to=to, kind=kind, **more)


def signed(binary):
    with Place(binary) as place, Service() as service:
        endpoints(place, erp=service.url + "/h")
        place.put([hook(1), hook(2, kind="show.sold_out")])
        place.drain()
        expect(len(service.asked), 2, "requests")
        for _, _, headers, body in service.asked:
            parts = dict(p.split("=", 1) for p in headers["X-SeatGrid-Signature"].split(","))
            if abs(int(parts["t"]) - time.time()) > 60:
                raise Violation("the time is off")
            wanted = hmac.new(SECRET.encode(), parts["t"].encode() + b"." + body, hashlib.sha256)
            expect(parts["v1"], wanted.hexdigest(), "signature")
            told = json.loads(body)
            expect(headers["X-SeatGrid-Event-Id"], told["id"], "id")
            expect(told["data"]["seats"], "F-7, F-8", "data")


def tried_again(binary):
    """429 with Retry-After, 500, 302 and 404 are tried again; the time that was named is kept."""
    answers = [(429, {"Retry-After": "2"}), (500, {}), (302, {"Location": "/else"}), (404, {})]
    with Place(binary) as place, Service({"/h": answers}) as service:
        endpoints(place, erp=service.url + "/h")
        place.put([hook(1)])
        place.drain()
        expect([path for _, path, _, _ in service.asked], ["/h"] * 5, "requests")
        pause = service.asked[1][0] - service.asked[0][0]
        if pause < 2:
            raise Violation(f"asked again after {pause:.2f} s, not 2")
        return f"waited {pause:.1f} s after Retry-After: 2"


def gone(binary):
    """410 disables an endpoint for good, also for another worker, until it is enabled."""
    with Place(binary) as place, Service({"/a": [(410, {})]}) as service:
        endpoints(place, a=service.url + "/a", b=service.url + "/b")
        place.put([hook(1, "a")])
        place.drain()
        place.put([hook(2, "a"), hook(3, "b")])
        place.drain()
        expect(sorted(path for _, path, _, _ in service.asked), ["/a", "/b"], "requests")
        if "disabled endpoint a" not in place.command("list"):
            raise Violation("not listed as disabled")
        if "endpointDisabled" not in place.command("show", "show-2-webhook"):
            raise Violation("no reason")
        place.command("enable", "a")
        place.put([hook(4, "a")])
        place.drain()
        expect(len(service.asked), 3, "requests after enabling")


def apart(binary):
    """An endpoint that is down does not hold up another."""
    with Place(binary) as place, Service({"/a": [(500, {})] * 1_000}) as service:
        endpoints(place, a=service.url + "/a", b=service.url + "/b")
        place.put([hook(n, "a") for n in range(1, 41)] + [hook(n, "b") for n in range(41, 61)])
        worker = place.start()
        until(lambda: sum(path == "/b" for _, path, _, _ in service.asked) == 20, 15)
        time.sleep(1)
        worker.stop()
        asked = sum(path == "/a" for _, path, _, _ in service.asked)
        if asked > 30:
            raise Violation(f"an endpoint that is down was asked {asked} times")
        return f"the one that is down was asked {asked} times for 40 notices"


def sms(binary):
    with Place(binary) as place, Service() as service:
        token = place.write("token", "t0ken\n")
        text = notice(1, "sms", to="+919812345678")
        place.configure(sms={"provider": "twilio", "base": service.url, "account": "AC1",
                             "token_file": token, "from": "+15005550006"})
        place.put([text])
        place.drain()
        _, path, headers, body = service.asked.pop()
        expect(path, "/2010-04-01/Accounts/AC1/Messages.json", "path")
        expect(headers["authorization"], "Basic " + base64.b64encode(b"AC1:t0ken").decode(), "key")
        form = urllib.parse.parse_qs(body.decode(), strict_parsing=True)
        expect(form["To"], ["+919812345678"], "to")
        if "F-7, F-8" not in form["Body"][0]:
            raise Violation(f"text: {form}")
        place.configure(sms={"provider": "msg91", "base": service.url, "key_file": token,
                             "templates": {"booking.confirmed.en": {
                                 "id": "tpl", "variables": {"VAR1": "seats", "VAR2": "booking"}}}})
        place.put([{**text, "name": "show-2-sms"}])
        place.drain()
        _, path, headers, body = service.asked.pop()
        expect((path, headers["authkey"]), ("/api/v5/flow", "t0ken"), "request")
        expect(json.loads(body), {"template_id": "tpl", "short_url": "0", "recipients": [
            {"mobiles": "919812345678", "VAR1": "F-7, F-8", "VAR2": "bk_1"}]}, "flow")
        place.configure(sms={"provider": "generic", "url": service.url + "/sms",
                             "content_type": "application/json", "secret_file": token,
                             "fields": {"authorization": "Bearer {{secret}}"},
                             "body": '{"n":"{{to}}","t":"{{text}}"}'})
        place.put([{**text, "name": "show-3-sms", "locale": "hi"}])
        place.drain()
        _, path, headers, body = service.asked.pop()
        expect(headers["authorization"], "Bearer t0ken", "key")
        if "सीटें F-7" not in json.loads(body)["t"]:
            raise Violation(f"body: {body}")
        if "t0ken" in place.said() or "9812345678" in place.said():
            raise Violation("a secret or a number is in the log")


def refused(binary):
    with Place(binary) as place, Service({"/sms": [(400, {})]}) as service:
        place.configure(sms={"provider": "generic", "url": service.url + "/sms",
                             "content_type": "application/json", "body": '{"t":"{{text}}"}'})
        place.put([notice(1, "sms", to="+919812345678"), notice(2, "sms", to="12")])
        place.drain()
        expect(place.counts()["dead"], 2, "dead")
        expect(len(service.asked), 1, "requests")


CASES = {
    "webhooks are signed": signed,
    "429, 500, 302 and 404 are tried again": tried_again,
    "410 disables": gone,
    "endpoints are apart": apart,
    "twilio, msg91 and a generic service": sms,
    "400 is given up at once": refused,
}


def main():
    options = arguments(__doc__).parse_args()
    report = Report("http")
    for title, case in CASES.items():
        report.case(title, lambda: case(options.binary))
    return report.finish()


if __name__ == "__main__":
    run(main)
