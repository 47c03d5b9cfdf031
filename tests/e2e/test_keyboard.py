"""What a participant does, by keyboard only: no mouse, no finger, and the focus always in sight."""

import pytest
from playwright.sync_api import expect

from tests.e2e.inside import inside
from tests.e2e.keyboard import Keyboard
from tests.states.afternoon import close_and_reveal, hold_again, session_at_work

NEW_SCREEN = "was => document.querySelector('live-phone').screen !== was"


@pytest.fixture(scope="module")
def session(states):
    site, _paths = states
    with inside(site):
        paths = session_at_work("Middag met toetsen")
    return {name: path if name == "slug" else site.address + path for name, path in paths.items()}


@pytest.fixture
def keyboard(new_page):
    page = new_page()
    page.set_default_timeout(15_000)
    return Keyboard(page)


def test_registering(keyboard, session):
    page = keyboard.page
    page.goto(f"{session['session']}/register")

    for name, text in (("name", "Toets Bord"), ("email", "toets@example.org")):
        keyboard.go_to(page.locator(f"[name={name}]"))
        keyboard.type(text)
    keyboard.go_to(page.locator("[name=organisation]"))
    keyboard.type("Buurthuis De Brug")
    keyboard.go_to(page.locator("[name=domain]").first)
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.go_to(page.locator("main form button[type=submit]"))

    expect(page.locator("[name=domain]").nth(2)).to_be_checked()
    keyboard.leave_by("Enter", "**/thanks")


def test_a_refused_registration_leads_to_its_fields(keyboard, session):
    page = keyboard.page
    page.goto(f"{session['session']}/register")
    keyboard.go_to(page.locator("main form button[type=submit]"))
    keyboard.page.keyboard.press("Enter")
    page.locator(".error-summary").wait_for()

    keyboard.go_to(page.locator(".error-summary a").first)
    keyboard.press("Enter")

    expect(page.locator("[name=name]")).to_be_focused()


def test_ranking_reordering_and_sending_a_vote(keyboard, session):
    page = keyboard.page
    page.goto(session["join"])
    options = page.locator("button.option-tap")
    labels = [options.nth(number).locator("strong").inner_text() for number in range(3)]

    for number, key in enumerate(("Enter", "Space", "Enter")):
        keyboard.go_to(options.nth(number))
        keyboard.press(key)
    third = page.locator(".option").filter(has_text=labels[2])
    keyboard.go_to(third.locator(".option-moves button").first)
    keyboard.press("Enter")
    keyboard.press("Enter")
    keyboard.go_to(page.locator("button[form=ballot]"))
    keyboard.press("Enter")
    page.locator("top-ballot[is-sent]").wait_for()

    ranked = page.locator(".option.is-chosen").evaluate_all(
        "cards => cards.map(c => [c.querySelector('.option-rank').textContent,"
        " c.querySelector('strong').textContent]).sort().map(([, label]) => label)"
    )
    assert ranked == [labels[2], labels[0], labels[1]]
    keyboard.assert_focus_is_seen()


def test_writing_a_sentence_in_the_room(keyboard, session):
    page = keyboard.page
    page.goto(session["room"])

    keyboard.go_to(page.locator(".capture-bar [data-kind=wish]"))
    keyboard.press("Enter")
    expect(page.locator("[name=text]")).to_be_focused()
    keyboard.type("Een vast telefoonnummer")
    keyboard.go_to(page.locator("#write button[type=submit]"))
    page.keyboard.press("Enter")

    expect(page.locator("#items")).to_contain_text("Een vast telefoonnummer")
    keyboard.assert_focus_is_seen()
    keyboard.go_to(page.locator(".capture-more > summary"))
    keyboard.press("Enter")
    keyboard.go_to(page.locator(".capture-more [data-kind=barrier]"))


def test_answering_for_an_action(keyboard, session):
    page = keyboard.page
    page.goto(session["action"])

    keyboard.go_to(page.locator("button[value=accept]"))
    page.keyboard.press("Enter")
    page.locator("button[value=busy]").wait_for()
    keyboard.go_to(page.locator("a[href*='step=done']"))
    keyboard.leave_by("Enter", "**step=done")
    keyboard.go_to(page.locator("[name=note]"))
    keyboard.type("Het is gelukt.")
    keyboard.go_to(page.locator("button[value=done]"))
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_contain_text("Het is gelukt.")


def test_the_focus_stays_where_somebody_types_while_the_session_goes_on(keyboard, session, states):
    page = keyboard.page
    page.goto(session["join"])
    name = page.locator("#here [name=name]")
    keyboard.go_to(name)
    keyboard.type("Be")

    for _ in range(3):
        screen = page.locator("live-phone").evaluate("one => one.screen")
        with inside(states[0]):
            hold_again(session["slug"])
        page.wait_for_function(
            "was => document.querySelector('live-phone').screen !== was", arg=screen
        )
        page.wait_for_timeout(1000)
        expect(name).to_be_focused()
        keyboard.assert_focus_is_seen()
    keyboard.type("n")
    with inside(states[0]):
        close_and_reveal(session["slug"])
    page.locator(".ranking").wait_for()

    expect(name).to_be_focused()
    expect(name).to_have_value("Ben")
