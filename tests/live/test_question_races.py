"""Many phones tap at one moment, on SQLite and on PostgreSQL: each question and support once."""

import pytest
from sqlalchemy import func, select

from lcm.db import db
from lcm.live.models import Question, QuestionVote
from lcm.live.queries import questions_round
from tests.crowds import at_once
from tests.live.asking import Asker, asked_by, take_questions


@pytest.fixture
def crowd(both_engines, app, poll, live):
    """Return so many phones that have the page of open questions in front of them."""
    take_questions(poll.meeting)
    return lambda number: [Asker(app, live.code) for _ in range(number)]


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_two_hundred_taps_of_fifty_phones_are_fifty(crowd, app, poll):
    phones = crowd(50)
    (question,) = asked_by(questions_round(poll.meeting_id), "Wie betaalt dat?")
    public_id = question.public_id

    statuses = at_once(
        app,
        [lambda own, one=one: one.also_in(own).mark(public_id).status_code for one in phones * 4],
    )

    assert set(statuses) == {303}
    assert len(statuses) == 200
    assert count(QuestionVote) == 50


def test_ten_taps_ask_one_question_per_phone(crowd, app):
    phones = crowd(5)

    statuses = at_once(
        app, [lambda own, one=one: one.also_in(own).ask("Wie?").status_code for one in phones * 10]
    )

    assert set(statuses) == {303}
    assert count(Question) == 5


def test_a_phone_that_asks_twenty_at_once_has_ten(crowd, app):
    (phone,) = crowd(1)

    statuses = at_once(
        app,
        [lambda own, n=n: phone.also_in(own).ask(f"Vraag {n}?").status_code for n in range(20)],
    )

    assert sorted(statuses) == [303] * 10 + [429] * 10
    assert count(Question) == 10
