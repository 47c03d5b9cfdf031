"""Asking the speaker on a real phone: by tap and by keyboard, without losing what was typed."""

import pytest

from lcm.db import commit_edge, db
from lcm.live import operations
from lcm.live.queries import questions_round, stage_link
from lcm.live.talk import questions
from lcm.live.talk.asked import questions_of
from tests.live.asking import asked_by, take_questions

WAIT_MS = 15_000


@pytest.fixture
def phone(chromium, server, live):
    """The page of a phone at the meeting, in a browser of its own."""
    complaints = []
    context = chromium.new_context(viewport={"width": 320, "height": 700}, locale="nl-NL")
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"http://127.0.0.1:{server.port}/j/{live.code}")
    yield page
    context.close()
    assert complaints == []


def test_the_card_comes_when_the_host_takes_questions_and_the_page_stays(phone, poll):
    card = phone.locator("questions-card")
    phone.get_by_text("verbonden", exact=True).wait_for()
    phone.evaluate("window.isSamePage = true")
    assert card.is_hidden()

    take_questions(poll.meeting)

    card.wait_for()
    phone.get_by_label("Jouw vraag").wait_for()
    assert phone.evaluate("window.isSamePage")


def test_a_question_is_asked_and_supported_by_keyboard(phone, poll, live):
    asking = take_questions(poll.meeting)
    asked_by(asking, "Wie betaalt dat?")
    phone.get_by_label("Jouw vraag").wait_for()

    phone.get_by_label("Jouw vraag").focus()
    phone.keyboard.type("Wanneer horen we meer?")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Enter")
    phone.get_by_text("jouw vraag", exact=True).wait_for()
    phone.get_by_label("Steun deze vraag: 0").focus()
    phone.keyboard.press("Enter")
    phone.get_by_label("Steun deze vraag: 1").wait_for()

    focused = phone.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused == "Steun deze vraag: 1"
    assert phone.get_by_label("Jouw vraag").input_value() == ""
    db.session.expire_all()
    found = [(one.question.text, one.vote_count) for one in questions_of(asking).open]
    assert found == [("Wie betaalt dat?", 1), ("Wanneer horen we meer?", 0)]


def test_what_is_being_typed_survives_a_new_question_and_a_new_vote(phone, poll):
    asking = take_questions(poll.meeting)
    field = phone.get_by_label("Jouw vraag")
    field.wait_for()
    field.click()
    phone.keyboard.type("Ik ben nog aan het")

    asked_by(asking, "Wie betaalt dat?")
    phone.get_by_text("Wie betaalt dat?").wait_for()
    open_vote_of(poll)
    phone.locator("#ballot").wait_for()
    phone.keyboard.type(" typen")

    assert field.input_value() == "Ik ben nog aan het typen"


def test_a_question_without_connection_stays_typed(phone, poll):
    take_questions(poll.meeting)
    field = phone.get_by_label("Jouw vraag")
    field.fill("Wie betaalt dat?")
    phone.context.set_offline(True)

    phone.get_by_role("button", name="Stel je vraag").click()
    phone.get_by_text("Niet verstuurd: je hebt geen verbinding.").wait_for()
    phone.context.set_offline(False)

    assert field.input_value() == "Wie betaalt dat?"


def test_the_big_screen_shows_questions_as_they_are_asked(chromium, server, poll, live):
    asking = take_questions(poll.meeting)
    page = chromium.new_page(viewport={"width": 1920, "height": 1080}, locale="nl-NL")
    page.goto(f"http://127.0.0.1:{server.port}{stage_link(poll.meeting)}")
    page.get_by_text("Er zijn geen open vragen.").wait_for()

    asked_by(asking, "Wie betaalt dat?", "Wie belt?")
    page.get_by_text("Wie betaalt dat?").wait_for()
    questions.mark_answered(questions_of(asking).open[0].question, asking)
    commit_edge()
    page.locator("s", has_text="Wie betaalt dat?").wait_for()

    assert page.get_by_text("Wie belt?").is_visible()
    page.close()


def open_vote_of(poll) -> None:
    operations.open_round(poll.rounds[0])
    commit_edge()
    assert questions_round(poll.meeting_id)
