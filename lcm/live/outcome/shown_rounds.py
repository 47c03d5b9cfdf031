"""The votes of a meeting that everybody has seen the result of, round by round."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from lcm.db import db
from lcm.errors import NotFound
from lcm.live.models import Option, Poll, PollRound, RoundState, Tally
from lcm.live.outcome.run_offs import RunOff, run_off_of
from lcm.live.results import CountedRound, kept_result
from lcm.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class ShownRound:
    """A revealed round with its frozen result."""

    round: PollRound
    result: CountedRound


@dataclass(frozen=True, slots=True)
class ShownVote:
    """A vote with its revealed rounds, the last one first, and what a run-off made of a tie."""

    poll: Poll
    rounds: tuple[ShownRound, ...]
    run_off: RunOff | None

    @property
    def round(self) -> PollRound:
        """The round that was shown last; its result is the one that counts."""
        return self.rounds[0].round

    @property
    def result(self) -> CountedRound:
        return self.rounds[0].result

    @property
    def by_id(self) -> dict[str, Option]:
        return {option.public_id: option for option in self.poll.options}


def shown_votes(meeting: Meeting) -> list[ShownVote]:
    """Return the votes of ``meeting`` with a result, in the order they were first shown.

    Rehearsals are no votes.
    """
    found = db.session.execute(
        select(PollRound, Tally.result)
        .join(PollRound.poll)
        .join(Tally, Tally.round_id == PollRound.id)
        .where(Poll.meeting_id == meeting.id, PollRound.state == RoundState.REVEALED)
        .where(~PollRound.is_rehearsal)
        .order_by(PollRound.revealed_at, PollRound.id)
        .options(contains_eager(PollRound.poll))
    ).all()
    rounds: dict[Poll, list[ShownRound]] = {}
    for round_, kept in found:
        rounds.setdefault(round_.poll, []).insert(0, ShownRound(round_, kept_result(kept)))
    return [_vote(poll, shown) for poll, shown in rounds.items()]


def decided_votes(meeting: Meeting) -> list[ShownVote]:
    """Return `shown_votes` without the run-offs: each is told with the vote it settles."""
    return [vote for vote in shown_votes(meeting) if vote.poll.run_off_of_id is None]


def round_in(meeting: Meeting, public_id: str) -> PollRound:
    """Return the round ``public_id`` of a vote of ``meeting``; NotFound, also for a rehearsal."""
    round_ = db.session.scalar(
        select(PollRound)
        .join(PollRound.poll)
        .where(Poll.meeting_id == meeting.id, PollRound.public_id == public_id)
        .where(~PollRound.is_rehearsal)
    )
    if round_ is None:
        raise NotFound
    return round_


def _vote(poll: Poll, rounds: Sequence[ShownRound]) -> ShownVote:
    last = rounds[0]
    return ShownVote(poll, tuple(rounds), run_off_of(last.round, last.result))
