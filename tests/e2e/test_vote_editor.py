"""A host prepares a vote: by keyboard only, and on a phone without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import LAPTOP
from tests.e2e.keyboard import Keyboard

SAVE = "#draft button[type=submit]"


@pytest.fixture
def votes(states):
    """The addresses of the votes of a session in which nobody opened one, and to sign in."""
    site, paths = states
    page = paths["draft of top"].partition("?")[0]
    return {"sign in": site.address + paths["sign in demo"], "new": f"{site.address}{page}/new"}


def test_a_vote_is_made_and_filled_by_keyboard(new_page, votes):
    keyboard = Keyboard(new_page(LAPTOP))
    page = keyboard.page
    page.goto(votes["sign in"])
    page.goto(votes["new"])

    keyboard.go_to(page.locator("button[value=top]"))
    keyboard.leave_by("Enter", "**/vote?poll=*")
    keyboard.go_to(page.locator("[name=question]"))
    page.keyboard.press("Control+A")
    keyboard.type("Waar beginnen we?")
    keyboard.go_to(page.locator("[name=options]"))
    keyboard.type("Taal: iedereen begrijpt elkaar")
    keyboard.go_to(page.locator("section[aria-labelledby=sources] summary").first)
    keyboard.press("Enter")
    for number in (0, 1):
        keyboard.go_to(page.locator("[name=from_aims]").nth(number))
        keyboard.press("Space")
    keyboard.go_to(page.locator("[name=k]"))
    keyboard.press("ArrowUp")
    keyboard.go_to(page.locator(SAVE))
    page.keyboard.press("Enter")

    expect(page.locator("h2#question")).to_have_text("Waar beginnen we?")
    lines = page.locator("[name=options]").input_value().splitlines()
    assert lines[0] == "Taal: iedereen begrijpt elkaar"
    assert len(lines) == 3
    expect(page.locator("[name=k]")).to_have_value("2")


def test_enter_in_the_question_saves_and_does_not_open(new_page, votes):
    page = new_page(LAPTOP)
    page.goto(votes["sign in"])
    page.goto(votes["new"])
    page.locator("button[value=scale]").click()

    page.locator("[name=question]").fill("Dit gaat ons lukken.")
    page.locator("[name=question]").press("Enter")

    expect(page.locator("h2#question")).to_have_text("Dit gaat ons lukken.")
    expect(page.locator(SAVE)).to_be_visible()


def test_a_vote_is_prepared_on_a_phone_without_javascript(new_page, votes):
    page = new_page(java_script_enabled=False)
    page.goto(votes["sign in"])
    page.goto(votes["new"])
    page.locator("main details summary").click()
    page.locator("button[value=pick]").click()

    page.locator("[name=options]").fill("Een\nTwee")
    page.locator(SAVE).click()
    refused = page.locator(".error-summary").inner_text()
    kept = page.locator("[name=options]").input_value()
    page.locator("[name=options]").fill("Een\nTwee\nDrie\nVier")
    page.locator("section[aria-labelledby=joined] summary").click()
    page.locator("[name=joined-social]").select_option("municipality")
    page.locator(SAVE).click()

    assert "3 tot 40" in refused
    assert kept == "Een\nTwee"
    expect(page.locator("[name=joined-social]")).to_have_value("municipality")
    expect(page.locator("main")).to_contain_text("Vier")
