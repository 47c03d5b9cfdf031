"""A vote tried with thirty made-up phones before the real one, and wiped in one go."""

from sqlalchemy import delete

from lcm.clock import now
from lcm.db import db
from lcm.events import RehearsalBegan, RehearsalWiped, publish
from lcm.live import operations, queries
from lcm.live.models import Poll, PollRound, RoundState
from lcm.live.refusals import StepNotPossible


def rehearse(poll: Poll) -> PollRound:
    """Open a round of ``poll`` that never counts, and send made-up phones after the commit.

    The round that waits stays a draft behind it. The code of the meeting works from now on.
    Raises StepNotPossible once a real round was opened, and for questions, which are no vote;
    AnotherRoundOpen while another vote is.
    """
    _hold(poll)
    waiting = queries.latest_round(poll)
    if poll.kind == "questions" or any(round_.state != RoundState.DRAFT for round_ in poll.rounds):
        raise StepNotPossible
    live = queries.live_of(poll.meeting)
    live.opens_at = min(live.opens_at, now())
    round_ = PollRound(poll=poll, number=waiting.number + 1, is_rehearsal=True)
    db.session.add(round_)
    db.session.flush()
    operations.open_round(round_)
    publish(RehearsalBegan(round_.id))
    return round_


def wipe(poll: Poll) -> None:
    """Remove the rehearsal of ``poll`` with all that came of it; without one nothing happens."""
    _hold(poll)
    rehearsed = [round_ for round_ in poll.rounds if round_.is_rehearsal]
    for round_ in rehearsed:
        db.session.refresh(round_, with_for_update=True)
        db.session.execute(delete(PollRound).where(PollRound.id == round_.id))
        publish(RehearsalWiped(round_.id))
    db.session.flush()
    db.session.expire(poll, ["rounds"])
    if rehearsed:
        poll.secret = None
        operations.touch(poll.meeting_id)


def _hold(poll: Poll) -> None:
    """Let hosts who rehearse or wipe at one moment take turns, each with the rounds as they are."""
    db.session.refresh(poll, with_for_update=True)
    db.session.expire(poll, ["rounds"])
