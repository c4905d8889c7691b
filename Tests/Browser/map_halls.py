"""Halls of the sizes that the map is measured with, brought in through POST /v1/admin/import."""

import json
import math
import pathlib
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from kit.world import BINARY, World

CATEGORIES = [
    {"key": "silver", "name": "Silver", "color": "#9aa5b1"},
    {"key": "gold", "name": "Gold", "color": "#d4a017"},
    {"key": "recliner", "name": "Recliner", "color": "#b5473c"},
]


def letters(n):
    return (chr(64 + n // 26) if n >= 26 else "") + chr(65 + n % 26)


def straight(rows, across, aisles=()):
    """One section, `rows` rows of `across` seats, a little bent towards the screen."""
    made = []
    for row in range(rows):
        seats = []
        for k in range(across):
            x = (k + sum(a <= k for a in aisles) - (across + len(aisles) - 1) / 2) * 0.6
            seats.append(
                {
                    "number": str(k + 1),
                    "x": round(x, 2),
                    "y": round(4 + row * 1.1 - 0.004 * x * x, 2),
                    "category": CATEGORIES[min(2, row * 3 // rows)]["key"],
                    "attributes": ["accessible"] if row == 0 and k < 2 else [],
                }
            )
        made.append({"name": letters(row), "seats": seats})
    return {
        "focal_point": {"x": 0, "y": 4 + rows * 0.7},
        "sections": [{"name": "Main", "rows": made}],
    }


def bowl(sections, rows, across):
    """Sections in two rings around a stage."""
    made, ring = [], sections // 2
    for n in range(sections):
        angle = math.radians(-140 + 280 * (n % ring + 0.5) / ring)
        base = across * 0.6 * ring / 4.6 + (n // ring) * (rows + 6)
        out = []
        for row in range(rows):
            far, seats = base + row, []
            for k in range(across):
                side = (k - (across - 1) / 2) * 0.6
                seats.append(
                    {
                        "number": str(k + 1),
                        "x": round(math.sin(angle) * far + math.cos(angle) * side, 2),
                        "y": round(math.cos(angle) * far - math.sin(angle) * side, 2),
                        "category": CATEGORIES[1 - n // ring]["key"],
                    }
                )
            out.append({"name": letters(row), "seats": seats})
        made.append({"name": str(101 + n), "rows": out})
    return {"focal_point": {"x": 0, "y": 0}, "sections": made}


HALLS = {
    "h300": straight(15, 20, (4, 16)),
    "h600": straight(20, 30, (8, 22)),
    "h5000": bowl(20, 10, 25),
    "h20000": bowl(40, 20, 25),
    "long": straight(40, 50, (12, 38)),
}


def show(id, hall, **more):
    return {
        "id": id,
        "movie": "m1",
        "screen": f"v1-{hall}",
        "starts_at": "2036-12-01T13:30:00Z",
        "language": "hi",
        "format": "2D",
        "currency": "INR",
        "prices": {"silver": 15000, "gold": 25000, "recliner": 45000},
        **more,
    }


def catalogue(shows):
    return {
        "cities": [
            {"id": "mumbai", "name": "Mumbai", "region": "Maharashtra", "timezone": "Asia/Kolkata"}
        ],
        "movies": [
            {
                "id": "m1",
                "title": "Monsoon Line",
                "languages": ["hi"],
                "formats": ["2D"],
                "certificate": "UA",
                "duration_min": 148,
                "genres": ["drama"],
                "synopsis": "One night, one line, one train.",
            }
        ],
        "layouts": [
            {"key": key, "name": key, "categories": CATEGORIES, **hall}
            for key, hall in HALLS.items()
        ],
        "venues": [
            {
                "id": "v1",
                "name": "Regal",
                "city": "mumbai",
                "address": "Colaba",
                "amenities": [],
                "screens": [{"id": f"v1-{key}", "name": key, "layout": key} for key in HALLS],
            }
        ],
        "shows": shows,
    }


class MapWorld(World):
    """A node with these halls and nobody in them but us; a show `s-<hall>` in each, and `shows`
    besides.
    """

    def __init__(self, shows=()):
        keys = pathlib.Path(tempfile.mkdtemp(prefix="seatgrid-map-")) / "keys"
        self.key = subprocess.run(
            [
                BINARY,
                "key",
                "create",
                "--keys",
                str(keys),
                "--name",
                "ops",
                "--rights",
                "hold,book,operate",
            ],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        super().__init__(serve=["--keys", str(keys), "--payment", "sandbox"])
        self.shows = [show(f"s-{hall}", hall) for hall in HALLS] + list(shows)

    def __enter__(self):
        super().__enter__()
        self.call("POST", "/v1/admin/import", catalogue(self.shows))
        return self

    def call(self, method, path, body=None, refused=False):
        """The answer's body; `refused`: a refusal is an answer, too."""
        request = urllib.request.Request(
            self.api + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self.key}"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            text = error.read()
            if refused:
                return json.loads(text)
            raise AssertionError(f"{method} {path}: {error.code} {text[:400]}") from error

    def hold(self, show, seats, **more):
        return self.call("POST", f"/v1/shows/{show}/holds", {"seats": seats, **more})

    def taken(self, show):
        """{label: state} of all seats that are not free."""
        return self.call("GET", f"/v1/shows/{show}/seats?format=list")


def until(page, expression, seconds=8):
    """Waits for JavaScript to be true; Playwright's own way needs an eval that our CSP forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        page.wait_for_timeout(20)
