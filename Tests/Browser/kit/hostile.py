"""A catalogue that means harm, or is only unusual: what an import may hold and a page must bear."""

import datetime

MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'>&amp;{city}"
LONG = "Supercalifragilisticexpialidocious" * 6
RTL = "\u202eليلة في القاهرة שלום\u202c \u200f(2026)"


def layout():
    seats = [
        {"number": str(n), "x": n, "y": 1, "category": "gold", "attributes": []}
        for n in range(1, 9)
    ]
    rows = [
        {"name": name, "seats": [{**s, "y": y} for s in seats]} for y, name in enumerate("ABCD", 1)
    ]
    return {
        "key": "hall",
        "name": MARKUP,
        "focal_point": {"x": 4, "y": 0},
        "categories": [{"key": "gold", "name": MARKUP[:60], "color": "#d4a017"}],
        "sections": [{"name": "Main", "rows": rows}],
    }


def movie(key, title, **more):
    return {
        "id": key,
        "title": title,
        "languages": ["hi", "en"],
        "formats": ["2D", "IMAX"],
        "certificate": "UA",
        "duration_min": 148,
        "genres": ["drama"],
        "synopsis": title,
        **more,
    }


def catalogue():
    start = datetime.datetime.now(datetime.UTC).replace(
        hour=3, minute=0, second=0, microsecond=0
    ) + datetime.timedelta(days=2)
    at = lambda minutes: (start + datetime.timedelta(minutes=minutes)).strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )
    terms = {"currency": "INR", "prices": {"gold": 25000}}
    show = lambda key, film, minutes, screen="s1": {
        "id": key,
        "movie": film,
        "screen": screen,
        "starts_at": at(minutes),
        "language": "hi",
        "format": "2D",
        **terms,
    }
    venue = lambda key, name, screens: {
        "id": key,
        "name": name,
        "city": "c1",
        "address": name,
        "amenities": [MARKUP[:60]],
        "screens": [{"id": s, "name": MARKUP[:60], "layout": "hall"} for s in screens],
    }
    many = [f"m{n}" for n in range(50)]
    return {
        "cities": [
            {"id": "c1", "name": MARKUP[:100], "region": RTL, "timezone": "Asia/Kolkata"},
            {"id": "c2", "name": LONG[:200], "region": "None", "timezone": "Asia/Kolkata"},
        ],
        "movies": [
            movie("markup", MARKUP),
            movie("long", LONG[:200]),
            movie("words", "A film with a very long name " * 6),
            movie("rtl", RTL),
            movie("none", "Without a show"),
            movie("thousand", "A thousand shows", genres=["<b>x</b>", "science_fiction"]),
        ],
        "layouts": [layout()],
        "venues": [
            venue("v1", MARKUP, ["s1"]),
            venue("v2", LONG[:200], ["s2"]),
            venue("v3", "Many screens", many),
        ],
        "shows": [
            show("markup", "markup", 0),
            show("long", "long", 300, "s2"),
            show("words", "words", 300),
            show("rtl", "rtl", 600),
            *[show(f"t{n}", "thousand", 200 * (n // 50), many[n % 50]) for n in range(1000)],
        ],
    }
