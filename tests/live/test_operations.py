"""The steps of a vote: one open at a time, never back, frozen at the reveal, finished for good."""

from datetime import timedelta

import pytest

from lcm.clock import now, set_to
from lcm.db import db
from lcm.live import deadlines, operations, queries
from lcm.live.editor import drafting
from lcm.live.models import Ballot, RoundState
from lcm.live.outcome.counting import counted
from lcm.live.refusals import AnotherRoundOpen, ReasonNeeded, StepNotPossible
from lcm.live.rehearsing import rehearsals
from lcm.meetings.models import AgendaItem, BlockKind, MeetingOver, MeetingState
from lcm.people.models import Domain

pytestmark = pytest.mark.usefixtures("both_engines")

STEPS = {
    RoundState.DRAFT: (),
    RoundState.OPEN: (operations.open_round,),
    RoundState.CLOSED: (operations.open_round, operations.close_round),
    RoundState.REVEALED: (
        operations.open_round,
        operations.close_round,
        operations.reveal_round,
    ),
}


def vote(round_, *choices, domain=None):
    """Store one ballot per choice, from devices nobody has."""
    first = queries.ballot_count(round_)
    for number, choice in enumerate(choices, start=first):
        db.session.add(
            Ballot(
                round_id=round_.id,
                device_key=number.to_bytes(16),
                domain_id=domain.id if domain else None,
                choice=[round_.poll.options[position].public_id for position in choice],
                seq=1,
                minute_at=now(),
            )
        )
    db.session.flush()


@pytest.mark.parametrize("state", STEPS)
def test_a_round_moves_one_step_at_a_time_and_never_back(poll, state):
    round_ = poll.rounds[0]
    for step in STEPS[state]:
        step(round_)
    possible = {
        operations.open_round: RoundState.DRAFT,
        operations.close_round: RoundState.OPEN,
        operations.reveal_round: RoundState.CLOSED,
    }

    for step, wanted in possible.items():
        if wanted != state:
            with pytest.raises(StepNotPossible):
                step(round_)

    assert round_.state == state


def test_one_vote_of_a_meeting_is_open_at_a_time(poll, round_):
    block = AgendaItem(
        meeting=poll.meeting, position=1, kind=BlockKind.VOTE, title="Nog een", minutes=10
    )
    db.session.add(block)
    db.session.flush()
    other = drafting.prepare_poll(block)

    with pytest.raises(AnotherRoundOpen):
        operations.open_round(other.rounds[0])

    operations.close_round(round_)
    operations.open_round(other.rounds[0])
    assert queries.open_poll(poll.meeting) is other


def test_the_reveal_freezes_what_the_rows_came_to(poll, round_):
    vote(round_, (0, 1), (0, 1), (0, 2), (0,), (3, 0))
    operations.close_round(round_)
    operations.reveal_round(round_)

    result = queries.result_of(round_)

    assert result == counted(round_)
    assert [option.letter for option in queries.winners(poll.meeting)] == ["A", "B", "D"]


def test_domains_count_together_until_each_group_has_five(poll, round_):
    medical, social, municipality = db.session.query(Domain).order_by(Domain.position)
    vote(round_, *[(0,)] * 12, domain=medical)
    vote(round_, *[(1,)] * 5, domain=social)
    vote(round_, *[(2,)] * 3, domain=municipality)

    groups = counted(round_).result.groups

    assert [group.domains for group in groups] == [("medical",), ("social", "municipality")]


def test_a_vote_held_again_keeps_its_ballots_and_counts_them_no_more(poll, round_):
    vote(round_, (0,), (1,))

    following = operations.reset_round(round_, "De vraag was onduidelijk")

    assert round_.state == RoundState.CLOSED
    assert (following.number, following.state) == (2, RoundState.DRAFT)
    assert queries.ballot_count(round_) == 2
    assert queries.current_round(poll.meeting_id) is None
    operations.open_round(following)
    assert queries.current_round(poll.meeting_id) is following
    assert queries.ballot_count(following) == 0


def test_a_vote_is_held_again_for_a_reason_only(round_):
    with pytest.raises(ReasonNeeded):
        operations.reset_round(round_, "  ")

    assert round_.state == RoundState.OPEN


def test_a_shown_result_stays_when_the_vote_is_held_again(poll, round_):
    vote(round_, (0,))
    operations.close_round(round_)
    operations.reveal_round(round_)
    operations.reset_round(round_, "Tweede ronde")

    assert queries.current_round(poll.meeting_id) is round_
    assert queries.result_of(round_) is not None


def test_a_finished_vote_forgets_which_device_is_which(poll, round_):
    with pytest.raises(StepNotPossible):
        operations.finish_poll(poll)

    operations.close_round(round_)
    operations.finish_poll(poll)

    assert poll.secret is None
    with pytest.raises(StepNotPossible):
        operations.reset_round(round_, "Toch nog een keer")


def test_a_day_after_the_meeting_votes_are_finished_by_themselves(poll, round_):
    operations.close_round(round_)
    poll.meeting.state, poll.meeting.closed_at = MeetingState.CLOSED, now()
    db.session.commit()

    deadlines.finish_overdue(now() + timedelta(hours=23))
    early = poll.secret
    deadlines.finish_overdue(now() + timedelta(hours=25))

    assert early is not None
    assert poll.secret is None


def test_a_session_nobody_closes_has_its_votes_finished_when_the_code_ends(poll, round_):
    ends_at = poll.meeting.ends_at
    db.session.commit()

    deadlines.finish_overdue(ends_at + timedelta(days=29))
    early = poll.secret
    deadlines.finish_overdue(ends_at + timedelta(days=31))

    assert early is not None
    assert (poll.secret, round_.state) == (None, RoundState.CLOSED)


def test_a_vote_with_an_end_closes_by_itself_once(poll):
    round_ = poll.rounds[0]
    operations.open_round(round_, minutes=5)
    db.session.commit()

    deadlines.close_overdue(now())
    still_open = round_.state
    with set_to(now() + timedelta(minutes=6)):
        deadlines.close_overdue(now())
        deadlines.close_overdue(now())

    assert still_open == RoundState.OPEN
    assert round_.state == RoundState.CLOSED


def test_more_time_is_counted_from_now_or_from_the_end(poll):
    round_ = poll.rounds[0]
    with set_to(now()):
        operations.open_round(round_)
        operations.extend(round_, 2)
        first = round_.closes_at
        operations.extend(round_, 2)

        assert first == now() + timedelta(minutes=2)
        assert round_.closes_at == now() + timedelta(minutes=4)


def test_a_code_is_valid_from_a_day_before_until_thirty_days_after(poll, live):
    meeting = poll.meeting

    assert live.opens_at == meeting.starts_at - timedelta(days=1)
    assert live.expires_at == meeting.ends_at + timedelta(days=30)


def test_a_moved_meeting_keeps_its_code_and_moves_its_term(poll, live):
    code = live.code
    poll.meeting.starts_at += timedelta(days=7)

    operations.make_live(poll.meeting)

    assert live.code == code
    assert live.opens_at == poll.meeting.starts_at - timedelta(days=1)


@pytest.mark.parametrize("state", [MeetingState.CLOSED, MeetingState.CANCELLED])
def test_no_vote_is_opened_once_the_session_is_over(poll, state):
    poll.meeting.state = state

    for step in (operations.open_round, lambda round_: rehearsals.rehearse(round_.poll)):
        with pytest.raises(MeetingOver):
            step(poll.rounds[0])

    assert queries.open_poll(poll.meeting) is None
