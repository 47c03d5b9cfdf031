"""All that a participant must do, in a browser that runs no script."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.inside import inside
from tests.states.afternoon import close_and_reveal, session_at_work


@pytest.fixture(scope="module")
def session(states):
    site, _paths = states
    with inside(site):
        paths = session_at_work("Middag zonder script")
    return {name: path if name == "slug" else site.address + path for name, path in paths.items()}


@pytest.fixture
def page(new_page) -> Page:
    page = new_page(java_script_enabled=False)
    page.set_default_timeout(15_000)
    return page


def press(page: Page, button: str) -> None:
    page.locator(f"main button{button}").last.click()


def test_registering_with_a_slip_on_the_way(page, session):
    page.goto(f"{session['session']}/register")
    page.locator("[name=name]").fill("Zonder Script")
    page.locator("[name=email]").fill("zonder@example")

    press(page, "[type=submit]")
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("[name=name]")).to_have_value("Zonder Script")
    page.locator("[name=email]").fill("zonder@example.org")
    page.locator("[name=organisation]").fill("Buurthuis")
    page.locator("[name=domain]").nth(1).check()
    press(page, "[type=submit]")

    page.wait_for_url("**/thanks")


def test_saying_that_one_is_there_and_giving_the_place_up_and_taking_it_back(page, session):
    page.goto(session["place"])

    press(page, "[value=yes]")
    expect(page.locator(".tone-done").first).to_be_visible()
    page.locator("a[href$=cancel]").click()
    press(page, "[value=cancel]")
    press(page, "[value=undo]")

    expect(page.locator("a[href$=cancel]")).to_be_visible()


def test_voting_by_the_form_and_seeing_the_result(page, session, states):
    page.goto(session["join"])
    choose = page.locator("[name=choice]")

    for number in (0, 1):
        choose.nth(number).select_option(index=1)
    page.locator("button[form=ballot]").click()
    expect(page.locator("main")).to_contain_text("twee keer hetzelfde")
    assert choose.nth(0).input_value() == choose.nth(1).input_value() != ""
    choose.nth(1).select_option(index=2)
    page.locator("button[form=ballot]").click()
    expect(page.locator("[data-status]").first).to_contain_text("Verstuurd")
    with inside(states[0]):
        close_and_reveal(session["slug"])
    page.goto(session["join"])

    expect(page.locator(".ranking li")).to_have_count(6)
    expect(page.locator(".ranking")).to_contain_text("jouw nummer 1")


def test_writing_sentences_in_the_room_and_taking_one_away(page, session):
    page.goto(session["room"])

    for kind, text in (("Wens", "Korte lijnen"), ("Actie", "Wij bellen de GGD")):
        page.get_by_role("link", name=kind, exact=True).click()
        page.locator("#write [name=text]").fill(text)
        page.locator("#write button[type=submit]").click()
        expect(page.locator("#items")).to_contain_text(text)
    page.get_by_role("link", name="Korte lijnen").click()
    page.locator("button.button-danger").click()
    expect(page.locator("#items")).not_to_contain_text("Korte lijnen")
    page.locator("form[action$=restore] button").click()

    expect(page.locator("#items")).to_contain_text("Korte lijnen")


def test_answering_for_an_action_and_giving_it_back(page, session):
    page.goto(session["action"])

    page.locator("button[value=accept]").click()
    expect(page.locator("button[value=busy]")).to_be_visible()
    page.locator("a[href*='step=give_back']").click()
    page.locator("button[value=give_back]").click()
    expect(page.locator(".error").first).to_be_visible()
    page.locator("[name=reason]").fill("Geen tijd voor de zomer.")
    page.locator("button[value=give_back]").click()

    expect(page.locator("main")).to_contain_text("Geen tijd voor de zomer.")
