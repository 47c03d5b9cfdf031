"""Asking the speaker: who may, how often, what everybody sees, and what is kept of it."""

import pytest
from sqlalchemy import func, select

from lcm.db import db
from lcm.errors import NotFound
from lcm.live import operations
from lcm.live.editor import drafting
from lcm.live.entry.devices import keyed_device, new_device
from lcm.live.models import Question, QuestionVote, RoundState
from lcm.live.refusals import AnotherRoundOpen, StepNotPossible
from lcm.live.rehearsing import rehearsals
from lcm.live.talk import questions
from lcm.live.talk.asked import questions_of, shown_round
from tests.live.asking import asked_by, take_questions


@pytest.fixture
def asking(poll):
    """Questions are taken in the meeting of the poll."""
    return take_questions(poll.meeting)


def texts(found) -> list[str]:
    return [one.question.text for one in found]


def lists_of(found) -> tuple[list[str], ...]:
    return texts(found.open), texts(found.answered), texts(found.hidden)


def test_questions_run_beside_the_vote_that_is_open(poll, round_):
    asking = take_questions(poll.meeting)

    assert round_.state == asking.state == RoundState.OPEN


def test_no_button_opens_other_questions_beside_those_that_are_open(poll, asking):
    with pytest.raises(AnotherRoundOpen):
        operations.open_round(drafting.add_poll(poll.meeting, "questions").rounds[0])

    assert shown_round(poll.meeting_id) is asking


def test_questions_are_not_rehearsed(poll):
    with pytest.raises(StepNotPossible):
        rehearsals.rehearse(drafting.add_poll(poll.meeting, "questions"))

    assert shown_round(poll.meeting_id) is None


def test_the_most_supported_stands_first_and_then_the_earliest(asking):
    first, second, third = asked_by(asking, "Een?", "Twee?", "Drie?")
    for _ in range(2):
        questions.support(asking, new_device(), third.public_id)

    found = questions_of(asking)

    assert texts(found.open) == ["Drie?", "Een?", "Twee?"]
    assert [one.vote_count for one in found.open] == [2, 0, 0]
    assert first.id < second.id


def test_a_phone_supports_once_and_can_take_it_back(asking):
    (question,) = asked_by(asking, "Wie betaalt dat?")
    device = new_device()

    questions.support(asking, device, question.public_id)
    questions.support(asking, device, question.public_id)
    once = questions_of(asking, device).open[0]
    questions.withdraw(asking, device, question.public_id)
    questions.withdraw(asking, device, question.public_id)

    assert (once.vote_count, once.is_supported, once.is_own) == (1, True, False)
    assert questions_of(asking, device).open[0].vote_count == 0


def test_supporting_a_question_of_ones_own_does_not_count(asking):
    device = new_device()
    (question,) = asked_by(asking, "Mijn vraag?", device=device)

    questions.support(asking, device, question.public_id)

    assert questions_of(asking, device).open[0].vote_count == 0
    assert questions_of(asking, device).open[0].is_own


def test_the_same_words_from_one_phone_are_one_question(asking):
    device = new_device()

    first, again = asked_by(asking, "Wie betaalt dat?", "  wie  betaalt dat? ", device=device)
    (other,) = asked_by(asking, "Wie betaalt dat?")

    assert first is again
    assert other is not first


def test_a_phone_asks_ten_questions_and_not_eleven(asking):
    device = new_device()
    asked_by(asking, *(f"Vraag {number}?" for number in range(10)), device=device)

    with pytest.raises(questions.TooManyQuestions) as refusal:
        questions.ask(asking, device, "Nog een?")

    assert refusal.value.status == 429
    assert questions.ask(asking, device, "vraag 3?").text == "Vraag 3?"
    assert questions.ask(asking, new_device(), "Nog een?").is_approved


def test_a_phone_that_tries_it_out_asks_and_supports_nothing(asking):
    device = new_device(is_counted=False)
    (question,) = asked_by(asking, "Wie betaalt dat?")

    with pytest.raises(questions.TriedOut):
        questions.ask(asking, device, "Proef?")
    with pytest.raises(questions.TriedOut):
        questions.support(asking, device, question.public_id)

    assert texts(questions_of(asking).all) == ["Wie betaalt dat?"]


def test_approved_first_means_nobody_sees_or_supports_it_before_the_host(poll):
    asking = take_questions(poll.meeting, is_approved_first=True)
    (question,) = asked_by(asking, "Wie betaalt dat?")

    with pytest.raises(NotFound):
        questions.support(asking, new_device(), question.public_id)
    seen = questions_of(asking)
    before = texts(seen.open), texts(seen.waiting)
    questions.approve(question, asking)

    assert before == ([], ["Wie betaalt dat?"])
    assert texts(questions_of(asking).open) == ["Wie betaalt dat?"]


def test_hiding_and_answering_can_be_done_twice_and_undone(asking):
    (question,) = asked_by(asking, "Wie betaalt dat?")
    questions.support(asking, new_device(), question.public_id)

    for act in (questions.hide, questions.hide):
        act(question, asking)
    hidden = lists_of(questions_of(asking))
    for act in (questions.show, questions.mark_answered, questions.mark_answered):
        act(question, asking)
    answered = lists_of(questions_of(asking))
    questions.mark_unanswered(question, asking)

    assert hidden == ([], [], ["Wie betaalt dat?"])
    assert answered == ([], ["Wie betaalt dat?"], [])
    assert questions_of(asking).open[0].vote_count == 1


def test_questions_close_and_open_again_with_all_that_was_asked(asking):
    asked_by(asking, "Wie betaalt dat?")
    questions.close_questions(asking)
    questions.close_questions(asking)

    with pytest.raises(questions.QuestionsClosed):
        questions.ask(asking, new_device(), "Te laat?")
    questions.open_questions(asking)
    questions.open_questions(asking)

    assert asking.state == RoundState.OPEN
    assert texts(questions_of(asking).open) == ["Wie betaalt dat?"]


def test_a_second_round_of_questions_waits_for_the_first(poll, asking):
    with pytest.raises(questions.OthersOpen):
        take_questions(poll.meeting)


def test_what_was_asked_stays_in_sight_after_the_close(asking, live):
    questions.close_questions(asking)

    assert shown_round(live.meeting_id) is asking
    assert not questions_of(asking).is_taken


def test_a_row_knows_the_minute_and_a_keyed_phone_and_nobody(asking):
    device = new_device()
    (question,) = asked_by(asking, "Wie betaalt dat?", device=device)

    assert question.device_key == keyed_device(asking.poll.secret, device.key) != device.key
    assert (question.minute_at.second, question.minute_at.microsecond) == (0, 0)
    assert {column.name for column in Question.__table__.columns} == {
        "id", "public_id", "round_id", "device_key", "text", "is_approved", "is_hidden",
        "answered_at", "minute_at",
    }  # fmt: skip
    assert {column.name for column in QuestionVote.__table__.columns} == {
        "question_id",
        "device_key",
    }


def test_once_the_secret_is_destroyed_no_question_is_anybodys(asking):
    device = new_device()
    asked_by(asking, "Wie betaalt dat?", device=device)
    questions.close_questions(asking)

    operations.finish_poll(asking.poll)

    assert not questions_of(asking, device).open[0].is_own
    with pytest.raises(StepNotPossible):
        questions.open_questions(asking)


def test_a_question_moves_the_screens_and_leaves_the_version_of_phones(asking, live):
    before = live.version

    asked_by(asking, "Wie betaalt dat?")
    db.session.refresh(live)

    assert live.version == before
    assert db.session.scalar(select(func.count(Question.id))) == 1
