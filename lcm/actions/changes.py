"""How an action changes hands and state, and what its history keeps of that."""

from datetime import timedelta
from itertools import takewhile
from typing import Final

from sqlalchemy import select

from lcm.actions.models import Action, ActionChange, ActionState
from lcm.clock import now, today
from lcm.communities.models import Membership
from lcm.db import db
from lcm.events import ItemsChanged, publish
from lcm.people.models import Person
from lcm.registration.models import Registration

UNDO: Final = timedelta(days=7)
OPEN_STATES: Final = (ActionState.PROPOSED, ActionState.ACCEPTED, ActionState.BUSY)


def hold(action: Action) -> Action:
    """Return ``action`` as it is now, its row held for this transaction."""
    db.session.flush()
    db.session.refresh(action, with_for_update={"of": Action})
    return action


def has_owner(action: Action) -> bool:
    """Say whether anybody has it: a person, or somebody known by name only."""
    return action.owner is not None or action.owner_text != ""


def is_closed(action: Action) -> bool:
    """Say whether its owner can change nothing any more: dropped, or done over 7 days ago."""
    is_old = action.state == ActionState.DONE and action.state_at + UNDO <= now()
    return is_old or action.state == ActionState.DROPPED


def change_owner(action: Action, person: Person | None, text: str) -> None:
    """Put another owner in, or nobody; who was asked before can use their link no more."""
    if action.assigned_on is not None:
        action.version += 1
    action.owner, action.owner_text = person, text
    action.organisation_id = _organisation_id(action, person)
    action.assigned_on = today(action.item.meeting.zone) if person else None
    action.reminded_on = action.renewed_at = None


def given_back(action: Action) -> ActionChange | None:
    """Return the line of its history that says who gave it back; None unless it is declined.

    A new day for what nobody owns adds lines after it, which are not about that person.
    """
    since = list(
        takewhile(lambda change: change.state == ActionState.DECLINED, reversed(action.history))
    )
    return since[-1] if since else None


def own_again(action: Action) -> None:
    """Give it again to who gave it back last, if known: their link was never ended."""
    given = given_back(action)
    action.owner = given.owner if given else None
    action.organisation_id = _organisation_id(action, action.owner)


def change_state(action: Action, state: ActionState, *, by_name: str, note: str = "") -> None:
    """Put it in ``state`` from this moment on; ``note`` is the reason or closing note, or ""."""
    action.state, action.state_at, action.note = state, now(), note
    note_change(action, by_name=by_name, note=note)


def note_change(action: Action, *, by_name: str = "", note: str = "") -> None:
    """Add a line to the history of ``action``, and tell the screens that show it."""
    action.history.append(
        ActionChange(
            changed_at=now(), owner=action.owner, state=action.state, by_name=by_name, note=note
        )
    )
    db.session.flush()
    publish(ItemsChanged(action.item.meeting_id))


def _organisation_id(action: Action, person: Person | None) -> int | None:
    """Return the organisation ``person`` spoke for in the meeting, else in the community."""
    if person is None:
        return None
    meeting = action.item.meeting
    registered = db.session.scalar(
        select(Registration.organisation_id).where(
            Registration.meeting_id == meeting.id, Registration.person_id == person.id
        )
    )
    return registered or db.session.scalar(
        select(Membership.organisation_id).where(
            Membership.community_id == meeting.community_id, Membership.person_id == person.id
        )
    )
