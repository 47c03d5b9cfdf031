"""The phone page in a real browser: taps, keys, lost connections, and what it costs to load."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from lcm.db import db, transaction
from lcm.live import operations
from lcm.live.models import Ballot
from tests.live.votes import open_vote

pytestmark = pytest.mark.browser


@pytest.fixture
def context(chromium, server):
    context = chromium.new_context(
        viewport={"width": 390, "height": 844},
        locale="nl",
        base_url=f"http://localhost:{server.port}",
    )
    yield context
    context.close()


@pytest.fixture
def page(context, live, round_):
    """The page of a phone, with the vote open; a refused script or style fails the test."""
    problems = []
    page = context.new_page()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => { throw Error(e.violatedDirective) })"
    )
    page.goto(f"/j/{live.code}")
    page.wait_for_selector("button.option-tap")
    yield page
    assert problems == []


def take(step, *arguments):
    with transaction():
        step(*arguments)


def cards(page):
    return page.locator("button.option-tap")


def ranks(page):
    return [card.inner_text() for card in page.locator(".option-rank").all()]


def status(page):
    return page.locator("[data-status]")


def send(page):
    page.locator("button[form=ballot]").click()


def chosen(page, *places):
    return [
        page.locator("[data-option]").nth(place).get_attribute("data-option") for place in places
    ]


def stored():
    db.session.rollback()
    return [(ballot.choice, ballot.seq) for ballot in db.session.scalars(select(Ballot))]


def test_taps_rank_and_a_second_tap_closes_the_gap(page):
    for place in (0, 2, 4):
        cards(page).nth(place).click()
    cards(page).nth(2).click()

    assert ranks(page) == ["1", "", "", "", "2", ""]
    assert page.locator("[data-count]").inner_text() == "2 van 3 gekozen"


def test_a_fourth_tap_says_what_to_do(page):
    for place in range(4):
        cards(page).nth(place).click()

    assert ranks(page) == ["1", "2", "3", "", "", ""]
    assert status(page).inner_text() == page.locator("[data-said]").inner_text()
    assert "Je hebt er 3 gekozen" in status(page).inner_text()


def test_buttons_move_a_chosen_card_up_and_down(page):
    for place in (0, 1, 2):
        cards(page).nth(place).click()
    page.locator(".option-moves").nth(2).locator("button").first.click()
    page.locator(".option-moves").nth(0).locator("button").last.click()

    assert ranks(page)[:3] == ["2", "3", "1"]


def test_a_ballot_is_sent_changed_and_sent_again(page):
    cards(page).nth(1).click()
    send(page)
    expect(status(page)).to_contain_text("Verstuurd")
    cards(page).nth(3).click()
    changed = status(page).inner_text()
    send(page)
    expect(status(page)).to_contain_text("Verstuurd")

    assert "nog niet verstuurd" in changed
    assert stored() == [(chosen(page, 1, 3), 2)]


def test_keys_alone_rank_and_send(page):
    cards(page).nth(0).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    send_button = page.locator("button[form=ballot]")
    send_button.focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("Verstuurd")

    assert stored() == [(chosen(page, 0, 1), 1)]


def test_without_connection_the_choice_is_kept_and_sent_once(page, context):
    cards(page).nth(0).click()
    context.set_offline(True)
    send(page)
    expect(status(page)).to_contain_text("Nog niet")
    before = stored()
    context.set_offline(False)
    expect(status(page)).to_have_text(re.compile("^Verstuurd"), timeout=15_000)

    assert before == []
    assert stored() == [(chosen(page, 0), 1)]


def test_a_kept_choice_survives_a_reload(page, context):
    cards(page).nth(5).click()
    page.reload()
    page.wait_for_selector("button.option-tap")

    assert ranks(page) == ["", "", "", "", "", "1"]


def test_the_page_follows_the_host_and_keeps_what_was_typed(page, round_):
    page.get_by_label("Voornaam of bijnaam").fill("Fatima")
    take(operations.close_round, round_)
    page.wait_for_selector("text=De stemming is gesloten")

    assert page.get_by_label("Voornaam of bijnaam").input_value() == "Fatima"
    assert page.evaluate("document.activeElement.name") == "name"
    assert page.locator(".bottom-bar").count() == 0


def test_after_a_tap_the_focus_is_on_the_new_page(page, round_):
    cards(page).nth(0).click()
    take(operations.close_round, round_)
    page.wait_for_selector("text=De stemming is gesloten")

    assert page.evaluate("document.activeElement.id") == "content"


def test_where_streams_are_blocked_the_page_asks(context, live, round_):
    page = context.new_page()
    page.route("**/events", lambda route: route.abort())
    page.goto(f"/j/{live.code}")
    page.wait_for_selector("button.option-tap")
    take(operations.close_round, round_)

    page.wait_for_selector("text=De stemming is gesloten", timeout=10_000)

    assert page.locator("[data-light]").inner_text() == "verbonden, iets trager"


def test_a_late_change_is_refused_in_words(page, context, round_):
    cards(page).nth(0).click()
    context.set_offline(True)
    send(page)
    take(operations.close_round, round_)
    context.set_offline(False)

    page.wait_for_selector("text=De stemming is gesloten", timeout=15_000)

    expect(page.locator("[data-lost]")).to_contain_text("niet op tijd verstuurd")
    assert page.locator("[data-own]").is_hidden()
    assert stored() == []


def test_a_late_change_leaves_the_earlier_ballot_in_place(page, context, round_):
    cards(page).nth(0).click()
    send(page)
    expect(status(page)).to_contain_text("Verstuurd")
    first = chosen(page, 0)
    cards(page).nth(1).click()
    take(operations.close_round, round_)

    page.wait_for_selector("text=De stemming is gesloten", timeout=15_000)

    expect(page.locator("[data-lost]")).to_be_visible()
    expect(page.locator("[data-lines] li")).to_have_count(1)
    assert stored() == [(first, 1)]


def test_an_answer_that_came_through_unheard_is_not_called_lost(page, round_):
    own_site = {"content-type": "application/json", "sec-fetch-site": "same-origin"}

    def swallow_the_answer(route):
        route.fetch(headers=route.request.headers | own_site)
        route.abort()

    page.route("**/ballot", swallow_the_answer)
    cards(page).nth(0).click()
    send(page)
    expect(status(page)).to_contain_text("Nog niet verstuurd")
    take(operations.close_round, round_)

    page.wait_for_selector("text=De stemming is gesloten", timeout=15_000)

    expect(page.locator("[data-lines] li")).to_have_count(1)
    expect(page.locator("[data-lost]")).to_be_hidden()
    assert [seq for _choice, seq in stored()] == [1]


def test_what_is_being_written_survives_a_reload(context, live, poll):
    open_vote(live.meeting, "open")
    page = context.new_page()
    page.goto(f"/j/{live.code}")
    page.wait_for_selector("open-ballot:defined")
    page.get_by_role("textbox", name="Antwoord 2").fill("Nog niet af")
    page.reload()
    page.wait_for_selector("open-ballot:defined")

    expect(page.get_by_role("textbox", name="Antwoord 2")).to_have_value("Nog niet af")
    expect(page.locator("button[form=ballot]")).to_have_text("Verstuur mijn stem")
    assert stored() == []
