"""The organiser marks who is there, who is there online, and who is not."""

from typing import Final

from sqlalchemy import select

from lcm.clock import now
from lcm.db import db
from lcm.errors import NotFound
from lcm.events import StageChanged, publish
from lcm.meetings.models import Meeting, MeetingOver
from lcm.meetings.operations import hold
from lcm.people.models import Domain
from lcm.registration import places
from lcm.registration.attendance import HERE, Attendee, Mark, attendee, walk_in
from lcm.registration.models import (
    Absence,
    ChoiceMissing,
    DoorsNotOpen,
    Place,
    Registration,
    RegistrationState,
)
from lcm.registration.queries import DOORS, find_place

_ABSENCE: Final = {Mark.EXCUSED: Absence.EXCUSED, Mark.ABSENT: Absence.ABSENT}


def mark(meeting: Meeting, public_id: str, as_: Mark) -> Attendee:
    """Mark somebody of ``meeting``, and return them as they were marked before.

    Who is there already keeps the first time; expected takes every mark back. ``public_id`` is
    that of a registration or of the place of a walk-in. Raises NotFound, MeetingOver,
    DoorsNotOpen, and ChoiceMissing for a walk-in who would be excused or absent.
    """
    meeting = _opened(meeting)
    registration = _registration(meeting, public_id)
    if registration is None:
        return _mark_walk_in(_walk_in(meeting, public_id), as_)
    place = places.place_of(registration) if as_ in HERE else find_place(registration)
    before = attendee(registration, place)
    registration.absence = _ABSENCE.get(as_)
    _move(place, as_)
    return before


def add_walk_in(
    meeting: Meeting, name: str, organisation: str, domain: Domain | None, visit: str
) -> Place:
    """Make a place for somebody who came without registering, and mark them as there.

    The same ``visit`` twice is one person. Raises MeetingOver, DoorsNotOpen.
    """
    place = places.walk_in(_opened(meeting), name, organisation, domain, visit)
    places.say_here(place)
    return place


def _opened(meeting: Meeting) -> Meeting:
    meeting = hold(meeting)
    if not meeting.is_open:
        raise MeetingOver
    if now() < meeting.starts_at - DOORS:
        raise DoorsNotOpen
    return meeting


def _mark_walk_in(place: Place, as_: Mark) -> Attendee:
    if as_ in _ABSENCE:
        raise ChoiceMissing
    before = walk_in(place)
    _move(place, as_)
    return before


def _move(place: Place | None, as_: Mark) -> None:
    """Let ``place`` be taken or not; a mark that is taken back is as if it never was."""
    if place is not None and as_ in HERE:
        place.is_online = as_ == Mark.ONLINE
        places.say_here(place)
    elif place is not None and place.is_present:
        place.present_at, place.left_at, place.is_online = None, None, False
        publish(StageChanged(place.meeting_id))
    db.session.flush()


def _registration(meeting: Meeting, public_id: str) -> Registration | None:
    return db.session.scalar(
        select(Registration).where(
            Registration.meeting_id == meeting.id,
            Registration.public_id == public_id,
            Registration.state != RegistrationState.CANCELLED,
        )
    )


def _walk_in(meeting: Meeting, public_id: str) -> Place:
    place = db.session.scalar(
        select(Place).where(
            Place.meeting_id == meeting.id,
            Place.public_id == public_id,
            Place.registration_id.is_(None),
        )
    )
    if place is None:
        raise NotFound
    return place
