"""Rounds, rooms, who is in them, and what the rules say about that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from lcm.breakouts.allocation import Remark, remarks
from lcm.breakouts.attendance import attendees, organisation_key, rules_of, seats
from lcm.breakouts.models import BreakoutRound, Room, RoomPlace, RoundState
from lcm.breakouts.names import shown_names
from lcm.db import db
from lcm.errors import NotFound
from lcm.live.models import Option
from lcm.meetings.models import AgendaItem, Meeting
from lcm.people.models import Domain
from lcm.registration.models import Place
from lcm.registration.queries import present_places
from lcm.web import tokens


@dataclass(frozen=True, slots=True)
class Seated:
    """A person in a room by the name others see; ``name`` is "" for who gave none."""

    place: Place
    name: str

    @property
    def domain(self) -> Domain | None:
        return self.place.domain

    @property
    def number(self) -> int:
        return self.place.number


@dataclass(frozen=True, slots=True)
class Origin:
    """The option of a vote that a room's question came from."""

    letter: str
    label: str


@dataclass(frozen=True, slots=True)
class RoomCard:
    """A room with its people, and every rule of its round that it does not meet."""

    room: Room
    people: tuple[Seated, ...]
    remarks: tuple[Remark, ...]
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Board:
    """A round with all its rooms; ``unseated_count`` people are present and have no room in it."""

    round: BreakoutRound
    cards: tuple[RoomCard, ...]
    present_count: int
    unseated_count: int
    organisations: dict[str, str]

    @property
    def people_count(self) -> int:
        return sum(len(card.people) for card in self.cards)


def rounds_of(meeting: Meeting) -> Sequence[BreakoutRound]:
    """Return the rounds of ``meeting`` in the order of its programme."""
    return db.session.scalars(
        select(BreakoutRound)
        .outerjoin(BreakoutRound.agenda_item)
        .where(BreakoutRound.meeting_id == meeting.id)
        .order_by(AgendaItem.position.is_(None), AgendaItem.position, BreakoutRound.id)
        .options(contains_eager(BreakoutRound.agenda_item))
    ).all()


def current_round(meeting: Meeting) -> BreakoutRound | None:
    """Return the open round, else the next planned one, else the last closed; None: no rounds."""
    rounds = rounds_of(meeting)
    of_state = {
        state: [round_ for round_ in rounds if round_.state == state] for state in RoundState
    }
    first = [*of_state[RoundState.OPEN], *of_state[RoundState.PLANNED]]
    return first[0] if first else (rounds[-1] if rounds else None)


def round_in(meeting: Meeting, public_id: str) -> BreakoutRound:
    """Return the round ``public_id`` of ``meeting``; raises NotFound."""
    round_ = db.session.scalar(
        select(BreakoutRound).where(
            BreakoutRound.meeting_id == meeting.id, BreakoutRound.public_id == public_id
        )
    )
    if round_ is None:
        raise NotFound
    return round_


def room_in(round_: BreakoutRound, public_id: str) -> Room:
    """Return the room ``public_id`` of ``round_``; raises NotFound."""
    room = db.session.scalar(
        select(Room).where(Room.round_id == round_.id, Room.public_id == public_id)
    )
    if room is None:
        raise NotFound
    return room


def place_in(round_: BreakoutRound, public_id: str) -> Place:
    """Return the place ``public_id`` of the meeting of ``round_``; raises NotFound."""
    place = db.session.scalar(
        select(Place).where(Place.meeting_id == round_.meeting_id, Place.public_id == public_id)
    )
    if place is None:
        raise NotFound
    return place


def room_of(place: Place) -> Room | None:
    """Return the room ``place`` is in now; None while no rooms are open."""
    room = latest_room_of(place)
    return room if room is not None and room.round.state == RoundState.OPEN else None


def latest_room_of(place: Place) -> Room | None:
    """Return the room ``place`` is in, else the one it was in last; None before any opened."""
    return db.session.scalar(
        select(Room)
        .join(RoomPlace, RoomPlace.room_id == Room.id)
        .join(Room.round)
        .where(RoomPlace.place_id == place.id, BreakoutRound.state != RoundState.PLANNED)
        .order_by(BreakoutRound.opened_at.desc())
        .limit(1)
        .options(contains_eager(Room.round))
    )


def own_room(place: Place, round_public_id: str) -> Room:
    """Return the room of ``place`` in that round; raises NotFound, also for a foreign round."""
    room = db.session.scalar(
        select(Room)
        .join(RoomPlace, RoomPlace.room_id == Room.id)
        .join(Room.round)
        .where(RoomPlace.place_id == place.id, BreakoutRound.public_id == round_public_id)
        .where(BreakoutRound.state != RoundState.PLANNED)
        .options(contains_eager(Room.round))
    )
    if room is None:
        raise NotFound
    return room


def people_of(room: Room) -> tuple[Seated, ...]:
    """Return who is in ``room``, by the names that tell people of its round apart."""
    return tuple(one for one in _seated(room.round, {room.id})[room.id])


def origin_of(room: Room) -> Origin | None:
    """Return the option that the question of ``room`` came from; None for an own question."""
    return _origins([room]).get(room.id)


def room_link(place: Place) -> str:
    """Return the path of the personal room page of ``place``."""
    return f"/r/{tokens.token('room', place.public_id, place.version)}"


def place_by_link(token: str) -> Place:
    """Return the place of a personal room link; raises LinkUnusable."""
    public_id, version = tokens.opened("room", token)
    place = db.session.scalar(
        select(Place).where(Place.public_id == public_id).options(joinedload(Place.meeting))
    )
    if place is None or place.version != version:
        raise tokens.LinkUnusable
    return place


def board(round_: BreakoutRound) -> Board:
    """Return all rooms of ``round_`` with their people, and what the rules say of each."""
    here = present_places(round_.meeting)
    seated = _seated(round_, {room.id for room in round_.rooms})
    rooms = [[one.place.public_id for one in seated[room.id]] for room in round_.rooms]
    inside = [one.place for people in seated.values() for one in people]
    everyone = {place.id: place for place in [*here, *inside]}
    unmet = remarks(rooms, attendees(everyone.values()), rules_of(round_))
    origins = _origins(round_.rooms)
    return Board(
        round=round_,
        cards=tuple(
            RoomCard(
                room,
                tuple(seated[room.id]),
                tuple(remark for remark in unmet if remark.room == index),
                origins.get(room.id),
            )
            for index, room in enumerate(round_.rooms)
        ),
        present_count=len(here),
        unseated_count=len({place.id for place in here} - {place.id for place in inside}),
        organisations=_organisation_names(everyone.values()),
    )


def _seated(round_: BreakoutRound, room_ids: set[int]) -> dict[int, list[Seated]]:
    """Return the people by room; names are told apart over the whole round."""
    taken = seats(round_)
    names = shown_names([seat.place.name for seat in taken])
    people: dict[int, list[Seated]] = {room_id: [] for room_id in room_ids}
    for seat, name in zip(taken, names, strict=True):
        if seat.room_id in people:
            people[seat.room_id].append(Seated(seat.place, name))
    return people


def _origins(rooms: Iterable[Room]) -> dict[int, Origin]:
    wanted = {room.id: room.origin_id for room in rooms if room.origin_kind == "option"}
    options = {
        option.id: Origin(option.letter, option.label)
        for option in db.session.scalars(select(Option).where(Option.id.in_(wanted.values())))
    }
    return {
        room_id: options[option_id] for room_id, option_id in wanted.items() if option_id in options
    }


def _organisation_names(places: Iterable[Place]) -> dict[str, str]:
    return {
        organisation_key(place): place.organisation.name
        if place.organisation
        else place.organisation_text
        for place in places
    }
