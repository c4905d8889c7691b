"""A demo cinema with the web app in front of it, on ports of its own, gone when the test ends.

    with World(seed=7) as world: page.goto(world.url)

`SEATGRID` names the binary.
"""

import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
BINARY = os.environ.get("SEATGRID", str(ROOT / ".build/debug/seatgrid"))


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def fetch(url):
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read().decode()


class World:
    """`serve` = arguments of `seatgrid serve` instead of the demo; `data` keeps the directory
    through restarts.
    """

    def __init__(self, seed=7, serve=None, args=()):
        self.dir = pathlib.Path(tempfile.mkdtemp(prefix="seatgrid-web-"))
        self.port = free_port()
        self.api = f"http://127.0.0.1:{self.port}"
        self.command = (
            [BINARY, "serve", "--data", str(self.dir / "data"), *serve]
            if serve is not None
            else [BINARY, "demo", "--seed", str(seed), "--data", str(self.dir / "data")]
        )
        self.command += ["--listen", f"127.0.0.1:{self.port}", "--rate-limit", "off", *args]
        self.node = None

    def __enter__(self):
        # A test that takes too long is ended by SIGTERM: it must not leave its node behind.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by SIGTERM"))
        self.start()
        self.url = self.api
        return self

    def start(self):
        log = open(self.dir / "node.log", "ab")
        self.node = subprocess.Popen(self.command, stdout=log, stderr=log)
        self.wait(self.api + "/livez")
        if "demo" in self.command:
            self.wait(self.api + "/v1/cities/mumbai/movies")

    def kill(self):
        """As a power cut would: no goodbye."""
        self.node.kill()
        self.node.wait()

    def wait(self, url):
        for _ in range(300):
            try:
                return fetch(url)
            except OSError:
                time.sleep(0.1)
        raise SystemExit(f"{url} does not answer:\n{(self.dir / 'node.log').read_text()[-2000:]}")

    def __exit__(self, *_):
        if self.node and self.node.poll() is None:
            self.node.terminate()
            try:
                self.node.wait(15)
            except subprocess.TimeoutExpired:
                self.node.kill()
        shutil.rmtree(self.dir, ignore_errors=True)
