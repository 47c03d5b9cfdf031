"""Who is invited, registered, waiting and present, as several packages ask for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, distinct, func, or_, select
from sqlalchemy.orm import joinedload

from lcm.clock import now
from lcm.communities.models import Membership, Partner
from lcm.db import db
from lcm.meetings.models import Meeting
from lcm.people.models import Domain, Person
from lcm.people.queries import domains
from lcm.registration import seats
from lcm.registration.models import (
    SEATED,
    Invitation,
    Place,
    Registration,
    RegistrationState,
    SeatRules,
    SeatShare,
)
from lcm.registration.seats import Ledger, Placement, Share, place

UNDO_MINUTES: Final = timedelta(minutes=10)
DOORS: Final = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whom a meeting misses: domains and partners of its community with nobody registered."""

    domains: tuple[Domain, ...]
    partners: tuple[Partner, ...]


def registrations_of(meeting: Meeting) -> Sequence[Registration]:
    """Return who has a seat, by name, then who is offered one and who waits, in their order.

    Nobody who cancelled.
    """
    return (*confirmed(meeting), *offered(meeting), *waiting(meeting))


def confirmed(meeting: Meeting) -> Sequence[Registration]:
    """Return who has a seat, by name."""
    return db.session.scalars(
        select(Registration)
        .join(Registration.person)
        .where(_in_state(meeting, RegistrationState.CONFIRMED))
        .order_by(Person.name_key, Registration.id)
        .options(*WITH_PEOPLE)
    ).all()


def offered(meeting: Meeting) -> Sequence[Registration]:
    """Return who may still take a seat that is offered to them, by who waited longest."""
    return _in_turn(meeting, RegistrationState.OFFERED)


def waiting(meeting: Meeting) -> Sequence[Registration]:
    """Return who waits for a seat: first come, first served."""
    return _in_turn(meeting, RegistrationState.WAITING)


def waiting_position(registration: Registration) -> int:
    """Return the turn of somebody who waits: 1 is the next. Where seats go by domain, of theirs.

    Those who registered together have one turn.
    """
    before = or_(
        Registration.queued_at < registration.queued_at,
        (Registration.queued_at == registration.queued_at) & (Registration.id <= registration.id),
    )
    rivals = [_in_state(registration.meeting, RegistrationState.WAITING), before]
    if seat_shares(registration.meeting):
        rivals.append(Registration.domain_id == registration.domain_id)
    entry = func.coalesce(Registration.group_key, Registration.public_id)
    return db.session.scalar(select(func.count(distinct(entry))).where(*rivals)) or 0


def seat_rules(meeting: Meeting) -> SeatRules:
    """Return how the seats of ``meeting`` go out now; a row of defaults, not stored, if none.

    Read anew each time, past what was read before the meeting was held; flush a change first.
    """
    kept = db.session.get(SeatRules, meeting.id, populate_existing=True)
    return kept or SeatRules(
        meeting_id=meeting.id,
        is_released=False,
        claim_hours=24,
        straight_hours=12,
        reminds_silent=True,
        is_by_invitation=False,
    )


def seat_shares(meeting: Meeting) -> Mapping[int, SeatShare]:
    """Return what is kept for domains and the most they get, by the domain's id; often nothing."""
    shares = select(SeatShare).where(SeatShare.meeting_id == meeting.id)
    found = db.session.scalars(shares.execution_options(populate_existing=True))
    return {share.domain_id: share for share in found}


def ledger(meeting: Meeting) -> Ledger:
    """Return the seats of ``meeting`` and how many each domain has taken, counted from the rows."""
    counted = (
        select(Registration.domain_id, func.count(Registration.id))
        .where(Registration.meeting_id == meeting.id, Registration.state.in_(SEATED))
        .group_by(Registration.domain_id)
    )
    taken = dict(db.session.execute(counted).all())
    shares = {
        domain_id: Share(share.minimum, share.maximum)
        for domain_id, share in seat_shares(meeting).items()
    }
    is_released = not shares or seat_rules(meeting).is_released
    return Ledger(meeting.seats, taken, shares, is_released)


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
    if now() > at + UNDO_MINUTES or is_lapsed(registration):
        return False
    if registration.cancelled_from not in SEATED:
        return True
    return place(registration.domain_id, ledger(registration.meeting)) == Placement.CONFIRMED


def is_lapsed(registration: Registration) -> bool:
    """Say whether it ended because nobody took the seat that was offered."""
    until, at = registration.offered_until, registration.cancelled_at
    was_offered = registration.cancelled_from == RegistrationState.OFFERED
    return was_offered and until is not None and at is not None and until < at


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


def registrations_at(email_key: str) -> Sequence[Registration]:
    """Return what one address registered for and did not cancel, the newest meeting first."""
    return db.session.scalars(
        select(Registration)
        .join(Registration.person)
        .join(Registration.meeting)
        .where(Person.email_key == email_key, Registration.state != RegistrationState.CANCELLED)
        .order_by(Meeting.starts_at.desc(), Registration.id)
        .options(*WITH_PEOPLE, joinedload(Registration.meeting))
    ).all()


WITH_PEOPLE: Final = (
    joinedload(Registration.person),
    joinedload(Registration.domain),
    joinedload(Registration.organisation),
)


def _in_turn(meeting: Meeting, state: RegistrationState) -> Sequence[Registration]:
    return db.session.scalars(
        select(Registration)
        .where(_in_state(meeting, state))
        .order_by(Registration.queued_at, Registration.id)
        .options(*WITH_PEOPLE)
        .execution_options(populate_existing=True)
    ).all()


def _in_state(meeting: Meeting, state: RegistrationState) -> ColumnElement[bool]:
    return and_(Registration.meeting_id == meeting.id, Registration.state == state)
