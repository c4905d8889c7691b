"""The public contract from Python, to bring a show into the state that a page is to be seen in."""

import json
import time
import urllib.request


class Api:
    def __init__(self, url, key=None):
        self.url, self.key = url, key

    def call(self, method, path, body=None):
        headers = {"Accept": "application/json"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method, headers=headers)
        with urllib.request.urlopen(request, timeout=20) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def get(self, path):
        return self.call("GET", path)

    def post(self, path, body=None):
        return self.call("POST", path, {} if body is None else body)

    def show(self, city="mumbai", place=0):
        """A show far enough away that everything is given back, with plenty of seats."""
        shows = []
        for movie in self.get(f"/v1/cities/{city}/movies?limit=100")["data"]:
            for venue in self.get(f"/v1/movies/{movie['id']}/shows?city={city}&limit=100")["data"]:
                shows += [
                    s
                    for s in venue["shows"]
                    if s["availability"]["level"] == "plenty" and s["availability"]["of"] < 600
                ]
            if len(shows) > 40:
                break
        late = [s["id"] for s in sorted(shows, key=lambda s: s["starts_at"], reverse=True)]
        # A demo also has shows whose sale is not open.
        return [s for s in late[: place + 12] if self.get(f"/v1/shows/{s}")["state"] == "on_sale"][
            place
        ]

    def hold(self, show, count=2, **more):
        return self.post(f"/v1/shows/{show}/holds", {"best_available": {"count": count}, **more})

    def order(self, show, hold):
        customer = {"name": "Asha Rao", "email": "asha@example.in", "phone": "+919812345678"}
        return self.post(f"/v1/shows/{show}/holds/{hold}/order", {"customer": customer})

    def pay(self, order, how="now", query=""):
        return self.post(f"/sandbox/checkout/{order['provider_order_id']}/{how}{query}")

    def booking(self, show):
        order = self.order(show, self.hold(show)["id"])
        self.pay(order)
        for _ in range(100):
            told = self.get(f"/v1/shows/{show}/orders/{order['id']}")
            if told["state"] == "paid":
                return told["booking"]
            time.sleep(0.1)
        raise AssertionError(f"not paid: {told}")
