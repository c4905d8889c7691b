"""A cinema with an operator's key, and its API beside the browser: what the board shows is
checked there.
"""

import contextlib
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from kit.browser import Visitor, chromium
from kit.world import BINARY, World


def make_key(keys, name, rights):
    made = subprocess.run(
        [BINARY, "key", "create", "--keys", keys, "--name", name, "--rights", rights],
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout.strip()


class Cinema:
    """`call` speaks to the server as the operator; `visitor` opens the board with the key in it."""

    def __init__(self, world, browser, keys):
        self.world, self.browser, self.keys = world, browser, keys

    def call(self, method, path, body=None, key="operator"):
        request = urllib.request.Request(
            self.world.api + path,
            None if body is None else json.dumps(body).encode(),
            method=method,
            headers={
                "Content-Type": "application/json",
                "Accept": "application/json",
                **({"Authorization": f"Bearer {self.keys[key]}"} if key else {}),
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            text = error.read()
        return json.loads(text) if text else None

    def wait(self):
        """A node answers before the demo's catalogue is in."""
        while not (self.call("GET", "/v1/cities/pune/movies") or {}).get("data"):
            time.sleep(0.1)

    def visitor(self, signed_in=True, **context):
        v = Visitor(
            self.browser, self.world.url, **{"viewport": {"width": 1440, "height": 900}, **context}
        )
        if signed_in:
            v.context.add_init_script(
                f"sessionStorage.setItem('sg:operateKey', '{self.keys['operator']}')"
            )
        return v

    def show(self, city="pune"):
        """A quiet show: the demo's rivals play in the first cities of the list."""
        for movie in self.call("GET", f"/v1/cities/{city}/movies?limit=100")["data"]:
            for venue in self.call("GET", f"/v1/movies/{movie['id']}/shows?city={city}&limit=100")[
                "data"
            ]:
                for show in reversed(venue["shows"]):
                    if (
                        show["availability"]["free"] == show["availability"]["of"]
                        and show["id"] not in self.used
                    ):
                        self.used.add(show["id"])
                        return show["id"]
        raise SystemExit("no quiet show")

    used = set()

    def states(self, show):
        return self.call("GET", f"/v1/shows/{show}/seats?format=list")

    def hold(self, show, *seats):
        return self.call("POST", f"/v1/shows/{show}/holds", {"seats": list(seats)}, key=None)

    def buy(self, show, *seats):
        """As a buyer does: hold, order, the sandbox's bank, its answer."""
        place = f"/v1/shows/{show}"
        hold = self.hold(show, *seats)
        order = self.call(
            "POST",
            f"{place}/holds/{hold['id']}/order",
            {"customer": {"name": "Asha Rao", "email": "asha@example.in"}},
            key=None,
        )
        paid = self.call("POST", f"/sandbox/checkout/{order['provider_order_id']}/now", key=None)[
            "payments"
        ][0]
        paid.pop("status")
        return self.call("POST", f"{place}/orders/{order['id']}/payment", paid, key=None)

    def desk(self, v, show):
        page = v.go(f"/operate/show/{show}")
        page.wait_for_selector(".op-figures dd")
        until(page, "!document.querySelector('.op-head [role=status]').textContent")
        return page


@contextlib.contextmanager
def cinema(**world):
    with tempfile.TemporaryDirectory() as folder:
        file = str(pathlib.Path(folder) / "keys")
        keys = {
            "operator": make_key(file, "desk", "hold,book,operate"),
            "shop": make_key(file, "shop", "hold,book"),
        }
        args = world.pop("args", ())
        with World(args=("--keys", file, *args), **world) as running, chromium() as browser:
            found = Cinema(running, browser, keys)
            found.wait()
            yield found


def choose(page, seats):
    """Types seats; the plan follows."""
    seat_field(page).fill(seats)
    seat_field(page).press("Enter")


def seat_field(page):
    return page.locator(".op-desk .field input").first


def says(page, text):
    page.locator("[role=status]", has_text=text).first.wait_for()


def until(page, script, seconds=10):
    """Playwright's own waiting for a function needs eval, which the app's policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(script):
        assert time.monotonic() < end, f"not within {seconds} s: {script}"
        page.wait_for_timeout(50)


def run(tests, **world):
    """All of them, or those that the command line names."""
    with cinema(**world) as c:
        for test in [t for t in tests if t.__name__ in sys.argv[1:] or not sys.argv[1:]]:
            test(c)
            print(f"ok   {test.__doc__}", flush=True)
