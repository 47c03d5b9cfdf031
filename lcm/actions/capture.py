"""Takes in what rooms and the plenary say: once each, kept as written, changed without loss."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from lcm.actions.models import Action, ActionState, EditConflict, Item, ItemKind
from lcm.actions.operations import give_owner, make_action
from lcm.breakouts.models import Room
from lcm.clock import now
from lcm.db import db
from lcm.events import ItemsChanged, publish
from lcm.meetings.models import Meeting
from lcm.people.models import Person
from lcm.registration.models import Place


@dataclass(frozen=True, slots=True)
class Ownership:
    """Who takes an action: a person, or in words; by which day; did they say yes already."""

    owner: Person | None = None
    owner_text: str = ""
    due_on: date | None = None
    is_accepted: bool = False

    def is_of(self, action: Action) -> bool:
        """Say whether ``action`` is owned like this already."""
        is_said = not self.is_accepted or action.state != ActionState.PROPOSED
        own = (action.owner, action.owner_text, action.due_on)
        return is_said and own == (self.owner, self.owner_text, self.due_on)


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """One sentence of 1 to 400 characters; ``client_id`` is the same each time it is sent."""

    kind: ItemKind
    text: str
    client_id: str
    ownership: Ownership = Ownership()


def add_item(author: Place | None, meeting: Meeting, room: Room | None, draft: ItemDraft) -> Item:
    """Return the item of ``draft``, written down now unless its ``client_id`` came before.

    However often and at whatever time it is sent, also after the room closed, there is one item;
    what others changed in it meanwhile stays. ``room`` None: from the plenary.
    """
    known = _find_item(meeting, draft.client_id)
    if known is not None:
        return known
    item = Item(
        meeting=meeting,
        room=room,
        author_place=author,
        client_id=draft.client_id,
        kind=draft.kind,
        text=draft.text,
    )
    try:
        with db.session.begin_nested():
            db.session.add(item)
    except IntegrityError:
        known = _find_item(meeting, draft.client_id)
        if known is None:
            raise
        return known
    if draft.kind == ItemKind.ACTION:
        make_action(item)
        _own(item, draft.ownership)
    publish(ItemsChanged(meeting.id))
    return item


def change_item(item: Item, version: int, text: str, ownership: Ownership | None = None) -> None:
    """Give ``item`` another text, and an action another ownership unless that is None.

    Raises EditConflict, and changes nothing, unless ``version`` is what the item still has.
    """
    db.session.refresh(item, with_for_update=True)
    if item.version != version:
        raise EditConflict
    if item.text != text:
        item.text = text
        item.version += 1
    if item.action is not None and ownership is not None and not ownership.is_of(item.action):
        _own(item, ownership)
    _tell(item)


def hide(item: Item) -> None:
    """Take ``item`` off every page and screen; nothing is lost and ``restore`` brings it back."""
    if item.hidden_at is None:
        item.hidden_at, item.is_pinned = now(), False
        _tell(item)


def restore(item: Item) -> None:
    """Show a hidden item again. Safe to repeat."""
    if item.hidden_at is not None:
        item.hidden_at = None
        _tell(item)


def pin(item: Item) -> None:
    """Make ``item`` the one thing its room shares; the one pinned before is so no more."""
    _unpin_room(item)
    item.is_pinned = True
    _tell(item)


def unpin(item: Item) -> None:
    """Let the room of ``item`` share nothing in particular."""
    item.is_pinned = False
    _tell(item)


def _own(item: Item, ownership: Ownership) -> None:
    give_owner(
        item,
        ownership.owner,
        ownership.owner_text,
        ownership.due_on,
        is_accepted=ownership.is_accepted,
    )


def _unpin_room(item: Item) -> None:
    db.session.execute(
        update(Item)
        .where(Item.room_id == item.room_id, Item.meeting_id == item.meeting_id, Item.is_pinned)
        .values({Item.is_pinned: False})
    )


def _find_item(meeting: Meeting, client_id: str) -> Item | None:
    return db.session.scalar(
        select(Item).where(Item.meeting_id == meeting.id, Item.client_id == client_id)
    )


def _tell(item: Item) -> None:
    db.session.flush()
    publish(ItemsChanged(item.meeting_id))
