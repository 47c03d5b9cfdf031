"""Places of people in a meeting: made once, present, left."""

from base64 import b32encode
from hashlib import sha256
from typing import Final

from sqlalchemy import func, select

from lcm.clock import now
from lcm.db import db, new_public_id
from lcm.events import PlacePresent, publish
from lcm.meetings.models import Meeting, MeetingOver
from lcm.meetings.operations import hold
from lcm.people.identity import clean_text
from lcm.people.models import Domain
from lcm.people.queries import find_organisation
from lcm.registration.models import Place, PlaceGivenUp, Registration, RegistrationState
from lcm.registration.queries import find_place

PUBLIC_ID_CHARS: Final = 20


def place_of(registration: Registration) -> Place:
    """Return the place of ``registration``, made at the first call; safe to repeat.

    Its organisation and domain are those of the registration now. Raises PlaceGivenUp.
    """
    meeting = hold(registration.meeting)
    if registration.state == RegistrationState.CANCELLED:
        raise PlaceGivenUp
    place = find_place(registration)
    if place is None:
        number = _next_number(meeting)
        place = Place(meeting=meeting, registration=registration, number=number)
        db.session.add(place)
    place.name = registration.person.name
    place.organisation = registration.organisation
    place.organisation_text = registration.organisation_text
    place.domain = registration.domain
    db.session.flush()
    return place


def walk_in(
    meeting: Meeting, name: str, organisation_text: str, domain: Domain | None, visit: str = ""
) -> Place:
    """Make a place for somebody who came without registering. Raises MeetingOver.

    Takes no seat: who stands in the room is in the room. ``visit`` is random text of the page
    they told it on: sent twice, it is one person. It is not kept, only what is computed from it.
    """
    meeting = hold(meeting)
    if not meeting.is_open:
        raise MeetingOver
    public_id = _id_of_visit(meeting, visit) if visit else new_public_id()
    known = db.session.scalar(select(Place).where(Place.public_id == public_id))
    if known is not None:
        return known
    text = clean_text(organisation_text, limit=160)
    organisation = find_organisation(text) if text else None
    place = Place(
        public_id=public_id,
        meeting=meeting,
        name=clean_text(name, limit=120),
        organisation=organisation,
        organisation_text=organisation.name if organisation else text,
        domain=domain,
        number=_next_number(meeting),
    )
    db.session.add(place)
    db.session.flush()
    return place


def say_here(place: Place) -> None:
    """Note that the person is there; the first time stays. Raises MeetingOver.

    Publishes PlacePresent unless they were there already.
    """
    hold(place.meeting)
    if not place.meeting.is_open:
        raise MeetingOver
    if place.is_present:
        return
    place.present_at, place.left_at = place.present_at or now(), None
    if place.registration is not None:
        place.registration.absence = None
    db.session.flush()
    publish(PlacePresent(place.id))


def say_gone(place: Place) -> None:
    """Note that the person has left; a repeat changes nothing."""
    if place.is_present:
        place.left_at = now()
        db.session.flush()


def leave(registration: Registration) -> None:
    """Note that who gave their place up is not there, if they ever were."""
    place = find_place(registration)
    if place is not None:
        say_gone(place)


def _id_of_visit(meeting: Meeting, visit: str) -> str:
    """Return a public id that nobody who reads it can turn into ``visit`` again."""
    digest = sha256(f"{meeting.id}|{visit}".encode()).digest()
    return b32encode(digest).decode().lower()[:PUBLIC_ID_CHARS]


def _next_number(meeting: Meeting) -> int:
    last = db.session.scalar(select(func.max(Place.number)).where(Place.meeting_id == meeting.id))
    return (last or 0) + 1
