"""Ways to work a page: each does the same with other means, and counts what it did."""


class Mouse:
    def __init__(self, page):
        self.page, self.count = page, 0

    def do(self, target):
        self.count += 1
        target.click()

    def write(self, *texts):
        """Into the field that has the focus and those after it, as anybody does."""
        for place, text in enumerate(texts):
            if place:
                self.page.keyboard.press("Tab")
            self.page.keyboard.type(text)


class Touch(Mouse):
    def do(self, target):
        self.count += 1
        target.tap()


class Keyboard(Mouse):
    """Tab to it and Enter; a target that Tab does not reach, or that does not show its focus,
    fails.
    """

    def do(self, target):
        self.count += 1
        target.wait_for()
        for _ in range(250):
            if target.evaluate("el => el === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"Tab does not reach {target}")
        outline = target.evaluate(
            "el => getComputedStyle(el).outlineStyle + getComputedStyle(el).boxShadow"
        )
        assert outline != "nonenone", f"no visible focus on {target}"
        self.page.keyboard.press("Enter")
