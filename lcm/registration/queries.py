"""Who is invited, registered, waiting and present, as several packages ask for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from lcm.clock import now
from lcm.communities.models import Membership, Partner
from lcm.db import db
from lcm.meetings.models import Meeting
from lcm.people.models import Domain, Person
from lcm.people.queries import domains
from lcm.registration import seats, tokens
from lcm.registration.models import (
    Invitation,
    Place,
    Registration,
    RegistrationState,
)
from lcm.registration.seats import Ledger
from lcm.web.tokens import LinkUnusable, opened

UNDO_MINUTES: Final = timedelta(minutes=10)
DOORS: Final = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whom a meeting misses: domains and partners of its community with nobody registered."""

    domains: tuple[Domain, ...]
    partners: tuple[Partner, ...]


def registrations_of(meeting: Meeting) -> Sequence[Registration]:
    """Return who has a seat, by name, and then who waits, in their order; nobody cancelled."""
    return (*confirmed(meeting), *waiting(meeting))


def confirmed(meeting: Meeting) -> Sequence[Registration]:
    """Return who has a seat, by name."""
    return db.session.scalars(
        select(Registration)
        .join(Registration.person)
        .where(_in_state(meeting, RegistrationState.CONFIRMED))
        .order_by(Person.name_key, Registration.id)
        .options(*_WITH_PEOPLE)
    ).all()


def waiting(meeting: Meeting) -> Sequence[Registration]:
    """Return who waits for a seat: first come, first served."""
    return db.session.scalars(
        select(Registration)
        .where(_in_state(meeting, RegistrationState.WAITING))
        .order_by(Registration.queued_at, Registration.id)
        .options(*_WITH_PEOPLE)
    ).all()


def waiting_position(registration: Registration) -> int:
    """Return the turn of somebody who waits: 1 is the next."""
    before = or_(
        Registration.queued_at < registration.queued_at,
        (Registration.queued_at == registration.queued_at) & (Registration.id <= registration.id),
    )
    states = _in_state(registration.meeting, RegistrationState.WAITING)
    return db.session.scalar(select(func.count(Registration.id)).where(states, before)) or 0


def ledger(meeting: Meeting) -> Ledger:
    """Return the seats of ``meeting`` and how many are taken, counted from the rows."""
    states = _in_state(meeting, RegistrationState.CONFIRMED)
    taken = db.session.scalar(select(func.count(Registration.id)).where(states)) or 0
    return Ledger(meeting.seats, taken)


def free_seats(meeting: Meeting) -> int | None:
    """Return how many seats are free, at least 0; None without a limit."""
    return seats.free(ledger(meeting))


def overbooked_by(meeting: Meeting) -> int:
    """Return by how many the seats taken exceed the seats there are; 0 when they fit."""
    return seats.overbooked_by(ledger(meeting))


def is_registration_open(meeting: Meeting) -> bool:
    """Say whether one may still register: it is announced and not over yet."""
    return meeting.is_open and now() < meeting.ends_at


def are_doors_open(meeting: Meeting) -> bool:
    """Say whether people may say "I am here": from three hours before until three hours after."""
    return meeting.is_open and meeting.starts_at - DOORS <= now() <= meeting.ends_at + DOORS


def may_undo(registration: Registration) -> bool:
    """Say whether a cancelled place may come back: within ten minutes, while its seat is free."""
    at = registration.cancelled_at
    if registration.state != RegistrationState.CANCELLED or at is None:
        return False
    had_seat = registration.cancelled_from == RegistrationState.CONFIRMED
    return now() <= at + UNDO_MINUTES and not (had_seat and free_seats(registration.meeting) == 0)


def invitations_of(meeting: Meeting) -> Sequence[Invitation]:
    """Return everybody invited to ``meeting``, by name."""
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.meeting_id == meeting.id)
        .order_by(func.lower(Invitation.name), Invitation.id)
    ).all()


def coverage(meeting: Meeting) -> Coverage:
    """Return which domains and partners have nobody with a seat or on the waiting list."""
    present = registrations_of(meeting)
    seen = {registration.domain_id for registration in present}
    organisations = {registration.organisation_id for registration in present}
    partners = db.session.scalars(
        select(Partner)
        .where(Partner.community_id == meeting.community_id)
        .order_by(Partner.id)
        .options(joinedload(Partner.organisation))
    )
    return Coverage(
        tuple(domain for domain in domains() if domain.id not in seen),
        tuple(partner for partner in partners if partner.organisation_id not in organisations),
    )


def people_of(meeting: Meeting) -> Sequence[Person]:
    """Return who may own actions of ``meeting``: who has a seat, and the community's members."""
    states = _in_state(meeting, RegistrationState.CONFIRMED)
    registered = select(Registration.person_id).where(states)
    members = select(Membership.person_id).where(Membership.community_id == meeting.community_id)
    return db.session.scalars(
        select(Person)
        .where(or_(Person.id.in_(registered), Person.id.in_(members)))
        .order_by(Person.name_key, Person.id)
    ).all()


def present_places(meeting: Meeting) -> Sequence[Place]:
    """Return the places of who said "I am here" and did not leave, in the order of numbers."""
    return db.session.scalars(
        select(Place)
        .where(
            Place.meeting_id == meeting.id, Place.present_at.is_not(None), Place.left_at.is_(None)
        )
        .order_by(Place.number)
        .options(joinedload(Place.domain), joinedload(Place.organisation))
    ).all()


def find_place(registration: Registration) -> Place | None:
    """Return the place made for ``registration``; None before its person was there."""
    return db.session.scalar(select(Place).where(Place.registration_id == registration.id))


def place_by_cookie(text: str) -> Place | None:
    """Return the place a browser's cookie stands for; None for any text that is not one."""
    try:
        public_id, version = opened(tokens.PLACE_COOKIE, text)
    except LinkUnusable:
        return None
    return db.session.scalar(
        select(Place).where(Place.public_id == public_id, Place.version == version)
    )


def registration_by_link(text: str) -> Registration:
    """Return the registration of a personal link; raises LinkUnusable."""
    public_id, version = opened(tokens.PLACE, text)
    registration = db.session.scalar(
        select(Registration)
        .where(Registration.public_id == public_id, Registration.version == version)
        .options(*_WITH_PEOPLE)
    )
    if registration is None:
        raise LinkUnusable
    return registration


def invitation_by_link(text: str) -> Invitation:
    """Return the invitation of an invitee's link; raises LinkUnusable."""
    public_id, version = opened(tokens.INVITATION, text)
    invitation = db.session.scalar(
        select(Invitation).where(Invitation.public_id == public_id, Invitation.version == version)
    )
    if invitation is None:
        raise LinkUnusable
    return invitation


def registrations_at(email_key: str) -> Sequence[Registration]:
    """Return what one address registered for and did not cancel, the newest meeting first."""
    return db.session.scalars(
        select(Registration)
        .join(Registration.person)
        .join(Registration.meeting)
        .where(Person.email_key == email_key, Registration.state != RegistrationState.CANCELLED)
        .order_by(Meeting.starts_at.desc(), Registration.id)
        .options(*_WITH_PEOPLE, joinedload(Registration.meeting))
    ).all()


_WITH_PEOPLE: Final = (
    joinedload(Registration.person),
    joinedload(Registration.domain),
    joinedload(Registration.organisation),
)


def _in_state(meeting: Meeting, state: RegistrationState) -> ColumnElement[bool]:
    return and_(Registration.meeting_id == meeting.id, Registration.state == state)
