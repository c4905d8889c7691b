#!/usr/bin/env python3
"""What scripts rely on: the ready line, signals at any moment, exit codes, a demo that ends."""

import os
import signal
import subprocess
import time

import _kit  # noqa: F401  (finds the kit)
from kit.ledger import Violation
from kit.report import Report, arguments, run
from kit.world import World


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
                            ("exit codes", configuration), ("a demo ends", demo_ends)):
            report.case(title, lambda: case(world))
    return report.finish()


if __name__ == "__main__":
    run(main)
