"""What people do on a page before it is in the state that is looked at."""

from collections.abc import Callable

from playwright.sync_api import Page

Steps = Callable[[Page], None]


def open_all(page: Page) -> None:
    """Unfold all that can be unfolded; nothing happens where there is nothing."""
    page.locator("main details").evaluate_all("all => all.forEach((one) => (one.open = true))")


def press(selector: str, **fields: str) -> Steps:
    """Return what fills in ``fields`` by name and presses the button ``selector``."""

    def steps(page: Page) -> None:
        for name, value in fields.items():
            page.locator(f"main [name={name}]").filter(visible=True).first.fill(value)
        page.locator(selector).filter(visible=True).first.click()
        page.wait_for_load_state()

    return steps


def opened(selector: str) -> Steps:
    """Return what opens the first <details> that matches ``selector``."""

    def steps(page: Page) -> None:
        page.locator(f"{selector} > summary").filter(visible=True).first.click()

    return steps


def rank_two(page: Page) -> None:
    for number in (0, 1):
        page.locator("button.option-tap").nth(number).click()


def vote(page: Page) -> None:
    rank_two(page)
    page.locator("button[form=ballot]").click()
    page.locator("top-ballot[is-sent]").wait_for()


def refuse_sentence(page: Page) -> None:
    page.locator("#write button[type=submit]").click()
    page.locator("#write [data-error]:visible").wait_for()


def add_nothing(page: Page) -> None:
    opened("main details")(page)
    press("main form[action$='/add'] button")(page)


def send_to_nobody(page: Page) -> None:
    ticks = page.locator("main [type=checkbox]")
    ticks.evaluate_all("all => all.forEach((one) => (one.checked = false))")
    press("main [value=send]")(page)
