"""Starts `seatgrid serve`, waits until it answers, and stops it by its own pid."""

import os
import queue
import re
import signal
import subprocess
import threading

from .client import Client

READY = re.compile(r"seatgrid: ready on http://([0-9.]+):(\d+)")


class NotReady(Exception):
    """The server ended, or said nothing, before its ready line. `code` is its exit code."""

    def __init__(self, code, said):
        super().__init__(f"exit code {code} before the ready line\n{said}")
        self.code = code
        self.said = said


class Server:
    """A running server.

    `prefix` is put before the command (strace and its flags, taskset...). Its exit code is the
    server's own in both cases, for strace passes it on.
    """

    def __init__(self, binary, data, keys, key, prefix=(), flags=(), log=None, patience=60,
                 environment=None):
        self.key = key
        self.log = log or os.devnull
        self._log_from = os.path.getsize(self.log) if os.path.isfile(self.log) else 0
        command = [*prefix, binary, "serve", "--data", data, "--listen", "127.0.0.1:0",
                   "--keys", keys, "--rate-limit", "off", *flags]
        with open(self.log, "ab") as log_file:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log_file, stdin=subprocess.DEVNULL,
                text=True, env={**os.environ, **(environment or {})})
        self.traced = bool(prefix) and os.path.basename(prefix[0]) == "strace"
        self._lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.host, self.port = self._await_ready(patience)

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def _await_ready(self, patience):
        said = ""
        while True:
            try:
                line = self._lines.get(timeout=patience)
            except queue.Empty:
                self.kill()
                raise NotReady("none", f"silent for {patience} s\n{said}{self.log_tail()}")
            if line is None:
                code = self.process.wait()
                raise NotReady(code, said + self.log_tail())
            said += line
            found = READY.search(line)
            if found:
                return found.group(1), int(found.group(2))

    def client(self):
        """A new connection's worth of client."""
        return Client(self.host, self.port, self.key)

    @property
    def pid(self):
        """The pid of the server itself, also when strace started it."""
        if not self.traced:
            return self.process.pid
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children") as children:
            return int(children.read().split()[0])

    def alive(self):
        """Whether it still runs."""
        return self.process.poll() is None

    def kill(self):
        """kill -9, and waits. Fine when it is gone already."""
        self._signal(signal.SIGKILL)
        if self.alive() and not self.traced:
            self.process.kill()
        return self.process.wait(timeout=60)

    def stop(self, patience=60):
        """SIGTERM, and waits for it to drain; returns the exit code."""
        self._signal(signal.SIGTERM)
        try:
            return self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            self.kill()
            return f"none {patience} s after SIGTERM"

    def wait(self, patience=60):
        """Waits for it to end by itself; returns the exit code, or None if it did not."""
        try:
            return self.process.wait(timeout=patience)
        except subprocess.TimeoutExpired:
            return None

    def _signal(self, number):
        if self.alive():
            try:
                os.kill(self.pid, number)
            except (ProcessLookupError, IndexError, FileNotFoundError):
                pass

    def log_tail(self, size=2000):
        """The end of what it wrote to stderr."""
        if not os.path.isfile(self.log):
            return ""
        with open(self.log, "rb") as log_file:
            log_file.seek(max(self._log_from, os.path.getsize(self.log) - size))
            return log_file.read().decode(errors="replace")
