"""Opening a vote until a moment: who is mailed, from when phones can vote, and until when."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm import clock
from lcm.clock import now
from lcm.db import db
from lcm.live import beforehand, deadlines, operations, queries
from lcm.live.beforehand import MomentNotPossible, reminder_at
from lcm.live.models import RoundState
from lcm.live.refusals import AnotherRoundOpen, StepNotPossible
from lcm.meetings.operations import cancel_meeting
from tests.live.beforehand.conftest import DAY, HOUR, place_of, seen, to_whom

pytestmark = pytest.mark.usefixtures("both_engines")


def test_only_who_has_a_seat_is_mailed_and_gets_a_place(asked):
    assert to_whom("vote_until") == ["Fatima", "Joost"]
    assert place_of("Fatima") is not None
    assert not place_of("Fatima").is_present
    assert place_of("Els") is None
    assert (asked.state, asked.is_beforehand) == (RoundState.OPEN, True)


def test_phones_can_vote_from_now_and_not_only_from_the_day_before(poll):
    live = queries.live_of(poll.meeting)
    assert not live.is_in_term

    beforehand.open_until(poll.rounds[0], now() + 3 * DAY)

    assert live.is_in_term


def test_the_code_keeps_working_when_the_session_moves(asked):
    live, meeting = queries.live_of(asked.poll.meeting), asked.poll.meeting
    meeting.starts_at += 30 * DAY
    operations.make_live(meeting)
    assert live.is_in_term

    meeting.starts_at = now() - 60 * DAY
    operations.make_live(meeting)
    with clock.set_to(asked.closes_at - HOUR):
        assert live.is_in_term


def test_without_a_vote_by_mail_the_term_follows_the_session(poll):
    live = queries.live_of(poll.meeting)
    poll.meeting.starts_at += 5 * DAY

    operations.make_live(poll.meeting)

    assert live.opens_at == poll.meeting.starts_at - operations.BEFORE
    assert live.expires_at == poll.meeting.ends_at + operations.AFTER


def test_the_sweep_closes_it_at_its_moment_and_not_before(asked):
    db.session.commit()
    for moment, state in ((asked.closes_at - HOUR, "open"), (asked.closes_at, "closed")):
        with clock.set_to(moment):
            deadlines.close_overdue(now())
        db.session.expire_all()
        assert asked.state == state


@pytest.mark.parametrize("offset", [-HOUR, timedelta(), timedelta(days=41)])
def test_a_moment_that_is_past_or_too_far_is_refused(poll, offset):
    with clock.set_to(now()), pytest.raises(MomentNotPossible):
        beforehand.open_until(poll.rounds[0], now() + offset)

    assert poll.rounds[0].state == RoundState.DRAFT
    assert to_whom("vote_until") == []


def test_a_vote_that_is_open_is_not_opened_again(asked):
    with pytest.raises(StepNotPossible):
        beforehand.open_until(asked, now() + 4 * DAY)

    assert len(to_whom("vote_until")) == 2


def test_another_open_vote_stands_in_the_way(asked, poll):
    second = poll.__class__(meeting=poll.meeting, kind="scale", question="Zeker?")
    second.rounds = [asked.__class__(number=1, state=RoundState.DRAFT)]
    db.session.add(second)
    db.session.flush()

    with pytest.raises(AnotherRoundOpen):
        beforehand.open_until(second.rounds[0], now() + DAY)


def test_questions_to_the_speaker_are_no_vote_by_mail(poll):
    poll.kind = "questions"

    with pytest.raises(StepNotPossible):
        beforehand.open_until(poll.rounds[0], now() + DAY)


def test_the_end_can_be_moved_and_nobody_is_mailed_about_it(asked):
    beforehand.move_end(asked, now() + 5 * DAY)

    assert asked.closes_at > now() + 4 * DAY
    assert len(to_whom("vote_until")) == 2


def test_a_vote_on_stage_has_no_end_to_move(poll):
    operations.open_round(poll.rounds[0])

    with pytest.raises(StepNotPossible):
        beforehand.move_end(poll.rounds[0], now() + DAY)


def test_a_cancelled_session_closes_its_vote(asked):
    cancel_meeting(asked.poll.meeting, "De zaal is dicht")
    db.session.commit()

    assert asked.state == RoundState.CLOSED
    assert seen() == []


@given(st.integers(2, 60 * 24 * 60))
def test_the_reminder_is_a_day_before_the_end_or_halfway(minutes):
    opened, closes = now(), now() + timedelta(minutes=minutes)

    at = reminder_at(opened, closes)

    assert opened < at < closes
    assert closes - at == min(DAY, (closes - opened) / 2)
