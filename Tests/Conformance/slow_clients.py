#!/usr/bin/env python3
"""slowhttptest's three attacks; `/livez` must go on answering within 100 ms, each time."""

import socket
import struct
import subprocess
import threading
import time

import _kit  # noqa: F401  (finds the kit)
from kit.ledger import Violation
from kit.report import Report, arguments, need, run
from kit.world import World

BAR = 0.1
EVERY = 0.02
SO_TIMESTAMPNS = 35
ATTACKS = {
    "slow headers": ["-H"],
    "slow bodies": ["-B", "-t", "POST"],
    "slow reads": ["-X", "-w", "1", "-y", "16", "-n", "1", "-z", "8", "-k", "3"],
}
PATHS = {"slow bodies": "/v1/shows/sh1/holds", "slow headers": "/livez",
         "slow reads": "/v1/shows/sh1/seats"}


class Probe:
    """One way of asking for /livez, and how long each answer took.

    The attacker and this script want the same cores as the server, so what passes between an
    answer's arrival and this script's being run again is not the server's doing. The kernel stamps
    each packet as it arrives: an answer's time is from before the request (on a fresh connection:
    before `connect`) to that stamp. All that the server and its wait for a core take is in it.
    """

    def __init__(self, server, keeps):
        self.address, self.keeps = (server.host, server.port), keeps
        self.name = "kept" if keeps else "fresh"
        self.times, self.seen, self.lost = [], [], 0
        self.socket = None
        connection = "keep-alive" if keeps else "close"
        self.request = (f"GET /livez HTTP/1.1\r\nHost: {server.host}\r\n"
                        f"Connection: {connection}\r\n\r\n").encode()

    def ask(self):
        began = time.clock_gettime(time.CLOCK_REALTIME)
        try:
            if not self.socket:
                self.socket = socket.create_connection(self.address, timeout=5)
                self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
            if self.keeps:
                began = time.clock_gettime(time.CLOCK_REALTIME)
            self.socket.sendall(self.request)
            arrived = self.answer()
            self.times.append(arrived - began)
        except OSError:
            self.lost += 1
            self.close()
        self.seen.append(time.clock_gettime(time.CLOCK_REALTIME) - began)
        if not self.keeps:
            self.close()

    def answer(self):
        """Reads a whole answer; when its last byte arrived."""
        got, arrived = b"", None
        while b"\r\n\r\n" not in got or len(got) < self.length(got):
            data, extra, _, _ = self.socket.recvmsg(65536, 256)
            if not data:
                raise OSError("closed")
            got += data
            for level, kind, stamp in extra:
                if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
                    seconds, nanoseconds = struct.unpack("qq", stamp[:16])
                    arrived = seconds + nanoseconds / 1e9
        if not got.startswith(b"HTTP/1.1 200 "):
            raise OSError("not 200")
        if arrived is None:
            raise RuntimeError("the kernel does not stamp what arrives")
        return arrived

    @staticmethod
    def length(got):
        head = got.partition(b"\r\n\r\n")[0]
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                return len(head) + 4 + int(value)
        return len(head) + 4

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket = None

    def told(self):
        times = sorted(self.times) or [float("inf")]
        p99 = times[len(times) * 99 // 100]
        return (f"{self.name}: {len(times)} answers, p99 {p99 * 1000:.0f} ms, "
                f"worst {times[-1] * 1000:.0f} ms "
                f"(as this script saw it {max(self.seen, default=0) * 1000:.0f}), "
                f"{self.late} late, {self.lost} lost")

    @property
    def late(self):
        return sum(t > BAR for t in self.times)


class Pulse:
    """Asks on a kept and on a fresh connection, every 20 ms each, until stopped."""

    def __init__(self, server):
        self.probes = [Probe(server, keeps=True), Probe(server, keeps=False)]
        self.stop = threading.Event()
        self.threads = [threading.Thread(target=self.run, args=[p]) for p in self.probes]

    def run(self, probe):
        while not self.stop.wait(EVERY):
            probe.ask()
        probe.close()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        for thread in self.threads:
            thread.join()


def attack(server, name, seconds):
    need("slowhttptest")
    command = ["slowhttptest", *ATTACKS[name], "-c", "500", "-r", "200", "-i", "2",
               "-l", str(seconds), "-p", "2",
               "-u", f"http://{server.host}:{server.port}{PATHS[name]}"]
    with Pulse(server) as pulse:
        subprocess.run(command, capture_output=True, timeout=seconds + 60)
        # Those whose time ran out, and those the attacker left behind, are ended after it.
        time.sleep(1)
    told = "; ".join(probe.told() for probe in pulse.probes)
    if not server.alive() or any(p.lost or p.late or not p.times for p in pulse.probes):
        raise Violation(told)
    return told


def main():
    options = arguments(__doc__).parse_args()
    report = Report("slow")
    with World(options.binary) as world:
        server = world.start(world.copy("slow"))
        for name in ATTACKS:
            report.case(name, lambda: attack(server, name, 60 if options.long else 14))
    return report.finish()


if __name__ == "__main__":
    run(main)
