"""From the start page to the ticket, with something to do at every step."""


class Journey:
    """`at(name)` is called at each page when it is complete."""

    def __init__(self, visitor, hands, at=lambda name: None, city="Mumbai", film=3):
        self.v, self.page, self.hands, self.at = visitor, visitor.page, hands, at
        self.city, self.film = city, film

    def run(self):
        self.choose_show()
        self.hold()
        self.check_out()
        return self.pay()

    def choose_show(self):
        self.v.go("/")
        self.page.locator(".cities a").first.wait_for()
        self.at("1-home")
        self.hands.do(self.page.locator(".cities a", has_text=self.city))
        self.page.locator(".film").first.wait_for()
        self.at("2-films")
        self.hands.do(self.page.locator(".film").nth(self.film))
        self.page.locator(".stub").first.wait_for()
        self.at("3-times")
        self.hands.do(self.page.locator(".stub[data-level=plenty]").first)

    def hold(self):
        go = self.page.locator(".best-go")
        go.wait_for()
        self.page.locator("seat-map").wait_for()
        self.at("4-seats")
        self.hands.do(go)
        self.page.locator(".basket .own-seat").nth(1).wait_for()
        on = self.page.locator(".basket .btn-primary:not([aria-disabled=true])")
        on.wait_for()
        self.at("5-held")
        self.hands.do(on)

    def check_out(self):
        self.page.locator(".bill").wait_for()
        self.page.wait_for_function("document.activeElement?.id === 'name'")
        self.at("6-checkout")
        self.hands.write("Asha Rao", "asha@example.in", "9812345678")
        self.hands.do(self.page.locator("form.card button[type=submit]"))

    def pay(self):
        self.page.wait_for_url("**/sandbox/checkout/**")
        self.hands.do(self.page.get_by_role("button", name="Pay now"))
        self.page.get_by_text("Payments so far").wait_for()
        self.hands.do(self.page.get_by_role("link", name="Back to the shop"))
        self.page.locator(".ticket .qr").wait_for()
        self.page.wait_for_function(
            "document.querySelector('.qr')?.complete && "
            "document.querySelector('.qr').naturalWidth > 0"
        )
        self.at("7-ticket")
        return self.page.url
