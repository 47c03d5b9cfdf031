"""The life of an action: made, owned, answered, handed over, given back, finished or dropped."""

from datetime import date
from typing import Final

from lcm.actions import posting
from lcm.actions.changes import (
    OPEN_STATES,
    change_owner,
    change_state,
    has_owner,
    hold,
    is_closed,
    note_change,
    own_again,
)
from lcm.actions.models import (
    Action,
    ActionClosed,
    ActionState,
    AlreadyOwner,
    Item,
    ItemKind,
    NoAction,
    OwnerNeeded,
    ReasonNeeded,
)
from lcm.clock import now
from lcm.db import db
from lcm.people.models import Person

CONVERTIBLE: Final = frozenset({ItemKind.WISH, ItemKind.IDEA})


def make_action(item: Item) -> Action:
    """Return the action side of ``item``, made when there is none: proposed, without an owner."""
    if item.action is None:
        item.action = Action(state=ActionState.PROPOSED, state_at=now(), version=1)
        db.session.flush()
        note_change(item.action)
    return item.action


def action_of(item: Item) -> Action:
    """Return the action side of ``item``; raises NoAction."""
    if item.action is None:
        raise NoAction
    return item.action


def convert(item: Item) -> Action:
    """Turn a wish or an idea into an action that nobody owns yet; id, author and room stay.

    Safe to repeat; raises NoAction for other kinds.
    """
    db.session.refresh(item, with_for_update={"of": Item})
    if item.kind == ItemKind.ACTION:
        return action_of(item)
    if item.kind not in CONVERTIBLE:
        raise NoAction
    item.converted_from, item.kind = item.kind, ItemKind.ACTION
    item.version += 1
    return make_action(item)


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
    again. Another owner than before ends the links of the one before, and once the meeting's
    summary is sent they get a mail of their own. Safe to repeat; raises NoAction for another kind
    of item, ActionClosed for what is done or dropped.
    """
    action = settle(item, owner, owner_text, due_on, "")
    if is_accepted and has_owner(action) and action.state == ActionState.PROPOSED:
        change_state(action, ActionState.ACCEPTED, by_name="")
    return action


def settle(
    item: Item, owner: Person | None, owner_text: str, due_on: date | None, by_name: str
) -> Action:
    """Let ``by_name`` give the action of ``item`` an owner and a day, as `give_owner` does."""
    action = hold(action_of(item))
    if action.state not in (*OPEN_STATES, ActionState.DECLINED):
        raise ActionClosed
    text = "" if owner else owner_text
    is_same = (action.owner, action.owner_text) == (owner, text)
    if is_same and action.due_on == due_on:
        return action
    action.due_on = due_on
    item.version += 1
    if is_same:
        note_change(action, by_name=by_name)
        return action
    change_owner(action, owner, text)
    change_state(action, ActionState.PROPOSED, by_name=by_name)
    if owner is not None and posting.is_summary_sent(item.meeting_id):
        posting.tell_assigned(action)
    return action


def accept(action: Action, *, by_name: str = "") -> None:
    """Note that the owner takes it up; safe to repeat, and undoes busy or done within 7 days.

    Who gave it back gets it again, while nobody else did. Raises ActionClosed, OwnerNeeded.
    """
    _answer(action, ActionState.ACCEPTED, by_name, "")


def start(action: Action, *, by_name: str = "") -> None:
    """Note that the owner is busy with it; safe to repeat. Raises ActionClosed, OwnerNeeded."""
    _answer(action, ActionState.BUSY, by_name, "")


def finish(action: Action, *, by_name: str = "", note: str = "") -> None:
    """Note that it is done, with a closing ``note`` of up to 400 characters or "".

    Safe to repeat; for 7 days accept or start undoes it. Raises ActionClosed, OwnerNeeded.
    """
    _answer(action, ActionState.DONE, by_name, note)


def give_back(action: Action, reason: str, *, by_name: str = "") -> None:
    """Give it back to the coordinator for a ``reason`` of up to 400 characters; nobody owns it.

    The link of who gave it back goes on working until it has another owner. Safe to repeat.
    Raises ReasonNeeded, ActionClosed, OwnerNeeded.
    """
    hold(action)
    if action.state == ActionState.DECLINED:
        return
    _require_open(action)
    if not reason.strip():
        raise ReasonNeeded
    change_state(action, ActionState.DECLINED, by_name=by_name, note=reason)
    action.owner, action.owner_text, action.organisation_id = None, "", None
    db.session.flush()


def hand_over(action: Action, person: Person, *, by_name: str = "") -> None:
    """Make ``person`` the owner, who is asked by mail to accept; the link used so far ends.

    Raises AlreadyOwner, MailedOften, ActionClosed, OwnerNeeded.
    """
    hold(action)
    _require_open(action)
    if person == action.owner:
        raise AlreadyOwner
    posting.require_mailable(person)
    giver = action.owner.name if action.owner else by_name
    change_owner(action, person, "")
    change_state(action, ActionState.PROPOSED, by_name=by_name)
    posting.tell_handed_over(action, giver)


def drop(action: Action, reason: str, *, by_name: str = "") -> None:
    """Let the organiser drop it for a ``reason`` that people read; safe to repeat.

    Raises ReasonNeeded, and ActionClosed for what is done.
    """
    hold(action)
    if action.state == ActionState.DROPPED:
        return
    if action.state == ActionState.DONE:
        raise ActionClosed
    if not reason.strip():
        raise ReasonNeeded
    change_state(action, ActionState.DROPPED, by_name=by_name, note=reason)


def reopen(action: Action, *, by_name: str = "") -> None:
    """Let the organiser take up again what was done or dropped, however long ago.

    Its owner has it as accepted; without an owner it is proposed. Safe to repeat.
    """
    hold(action)
    if action.state in (ActionState.DONE, ActionState.DROPPED):
        state = ActionState.ACCEPTED if has_owner(action) else ActionState.PROPOSED
        change_state(action, state, by_name=by_name)


def _answer(action: Action, state: ActionState, by_name: str, note: str) -> None:
    hold(action)
    if action.state == state:
        return
    if is_closed(action):
        raise ActionClosed
    if action.state == ActionState.DECLINED:
        own_again(action)
    if not has_owner(action):
        raise OwnerNeeded
    change_state(action, state, by_name=by_name, note=note)


def _require_open(action: Action) -> None:
    if action.state not in OPEN_STATES:
        raise ActionClosed
    if not has_owner(action):
        raise OwnerNeeded
