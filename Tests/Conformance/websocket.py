#!/usr/bin/env python3
"""Foreign WebSocket and SSE clients against `/v1/shows/{show}/live`: kosoku and `websockets`."""

import asyncio
import glob
import http.client
import json
import os
import shutil
import subprocess
import sys

import _kit
from kit.ledger import Violation
from kit.report import Report, Skip, arguments, run
from kit.world import World, show_id

SHOW = show_id(0)
STATES = {"free": 0, "held": 1, "booked": 2, "blocked": 3}
ACCEPTABLE = {"OK", "NON-STRICT", "INFORMATIONAL"}


def expect(is_so, what):
    if not is_so:
        raise Violation(what)


def url(server, show=SHOW):
    return f"ws://{server.host}:{server.port}/v1/shows/{show}/live"


def autobahn(world, server, address, cases):
    """Runs kosoku and reads its reports: case → report. At least one must have run."""
    tool = os.path.join(os.path.dirname(sys.executable), "kosoku")
    if not os.path.exists(tool):
        raise Skip("no kosoku (see Tests/Conformance/requirements.txt)")
    reports = world.path("kosoku")
    shutil.rmtree(reports, ignore_errors=True)
    words = [word for case in cases for word in ("-i", case)]
    subprocess.run([tool, "-p", "4", "-o", reports, *words, address],
                   capture_output=True, timeout=6000)
    found = {}
    for path in glob.glob(os.path.join(reports, "*_case_*.json")):
        with open(path, encoding="utf-8") as file:
            name = path.rpartition("_case_")[2].removesuffix(".json").replace("_", ".")
            found[name] = json.load(file)
    expect(found, "kosoku ran no case")
    expect(server.alive(), "the server is gone")
    return found


def complain(found, bad):
    told = {name: (found[name]["behavior"], found[name]["behaviorClose"],
                   found[name].get("remoteCloseCode"), found[name].get("resultClose"))
            for name in sorted(bad)[:8]}
    expect(not bad, f"{len(bad)} of {len(found)} cases: {told}")


def autobahn_live(world, server):
    """`/live` is no echo and speaks by itself, so only how it closes is judged: properly, with the
    code that the case wants, with 4400 after a message that it does not know, or with 1009."""
    found = autobahn(world, server, url(server), LIVE_CASES)
    bad = [name for name, case in found.items()
           if case["behaviorClose"] not in ACCEPTABLE
           and str(case.get("remoteCloseCode")) not in ("4400", "1009")]
    complain(found, bad)
    return f"{len(found)} cases"


# Limits, fragments, UTF-8, closing, and a little of compression; the rest is volume.
ECHO_SAMPLE = ["1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "9.1.1", "9.2.1", "9.5.1", "10.*",
               "12.1.1", "13.1.1"]
LIVE_CASES = ["1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "10.*"]


def autobahn_echo(world, cases):
    """The same frame code with an echo behind it, if the tests' echo server has been built."""
    echo = os.path.join(os.path.dirname(world.binary), "seatgrid-ws-echo")
    if not os.path.exists(echo):
        raise Skip("no seatgrid-ws-echo beside the binary")
    process = subprocess.Popen([echo], stdout=subprocess.PIPE, text=True)
    try:
        port = int(process.stdout.readline().rpartition(":")[2])

        class Echo:
            @staticmethod
            def alive():
                return process.poll() is None

        found = autobahn(world, Echo, f"ws://127.0.0.1:{port}/", cases)
        complain(found, [name for name, case in found.items()
                         if case["behavior"] not in ACCEPTABLE
                         or case["behaviorClose"] not in ACCEPTABLE])
        loose = sorted(name for name, case in found.items() if case["behavior"] == "NON-STRICT")
        return f"{len(found)} cases, non-strict: {' '.join(loose) or 'none'}"
    finally:
        process.kill()
        process.wait()


class Screen:
    """A client that keeps a seat map by the contract's rules, and complains about gaps."""

    def __init__(self, socket):
        self.socket = socket
        self.seq = None
        self.states = None

    async def message(self):
        text = await asyncio.wait_for(self.socket.recv(), 10)
        body = json.loads(text)
        if body["t"] == "snap":
            self.seq, self.states = body["seq"], body["states"]
        elif body["t"] == "d":
            expect(self.seq is None or body["f"] == self.seq + 1,
                   f"at {self.seq} came {body['f']}...{body['n']}")
            self.seq = body["n"]
        return body

    async def until(self, kind):
        while True:
            body = await self.message()
            if body["t"] == kind:
                return body


def hold(server, seats):
    client = server.client()
    answer = client.request("POST", f"/v1/shows/{SHOW}/holds",
                            json.dumps({"seats": seats}).encode())
    client.close()
    expect(answer.status == 201, f"hold: {answer.status} {answer.body!r}")
    return answer.json


async def follow(server, compression):
    from websockets.asyncio.client import connect
    options = {"subprotocols": ["seatgrid.v1.json"], "compression": compression}
    async with connect(url(server), **options) as socket:
        expect(socket.subprotocol == "seatgrid.v1.json", f"subprotocol {socket.subprotocol}")
        screen = Screen(socket)
        await socket.send('{"t":"hello"}')
        await screen.until("welcome")
        if screen.seq is None:
            await screen.until("snap")
        before = screen.seq
        held = hold(server, ["C-3", "C-4"] if compression else ["C-5", "C-6"])
        wanted = {seat["index"] for seat in held["seats"]}
        delta = await screen.until("d")
        got = {index for index, state in delta["c"] if state == STATES["held"]}
        expect(got == wanted, f"held {wanted}, and the delta says {delta['c']}")
        pong = await socket.ping(b"are you there")
        await asyncio.wait_for(pong, 10)
    # What was missed is sent, as deltas without a gap or as a snapshot.
    async with connect(url(server), **options) as socket:
        screen = Screen(socket)
        screen.seq = before
        await socket.send(json.dumps({"t": "hello", "after": before}))
        while screen.seq < delta["n"]:
            await screen.message()
    return f"seq {before} to {screen.seq}"


async def closed_with(server, text, show=SHOW):
    """The close code after `text`, or the status if the handshake was refused."""
    from websockets.asyncio.client import connect
    from websockets.exceptions import ConnectionClosed, InvalidStatus
    try:
        async with connect(url(server, show), subprotocols=["seatgrid.v1.json"]) as socket:
            await socket.send(text)
            while True:
                await asyncio.wait_for(socket.recv(), 10)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None
    except InvalidStatus as refused:
        return refused.response.status_code


def refusals(server):
    found = {text: asyncio.run(closed_with(server, text))
             for text in ("nonsense", '{"t":"dance"}', '{"t":"hello","after":-1}', "[]")}
    expect(set(found.values()) == {4400}, f"bad messages are closed with {found}")
    nowhere = asyncio.run(closed_with(server, '{"t":"hello"}', show="no-such-show"))
    expect(nowhere in (4404, 404), f"no such show: {nowhere}")


def event_stream(server):
    connection = http.client.HTTPConnection(server.host, server.port, timeout=10)
    try:
        connection.request("GET", f"/v1/shows/{SHOW}/live",
                           headers={"Accept": "text/event-stream"})
        answer = connection.getresponse()
        kind = answer.getheader("Content-Type", "")
        expect(answer.status == 200 and kind.startswith("text/event-stream"),
               f"{answer.status} {kind}")
        identity, snap = None, None
        while snap is None:
            line = answer.readline().decode().rstrip("\r\n")
            if line.startswith("id:"):
                identity = line[3:].strip()
            if line.startswith("data:") and '"snap"' in line:
                snap = json.loads(line[5:])
            expect(line or not answer.isclosed(), "the stream ended before a snapshot")
        expect(identity is None or identity == str(snap["seq"]), f"id {identity}, {snap['seq']}")
        return f"snapshot at {snap['seq']}"
    finally:
        connection.close()


async def farewell(server):
    from websockets.asyncio.client import connect
    from websockets.exceptions import ConnectionClosed
    async with connect(url(server), subprotocols=["seatgrid.v1.json"]) as socket:
        await socket.send('{"t":"hello"}')
        await asyncio.wait_for(socket.recv(), 10)
        stopping = asyncio.to_thread(server.stop)
        task = asyncio.create_task(stopping)
        code = None
        try:
            while True:
                await asyncio.wait_for(socket.recv(), 20)
        except ConnectionClosed as closed:
            code = closed.rcvd.code if closed.rcvd else None
        exit_code = await task
    expect(code in (1001, 1012), f"closed with {code}")
    expect(exit_code == 0, f"exit code {exit_code}")
    return f"close {code}"


def main():
    options = arguments(__doc__).parse_args()
    report = Report("websocket")
    with World(options.binary) as world:
        server = world.start(world.copy("live"))
        report.case("Autobahn's cases end properly on the live route",
                    lambda: autobahn_live(world, server))
        cases = ["*"] if options.long else ECHO_SAMPLE
        report.case("Autobahn's cases on an echo", lambda: autobahn_echo(world, cases))
        try:
            import websockets  # noqa: F401  (only whether it is there)
        except ImportError:
            report.case("websockets", lambda: (_ for _ in ()).throw(Skip("no websockets")))
            return report.finish()
        for compression in (None, "deflate"):
            report.case(f"a client follows and resumes, compression {compression}",
                        lambda: asyncio.run(follow(server, compression)))
        report.case("bad messages are refused with their codes", lambda: refusals(server))
        report.case("server-sent events carry the same", lambda: event_stream(server))
        report.case("SIGTERM says goodbye", lambda: asyncio.run(farewell(server)))
    return report.finish()


if __name__ == "__main__":
    run(main)
