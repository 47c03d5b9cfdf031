"""Actions with all that lists say of them: owner, standing, and where they came from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import contains_eager, joinedload

from lcm.actions.changes import OPEN_STATES, has_owner
from lcm.actions.due import Standing, days_late, standing
from lcm.actions.models import Action, ActionState, Item, Summary
from lcm.actions.priorities import Priority, origin_id, priorities
from lcm.breakouts.models import Room
from lcm.clock import today
from lcm.communities.models import Community
from lcm.db import db
from lcm.errors import NotFound
from lcm.meetings.models import Meeting
from lcm.people.models import Person

UNSETTLED_STATES: Final = (*OPEN_STATES, ActionState.DECLINED)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as lists show it today, in the zone of its meeting."""

    action: Action
    standing: Standing
    days_late: int
    priority: Priority | None

    @property
    def item(self) -> Item:
        return self.action.item

    @property
    def meeting(self) -> Meeting:
        return self.action.item.meeting

    @property
    def room(self) -> Room | None:
        return self.action.item.room

    @property
    def owner_name(self) -> str:
        """Who has it; "" for nobody."""
        owner = self.action.owner
        return owner.name if owner else self.action.owner_text

    @property
    def is_open(self) -> bool:
        return self.action.state in UNSETTLED_STATES

    @property
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
    said = [one for one in shown if one.room is None or (round_ and one.room.round is round_)]
    rooms = _by_room(said, round_.rooms if round_ else ())
    each = max(2, WALL_COUNT // max(1, len(rooms)))
    focus = [
        _on_wall(room, items, len(items)) for room, items in rooms if room and room.number == room_number
    ]
    return Wall(
        rooms=tuple(_on_wall(room, items, each) for room, items in rooms),
        focus=focus[0] if focus else None,
        item_count=len(said),
    )


def _items() -> Select[tuple[Item]]:
    return select(Item).options(
        joinedload(Item.author_place),
        joinedload(Item.room).joinedload(Room.round),
        joinedload(Item.action).joinedload(Action.owner),
    )


def _items_of(meeting: Meeting) -> Sequence[Item]:
    return db.session.scalars(
        _items().where(Item.meeting_id == meeting.id).order_by(Item.id)
    ).all()


def _by_room(
    items: Iterable[Item], rooms: Iterable[Room] = ()
) -> list[tuple[Room | None, list[Item]]]:
    """Return the items by room, the plenary first if it has any; ``rooms`` come also empty."""
    groups: dict[Room | None, list[Item]] = {room: [] for room in rooms}
    for item in items:
        groups.setdefault(item.room, []).append(item)
    return sorted(
        groups.items(), key=lambda group: (group[0].round_id, group[0].number) if group[0] else (0, 0)
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
    return WallRoom(room, pinned, tuple(newest[:limit]), max(0, len(newest) - limit))
