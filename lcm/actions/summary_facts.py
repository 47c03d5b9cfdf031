"""What a summary tells of a meeting and of one person in it, as JSON that stays as it is."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from lcm.actions.models import Item, ItemKind
from lcm.actions.queries import ActionLine, actions_of
from lcm.actions.vote_facts import vote_facts
from lcm.breakouts.models import BreakoutRound, Room, RoomPlace, RoundState
from lcm.calendar.told import told
from lcm.clock import now
from lcm.db import db
from lcm.live.outcome.shown_rounds import decided_votes
from lcm.meetings.models import Meeting, MeetingState
from lcm.people.models import Person
from lcm.registration.models import Place, Registration


@dataclass(frozen=True, slots=True)
class Brought:
    """What a meeting brought, by the ids of its people: read once for all summaries."""

    actions: dict[int, list[ActionLine]]
    rooms: dict[int, Room]
    pins: dict[int, str]


def shared_facts(meeting: Meeting) -> dict[str, Any]:
    """Return what all summaries of ``meeting`` tell: the votes, decisions, what is next."""
    successor = _next_meeting(meeting)
    return {
        "meeting": told(meeting).as_facts(),
        "votes": [vote_facts(vote) for vote in decided_votes(meeting)],
        "decisions": _decisions(meeting),
        "next": told(successor).as_facts() if successor else None,
    }


def brought(meeting: Meeting) -> Brought:
    """Return the actions, rooms and pins of ``meeting`` for `personal_facts`."""
    actions: dict[int, list[ActionLine]] = {}
    for line in actions_of(meeting):
        if line.action.owner_id is not None and line.is_open:
            actions.setdefault(line.action.owner_id, []).append(line)
    return Brought(actions, _rooms_by_person(meeting), _pins(meeting))


def personal_facts(person: Person, all_brought: Brought) -> dict[str, Any]:
    """Return what only the summary of ``person`` tells: own open actions and own room."""
    room = all_brought.rooms.get(person.id)
    return {
        "actions": [_action(line) for line in all_brought.actions.get(person.id, [])],
        "room": _room(room, all_brought.pins) if room else None,
    }


def _decisions(meeting: Meeting) -> list[str]:
    return list(
        db.session.scalars(
            select(Item.text)
            .where(Item.meeting_id == meeting.id, Item.kind == ItemKind.DECISION)
            .where(Item.hidden_at.is_(None))
            .order_by(Item.id)
        )
    )


def _next_meeting(meeting: Meeting) -> Meeting | None:
    """Return the announced successor, else the community's next announced meeting."""
    return db.session.scalar(
        select(Meeting)
        .where(
            Meeting.community_id == meeting.community_id,
            Meeting.id != meeting.id,
            Meeting.state == MeetingState.PUBLISHED,
            Meeting.starts_at > max(now(), meeting.starts_at),
        )
        .order_by((Meeting.previous_id == meeting.id).is_(True).desc(), Meeting.starts_at)
        .limit(1)
    )


def _rooms_by_person(meeting: Meeting) -> dict[int, Room]:
    seats = db.session.execute(
        select(Registration.person_id, Room)
        .join(Place, Place.registration_id == Registration.id)
        .join(RoomPlace, RoomPlace.place_id == Place.id)
        .join(Room, Room.id == RoomPlace.room_id)
        .join(Room.round)
        .where(BreakoutRound.meeting_id == meeting.id, BreakoutRound.state != RoundState.PLANNED)
        .order_by(BreakoutRound.opened_at)
        .options(contains_eager(Room.round))
    )
    return dict(seats.all())


def _pins(meeting: Meeting) -> dict[int, str]:
    pinned = db.session.scalars(
        select(Item)
        .where(Item.meeting_id == meeting.id, Item.is_pinned, Item.hidden_at.is_(None))
        .where(Item.room_id.is_not(None))
    )
    return {item.room_id: item.text for item in pinned if item.room_id is not None}


def _action(line: ActionLine) -> dict[str, Any]:
    due_on = line.action.due_on
    return {
        "id": line.item.public_id,
        "version": line.action.version,
        "text": line.item.text,
        "due_on": due_on.isoformat() if due_on else None,
        "state": line.action.state.value,
        "priority": line.priority.label if line.priority else "",
    }


def _room(room: Room, pins: dict[int, str]) -> dict[str, Any]:
    return {
        "number": room.number,
        "title": room.title,
        "question": room.question,
        "pin": pins.get(room.id, ""),
    }
