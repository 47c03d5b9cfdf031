"""Gives actions an owner and a date, and turns wishes into actions."""

from datetime import date

from sqlalchemy import select

from lcm.actions.models import (
    Action,
    ActionChange,
    ActionClosed,
    ActionState,
    Item,
    ItemKind,
    NoAction,
)
from lcm.communities.models import Membership
from lcm.db import db
from lcm.events import ItemsChanged, publish
from lcm.people.models import Person
from lcm.registration.models import Registration

CONVERTIBLE = frozenset({ItemKind.WISH, ItemKind.IDEA})
OPEN_STATES = frozenset({ActionState.PROPOSED, ActionState.ACCEPTED, ActionState.BUSY})


def give_owner(
    item: Item,
    owner: Person | None,
    owner_text: str,
    due_on: date | None,
    *,
    is_accepted: bool = False,
) -> Action:
    """Let the action of ``item`` be owned by ``owner``, else by who ``owner_text`` names, by a day.

    Neither: nobody owns it. ``is_accepted``: they said yes in the room, so they are not asked
    again. Another owner means that links of the one before work no more. Safe to repeat; raises
    NoAction for another kind of item, ActionClosed for what is done or dropped.
    """
    action = _hold(item)
    text = "" if owner else owner_text
    is_owned = owner is not None or bool(text)
    is_same = (action.owner_id, action.owner_text) == (owner.id if owner else None, text)
    becomes_accepted = is_accepted and is_owned and action.state == ActionState.PROPOSED
    if is_same and action.due_on == due_on and not becomes_accepted:
        return action
    if not is_same:
        action.owner, action.owner_text = owner, text
        action.organisation_id = _organisation_id(item, owner) if owner else None
        action.version += 1
        action.state = ActionState.PROPOSED
    if is_accepted and is_owned and action.state == ActionState.PROPOSED:
        action.state = ActionState.ACCEPTED
    action.due_on = due_on
    item.version += 1
    note_change(action)
    return action


def convert(item: Item) -> Action:
    """Turn a wish or an idea into an action that nobody owns yet; id, author and room stay.

    Safe to repeat; raises NoAction for other kinds.
    """
    db.session.refresh(item, with_for_update=True)
    if item.kind == ItemKind.ACTION:
        return action_of(item)
    if item.kind not in CONVERTIBLE:
        raise NoAction
    item.converted_from, item.kind = item.kind, ItemKind.ACTION
    item.version += 1
    return make_action(item)


def make_action(item: Item) -> Action:
    """Return the action side of ``item``, made when there is none: proposed, without an owner."""
    if item.action is None:
        item.action = Action(state=ActionState.PROPOSED, version=1)
        db.session.flush()
        note_change(item.action)
    return item.action


def action_of(item: Item) -> Action:
    """Return the action side of ``item``; raises NoAction."""
    if item.action is None:
        raise NoAction
    return item.action


def note_change(action: Action, *, by_name: str = "", note: str = "") -> None:
    """Add a line to the history of ``action``, and tell the screens that show it."""
    db.session.add(
        ActionChange(action_id=action.item_id, state=action.state, by_name=by_name, note=note)
    )
    db.session.flush()
    publish(ItemsChanged(action.item.meeting_id))


def _hold(item: Item) -> Action:
    db.session.flush()
    db.session.refresh(item, with_for_update=True)
    action = action_of(item)
    if action.state not in OPEN_STATES and action.state != ActionState.DECLINED:
        raise ActionClosed
    return action


def _organisation_id(item: Item, owner: Person) -> int | None:
    """Return the organisation ``owner`` spoke for in the meeting, else in the community."""
    registered = db.session.scalar(
        select(Registration.organisation_id).where(
            Registration.meeting_id == item.meeting_id, Registration.person_id == owner.id
        )
    )
    return registered or db.session.scalar(
        select(Membership.organisation_id).where(
            Membership.community_id == item.meeting.community_id,
            Membership.person_id == owner.id,
        )
    )
