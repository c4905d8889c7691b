"""Notices, a configuration, a worker: what these scripts have in common."""

import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "Faults"))

from kit.ledger import Violation  # noqa: E402

CREATED = "2026-11-22T12:00:00Z"
QUICK = {"steps_ms": [200, 300, 400], "give_up_ms": 60_000}


def notice(seq, channel="email", to=None, kind="booking.confirmed", locale="en", **more):
    """A line of JSON: one notice, to `ashaSEQ@example.org` if not told otherwise."""
    return {"v": 1, "name": f"show-{seq}-{channel}", "kind": kind, "locale": locale,
            "to": to or f"asha{seq}@example.org", "created_at": CREATED,
            "data": {"title": "Pathaan", "starts": "Sun 22 Nov, 19:30", "venue": "Screen 1",
                     "seats": "F-7, F-8", "booking": f"bk_{seq}", "cinema": "Raj Mandir"},
            **more}


class Place:
    """A directory with a spool, a configuration and a worker's log; gone after `with`."""

    def __init__(self, binary, directory=None):
        self.binary = binary
        self.root = directory or tempfile.mkdtemp(prefix="seatgrid-notices-")
        self.spool = os.path.join(self.root, "spool")
        self.config = os.path.join(self.root, "notify.json")
        self.log = os.path.join(self.root, "notify.log")
        self.workers = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for worker in self.workers:
            worker.kill()
        shutil.rmtree(self.root, ignore_errors=True)

    def write(self, name, text):
        path = os.path.join(self.root, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def configure(self, **parts):
        """The parts of the configuration; retries are quick unless they are among them."""
        parts.setdefault("retry", {"email": QUICK, "sms": QUICK, "webhook": QUICK})
        parts.setdefault("breaker", {"first_pause_ms": 200, "longest_pause_ms": 1_000})
        parts.setdefault("poll_ms", 50)
        self.write("notify.json", json.dumps(parts))

    def mail(self, port, **more):
        """Configures mails to a server on this machine."""
        email = {"host": "127.0.0.1", "port": port, "tls": "none", "timeout_ms": 5_000,
                 "from": "tickets@cinema.example", "from_name": "Raj Mandir", **more}
        self.configure(email=email)

    def command(self, *words, text=None, code=0):
        """Runs `seatgrid notify WORDS --spool ...`; returns what it printed."""
        done = subprocess.run([self.binary, "notify", *words, "--spool", self.spool],
                              input=text, capture_output=True, text=True, timeout=600)
        if done.returncode != code:
            raise Violation(f"notify {words}: {done.returncode}, not {code}\n{done.stderr}")
        return done.stdout

    def put(self, notices):
        """Puts notices; returns how many were new."""
        text = "".join(json.dumps(n, ensure_ascii=False) + "\n" for n in notices)
        return int(self.command("put", text=text).split()[0])

    def counts(self):
        """How many are new, cur, retry and dead."""
        lines = self.command("list").splitlines()
        return {line.split()[0]: int(line.split()[1]) for line in lines if "endpoint" not in line}

    def start(self, *flags, prefix=()):
        """Starts a worker and waits until it works."""
        worker = Worker([*prefix, self.binary, "notify", "run", "--spool", self.spool,
                         "--config", self.config, "--log-level", "debug", *flags], self.log)
        self.workers.append(worker)
        return worker

    def drain(self, patience=60):
        """Runs a worker until nothing is left."""
        worker = self.start("--until-empty")
        code = worker.wait(patience)
        if code != 0:
            raise Violation(f"the worker did not come to an end: {code}, {self.counts()}\n"
                            f"{self.said()[-2000:]}")

    def said(self):
        """All that workers have written to standard error."""
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def names(self):
        """Every path below the spool."""
        return [os.path.join(at, name) for at, dirs, files in os.walk(self.spool)
                for name in dirs + files]


class Worker:
    """A `seatgrid notify run`, ended by its own pid."""

    def __init__(self, command, log):
        with open(log, "ab") as file:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=file,
                                            stdin=subprocess.DEVNULL, text=True)
        lines = queue.Queue()
        threading.Thread(target=lambda: lines.put(self.process.stdout.readline()),
                         daemon=True).start()
        try:
            line = lines.get(timeout=30)
        except queue.Empty:
            line = ""
        if "notify ready" not in line:
            self.kill()
            with open(log, encoding="utf-8", errors="replace") as file:
                raise Violation(f"no worker: {line!r} {file.read()[-500:]}")

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        return self.process.wait(timeout=30)

    def stop(self, patience=30):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=patience)

    def wait(self, patience):
        try:
            return self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.kill()
            return None


def until(what, patience=30):
    """Waits until `what()` holds."""
    end = time.monotonic() + patience
    while not what():
        if time.monotonic() > end:
            raise Violation(f"waited {patience} s in vain")
        time.sleep(0.02)


def expect(value, wanted, what):
    """Complains unless `value` is as wanted."""
    if value != wanted:
        raise Violation(f"{what}: {value!r}, not {wanted!r}")
