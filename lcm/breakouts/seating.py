"""Who sits in which room: everyone divided, one person moved, a latecomer let in."""

from sqlalchemy import delete, select

from lcm.breakouts.allocation import allocate, place_latecomer, room_count_for
from lcm.breakouts.attendance import attendees, rules_of, seats
from lcm.breakouts.drafts import RoomDraft
from lcm.breakouts.models import (
    BreakoutRound,
    NobodyPresent,
    Room,
    RoomPlace,
    RoundOver,
    RoundStarted,
    RoundState,
)
from lcm.db import db
from lcm.errors import NotFound
from lcm.live import operations as live
from lcm.live.queries import winners
from lcm.registration.models import Place
from lcm.registration.queries import present_places


def fill(round_: BreakoutRound) -> None:
    """Divide everyone present over the rooms of a planned round, by its rules and its seed.

    Who was in a room before is divided anew; makes the rooms when there are none. Raises
    NobodyPresent, RoundStarted, RoundOver.
    """
    hold_planned(round_)
    people = present_places(round_.meeting)
    if not people:
        raise NobodyPresent
    if not round_.rooms:
        make_rooms(round_, room_count_for(len(people)))
    ask_priorities(round_)
    db.session.execute(delete(RoomPlace).where(RoomPlace.round_id == round_.id))
    division = allocate(attendees(people), len(round_.rooms), rules_of(round_), seed=round_.seed)
    ids = {place.public_id: place.id for place in people}
    for room, members in zip(round_.rooms, division.rooms, strict=True):
        for member in members:
            _put(round_, room, ids[member])
    db.session.flush()


def seat_rest(round_: BreakoutRound) -> None:
    """Give everyone present who has no room in ``round_`` one, as a latecomer gets it."""
    seated = {seat.place_id for seat in seats(round_)}
    for place in present_places(round_.meeting):
        if place.id not in seated:
            _let_in(round_, place)


def seat_latecomer(place: Place) -> Room | None:
    """Return the room ``place`` has in the meeting's open round, given now if there was none.

    Sizes that differed by at most 2 still do. None while no round is open. Safe to repeat.
    """
    round_ = find_open(place.meeting_id)
    if round_ is None:
        return None
    hold(round_)
    seat = _find_seat(round_, place)
    if seat is not None:
        return db.session.get_one(Room, seat.room_id)
    room = _let_in(round_, place)
    live.touch(place.meeting_id)
    return room


def move(round_: BreakoutRound, place: Place, room: Room) -> None:
    """Put ``place`` in ``room``, also while the rooms are open; nobody else moves.

    NotFound when place or room are of another round or meeting, RoundOver when it is closed.
    """
    hold(round_)
    if room.round_id != round_.id or place.meeting_id != round_.meeting_id:
        raise NotFound
    if round_.state == RoundState.CLOSED:
        raise RoundOver
    seat = _find_seat(round_, place)
    if seat is None:
        _put(round_, room, place.id)
    else:
        seat.room_id = room.id
    db.session.flush()
    if round_.state == RoundState.OPEN:
        live.touch(round_.meeting_id)


def make_rooms(round_: BreakoutRound, room_count: int) -> None:
    """Number rooms on to ``room_count``; those there are stay."""
    for number in range(len(round_.rooms) + 1, room_count + 1):
        round_.rooms.append(Room(number=number))
    db.session.flush()


def ask_priorities(round_: BreakoutRound) -> None:
    """Give rooms without a title or question the winning priorities in turn."""
    options = winners(round_.meeting)
    for index, room in enumerate(round_.rooms):
        if options and not (room.title or room.question):
            option = options[index % len(options)]
            draft = RoomDraft(option.label, option.text, room.place, room.link, option.id)
            describe_room(room, draft)


def describe_room(room: Room, draft: RoomDraft) -> None:
    """Give ``room`` a title, question, place and link, and remember the option it came from.

    While the rooms are open, phones and the big screen hear of it.
    """
    room.title, room.question = draft.title, draft.question
    room.place, room.link = draft.place, draft.link
    room.origin_kind = "option" if draft.option_id is not None else ""
    room.origin_id = draft.option_id
    db.session.flush()
    if room.round.state == RoundState.OPEN:
        live.touch(room.round.meeting_id)


def hold_planned(round_: BreakoutRound) -> None:
    """Hold a round that nobody has been sent to yet. Raises RoundStarted, RoundOver."""
    hold(round_)
    if round_.state == RoundState.OPEN:
        raise RoundStarted
    if round_.state == RoundState.CLOSED:
        raise RoundOver


def hold(round_: BreakoutRound) -> None:
    """Hold the round's row: it owns who sits where and whether people may still come in."""
    db.session.flush()
    db.session.refresh(round_, with_for_update=True)


def find_open(meeting_id: int) -> BreakoutRound | None:
    """Return the round whose rooms are open; there is at most one."""
    return db.session.scalar(
        select(BreakoutRound).where(
            BreakoutRound.meeting_id == meeting_id, BreakoutRound.state == RoundState.OPEN
        )
    )


def _let_in(round_: BreakoutRound, place: Place) -> Room:
    taken = seats(round_)
    members = [
        [seat.place.public_id for seat in taken if seat.room_id == room.id] for room in round_.rooms
    ]
    others = attendees(seat.place for seat in taken)
    [comer] = attendees([place])
    index = place_latecomer(members, others, comer, rules_of(round_))
    _put(round_, round_.rooms[index], place.id)
    db.session.flush()
    return round_.rooms[index]


def _put(round_: BreakoutRound, room: Room, place_id: int) -> None:
    db.session.add(RoomPlace(round_id=round_.id, room_id=room.id, place_id=place_id))


def _find_seat(round_: BreakoutRound, place: Place) -> RoomPlace | None:
    return db.session.scalar(
        select(RoomPlace).where(RoomPlace.round_id == round_.id, RoomPlace.place_id == place.id)
    )
