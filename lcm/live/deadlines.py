"""What happens to votes when their time has come, whether or not anybody looks."""

from datetime import datetime, timedelta

from sqlalchemy import select

from lcm.clock import now
from lcm.db import db, for_each
from lcm.live import operations
from lcm.live.models import LiveMeeting, Poll, PollRound, RoundState
from lcm.meetings.models import Meeting, MeetingState

SECRET_KEPT = timedelta(hours=24)


def close_overdue(at: datetime) -> None:
    """Close every open round whose end has passed; a second run finds none."""
    overdue = select(PollRound.id).where(
        PollRound.state == RoundState.OPEN, PollRound.closes_at <= at
    )
    for_each(db.session.scalars(overdue).all(), _close)


def finish_overdue(at: datetime) -> None:
    """Destroy the secrets of polls 24 hours after their meeting was closed.

    Where nobody closed it, when its join code ends: 30 days after the meeting.
    """
    is_closed = (Meeting.state == MeetingState.CLOSED) & (Meeting.closed_at <= at - SECRET_KEPT)
    over = (
        select(Poll.id)
        .join(Poll.meeting)
        .join(LiveMeeting, LiveMeeting.meeting_id == Meeting.id)
        .where(Poll.secret.is_not(None), is_closed | (LiveMeeting.expires_at <= at))
    )
    for_each(db.session.scalars(over).all(), _finish)


def _close(round_id: int) -> None:
    round_ = db.session.get_one(PollRound, round_id, with_for_update=True)
    if round_.state == RoundState.OPEN and round_.closes_at and round_.closes_at <= now():
        operations.close_round(round_)


def _finish(poll_id: int) -> None:
    poll = db.session.get_one(Poll, poll_id)
    for round_ in poll.rounds:
        if round_.state == RoundState.OPEN:
            operations.close_round(round_)
    operations.finish_poll(poll)
