"""The link by which an owner answers for one action, without an account."""

from datetime import date, timedelta
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from lcm.actions.changes import OPEN_STATES
from lcm.actions.models import Action, ActionState, Item
from lcm.actions.posting import tell_new_links
from lcm.clock import now, today
from lcm.db import db
from lcm.meetings.running import local_time
from lcm.people.models import Person
from lcm.web import tokens

PURPOSE: Final = "action"
GOOD_FOR: Final = timedelta(days=90)
AFTERWARDS: Final = timedelta(minutes=10)


def action_token(action: Action) -> str:
    """Return the token of its present owner's link."""
    return tokens.token(PURPOSE, action.item.public_id, action.version)


def action_by_link(token: str) -> Action:
    """Return the action whose owner has this link; raises LinkUnusable.

    A link ends when somebody else owns the action, and by itself 90 days after the due date.
    """
    public_id, version = tokens.opened(PURPOSE, token)
    action = _find_action(public_id)
    if action is None or action.version != version or not _is_in_force(action):
        raise tokens.LinkUnusable
    return action


def was_just_handed_over(token: str) -> bool:
    """Say whether this link's owner handed the action over a moment ago, so that a second tap on
    the same button may get the same answer; False for any text that is no link."""
    try:
        public_id, version = tokens.opened(PURPOSE, token)
    except tokens.LinkUnusable:
        return False
    action = _find_action(public_id)
    if action is None or action.version != version + 1:
        return False
    return action.state == ActionState.PROPOSED and action.state_at + AFTERWARDS > now()


def renew(email_key: str, asked: str, locale: str) -> None:
    """Mail new links to the open actions of an address; the same work is done for an unknown one.

    They are good for another 90 days. ``asked`` is unique for this asking.
    """
    owners = select(Person.id).where(Person.email_key == email_key)
    db.session.execute(
        update(Action)
        .where(Action.owner_id.in_(owners), Action.state.in_(OPEN_STATES))
        .values({Action.renewed_at: now()})
        .execution_options(synchronize_session=False)
    )
    tell_new_links(email_key, asked, locale)


def last_day(action: Action) -> date | None:
    """Return the last local day the link works; None for an action nobody was asked to take."""
    zone = action.item.meeting.zone
    renewed_on = local_time(action.renewed_at, zone).date() if action.renewed_at else None
    days = [day for day in (action.due_on, action.assigned_on, renewed_on) if day is not None]
    return max(days) + GOOD_FOR if action.assigned_on else None


def _is_in_force(action: Action) -> bool:
    last = last_day(action)
    return last is not None and today(action.item.meeting.zone) <= last


def _find_action(public_id: str) -> Action | None:
    return db.session.scalar(
        select(Action)
        .join(Action.item)
        .where(Item.public_id == public_id, Item.hidden_at.is_(None))
        .options(joinedload(Action.item).joinedload(Item.meeting), joinedload(Action.owner))
    )
