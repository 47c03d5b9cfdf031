"""Somebody with a keyboard only, who must see at all times where they are."""

from playwright.sync_api import Locator, Page

MOST_TABS = 80
# What is wrong with the focus as it is now; "" when it can be seen. A card of a choice shows the
# focus of the field inside it.
FOCUS = """
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "nothing has the focus";
  const shown = [one, one.closest("label, .toggle")].filter(Boolean);
  const isMarked = shown.some((part) => {
    const style = getComputedStyle(part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const name = one.outerHTML.slice(0, 80);
  if (!isMarked) return `the focus cannot be seen on ${name}`;
  const box = (shown[1] || one).getBoundingClientRect();
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  if (left >= right || top >= bottom) return `${name} is outside the screen`;
  const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const isClear = shown.some((part) => part.contains(above) || above?.contains(part));
  return isClear ? "" : `${name} is under ${above?.outerHTML.slice(0, 80)}`;
}
"""


class Keyboard:
    """Moves by Tab and presses keys; every stop is checked."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def go_to(self, wanted: Locator) -> None:
        """Press Tab until ``wanted`` has the focus."""
        for _ in range(MOST_TABS):
            self.press("Tab")
            if wanted.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"Tab does not reach {wanted}")

    def press(self, key: str) -> None:
        """Press a key; whatever has the focus afterwards must be seen."""
        self.page.keyboard.press(key)
        self.assert_focus_is_seen()

    def leave_by(self, key: str, address: str) -> None:
        """Press a key that leads to another page."""
        self.page.keyboard.press(key)
        self.page.wait_for_url(address)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def assert_focus_is_seen(self) -> None:
        assert self.page.evaluate(FOCUS) == ""
