#!/usr/bin/env python3
"""A simulator of Razorpay for tests and demonstrations; see docs/PAYMENT.md.

    Tests/Razorpay/simulator.py --port 21550 --webhook http://127.0.0.1:8080/v1/webhooks/razorpay \\
        --time-scale 60 --seed 7 --fault webhook_missing=0.2 --fault capture_timeout=0.05

It answers under /v1 as https://api.razorpay.com does. A test plays the buyer with
POST /control/orders/ORDER/pay, and reads GET /control/ledger at the end.
"""

import argparse
import asyncio
import signal
import sys

from sim.account import Account
from sim.api import API
from sim.clock import Clock
from sim.faults import DURATIONS, PROBABILITIES, Faults
from sim.hooks import Hooks
from sim.wire import serve

KEY_ID = "rzp_test_simulated"
KEY_SECRET = "simulated key secret"
WEBHOOK_SECRET = "simulated webhook secret"


def options():
    names = [f"  {name}: {what}" for name, what in PROBABILITIES.items()]
    names += [f"  {name}: {usual:g} s" for name, usual in DURATIONS.items()]
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="faults:\n" + "\n".join(names))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--webhook", help="where events are sent; left out: nowhere")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time-scale", type=float, default=1.0,
                        help="simulated seconds in one second")
    parser.add_argument("--key-id", default=KEY_ID)
    parser.add_argument("--key-secret", default=KEY_SECRET)
    parser.add_argument("--webhook-secret", default=WEBHOOK_SECRET)
    parser.add_argument("--fault", action="append", default=[], metavar="NAME=NUMBER")
    return parser.parse_args()


async def main(chosen):
    settings = dict(fault.split("=", 1) for fault in chosen.fault)
    clock = Clock(chosen.time_scale)
    faults = Faults(chosen.seed, settings)
    hooks = Hooks(clock, faults, chosen.webhook, chosen.webhook_secret.encode())
    account = Account(clock, faults, hooks.emit)
    api = API(account, hooks, faults, clock, chosen.key_id, chosen.key_secret)
    server = await serve(api.handle, chosen.host, chosen.port)
    port = server.sockets[0].getsockname()[1]
    tasks = [asyncio.create_task(clock.run()), *hooks.start()]
    ended = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, ended.set)
    print(f"razorpay simulator: ready on http://{chosen.host}:{port}", flush=True)
    await ended.wait()
    server.close()
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    try:
        asyncio.run(main(options()))
    except ValueError as error:
        sys.exit(f"simulator: {error}")
