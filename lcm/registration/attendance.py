"""Who of a meeting is there, how, since when, and who is not."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from lcm.clock import now
from lcm.db import db
from lcm.meetings.models import Meeting, MeetingState
from lcm.people.identity import name_key
from lcm.people.models import Domain
from lcm.people.queries import domains
from lcm.registration.models import Place, Registration, RegistrationState
from lcm.registration.queries import DOORS, WITH_PEOPLE, find_place


class Mark(enum.StrEnum):
    """What is known of somebody on the day; expected: nothing yet."""

    PRESENT = "present"
    ONLINE = "online"
    EXCUSED = "excused"
    ABSENT = "absent"
    EXPECTED = "expected"


HERE = (Mark.PRESENT, Mark.ONLINE)


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person of the meeting under the public id of their registration, or of their place.

    ``since`` is when they were there first; None unless they are there now. Who walked in has no
    ``registration``.
    """

    id: str
    name: str
    organisation: str
    domain: Domain | None
    mark: Mark
    since: datetime | None
    registration: Registration | None

    @property
    def is_here(self) -> bool:
        return self.mark in HERE

    @property
    def is_waiting(self) -> bool:
        """Whether they have no seat, but a turn on the waiting list or an offer."""
        return (
            self.registration is not None and self.registration.state != RegistrationState.CONFIRMED
        )


@dataclass(frozen=True, slots=True)
class Attendance:
    """Everybody registered or walked in, by name."""

    people: tuple[Attendee, ...]

    @property
    def here(self) -> tuple[Attendee, ...]:
        return tuple(one for one in self.people if one.is_here)

    @property
    def missing(self) -> tuple[Attendee, ...]:
        """Who is expected and was not marked yet."""
        return tuple(one for one in self.people if one.mark == Mark.EXPECTED)

    def count(self, mark: str) -> int:
        """Return how many people have ``mark``."""
        return sum(one.mark == mark for one in self.people)

    def found(self, text: str) -> tuple[Attendee, ...]:
        """Return whose name or organisation has every word of ``text`` in it; "" finds all."""
        words = name_key(text).split()
        return tuple(one for one in self.people if _has_all(one, words))

    def by_domain(self) -> tuple[tuple[Domain | None, tuple[Attendee, ...]], ...]:
        """Return the people of each domain that has any, who stated none at the end."""
        groups = [
            (domain, tuple(one for one in self.people if one.domain == domain))
            for domain in (*domains(), None)
        ]
        return tuple((domain, people) for domain, people in groups if people)


def attendance(meeting: Meeting) -> Attendance:
    """Return who is there of who registered and did not cancel, and of who walked in."""
    people = [*_registered(meeting), *_walked_in(meeting)]
    return Attendance(tuple(sorted(people, key=lambda one: (name_key(one.name), one.id))))


def attendee(registration: Registration, place: Place | None) -> Attendee:
    """Return somebody who registered, with the place made for them, if any."""
    is_here = place is not None and place.is_present
    absent = Mark(registration.absence) if registration.absence else Mark.EXPECTED
    return Attendee(
        id=registration.public_id,
        name=registration.person.name,
        organisation=registration.organisation_text,
        domain=registration.domain,
        mark=_mark_of(place) if place and is_here else absent,
        since=place.present_at if place and is_here else None,
        registration=registration,
    )


def walk_in(place: Place) -> Attendee:
    """Return somebody who came without registering."""
    return Attendee(
        id=place.public_id,
        name=place.name,
        organisation=place.organisation_text,
        domain=place.domain,
        mark=_mark_of(place) if place.is_present else Mark.EXPECTED,
        since=place.present_at if place.is_present else None,
        registration=None,
    )


def was_there(registration: Registration) -> bool:
    """Say whether somebody was there at a session that is over now."""
    meeting, place = registration.meeting, find_place(registration)
    is_over = meeting.state == MeetingState.CLOSED or now() >= meeting.ends_at
    return is_over and place is not None and place.is_present


def may_check_in(meeting: Meeting) -> bool:
    """Say whether people may be marked: from three hours before the start until it is closed."""
    return meeting.is_open and now() >= meeting.starts_at - DOORS


def _registered(meeting: Meeting) -> Sequence[Attendee]:
    rows = db.session.execute(
        select(Registration, Place)
        .outerjoin(Place, Place.registration_id == Registration.id)
        .where(
            Registration.meeting_id == meeting.id,
            Registration.state != RegistrationState.CANCELLED,
        )
        .options(*WITH_PEOPLE)
    )
    return [attendee(registration, place) for registration, place in rows]


def _walked_in(meeting: Meeting) -> Sequence[Attendee]:
    places = db.session.scalars(
        select(Place)
        .where(Place.meeting_id == meeting.id, Place.registration_id.is_(None))
        .options(joinedload(Place.domain))
    )
    return [walk_in(place) for place in places]


def _mark_of(place: Place) -> Mark:
    return Mark.ONLINE if place.is_online else Mark.PRESENT


def _has_all(one: Attendee, words: Sequence[str]) -> bool:
    text = name_key(f"{one.name} {one.organisation}")
    return all(word in text for word in words)
