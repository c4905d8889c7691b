#!/usr/bin/env python3
"""What scripts rely on: the ready line, signals at any moment, exit codes, a demo that ends."""

import os
import signal
import socket
import subprocess
import time

import _kit  # noqa: F401  (finds the kit)
from kit.ledger import Violation
from kit.report import Report, arguments, run
from kit.world import World, show_id


def sigterm_at_once(world):
    """A supervisor may stop a node as soon as it says that it is ready."""
    data = world.copy("at-once")
    for _ in range(5):
        code = world.start(data).stop()
        if code != 0:
            raise Violation(f"SIGTERM right after the ready line: exit code {code}")


def one_process(world):
    data = world.copy("locked")
    first = world.start(data)
    second = subprocess.run(
        [world.binary, "serve", "--data", data, "--listen", "127.0.0.1:0"],
        capture_output=True, timeout=60)
    if second.returncode != 75 or not first.alive():
        raise Violation(f"a second process on the same data: exit code {second.returncode}")


def configuration(world):
    for words, wanted in ((["serve"], 78), (["serve", "--no-such-flag"], 64),
                          (["import", world.keys, "--url", "http://127.0.0.1:1",
                            "--key-file", world.keys], 69)):
        done = subprocess.run([world.binary, *words], capture_output=True, timeout=60)
        if done.returncode != wanted:
            raise Violation(f"{words}: exit code {done.returncode}, wanted {wanted}")


def watch(server):
    """A viewer who will answer nothing any more."""
    viewer = socket.create_connection((server.host, server.port), timeout=30)
    viewer.sendall(
        f"GET /v1/shows/{show_id(0)}/live HTTP/1.1\r\nHost: {server.host}\r\n"
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Protocol: seatgrid.v1.json\r\n\r\n".encode())
    if not viewer.recv(4096).startswith(b"HTTP/1.1 101 "):
        raise Violation("no upgrade")
    return viewer


def silent_viewers(world):
    """All viewers hear of the restart at once; those who don't answer are waited for together."""
    server = world.start(world.copy("viewers"), flags=["--loops", "4"])
    viewers = [watch(server) for _ in range(16)]
    began = time.monotonic()
    server.process.terminate()
    for viewer in viewers:
        heard = b""
        while b'"t":"bye"' not in heard:
            piece = viewer.recv(4096)
            if not piece:
                raise Violation("a viewer was not told of the restart")
            heard += piece
    told = time.monotonic() - began
    code = server.process.wait(timeout=60)
    took = time.monotonic() - began
    for viewer in viewers:
        viewer.close()
    if code != 0 or told > 4 or took > 9:
        raise Violation(f"told after {told:.1f} s, ended after {took:.1f} s with {code}")
    return f"told after {told:.1f} s, ended after {took:.1f} s"


def demo_ends(world):
    """`make run` must end with Ctrl-C, its customers with it, and leave nothing behind."""
    demo = subprocess.Popen(
        [world.binary, "demo", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True, env={**os.environ, "TMPDIR": world.root})
    try:
        for line in demo.stdout:
            if "stop it with" in line:
                break
        time.sleep(2)
        demo.send_signal(signal.SIGINT)
        try:
            code = demo.wait(timeout=40)
        except subprocess.TimeoutExpired as error:
            raise Violation("still there 40 s after Ctrl-C") from error
    finally:
        demo.kill()
        demo.wait()
    if code != 0:
        raise Violation(f"exit code {code} after Ctrl-C")


def main():
    options = arguments(__doc__).parse_args()
    report = Report("command line")
    with World(options.binary) as world:
        for title, case in (("SIGTERM right after ready", sigterm_at_once),
                            ("one process a directory", one_process),
                            ("silent viewers", silent_viewers),
                            ("exit codes", configuration), ("a demo ends", demo_ends)):
            report.case(title, lambda: case(world))
    return report.finish()


if __name__ == "__main__":
    run(main)
