"""Ballots of every kind on a phone: by taps, by keys, without JavaScript, without a connection."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from lcm.db import db, transaction
from lcm.live import operations
from lcm.live.models import Ballot
from tests.e2e.accessible import SIDEWAYS, assert_accessible
from tests.e2e.keyboard import Keyboard
from tests.live.hands import KINDS, WAIT_MS, fill_in, is_sent, press_keys, ready, send, tap
from tests.live.votes import open_vote

pytestmark = pytest.mark.browser
PHONE, NARROW = {"width": 390, "height": 844}, {"width": 320, "height": 640}
WORST = "[data-option], h1, .button, label, legend, p"


@pytest.fixture
def new_page(chromium, server, live):
    """Open the page of a phone; an error on it, or a refused script or style, fails the test."""
    contexts, problems = [], []

    def open_page(viewport=PHONE, **about) -> Page:
        context = chromium.new_context(
            viewport=viewport, locale="nl", base_url=f"http://localhost:{server.port}", **about
        )
        contexts.append(context)
        context.on("weberror", lambda error: problems.append(str(error.error)))
        page = context.new_page()
        page.set_default_timeout(WAIT_MS)
        page.goto(f"/j/{live.code}")
        if about.get("java_script_enabled", True):
            ready(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert problems == []


def stored():
    """Return the only ballot there is: its choice, and how often it was sent."""
    db.session.rollback()
    ballot = db.session.scalars(select(Ballot)).one()
    return ballot.choice, ballot.seq


def same(choice, wanted):
    """Say whether ``choice`` is what was wanted; a set has no order."""
    return set(choice) == wanted if isinstance(wanted, set) else choice == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_by_taps_a_ballot_is_sent_once_over_a_lost_line_and_changed_later(new_page, live, kind):
    open_vote(live.meeting, kind)
    page = new_page()

    wanted = tap(page, kind)
    page.context.set_offline(True)
    send(page)
    expect(page.locator("[data-status]")).to_contain_text("Nog niet verstuurd")
    assert db.session.scalars(select(Ballot)).all() == []
    page.context.set_offline(False)
    is_sent(page)
    first = stored()
    page.reload()
    ready(page)
    assert page.locator("button[form=ballot]").get_attribute("aria-disabled") == "true"
    page.evaluate(
        "() => { const one = document.querySelector('[data-said]').closest('[round]');"
        " one.change([]); one.fill([]); }"
    )
    changed = page.locator("[data-status]").inner_text()
    send(page)
    is_sent(page)

    assert same(first[0], wanted)
    assert first[1] == 1
    assert "nog niet verstuurd" in changed
    assert stored() == ([], 2)


@pytest.mark.parametrize("kind", KINDS)
def test_by_keys_alone_a_ballot_is_filled_in_and_sent(new_page, live, kind):
    open_vote(live.meeting, kind)
    page = new_page(NARROW, reduced_motion="reduce")
    keyboard = Keyboard(page)

    wanted = press_keys(keyboard, kind)
    keyboard.go_to(page.locator("button[form=ballot]"))
    keyboard.press("Enter")
    is_sent(page)

    keyboard.assert_focus_is_seen()
    assert same(stored()[0], wanted)


@pytest.mark.parametrize("kind", KINDS)
def test_without_javascript_a_ballot_is_sent_and_stays_on_the_page(new_page, live, kind):
    open_vote(live.meeting, kind)
    page = new_page(NARROW, java_script_enabled=False)

    wanted = fill_in(page, kind)
    send(page)
    is_sent(page)
    send(page)
    is_sent(page)

    choice, seq = stored()
    assert same(choice, wanted)
    assert seq == 2


@pytest.mark.parametrize("kind", KINDS)
def test_the_own_answer_outlives_the_secret_that_tied_it_to_the_phone(new_page, live, kind):
    round_ = open_vote(live.meeting, kind)
    page = new_page()
    tap(page, kind)
    send(page)
    is_sent(page)

    with transaction():
        operations.close_round(round_)
    lines = page.locator("[data-lines] li")
    expect(lines.first).to_be_visible(timeout=WAIT_MS)
    told = lines.all_inner_texts()
    with transaction():
        operations.finish_poll(round_.poll)
    page.reload()
    expect(lines.first).to_be_visible(timeout=WAIT_MS)

    assert sorted(lines.all_inner_texts()) == sorted(told)
    assert page.locator("[data-own]").is_visible()


@pytest.mark.parametrize("kind", KINDS)
def test_a_ballot_fits_small_screens_and_large_text(new_page, live, kind):
    open_vote(live.meeting, kind)
    page = new_page()

    tap(page, kind)
    assert_accessible(page)
    page.set_viewport_size(NARROW)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    over = page.evaluate(SIDEWAYS)
    clipped = page.locator(WORST).evaluate_all(
        "all => all.filter(one => one.offsetParent && !one.matches('.visually-hidden') &&"
        " one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')"
        ".map(one => one.outerHTML.slice(0, 90))"
    )
    if kind == "points":
        page.locator("[data-option] button").first.click()
        page.locator("[data-option] button").first.click()
        page.locator("[data-option] button").nth(1).click(click_count=2)
    send(page)
    is_sent(page)

    assert over <= 0
    assert clipped == []


def test_a_phone_follows_from_one_kind_to_the_next(new_page, live):
    page = new_page()

    for kind in KINDS:
        open_vote(live.meeting, kind)
        page.wait_for_selector(f"{kind}-ballot:defined")
        tap(page, kind)
        send(page)
        is_sent(page)

    db.session.rollback()
    assert len(db.session.scalars(select(Ballot)).all()) == len(KINDS)


def test_two_tabs_of_one_phone_show_the_same_ballot(new_page, live):
    open_vote(live.meeting, "points")
    page = new_page()
    other = page.context.new_page()
    other.goto(page.url)
    ready(other)

    wanted = tap(page, "points")
    send(page)
    is_sent(page)
    is_sent(other)
    other.locator("[data-option] button").nth(0).click()
    other.locator("[data-option] button").nth(3).click()
    send(other)
    is_sent(other)
    is_sent(page)

    first, second, third = page.locator("[data-option] input").all()[:3]
    assert (first.input_value(), second.input_value(), third.input_value()) == ("50", "10", "40")
    assert stored()[1] == 2
    assert stored()[0] != wanted
