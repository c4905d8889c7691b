"""A throw-away place to run a server in: temp folder, key file, catalogue, prepared data."""

import json
import os
import shutil
import subprocess
import tempfile

from .server import Server

SHOWS = 12
ROWS = 6
SEATS_A_ROW = 16


def catalogue(shows=SHOWS, rows=ROWS, seats_a_row=SEATS_A_ROW):
    """A small valid catalogue in the form of the contract's section 8."""
    names = [chr(ord("A") + r) for r in range(rows)]
    layout = {
        "key": "hall", "name": "Hall", "focal_point": {"x": 0, "y": 0},
        "categories": [{"key": "gold", "name": "Gold", "color": "#d4a017"}],
        "sections": [{"name": "Main", "rows": [
            {"name": name, "seats": [
                {"number": str(n + 1), "x": n - seats_a_row / 2 + 0.5, "y": r + 1,
                 "category": "gold", "attributes": []} for n in range(seats_a_row)]}
            for r, name in enumerate(names)]}],
    }
    return {
        "cities": [{"id": "pune", "name": "Pune", "region": "Maharashtra",
                    "timezone": "Asia/Kolkata"}],
        "movies": [{"id": "m1", "title": "The Test", "languages": ["hi"], "formats": ["2D"],
                    "certificate": "U", "duration_min": 100, "genres": ["drama"],
                    "synopsis": "A film that is shown to nobody."}],
        "layouts": [layout],
        "venues": [{"id": "v1", "name": "Venue", "city": "pune", "address": "1 Road",
                    "amenities": [],
                    "screens": [{"id": "v1-s1", "name": "Screen 1", "layout": "hall"}]}],
        "shows": [{"id": show_id(i), "movie": "m1", "screen": "v1-s1",
                   "starts_at": "2099-12-01T13:30:00Z", "language": "hi", "format": "2D",
                   "currency": "INR", "prices": {"gold": 25000},
                   "sale_opens_at": None, "sale_closes_at": None} for i in range(shows)],
    }


def show_id(i):
    """The id of the i-th show of `catalogue`."""
    return f"sh{i + 1}"


def labels(rows=ROWS, seats_a_row=SEATS_A_ROW):
    """Every seat's label in the catalogue's one layout, in layout order."""
    return [f"{chr(ord('A') + r)}-{n + 1}" for r in range(rows) for n in range(seats_a_row)]


class World:
    """Everything a test needs, removed when the `with` block ends; servers still up are killed."""

    def __init__(self, binary):
        self.binary = os.path.abspath(binary)
        self.root = tempfile.mkdtemp(prefix="seatgrid-test-")
        self.keys = os.path.join(self.root, "keys")
        self.key = self._make_key()
        self.servers = []
        self._prepared = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for server in self.servers:
            server.kill()
        shutil.rmtree(self.root, ignore_errors=True)

    def path(self, name):
        """A path inside the throw-away folder."""
        return os.path.join(self.root, name)

    def _make_key(self):
        made = subprocess.run(
            [self.binary, "key", "create", "--keys", self.keys, "--name", "tests",
             "--rights", "hold,book,operate"],
            check=True, capture_output=True, text=True, timeout=60)
        return made.stdout.strip()

    def start(self, data, **options):
        """Starts a server on `data`; see `Server`."""
        server = Server(self.binary, data, self.keys, self.key, log=self.path("server.log"),
                        **options)
        self.servers.append(server)
        return server

    def fill(self, data, **sizes):
        """Imports the catalogue into `data` by a server of its own, which is then stopped."""
        os.makedirs(data, exist_ok=True)
        server = self.start(data)
        answer = server.client().request(
            "POST", "/v1/admin/import", json.dumps(catalogue(**sizes)).encode(), key="import")
        assert answer.status in (200, 201), f"import: {answer.status} {answer.body[:300]!r}"
        code = server.stop()
        assert code == 0, f"SIGTERM: exit code {code}, wanted 0\n{server.log_tail()}"

    def prepared(self):
        """A data folder with the catalogue in it, made once; copy it, do not write to it."""
        if self._prepared is None:
            self._prepared = self.path("prepared")
            self.fill(self._prepared)
        return self._prepared

    def copy(self, name, source=None):
        """A fresh copy of the prepared data (or of `source`) under `name`."""
        target = self.path(name)
        shutil.rmtree(target, ignore_errors=True)
        # cp keeps holes where shutil would write out every zero of a segment.
        subprocess.run(["cp", "-a", "--sparse=always", source or self.prepared(), target],
                       check=True)
        return target
