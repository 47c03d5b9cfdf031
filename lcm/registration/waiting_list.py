"""Gives free seats to who waits: offered with time to answer, or at once near the start."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from lcm.clock import now
from lcm.db import db, for_each
from lcm.events import SeatsChanged
from lcm.meetings.models import Meeting, MeetingOver, MeetingState
from lcm.meetings.operations import hold
from lcm.meetings.running import local_time
from lcm.registration import posting, seats
from lcm.registration.claims import claim_until
from lcm.registration.models import (
    OfferPassed,
    Registration,
    RegistrationState,
    SeatRules,
)
from lcm.registration.places import leave
from lcm.registration.queries import is_registration_open, ledger, seat_rules, waiting

__all__ = ["claim", "fill_free_seats", "give_up", "lapse_overdue", "release_due", "take_seats"]


def fill_free_seats(meeting: Meeting) -> None:
    """Offer free seats to who waits, in their order, each by mail; a repeat does nothing.

    Who registered together gets seats together. An offer takes the seat until it passes. Near the
    start, or when no time to answer is left, the seat is theirs at once. The caller holds the
    meeting's row.
    """
    if not is_registration_open(meeting):
        return
    queue = waiting(meeting)
    if not queue:
        return
    until = _offered_until(meeting)
    entries = _entries(queue)
    wishes = [tuple(registration.domain_id for registration in entry) for entry in entries]
    for position in seats.promotable(wishes, ledger(meeting)):
        for registration in entries[position]:
            registration.offered_until = until
            registration.state = RegistrationState.OFFERED if until else RegistrationState.CONFIRMED
            db.session.flush()
            posting.tell(registration, "offered" if until else "promoted")


def take_seats(fact: SeatsChanged) -> None:
    """Let who waits take the seats that were added; fewer seats take nobody's place away."""
    fill_free_seats(hold(db.session.get_one(Meeting, fact.meeting_id)))


def claim(registration: Registration) -> None:
    """Take the seat that is offered, with a mail that says so; a repeat changes nothing.

    Raises OfferPassed when it has passed, or was never made, and MeetingOver.
    """
    meeting = hold(registration.meeting)
    db.session.refresh(registration)
    if registration.state == RegistrationState.CONFIRMED:
        return
    if not is_registration_open(meeting):
        raise MeetingOver
    until = registration.offered_until
    if registration.state != RegistrationState.OFFERED or until is None or now() > until:
        raise OfferPassed
    registration.state, registration.offered_until = RegistrationState.CONFIRMED, None
    db.session.flush()
    posting.tell_outcome(registration)


def lapse_overdue(at: datetime) -> None:
    """Take back each offer that has passed at ``at``, and offer its seat to the next.

    A meeting that was cancelled stays as it is: its people were told so.
    """
    overdue = (
        select(Registration.id)
        .join(Registration.meeting)
        .where(
            Meeting.state == MeetingState.PUBLISHED,
            Registration.state == RegistrationState.OFFERED,
            Registration.offered_until < at,
        )
    )
    for_each(db.session.scalars(overdue.order_by(Registration.offered_until)), _lapse)


def release_due(at: datetime) -> None:
    """Open to all what was kept for domains in meetings whose release day has come at ``at``."""
    kept = select(SeatRules).where(
        SeatRules.is_released.is_(False), SeatRules.released_on.is_not(None)
    )
    due = [rules.meeting_id for rules in db.session.scalars(kept) if _is_due(rules, at)]
    for_each(due, _release)


def give_up(registration: Registration) -> None:
    """Take ``registration`` off the meeting; the caller holds the meeting and tells who it was."""
    registration.cancelled_from, registration.state = (
        registration.state,
        RegistrationState.CANCELLED,
    )
    registration.cancelled_at = now()
    registration.removal_count += 1
    leave(registration)
    db.session.flush()


def _entries(queue: Sequence[Registration]) -> list[list[Registration]]:
    """Return who waits, those who registered together as one, in the order of the first of them."""
    entries: dict[str, list[Registration]] = {}
    for registration in queue:
        key = registration.group_key or registration.public_id
        entries.setdefault(key, []).append(registration)
    return list(entries.values())


def _lapse(registration_id: int) -> None:
    registration = db.session.get_one(Registration, registration_id)
    meeting = hold(registration.meeting)
    db.session.refresh(registration)
    until = registration.offered_until
    if registration.state != RegistrationState.OFFERED or until is None or now() <= until:
        return
    if not meeting.is_open:
        return
    give_up(registration)
    posting.tell(registration, "lapsed")
    fill_free_seats(meeting)


def _release(meeting_id: int) -> None:
    meeting = hold(db.session.get_one(Meeting, meeting_id))
    rules = seat_rules(meeting)
    if not rules.is_released:
        rules.is_released = True
        db.session.flush()
        fill_free_seats(meeting)


def _is_due(rules: SeatRules, at: datetime) -> bool:
    meeting = db.session.get_one(Meeting, rules.meeting_id)
    return (
        rules.released_on is not None and local_time(at, meeting.zone).date() >= rules.released_on
    )


def _offered_until(meeting: Meeting) -> datetime | None:
    rules = seat_rules(meeting)
    latest = meeting.starts_at - timedelta(hours=rules.straight_hours)
    return claim_until(now(), hours=rules.claim_hours, latest=latest, zone=meeting.zone)
