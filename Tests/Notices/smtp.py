#!/usr/bin/env python3
"""Mails to a server that refuses, hangs up, is slow: nothing lost, nothing twice, all legible."""

import base64
import socket
import ssl
import subprocess
import time

from _kit import Place, Violation, expect, notice, until
from _mail import Peer
from kit.report import Report, arguments, need, run

QR = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8).decode()
ICS = base64.b64encode("BEGIN:VCALENDAR\r\nSUMMARY:पठान\r\nEND:VCALENDAR\r\n".encode()).decode()


def one(binary, answers, sent, dead=0, **peer):
    """One mail to a server with these answers; how long it took."""
    with Place(binary) as place, Peer({"asha1@example.org": answers}, **peer) as server:
        place.mail(server.port)
        place.put([notice(1)])
        place.drain()
        expect(server.ids(), ["<show-1-email@cinema.example>"] * sent, "mails taken")
        expect(place.counts(), {"new": 0, "cur": 0, "retry": 0, "dead": dead}, "left")
        expect(place.put([notice(1)]), 0, "fed again")
        return f"{server.tries} tries"


def later(binary):
    note = one(binary, ["451 4.7.1 later", "451 4.7.1 later"], sent=1)
    expect(note, "3 tries", "451, 451, 250")


def dead_letter(binary):
    script = {"asha1@example.org": ["RCPT 550 5.1.1 no asha1@example.org here"] * 2}
    with Place(binary) as place, Peer(script) as server:
        place.mail(server.port)
        place.put([notice(1), notice(2)])
        place.drain()
        expect(place.counts()["dead"], 1, "dead")
        expect(server.ids(), ["<show-2-email@cinema.example>"], "mails taken")
        told = place.command("show", "show-1-email")
        if "550 5.1.1" not in told or "asha1@" in told:
            raise Violation(f"the transcript says {told}")
        if "asha1@example.org" not in place.command("show", "show-1-email", "--reveal"):
            raise Violation("nothing revealed")
        expect(place.command("redrive"), "1 brought back\n", "redrive")
        place.drain()
        expect(place.counts()["dead"], 1, "dead again")
        place.command("retry", "show-1-email")
        place.drain()
        expect(place.counts()["dead"], 0, "dead at last")
        expect(sorted(server.ids()), [f"<show-{n}-email@cinema.example>" for n in (1, 2)],
               "mails taken")
        if "reason: sent" not in place.command("show", "show-1-email"):
            raise Violation("nothing known of what was sent")


def dropped(binary):
    with Place(binary) as place, Peer(drops=2) as server:
        place.mail(server.port, connections=1)
        place.put([notice(n) for n in range(1, 6)])
        place.drain()
        expect(len(server.taken), 5, "mails")
        expect(len(set(server.ids())), 5, "different mails")


def doubtful(binary):
    """The server takes a mail and hangs up before it says so: the same Message-ID comes again."""
    return one(binary, ["HANG UP"], sent=2)


def slow(binary):
    with Place(binary) as place, Peer(slow=1.0) as server:
        place.mail(server.port, timeout_ms=300, connections=2)
        place.put([notice(n) for n in range(1, 5)])
        place.drain()
        expect(len(server.ids()), 4, "mails: a slow server is waited for")


def silent(binary):
    """A server that accepts and says nothing at all is given up after the time limit."""
    with Place(binary) as place, socket.create_server(("127.0.0.1", 0)) as mute:
        place.mail(mute.getsockname()[1], timeout_ms=200)
        place.put([notice(1)])
        worker = place.start()
        until(lambda: place.counts()["retry"] == 1)
        expect(worker.stop(), 0, "exit code")


def old_server(binary):
    return one(binary, [], sent=1, is_old=True)


def without_pipelining(binary):
    return one(binary, ["RCPT 450 busy"], sent=1, pipelining=False)


def too_large(binary):
    return one(binary, [], sent=0, dead=1, limit=500)


def outage(binary):
    """Nobody is there; then somebody is. The breaker spares the server and nothing is lost."""
    with Place(binary) as place:
        with Peer() as server:
            port = server.port
        place.mail(port)
        place.put([notice(n) for n in range(1, 21)])
        worker = place.start()
        time.sleep(1.5)
        worker.stop()
        with Peer() as server:
            place.mail(server.port)
            place.drain()
            expect(len(set(server.ids())), 20, "mails")
            expect(len(server.taken), 20, "mails, none twice")


def contents(binary):
    """What arrives is what was meant: languages, code, calendar."""
    attachments = [
        {"file": "ticket.png", "type": "image/png", "id": "qr", "base64": QR},
        {"file": "show.ics", "type": "text/calendar", "base64": ICS},
    ]
    one = notice(1, locale="hi", attachments=attachments)
    one["data"].update({"title": "पठान <b>&", "qr": "qr", "link": "https://x.example/?a=1&b=2"})
    with Place(binary) as place, Peer() as server:
        place.mail(server.port)
        place.put([one])
        place.drain()
        parsed = server.taken[0].parsed
        expect(parsed["Subject"], "आपके टिकट: पठान <b>&, Sun 22 Nov, 19:30", "subject")
        expect(parsed["From"].addresses[0].display_name, "Raj Mandir", "sender")
        expect(parsed["Date"].datetime.isoformat(), "2026-11-22T12:00:00+00:00", "date")
        expect(parsed.get_content_type(), "multipart/mixed", "kind")
        kinds = [part.get_content_type() for part in parsed.walk()]
        expect(kinds, ["multipart/mixed", "multipart/alternative", "text/plain",
                       "multipart/related", "text/html", "image/png", "text/calendar"], "parts")
        html = parsed.get_body(("html",)).get_content()
        if "पठान &lt;b&gt;&amp;" not in html or 'src="cid:qr"' not in html:
            raise Violation(f"HTML: {html}")
        if "पठान <b>&" not in parsed.get_body(("plain",)).get_content():
            raise Violation("text")
        parts = {part.get_filename(): part for part in parsed.walk() if part.get_filename()}
        expect(parts["ticket.png"].get_payload(decode=True), base64.b64decode(QR), "code")
        expect(parts["ticket.png"]["Content-ID"], "<qr>", "code's id")
        expect(parts["show.ics"].get_payload(decode=True), base64.b64decode(ICS), "calendar")
        if parsed.defects or any(part.defects for part in parsed.walk()):
            raise Violation("defects")


def injection(binary):
    """A newline in a title, a command in an address: refused, and nothing of it is sent."""
    bad = notice(1)
    bad["data"]["title"] = "x\r\nBcc: eve@example.org"
    worse = notice(2, to="a@b.c>\r\nRCPT TO:<eve@example.org")
    with Place(binary) as place, Peer() as server:
        place.mail(server.port)
        place.put([bad])
        try:
            place.put([worse])
        except Violation:
            pass
        else:
            raise Violation("a line end in a recipient was put")
        place.put([notice(3, to="a b@c.d")])
        place.drain()
        expect(server.taken, [], "mails")
        expect(place.counts()["dead"], 2, "dead")


def reminder(binary):
    with Place(binary) as place, Peer() as server:
        place.mail(server.port)
        place.put([notice(1, kind="reminder", not_after="2020-01-01T00:00:00Z")])
        place.drain()
        expect(server.taken, [], "mails")
        if "reason: tooLate" not in place.command("show", "show-1-email"):
            raise Violation("no reason")


def encrypted(binary):
    """STARTTLS with a certificate to trust, AUTH; not without either."""
    need("openssl")
    with Place(binary) as place:
        key, cert = place.root + "/key.pem", place.root + "/cert.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                        "-keyout", key, "-out", cert, "-subj", "/CN=localhost",
                        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
                       check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(cert, key)
        secret = place.write("password", "s3cret\n")
        peer = Peer(tls_context=context, require_starttls=True, auth_required=True)
        peer.more["authenticator"] = peer.authenticate
        with peer as server:
            login = {"tls": "starttls", "user": "raj", "password_file": secret, "ca_file": cert}
            for seq, host in enumerate(["127.0.0.1", "localhost"]):
                place.mail(server.port, **{**login, "host": host})
                place.put([notice(seq + 1)])
                place.drain()
            expect(len(server.taken), 2, "mails")
            expect(server.users[0], (b"raj", b"s3cret"), "login")
            # A certificate that nobody vouches for.
            place.mail(server.port, **{k: v for k, v in login.items() if k != "ca_file"})
            told = subprocess.run([binary, "notify", "send-test", "--config", place.config,
                                   "--channel", "email", "--to", "a@b.c"],
                                  capture_output=True, text=True, timeout=60)
            expect(told.returncode, 69, "exit code without trust")
            expect(len(server.taken), 2, "mails")
            if "s3cret" in place.said() + told.stderr:
                raise Violation("the password is in the log")
        with Peer() as server:
            place.mail(server.port, **login)
            told = subprocess.run([binary, "notify", "send-test", "--config", place.config,
                                   "--channel", "email", "--to", "a@b.c"],
                                  capture_output=True, text=True, timeout=60)
            expect(told.returncode, 69, "exit code without STARTTLS")
            expect(server.taken, [], "mails in plain text")


def privacy(binary):
    script = {"asha1@example.org": ["550 asha1@example.org is unknown"],
              "asha2@example.org": ["451 asha2@example.org later"]}
    with Place(binary) as place, Peer(script) as server:
        place.mail(server.port)
        place.put([notice(n) for n in range(1, 5)])
        metrics = place.root + "/m.prom"
        worker = place.start("--metrics-file", metrics, "--until-empty")
        expect(worker.wait(60), 0, "exit code")
        with open(metrics, encoding="utf-8") as file:
            told = file.read()
        if 'outcome="sent"} 3' not in told or 'outcome="dead"} 1' not in told:
            raise Violation(f"metrics: {told}")
        for where, text in [("log", place.said()), ("metrics", told),
                            ("names", "\n".join(place.names()))]:
            for secret in ["asha", "@example.org"]:
                if secret in text and not (secret == "@example.org" and "***@" in text):
                    raise Violation(f"{secret} is in the {where}: {text}")
        place.command("redrive")
        place.drain()
        left = subprocess.run(["grep", "-rl", "asha", place.spool], capture_output=True, text=True)
        expect(left.stdout, "", "files with an address after all is done")


CASES = {
    "451, 451, 250": later,
    "550 goes to the dead, and is brought back": dead_letter,
    "the connection is dropped in DATA": dropped,
    "the server takes a mail and hangs up": doubtful,
    "a slow server": slow,
    "a silent server": silent,
    "a server without EHLO": old_server,
    "a server without PIPELINING": without_pipelining,
    "a mail beyond SIZE": too_large,
    "an outage": outage,
    "what arrives": contents,
    "header and command injection": injection,
    "a reminder after the show began": reminder,
    "STARTTLS and AUTH": encrypted,
    "no personal data outside the notice": privacy,
}


def main():
    options = arguments(__doc__).parse_args()
    report = Report("smtp")
    for title, case in CASES.items():
        report.case(title, lambda: case(options.binary))
    return report.finish()


if __name__ == "__main__":
    run(main)
