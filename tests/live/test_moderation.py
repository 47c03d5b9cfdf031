"""The host's page of questions, words and answers: each button, two hosts at once, strangers."""

import html
import re

import pytest
from werkzeug.datastructures import MultiDict

from lcm.db import db
from lcm.live.models import Poll, PollRound, RoundState
from lcm.live.talk import questions
from lcm.live.talk.asked import questions_of
from lcm.live.talk.said import said_in
from tests.ballots import cast
from tests.crowds import at_once
from tests.factories import make_person
from tests.live.asking import asked_by, take_questions
from tests.live.votes import open_vote


@pytest.fixture
def asking(poll):
    return take_questions(poll.meeting, is_approved_first=True)


@pytest.fixture
def host(client, leader):
    client.sign_in(leader)
    return client


@pytest.fixture
def words(poll):
    round_ = open_vote(poll.meeting, "words")
    cast(round_, [["huisarts"], ["huisartsen"], ["<b>x</b>"]])
    db.session.commit()
    return round_


def page_of(round_) -> str:
    return f"/m/{round_.poll.meeting.slug}/vote/{round_.poll.public_id}/said"


def act(host, round_, name: str, **fields: str) -> int:
    return host.post(f"{page_of(round_)}/{name}", data=MultiDict(fields)).status_code


def mark(host, round_, question, name: str) -> int:
    steps = page_of(round_).replace("/said", "/questions")
    return host.post(f"{steps}/{question.public_id}/{name}").status_code


def section(page: str, name: str) -> str:
    found = re.search(rf'<section class="card" id="said-{name}".*?</section>', page, re.DOTALL)
    return found[0] if found else ""


def test_a_question_goes_from_waiting_to_open_to_answered_and_back(host, asking):
    (question,) = asked_by(asking, "Wie betaalt dat?")
    places = []
    for name in ("approve", "answered", "unanswered", "hide", "show"):
        assert mark(host, asking, question, name) == 303
        page = host.get(page_of(asking)).get_data(as_text=True)
        lists = ("waiting", "asked", "answered", "hidden")
        places += [one for one in lists if "Wie betaalt dat?" in section(page, one)]

    assert places == ["asked", "answered", "asked", "hidden", "asked"]


def test_the_host_closes_and_opens_questions_again(host, asking):
    steps = page_of(asking).replace("/said", "/questions")

    closed = [host.post(f"{steps}/close").status_code for _ in range(2)]
    is_closed = asking.state == RoundState.CLOSED
    opened = [host.post(f"{steps}/open").status_code for _ in range(2)]

    assert closed == opened == [303, 303]
    assert is_closed
    assert asking.state == RoundState.OPEN


def test_two_hosts_who_press_at_once_agree(host, asking, app):
    (question,) = asked_by(asking, "Wie betaalt dat?")
    path = page_of(asking).replace("/said", f"/questions/{question.public_id}")
    cookie = next(iter(host._cookies.values()))

    def press(name):
        def act_in(browser) -> int:
            browser.set_cookie(cookie.key, cookie.value)
            return browser.post(f"{path}/{name}").status_code

        return act_in

    statuses = at_once(app, [press(name) for name in ("approve", "answered", "hide") * 4])

    assert statuses == [303] * 12
    db.session.refresh(question)
    assert (question.is_approved, question.is_hidden) == (True, True)


def test_words_are_hidden_put_together_and_back(host, words):
    assert act(host, words, "hide", key="huisarts") == 303
    hidden = section(host.get(page_of(words)).get_data(as_text=True), "hidden")
    assert act(host, words, "show", key="huisarts") == 303
    assert act(host, words, "join", key="huisartsen", into="huisarts") == 303
    joined = section(host.get(page_of(words)).get_data(as_text=True), "joined")
    assert act(host, words, "part", key="huisartsen") == 303

    assert "huisarts" in hidden
    assert "telt mee bij" in joined
    assert len(said_in(words).heaps) == 3


def test_a_picked_word_can_be_put_with_each_other_one(host, words):
    page = host.get(f"{page_of(words)}?join=huisartsen").get_data(as_text=True)

    chosen = re.findall(r'<option value="([^"]*)"', page)
    assert [html.unescape(one) for one in chosen] == [
        heap.key for heap in said_in(words).heaps if heap.key != "huisartsen"
    ]
    assert len(chosen) == 2
    assert "<b>x</b>" not in page


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("hide", {"key": "nergens"}),
        ("hide", {}),
        ("join", {"key": "huisarts", "into": "nergens"}),
        ("join", {"key": "huisarts", "into": "huisarts"}),
        ("join", {"key": "huisarts"}),
        ("delete", {"key": "huisarts"}),
    ],
)
def test_what_is_not_there_cannot_be_ruled_on(host, words, name, fields):
    before = said_in(words)

    assert act(host, words, name, **fields) == 404
    assert said_in(words) == before


def test_a_question_of_another_round_is_absent(host, asking, poll):
    (question,) = asked_by(asking, "Wie betaalt dat?")
    questions.close_questions(asking)
    other = Poll(meeting=poll.meeting, kind="questions", question="Nog meer?")
    round_ = PollRound(poll=other, number=1)
    db.session.add_all([other, round_])
    db.session.flush()
    questions.open_questions(round_)

    assert mark(host, round_, question, "approve") == 404
    assert not questions_of(asking).all[0].is_shown


def test_a_vote_without_texts_has_no_such_page(host, poll):
    assert host.get(f"/m/{poll.meeting.slug}/vote/{poll.public_id}/said").status_code == 404


def test_strangers_and_phones_steer_nothing(app, asking, words):
    (question,) = asked_by(asking, "Wie betaalt dat?")
    stranger = app.test_client()
    stranger.sign_in(make_person())
    visitor = app.test_client()

    found = [mark(one, asking, question, "approve") for one in (stranger, visitor)]
    found += [act(one, words, "hide", key="huisarts") for one in (stranger, visitor)]

    assert found == [404, 302, 404, 302]
    assert not questions_of(asking).all[0].is_shown
    assert said_in(words).hidden == []
