"""What was said in rooms and plenary, for the room itself, the harvest and the big screen."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from lcm.actions.changes import OPEN_STATES, has_owner
from lcm.actions.models import Action, ActionState, Item, ItemKind
from lcm.breakouts.models import BreakoutRound, Room, RoomPlace, RoundState
from lcm.db import db
from lcm.errors import NotFound
from lcm.meetings.models import Meeting
from lcm.registration.models import Place

KIND_ORDER: Final = (
    ItemKind.ACTION,
    ItemKind.DECISION,
    ItemKind.WISH,
    ItemKind.IDEA,
    ItemKind.BARRIER,
    ItemKind.QUESTION,
)
# How many sentences beside the shared one fit a screen, up to how many rooms.
FITTING: Final = ((4, 3), (6, 2), (8, 1))


@dataclass(frozen=True, slots=True)
class RoomHarvest:
    """What one room brought, by kind; ``room`` None is the plenary."""

    room: Room | None
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Harvest:
    """All a meeting brought: actions without owner or date apart, and what was taken away."""

    unsettled: tuple[Item, ...]
    rooms: tuple[RoomHarvest, ...]
    hidden: tuple[Item, ...]
    counts: Mapping[ItemKind, int]

    @property
    def item_count(self) -> int:
        return sum(self.counts.values())

    @property
    def actions(self) -> tuple[Item, ...]:
        """Every action that is shown, once."""
        said = [item for room in self.rooms for item in room.items if item.action]
        return (*self.unsettled, *(item for item in said if item not in self.unsettled))


@dataclass(frozen=True, slots=True)
class WallRoom:
    """A room on the big screen: what it shares, its newest other items, how many more it has."""

    room: Room | None
    pinned: Item | None
    items: tuple[Item, ...]
    more_count: int


@dataclass(frozen=True, slots=True)
class Wall:
    """The harvest wall; ``focus`` is the one room that is shown alone, if any."""

    rooms: tuple[WallRoom, ...]
    focus: WallRoom | None
    item_count: int


def items_in(room: Room) -> Sequence[Item]:
    """Return what ``room`` wrote down and did not take away, in the order it came."""
    return db.session.scalars(
        _items().where(Item.room_id == room.id, Item.hidden_at.is_(None)).order_by(Item.id)
    ).all()


def own_item(place: Place, public_id: str) -> Item:
    """Return the item ``public_id`` of a room ``place`` is or was in, hidden or not; NotFound."""
    item = db.session.scalar(
        _items()
        .join(RoomPlace, RoomPlace.room_id == Item.room_id)
        .where(RoomPlace.place_id == place.id, Item.public_id == public_id)
    )
    if item is None:
        raise NotFound
    return item


def find_hidden(place: Place, public_id: str) -> Item | None:
    """Return an item of a room ``place`` is or was in that was taken away; else None."""
    return db.session.scalar(
        _items()
        .join(RoomPlace, RoomPlace.room_id == Item.room_id)
        .where(RoomPlace.place_id == place.id, Item.public_id == public_id)
        .where(Item.hidden_at.is_not(None))
    )


def item_in(meeting: Meeting, public_id: str) -> Item:
    """Return the item ``public_id`` of ``meeting``, hidden or not; raises NotFound."""
    item = db.session.scalar(
        _items().where(Item.meeting_id == meeting.id, Item.public_id == public_id)
    )
    if item is None:
        raise NotFound
    return item


def harvest(meeting: Meeting, kind: ItemKind | None = None) -> Harvest:
    """Return everything ``meeting`` brought, the plenary first, then room by room.

    ``kind`` leaves the other kinds out of the rooms; unsettled actions are always there.
    """
    items = _items_of(meeting)
    shown = [item for item in items if item.hidden_at is None]
    wanted = [item for item in shown if kind in (None, item.kind)]
    return Harvest(
        unsettled=tuple(item for item in shown if is_unsettled(item)),
        rooms=tuple(
            RoomHarvest(room, tuple(sorted(said, key=lambda item: KIND_ORDER.index(item.kind))))
            for room, said in _by_room(wanted)
        ),
        hidden=tuple(item for item in items if item.hidden_at is not None),
        counts=Counter(item.kind for item in shown),
    )


def is_unsettled(item: Item) -> bool:
    """Say whether it is an action that still lacks somebody who does it, or a day."""
    action = item.action
    if action is None or action.state not in (*OPEN_STATES, ActionState.DECLINED):
        return False
    return not has_owner(action) or action.due_on is None


def wall(meeting: Meeting, room_number: int | None = None) -> Wall:
    """Return what the big screen shows of the round held last, newest first in every room.

    Rooms with much are cut so that the wall fits a screen; ``room_number`` shows one room in
    full, None and an unknown number only all of them.
    """
    round_ = _last_round(meeting)
    shown = [item for item in _items_of(meeting) if item.hidden_at is None]
    said = [one for one in shown if one.room is None or one.room.round is round_]
    rooms = _by_room(said, round_.rooms if round_ else ())
    each = next((count for most, count in FITTING if len(rooms) <= most), 0)
    focus = next(
        (
            _on_wall(room, own, len(own))
            for room, own in rooms
            if room and room.number == room_number
        ),
        None,
    )
    cut = tuple(_on_wall(room, own, each) for room, own in rooms)
    return Wall(rooms=cut, focus=focus, item_count=len(said))


def _items() -> Select[Item]:
    return select(Item).options(
        joinedload(Item.author_place),
        joinedload(Item.room).joinedload(Room.round),
        joinedload(Item.action).joinedload(Action.owner),
    )


def _items_of(meeting: Meeting) -> Sequence[Item]:
    return db.session.scalars(_items().where(Item.meeting_id == meeting.id).order_by(Item.id)).all()


def _by_room(
    items: Iterable[Item], rooms: Iterable[Room] = ()
) -> list[tuple[Room | None, list[Item]]]:
    """Return the items by room, the plenary first if it has any; ``rooms`` come also empty."""
    groups: dict[Room | None, list[Item]] = {room: [] for room in rooms}
    for item in items:
        groups.setdefault(item.room, []).append(item)
    return sorted(
        groups.items(),
        key=lambda group: (group[0].round_id, group[0].number) if group[0] else (0, 0),
    )


def _last_round(meeting: Meeting) -> BreakoutRound | None:
    return db.session.scalar(
        select(BreakoutRound)
        .where(BreakoutRound.meeting_id == meeting.id)
        .where(BreakoutRound.state != RoundState.PLANNED)
        .order_by(BreakoutRound.opened_at.desc())
        .limit(1)
    )


def _on_wall(room: Room | None, items: Sequence[Item], limit: int) -> WallRoom:
    pinned = next((item for item in items if item.is_pinned), None)
    newest = [item for item in reversed(items) if item is not pinned]
    shown = newest[: limit if pinned else max(limit, 1)]
    return WallRoom(room, pinned, tuple(shown), len(newest) - len(shown))
