"""A mail server of aiosmtpd's that does as it is told, and remembers what it took."""

import asyncio
import email
import email.policy
import logging
import socket
import time

import _kit  # noqa: F401  (finds the kit)
from kit.report import Skip

try:
    from aiosmtpd.controller import Controller
    from aiosmtpd.smtp import SMTP, AuthResult
except ImportError:
    Controller, SMTP, AuthResult = None, object, None


# It tells of every connection that was dropped on purpose.
logging.getLogger("mail.log").setLevel(logging.CRITICAL + 1)


class Scripted(SMTP):
    """Drops the connection after 354, or within it, if the handler says so."""

    async def smtp_DATA(self, arg):
        if self.event_handler.next_drop():
            await self.push("354 go on")
            await asyncio.sleep(0.05)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)

    async def smtp_EHLO(self, hostname):
        if self.event_handler.is_old:
            await self.push("502 what?")
            return
        await super().smtp_EHLO(hostname)


class Peer:
    """`script` has answers to mails by recipient, taken one after the other; then 250."""

    def __init__(self, script=(), drops=0, slow=0, is_old=False, limit=None, pipelining=True,
                 **more):
        if Controller is None:
            raise Skip("no aiosmtpd")
        self.script = {to: list(answers) for to, answers in dict(script).items()}
        self.drops, self.slow, self.is_old = drops, slow, is_old
        self.pipelining = pipelining
        self.taken, self.tries, self.users = [], 0, []
        self.limit, self.more = limit, more

    def __enter__(self):
        peer = self

        class Of(Controller):
            def factory(self):
                return Scripted(peer, hostname="mx.test", enable_SMTPUTF8=True,
                                data_size_limit=peer.limit or 33_554_432, **peer.more)

            def _trigger_server(self):
                # Port 0 is the kernel's choice; the controller's own check would ask at 0.
                self.port = self.server.sockets[0].getsockname()[1]
                socket.create_connection(("127.0.0.1", self.port), timeout=10).close()

        self.controller = Of(self, hostname="127.0.0.1", port=0, ready_timeout=30)
        self.controller.start()
        self.port = self.controller.port
        return self

    def __exit__(self, *_):
        self.controller.stop()

    def next_drop(self):
        self.drops -= 1
        return self.drops >= 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        if self.pipelining:
            responses.insert(1, "250-PIPELINING")
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.tries += 1
        answers = self.script.get(address)
        if answers and answers[0].startswith("RCPT "):
            return answers.pop(0)[5:]
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):
        answers = self.script.get(envelope.rcpt_tos[0])
        if self.slow:
            await asyncio.sleep(self.slow)
        if answers:
            answer = answers.pop(0)
            if answer == "HANG UP":
                self.taken.append(Mail(envelope.rcpt_tos[0], envelope.content))
                server.transport.abort()
                return "250 never heard"
            if not answer.startswith("250"):
                return answer
        self.taken.append(Mail(envelope.rcpt_tos[0], envelope.content))
        return "250 taken"

    def authenticate(self, server, session, envelope, mechanism, data):
        self.users.append((data.login, data.password))
        return AuthResult(success=data.password == b"s3cret")

    def ids(self):
        return [mail.id for mail in self.taken]


class Mail:
    """A mail that was taken."""

    def __init__(self, to, content):
        self.to, self.content, self.at = to, content, time.monotonic()
        self.parsed = email.message_from_bytes(content, policy=email.policy.default)
        self.id = self.parsed["Message-ID"]
