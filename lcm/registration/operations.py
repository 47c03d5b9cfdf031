"""Registers people, cancels and switches sides; each under the meeting's lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from lcm.clock import now
from lcm.db import db
from lcm.meetings.models import Meeting, MeetingOver
from lcm.meetings.operations import hold
from lcm.people.identity import clean_text, name_key
from lcm.people.models import Domain, Person
from lcm.people.operations import person_for
from lcm.people.queries import find_domain, find_organisation
from lcm.registration import posting, seats
from lcm.registration.models import (
    SEATED,
    DomainFull,
    Invitation,
    InvitationState,
    Registration,
    RegistrationClosed,
    RegistrationState,
    TooLateToUndo,
)
from lcm.registration.queries import (
    is_registration_open,
    ledger,
    may_undo,
)
from lcm.registration.waiting_list import fill_free_seats, give_up


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody fills in to register; ``asked_at`` is when their request came in.

    ``organisation`` may be "" and one that is not in the register; ``domain_slug`` "" for none;
    ``replies`` by ``asked.Question.key``.
    """

    name: str
    email: str
    organisation: str
    domain_slug: str
    role: str
    locale: str
    asked_at: datetime | None = None
    replies: Mapping[str, str] = field(default_factory=dict)


def register(
    meeting: Meeting, answers: Answers, invitation: Invitation | None = None
) -> Registration:
    """Give a person a seat in ``meeting``, or a turn when it is full, and mail them which.

    The same person (name and address) again keeps the row as it is and gets a mail that says so;
    not when the request came in before the row was there: that was the same tap. Who cancelled
    starts anew, at the end of the list. An address gets at most three mails an hour from here.
    Raises RegistrationClosed.
    """
    return register_together(meeting, (answers,), invitation)[0]


def register_together(
    meeting: Meeting, everybody: Sequence[Answers], invitation: Invitation | None = None
) -> list[Registration]:
    """Do what ``register`` does for several people, the first of whom fills in for all.

    Those who are new get a seat each, or all of them wait, as one entry on the list.
    """
    meeting = hold(meeting)
    if not is_registration_open(meeting):
        raise RegistrationClosed
    before, rows, fresh = ledger(meeting), [], []
    for answers in everybody:
        person = person_for(answers.name, answers.email)
        registration = _found(meeting, person)
        if registration is None or registration.state == RegistrationState.CANCELLED:
            registration = _written(meeting, person, answers, registration)
            fresh.append(registration)
        else:
            _tell_again(registration, answers.asked_at or now())
        rows.append(registration)
    _take_places(before, fresh)
    for registration in fresh:
        _mark_invitations(registration, invitation)
        if not posting.has_mail_enough(registration.person.email_key):
            by = everybody[0].name if registration is not rows[0] else ""
            posting.tell_outcome(registration, by=by)
    return rows


def cancel(registration: Registration) -> None:
    """Give a place or turn up, and the seat to who waits longest; a repeat changes nothing.

    The person gets a mail that takes the meeting out of the calendar. Raises MeetingOver.
    """
    meeting = hold(registration.meeting)
    db.session.refresh(registration)
    if registration.state == RegistrationState.CANCELLED:
        return
    if not is_registration_open(meeting):
        raise MeetingOver
    give_up(registration)
    posting.tell(registration, "cancelled")
    fill_free_seats(meeting)


def undo_cancel(registration: Registration) -> None:
    """Take a cancelling back within ten minutes: the same seat or turn; else TooLateToUndo.

    Who waited and finds a seat free gets it, and who was offered one takes it. Also too late when
    the seat went to somebody else. A repeat changes nothing.
    """
    meeting = hold(registration.meeting)
    db.session.refresh(registration)
    if registration.state != RegistrationState.CANCELLED:
        return
    if not may_undo(registration) or not is_registration_open(meeting):
        raise TooLateToUndo
    had_seat = registration.cancelled_from in SEATED
    registration.state = RegistrationState.CONFIRMED if had_seat else RegistrationState.WAITING
    registration.cancelled_at = registration.cancelled_from = None
    db.session.flush()
    if registration.state == RegistrationState.WAITING:
        registration.group_key = None
        _take_places(ledger(meeting), [registration])
    posting.tell_outcome(registration)


def switch_domain(registration: Registration, domain: Domain) -> None:
    """Let somebody take part from another side, with their seat or turn; a repeat does nothing.

    Raises DomainFull when that side has no seat for who has one, and MeetingOver; then nothing
    has changed. The seat they leave goes to who waits for it.
    """
    meeting = hold(registration.meeting)
    db.session.refresh(registration)
    if registration.domain_id == domain.id:
        return
    if not is_registration_open(meeting):
        raise MeetingOver
    if registration.state in SEATED:
        others = ledger(meeting).without((registration.domain_id,))
        if seats.place(domain.id, others) == seats.Placement.WAITING:
            raise DomainFull
    registration.domain = domain
    db.session.flush()
    fill_free_seats(meeting)


def _found(meeting: Meeting, person: Person) -> Registration | None:
    return db.session.scalar(
        select(Registration)
        .where(Registration.meeting_id == meeting.id, Registration.person_id == person.id)
        .execution_options(populate_existing=True)
    )


def _written(
    meeting: Meeting, person: Person, answers: Answers, registration: Registration | None
) -> Registration:
    text = clean_text(answers.organisation, limit=160)
    organisation = find_organisation(text) if text else None
    domain = find_domain(answers.domain_slug)
    if registration is None:
        registration = Registration(meeting=meeting, person=person)
        db.session.add(registration)
    registration.organisation = organisation
    registration.organisation_text = organisation.name if organisation else text
    registration.domain, registration.domain_id = domain, domain.id if domain else None
    registration.role = clean_text(answers.role, limit=120)
    registration.locale, registration.replies = answers.locale, dict(answers.replies)
    registration.state = RegistrationState.WAITING
    registration.queued_at, registration.group_key = now(), None
    registration.cancelled_at = registration.cancelled_from = registration.offered_until = None
    return registration


def _tell_again(registration: Registration, asked_at: datetime) -> None:
    is_enough = posting.has_mail_enough(registration.person.email_key)
    if asked_at >= registration.queued_at and not is_enough:
        posting.tell_again(registration, asked_at.isoformat())


def _take_places(before: seats.Ledger, together: Sequence[Registration]) -> None:
    """Confirm all of ``together`` when there are seats for all; else they wait as one.

    ``before`` was counted without them, so that each row is written once, with its outcome.
    """
    if not together:
        return
    wish = tuple(registration.domain_id for registration in together)
    if seats.is_room_for(wish, before):
        for registration in together:
            registration.state = RegistrationState.CONFIRMED
    elif len(together) > 1:
        db.session.flush()
        for registration in together:
            registration.group_key = together[0].public_id
    db.session.flush()


def _mark_invitations(registration: Registration, used: Invitation | None) -> None:
    """Note who answered by registering: the same address, or the link's own name at another one.

    A colleague who registers by a forwarded link leaves the invitation open for who was asked.
    """
    person = registration.person
    answered = list(
        db.session.scalars(
            select(Invitation).where(
                Invitation.meeting_id == registration.meeting_id,
                Invitation.email_key == person.email_key,
            )
        )
    )
    if used is not None and name_key(used.name) == person.name_key:
        answered.append(used)
    for invitation in answered:
        invitation.state = InvitationState.REGISTERED
    db.session.flush()
