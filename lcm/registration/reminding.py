"""Reminds once who was invited and has not answered: by a button, or by itself a week before."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import func, select

from lcm.clock import now
from lcm.db import db, for_each
from lcm.meetings.models import Meeting, MeetingState
from lcm.meetings.operations import hold
from lcm.meetings.running import local_time
from lcm.registration import posting
from lcm.registration.models import Invitation, InvitationState, RegistrationClosed
from lcm.registration.queries import is_registration_open, seat_rules

LEAD: Final = timedelta(days=7)
TIME_TO_ANSWER: Final = timedelta(days=3)
MORNING, EVENING = time(10), time(18)


def silent(meeting: Meeting) -> Sequence[Invitation]:
    """Return who was invited, has not answered and was never reminded, by name."""
    return db.session.scalars(
        select(Invitation)
        .where(
            Invitation.meeting_id == meeting.id,
            Invitation.state == InvitationState.INVITED,
            Invitation.reminded_at.is_(None),
        )
        .order_by(func.lower(Invitation.name), Invitation.id)
    ).all()


def reminding_day(meeting: Meeting) -> date:
    """Return the local day from which the silent are reminded without anybody asking for it."""
    return meeting.starts_local.date() - LEAD


def remind_silent(meeting: Meeting) -> int:
    """Remind everybody silent by mail and return how many; a repeat reminds nobody again.

    Raises RegistrationClosed.
    """
    meeting = hold(meeting)
    if not is_registration_open(meeting):
        raise RegistrationClosed
    return _remind(silent(meeting))


def remind_by_itself(meeting: Meeting, *, is_on: bool) -> None:
    """Let the silent be reminded a week before the start, or not. Raises MeetingOver."""
    meeting = hold(meeting)
    meeting.require_changeable()
    rules = seat_rules(meeting)
    rules.reminds_silent = is_on
    db.session.merge(rules)
    db.session.flush()


def remind_before_start(at: datetime) -> None:
    """Remind the silent of each session that starts within a week of ``at``, by day.

    Only where that was left on, and nobody within three days of their invitation. Late and
    repeated runs remind nobody twice.
    """
    due = (
        select(Meeting)
        .join(Invitation, Invitation.meeting_id == Meeting.id)
        .where(
            Meeting.state == MeetingState.PUBLISHED,
            Meeting.starts_at.between(at, at + LEAD + timedelta(days=1)),
            Invitation.state == InvitationState.INVITED,
            Invitation.reminded_at.is_(None),
            Invitation.created_at <= at - TIME_TO_ANSWER,
        )
        .distinct()
    )
    found = [meeting.id for meeting in db.session.scalars(due) if _is_due(meeting, at)]

    def remind(meeting_id: int) -> None:
        meeting = hold(db.session.get_one(Meeting, meeting_id))
        if is_registration_open(meeting) and _is_due(meeting, at):
            asked = silent(meeting)
            _remind([one for one in asked if one.created_at <= at - TIME_TO_ANSWER])

    for_each(found, remind)


def _is_due(meeting: Meeting, at: datetime) -> bool:
    local = local_time(at, meeting.zone)
    is_by_day = MORNING <= local.time() < EVENING
    return (
        is_by_day
        and reminding_day(meeting) <= local.date()
        and at < meeting.starts_at
        and seat_rules(meeting).reminds_silent
    )


def _remind(invitations: Sequence[Invitation]) -> int:
    for invitation in invitations:
        invitation.reminded_at = now()
        posting.tell_invited(invitation, word="reminder")
    db.session.flush()
    return len(invitations)
