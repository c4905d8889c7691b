#!/usr/bin/env python3
"""The operator's board: what is set up and looked after. Import, layouts, notices."""

import json
import re
import time

from operate_kit import choose, run, says

GOLD = [{"key": "gold", "name": "Gold", "color": "#d4a017"}]
CATALOGUE = """{
  "cities": [{"id": "kochi-pw", "name": "कोच्चि", "region": "Kerala", "timezone": "Asia/Kolkata"}],
  "movies": [
    {"id": "m-pw", "title": "<b>Rain</b>", "languages": ["ml"], "formats": ["2D"],
     "certificate": "U", "duration_min": 0, "genres": [], "synopsis": ""},
    {"id": "m2-pw"}
  ]
}"""


def imports(c):
    """an import is refused line by line, mended, and taken"""
    v = c.visitor()
    v.allowed = ["400"]
    page = v.go("/operate/import")
    source, go = page.get_by_label("Or paste the JSON"), page.get_by_role(
        "button", name="Import", exact=True
    )
    source.fill(CATALOGUE.replace('"synopsis": ""}', '"synopsis": ""]'))
    go.click()
    says(page, "1 error; nothing was changed.")
    assert page.locator(".op-errors").get_by_role("button").all_inner_texts() == ["Line 5"]
    source.fill(CATALOGUE)
    go.click()
    says(page, "nothing was changed.")
    lines = page.locator(".op-errors").get_by_role("button").all_inner_texts()
    assert lines[0] == "Line 5" and set(lines[1:]) == {"Line 6"} and len(lines) > 4, lines
    assert "/movies/0/duration_min" in page.locator(".op-errors li").first.inner_text()
    assert (
        page.locator(".op-errors li pre").first.inner_text().strip().startswith('"duration_min": 0')
    )
    v.shot("operate-import")
    v.axe("import with errors")
    page.get_by_role("button", name="Line 5").click()
    assert (
        source.evaluate("a => a.value.slice(a.selectionStart, a.selectionEnd)")
        .strip()
        .startswith('"duration_min": 0')
    )
    right = json.loads(CATALOGUE)
    right["movies"] = [{**right["movies"][0], "duration_min": 90}]
    page.get_by_label("File").set_input_files(
        {"name": "c.json", "mimeType": "application/json", "buffer": json.dumps(right).encode()}
    )
    says(page, "c.json, 1 KB")
    go.click()
    says(page, re.compile(r"^Revision \d+: 1 cities, 1 films"))
    assert c.call("GET", "/v1/movies/m-pw")["title"] == "<b>Rain</b>"
    v.close()


def layout(c):
    """a hall is drawn by rows and curves, painted, judged, saved, and played in"""
    v = c.visitor()
    v.allowed = ["400"]
    page = v.go("/operate/layout")
    words = page.locator("[role=status]", has_text="seats ·")
    assert "128 seats · Silver 80 · Gold 48" in words.inner_text()
    rows = page.get_by_label("Rows", exact=True).last
    rows.fill("4")
    rows.press("Tab")
    page.get_by_text("144 seats").wait_for()
    drawn = lambda: page.locator(".plan-pane .k-free").first.get_attribute("d")  # noqa: E731
    before = drawn()
    page.locator("summary").first.click()
    page.get_by_label("Curve").first.fill("80")
    assert drawn() != before, "the preview bends"
    for seats, make in (("A-1, A-16", "no seat"), ("A-2..A-3", "wheelchair"), ("B-1..B-4", "Gold")):
        choose(page, seats)
        page.get_by_label("Make them").select_option(label=make)
        page.get_by_role("button", name="Paint").click()
    assert "142 seats · Silver 74 · Gold 68" in words.inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "142 seats · Silver 78 · Gold 64" in words.inner_text()
    page.get_by_role("button", name="Copy").last.click()
    page.get_by_label("Across").last.fill("0.2")
    page.keyboard.press("Tab")
    page.get_by_text("have a label twice").wait_for()
    page.get_by_text("stand on others").wait_for()
    v.shot("operate-layout-warned")
    save_hall(page, "pw-hall")
    says(page, "another seat is labelled")
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Save", exact=True).click()
    says(page, "Saved as pw-hall")
    v.axe("layout editor")
    played(c, page)
    v.close()


def save_hall(page, key):
    page.locator("form", has=page.get_by_role("heading", name="Save")).get_by_label("Key").fill(key)
    page.get_by_role("button", name="Save", exact=True).click()


def played(c, page):
    """The saved hall gets a screen and a show; loaded back, it is the same, and can be changed."""
    for what, body in (
        ("cities/pw", {"name": "Kochi", "region": "Kerala", "timezone": "Asia/Kolkata"}),
        (
            "movies/pw",
            {
                "title": "Rain",
                "languages": ["ml"],
                "formats": ["2D"],
                "certificate": "U",
                "duration_min": 90,
                "genres": [],
                "synopsis": "",
            },
        ),
        (
            "venues/pw",
            {
                "name": "Hall",
                "city": "pw",
                "address": "1",
                "amenities": [],
                "screens": [{"id": "pw-1", "name": "1", "layout": "pw-hall"}],
            },
        ),
        (
            "shows/pw",
            {
                "movie": "pw",
                "screen": "pw-1",
                "starts_at": "2037-12-01T13:30:00Z",
                "language": "ml",
                "format": "2D",
                "currency": "INR",
                "prices": {"silver": 100, "gold": 200},
            },
        ),
    ):
        answer = c.call("PUT", f"/v1/admin/{what}", body)
        assert "revision" in answer, answer
    show = c.call("GET", "/v1/shows/pw")
    assert show["availability"]["of"] == 142
    seats = [
        s
        for sec in c.call("GET", f"/v1/layouts/{show['layout']}")["sections"]
        for r in sec["rows"]
        for s in r["seats"]
    ]
    assert [s["label"] for s in seats if "accessible" in s["attributes"]] == ["A-2", "A-3"]
    page.get_by_label("Begin with").fill("pw")
    page.get_by_role("button", name="Load").click()
    says(page, "Hall 1 is loaded.")
    page.get_by_text("142 seats").wait_for()
    choose(page, "H-1")
    page.get_by_label("Make them").select_option(label="companion")
    page.get_by_role("button", name="Paint").click()
    save_hall(page, "pw-hall")
    says(page, "Saved as pw-hall")
    again = c.call("GET", f"/v1/layouts/{c.call('GET', '/v1/shows/pw')['layout']}")
    found = [s for sec in again["sections"] for r in sec["rows"] for s in r["seats"]]
    assert len(found) == 142 and [s["label"] for s in found if "companion" in s["attributes"]] == [
        "H-1"
    ]
    assert {s["label"]: (s["x"], s["y"]) for s in found} == {
        s["label"]: (s["x"], s["y"]) for s in seats
    }


def arena(c):
    """an arena of 20,000 seats is drawn, moves with its buyers, and is blocked by the row"""
    rows = [
        {
            "name": f"R{r}",
            "seats": [
                {"number": str(s), "x": s * 0.6, "y": r * 1.0, "category": "gold"}
                for s in range(1, 201)
            ],
        }
        for r in range(100)
    ]
    answer = c.call(
        "POST",
        "/v1/admin/import",
        {
            "cities": [
                {"id": "ar", "name": "Kochi", "region": "Kerala", "timezone": "Asia/Kolkata"}
            ],
            "movies": [
                {
                    "id": "ar",
                    "title": "Rain",
                    "languages": ["ml"],
                    "formats": ["2D"],
                    "certificate": "U",
                    "duration_min": 90,
                    "genres": [],
                    "synopsis": "",
                }
            ],
            "layouts": [
                {
                    "key": "ar",
                    "name": "Arena",
                    "focal_point": {"x": 60, "y": 0},
                    "categories": GOLD,
                    "sections": [{"name": "Main", "rows": rows}],
                }
            ],
            "venues": [
                {
                    "id": "ar",
                    "name": "Arena",
                    "city": "ar",
                    "address": "1",
                    "amenities": [],
                    "screens": [{"id": "ar-1", "name": "1", "layout": "ar"}],
                }
            ],
            "shows": [
                {
                    "id": "ar",
                    "movie": "ar",
                    "screen": "ar-1",
                    "starts_at": "2037-12-01T13:30:00Z",
                    "language": "ml",
                    "format": "2D",
                    "currency": "INR",
                    "prices": {"gold": 200},
                }
            ],
        },
    )
    assert "revision" in answer, answer
    v = c.visitor()
    began = time.monotonic()
    page = v.go("/operate/show/ar")
    page.wait_for_selector(".plan-pane .k-free")
    first = time.monotonic() - began
    page.wait_for_selector(".op-figures dd")
    began = time.monotonic()
    c.hold("ar", "R50-100")
    page.wait_for_selector(".plan-pane .k-held")
    print(
        f"     20,000 seats: drawn after {first:.2f} s, a hold seen after "
        f"{time.monotonic() - began:.2f} s"
    )
    choose(page, "R99-1..R99-200")
    page.get_by_role("button", name="Block 200").click()
    page.get_by_role("button", name="Block 200").last.click()
    says(page, "200 seats blocked")
    assert list(c.states("ar").values()).count("blocked") == 200
    v.shot("operate-arena")
    v.close()


def no_spool(c):
    """a node without a spool says so in words"""
    v = c.visitor()
    v.allowed = ["404"]
    page = v.go("/operate/notices")
    page.get_by_text("This node runs without a spool").wait_for()
    v.axe("no spool")
    v.close()


def notices(c):
    """notices are listed by state and channel, read, retried and redriven (routes played: no node
    has them yet)
    """
    dead = [
        {
            "name": f"sh1-{n}-{ch}",
            "show": "sh1",
            "kind": "booking.confirmed",
            "channel": ch,
            "attempts": n,
            "created_at": "2026-11-25T00:00:00Z",
            "due_at": None,
            "reason": "550 no such mailbox",
        }
        for n, ch in ((7, "email"), (8, "sms"))
    ]
    asked = []

    def play(route):
        request = route.request
        asked.append((request.method, request.url.split("/v1/admin/")[1], request.post_data))
        name = request.url.split("/notices/")[-1]
        body = (
            {"redriven": 2}
            if name == "redrive"
            else (
                {**dead[0], "transcript": ["RCPT TO:<…>", "550 no such mailbox"]}
                if "/notices/" in request.url
                else {
                    "data": (
                        [] if "state=new" in request.url else dead if len(asked) < 2 else dead[:1]
                    ),
                    "has_more": False,
                    "next": None,
                }
            )
        )
        route.fulfill(json=body)

    v = c.visitor()
    v.page.route("**/v1/admin/notices**", play)
    page = v.go("/operate/notices")
    page.get_by_role("heading", name="SMS · booking.confirmed").wait_for()
    page.get_by_text("What was said").first.click()
    page.get_by_text("RCPT TO").wait_for()
    v.shot("operate-notices")
    v.axe("notices")
    page.get_by_role("button", name="Try now").first.click()
    says(page, "It is tried again.")
    assert ("POST", "notices/sh1-7-email/retry") in [a[:2] for a in asked]
    page.get_by_label("Channel").select_option("email")
    page.get_by_role("button", name="Send all again").click()
    page.get_by_role("dialog").get_by_role("button", name="Send all again").click()
    says(page, "2 notices are on their way.")
    assert ("POST", "notices/redrive", '{"channel":"email"}') in asked
    page.get_by_role("link", name="Waiting").click()
    page.get_by_text("None here.").wait_for()
    v.close()


if __name__ == "__main__":
    run([imports, layout, arena, no_spool, notices], seed=7)
