"""Reminds owners once of what they have to do by a date, and stays silent when nothing is due."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from lcm.actions.changes import OPEN_STATES
from lcm.actions.due import LEAD, Timing, needs_reminder
from lcm.actions.models import Action, Item
from lcm.actions.posting import locale_for
from lcm.clock import HOME_ZONE
from lcm.db import db, for_each
from lcm.mail import outbox
from lcm.mail.outbox import About, To
from lcm.meetings.running import local_time
from lcm.people.models import Person
from lcm.registration.posting import contact_of

ZONE_SLACK: Final = timedelta(days=1)


def remind_due(at: datetime) -> None:
    """Queue one mail per owner about what is due within 7 days; late or repeated runs add none.

    An owner gets at most one a day, and for every action one in all, unless its date moves on.
    """

    def remind(owner_id: int) -> None:
        _remind(db.session.get_one(Person, owner_id), at)

    for_each(_owners_to_remind(at), remind)


def _owners_to_remind(at: datetime) -> list[int]:
    return sorted({action.owner_id for action in _needing(None, at) if action.owner_id is not None})


def _remind(owner: Person, at: datetime) -> None:
    due = _needing(owner, at)
    if not due:
        return
    meeting = due[0].item.meeting
    contact = contact_of(meeting.community)
    is_queued = outbox.enqueue(
        f"action-reminder:{owner.public_id}:{local_time(at, HOME_ZONE).date().isoformat()}",
        to=To(owner.name, owner.email, locale_for(owner, meeting.id, meeting.locale)),
        kind="actions/reminder",
        about=About(
            object_id=owner.id,
            meeting_id=meeting.id,
            facts={"actions": [action.item.public_id for action in due]},
            reply_to=contact.email if contact else "",
        ),
    )
    if is_queued:
        for action in due:
            action.reminded_on = local_time(at, action.item.meeting.zone).date()


def _needing(owner: Person | None, at: datetime) -> Sequence[Action]:
    """Return what its owner is to be reminded of at ``at``, by date; ``owner`` None: everybody's.

    Rows of one owner are held, so that two leaders of the sweeps do not both remind.
    """
    today = local_time(at, HOME_ZONE).date()
    wanted = (
        select(Action)
        .join(Action.item)
        .join(Item.meeting)
        .where(Action.state.in_(OPEN_STATES), Action.owner_id.is_not(None))
        .where(Action.due_on.between(today - ZONE_SLACK, today + LEAD + ZONE_SLACK))
        .where(Item.hidden_at.is_(None))
        .order_by(Action.due_on, Item.id)
        .options(contains_eager(Action.item).contains_eager(Item.meeting))
    )
    if owner is not None:
        wanted = wanted.where(Action.owner_id == owner.id).with_for_update(of=Action)
    return [action for action in db.session.scalars(wanted) if _needs(action, at)]


def _needs(action: Action, at: datetime) -> bool:
    today = local_time(at, action.item.meeting.zone).date()
    made_on = action.assigned_on or today
    timing = Timing(action.state, action.due_on, made_on, action.reminded_on)
    return needs_reminder(timing, today)
