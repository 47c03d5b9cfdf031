"""A vote "until Friday" in a real browser: from a mail at night, edited at noon, counted once."""

import threading
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from lcm import clock
from lcm.clock import now
from lcm.db import db, transaction
from lcm.live import beforehand, deadlines, operations
from lcm.live.ballots.cast_ballots import cast_ballots, turnout
from lcm.live.models import Ballot, RoundState
from tests.live.beforehand.conftest import DAY, HOUR, delivered, link_in, of, seen, to_whom
from tests.live.conftest import Server

pytestmark = pytest.mark.browser


@contextmanager
def server_at(app, moment):
    """A server whose clock stands still at ``moment``."""
    db.session.commit()
    server = Server(app)

    def serve():
        with clock.set_to(moment):
            server.uvicorn.run()

    server.thread = threading.Thread(target=serve)
    server.start()
    try:
        yield f"http://localhost:{server.port}"
    finally:
        server.stop()


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def browser(chromium, request):
    """A phone with and without JavaScript; a refused script or style fails the test."""
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="nl", java_script_enabled=request.param
    )
    problems = []
    context.on("weberror", lambda error: problems.append(str(error.error)))
    yield context, request.param
    context.close()
    assert problems == []


def choose(page, round_, labels, *, has_script):
    """Rank the options called ``labels`` and send them."""
    if has_script:
        for label in labels:
            page.locator("button.option-tap", has_text=label).click()
        page.locator("button[form=ballot]").click()
        expect(page.locator("[data-status]")).to_have_text(
            "Verstuurd. Je kunt het veranderen tot de stemming sluit."
        )
    else:
        ids = {option.label: option.public_id for option in round_.poll.options}
        for place, label in enumerate(labels):
            page.locator("select[name=choice]").nth(place).select_option(ids[label])
        page.locator("button[form=ballot]").click()


def choices_of(round_):
    db.session.rollback()
    labels = {option.public_id: option.label for option in round_.poll.options}
    found = db.session.scalars(select(Ballot.choice).where(Ballot.round_id == round_.id))
    return [[labels[one] for one in choice] for choice in found]


def test_answered_at_night_edited_at_noon_counted_once(app, asked, browser):
    context, has_script = browser
    night, noon, friday = now() + 10 * HOUR, now() + 22 * HOUR, asked.closes_at
    path = link_in(delivered("vote_until")[0])
    page = context.new_page()

    with server_at(app, night) as address:
        page.goto(address + path)
        answer = "**/voted" if has_script else "**/j/*"
        with page.expect_response(answer):
            choose(page, asked, ["Doel C", "Doel A"], has_script=has_script)
        page.goto("about:blank")
    assert choices_of(asked) == [["Doel C", "Doel A"]]

    with server_at(app, noon) as address:
        page.goto(address + path)
        if has_script:
            expect(page.locator(".option-rank:not(:empty)")).to_have_count(2)
            page.locator("button.option-tap", has_text="Doel C").click()
            choose(page, asked, ["Doel F"], has_script=True)
        else:
            choose(page, asked, ["Doel A", "Doel F"], has_script=False)
        page.goto("about:blank")
    assert choices_of(asked) == [["Doel A", "Doel F"]]
    assert len(seen()) == 1

    for moment in (friday - DAY, friday - HOUR, friday):
        with clock.set_to(moment):
            beforehand.remind_silent(now())
            delivered("vote_reminder")
            deadlines.close_overdue(now())
    assert to_whom("vote_reminder") == ["Joost"]
    db.session.expire_all()
    assert asked.state == RoundState.CLOSED
    assert seen() == []

    with transaction():
        operations.reveal_round(asked)
    counted = turnout(cast_ballots(asked))
    assert (counted.ballot_count, counted.beforehand_count) == (1, 1)


def test_the_page_says_until_when_and_closes_by_itself(app, asked, chromium):
    context = chromium.new_context(viewport={"width": 320, "height": 640}, locale="nl")
    page = context.new_page()
    path = link_in(delivered("vote_until")[1])
    until = clock_words(asked)

    with server_at(app, asked.closes_at - HOUR) as address:
        page.goto(address + path)
        expect(page.get_by_text(f"Open tot {until}")).to_be_visible()
        wide = page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
    with server_at(app, asked.closes_at) as address:
        page.goto(address + path)
        expect(page.get_by_role("heading", level=1)).to_have_text("De stemming is gesloten")
    context.close()

    assert not wide
    assert of("Joost").domain.slug == "social"


def clock_words(round_):
    """The end of a round as a reader of Dutch reads it, without its time."""
    names = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
    local = round_.closes_at.astimezone(clock.ZoneInfo(round_.poll.meeting.zone))
    return f"{names[local.weekday()]} {local.day}"
