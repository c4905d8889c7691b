#!/usr/bin/env python3
"""OpenSMTPD takes the mails and delivers them into a maildir; each is there once, as meant."""

import email
import email.policy
import getpass
import os
import pwd
import socket
import subprocess
import time

from _kit import Place, Violation, expect, notice, until
from kit.report import Report, Skip, arguments, need, run

TOTAL = 200


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class OpenSMTPD:
    """A server of its own configuration, spool and maildir."""

    def __init__(self, place):
        need("smtpd", root=True)
        try:
            pwd.getpwnam("opensmtpd")
            user = pwd.getpwnam("nobody")
        except KeyError as error:
            raise Skip("no user for OpenSMTPD") from error
        self.port = free_port()
        self.maildir = os.path.join(place.root, "maildir")
        os.makedirs(self.maildir)
        os.chmod(place.root, 0o755)
        os.chown(self.maildir, user.pw_uid, user.pw_gid)
        virtual = place.write("virtual", "@example.org nobody\n")
        os.chmod(virtual, 0o644)
        config = place.write("smtpd.conf", f"""
table people file:{virtual}
listen on 127.0.0.1 port {self.port} hostname mx.test
action "keep" maildir "{self.maildir}" virtual <people>
match from any for domain "example.org" action "keep"
match from any for any reject
""")
        with open(os.path.join(place.root, "smtpd.log"), "wb") as log:
            self.process = subprocess.Popen(["smtpd", "-d", "-f", config], stdout=log, stderr=log,
                                            start_new_session=True)
        self.log = os.path.join(place.root, "smtpd.log")
        until(self.answers, 15)

    def answers(self):
        if self.process.poll() is not None:
            with open(self.log, encoding="utf-8", errors="replace") as file:
                raise Skip(f"OpenSMTPD ended: {file.read()[-300:]}")
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                return connection.recv(3) == b"220"
        except OSError:
            return False

    def mails(self):
        at = os.path.join(self.maildir, "new")
        names = os.listdir(at) if os.path.isdir(at) else []
        for name in names:
            with open(os.path.join(at, name), "rb") as file:
                yield email.message_from_binary_file(file, policy=email.policy.default)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


def deliver(binary):
    with Place(binary) as place:
        server = OpenSMTPD(place)
        try:
            place.mail(server.port)
            place.put([notice(n, locale="hi" if n % 2 else "en") for n in range(1, TOTAL + 1)]
                      + [notice(TOTAL + 1, to="eve@elsewhere.test")])
            began = time.monotonic()
            place.drain()
            took = time.monotonic() - began
            expect(place.counts()["dead"], 1, "dead: a domain that is not served")
            until(lambda: len(list(server.mails())) >= TOTAL)
            mails = list(server.mails())
            expect(len(mails), TOTAL, "mails in the maildir")
            ids = {mail["Message-ID"] for mail in mails}
            expect(len(ids), TOTAL, "different mails")
            for mail in mails:
                seq = int(mail["Message-ID"].split("-")[1])
                wanted = "आपके टिकट: " if seq % 2 else "Your tickets: "
                if not mail["Subject"].startswith(wanted):
                    raise Violation(f"{seq} has the subject {mail['Subject']}")
                if f"bk_{seq}" not in mail.get_body(("plain",)).get_content().split():
                    raise Violation(f"{seq} has another's text")
            return f"{TOTAL} mails in {took:.1f} s"
        finally:
            server.stop()


def main():
    options = arguments(__doc__).parse_args()
    report = Report("opensmtpd")
    report.case(f"mails to OpenSMTPD as {getpass.getuser()}", lambda: deliver(options.binary))
    return report.finish()


if __name__ == "__main__":
    run(main)
