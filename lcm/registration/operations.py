"""Registers people, cancels and gives seats on, and invites; each under the meeting's lock."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from lcm.clock import now
from lcm.db import db
from lcm.events import SeatsChanged
from lcm.meetings.models import Meeting, MeetingOver
from lcm.meetings.operations import hold
from lcm.people.identity import clean_text, email_key, name_key
from lcm.people.models import Person
from lcm.people.operations import person_for
from lcm.people.queries import find_domain, find_organisation
from lcm.registration import posting, seats
from lcm.registration.addresses import Invitee
from lcm.registration.models import (
    Invitation,
    InvitationAnswered,
    InvitationState,
    Registration,
    RegistrationClosed,
    RegistrationState,
    TooLateToUndo,
)
from lcm.registration.places import leave
from lcm.registration.queries import (
    invitations_of,
    is_registration_open,
    ledger,
    may_undo,
    registrations_of,
    waiting,
)


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody fills in to register; ``asked_at`` is when their request came in.

    ``organisation`` may be "" and one that is not in the register; ``domain_slug`` "" for none.
    """

    name: str
    email: str
    organisation: str
    domain_slug: str
    role: str
    locale: str
    asked_at: datetime | None = None


def register(
    meeting: Meeting, answers: Answers, invitation: Invitation | None = None
) -> Registration:
    """Give a person a seat in ``meeting``, or a turn when it is full, and mail them which.

    The same person (name and address) again keeps the row as it is and gets a mail that says so;
    not when the request came in before the row was there: that was the same tap. Who cancelled
    starts anew, at the end of the list. An address gets at most three mails an hour from here.
    Raises RegistrationClosed.
    """
    meeting = hold(meeting)
    if not is_registration_open(meeting):
        raise RegistrationClosed
    person = person_for(answers.name, answers.email)
    is_enough = posting.has_mail_enough(person.email_key)
    registration = _found(meeting, person)
    if registration is not None and registration.state != RegistrationState.CANCELLED:
        asked_at = answers.asked_at or now()
        if asked_at >= registration.queued_at and not is_enough:
            posting.tell_again(registration, asked_at.isoformat())
        return registration
    registration = _written(meeting, person, answers, registration)
    _take_a_place(registration)
    _mark_invitations(registration, invitation)
    if not is_enough:
        posting.tell_outcome(registration)
    return registration


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
    registration.cancelled_from, registration.state = (
        registration.state,
        RegistrationState.CANCELLED,
    )
    registration.cancelled_at = now()
    registration.removal_count += 1
    leave(registration)
    db.session.flush()
    posting.tell(registration, "cancelled")
    fill_free_seats(meeting)


def undo_cancel(registration: Registration) -> None:
    """Take a cancelling back within ten minutes: the same seat or turn; else TooLateToUndo.

    Who waited and finds a seat free gets it. Also too late when the seat went to somebody else.
    A repeat changes nothing.
    """
    meeting = hold(registration.meeting)
    db.session.refresh(registration)
    if registration.state != RegistrationState.CANCELLED:
        return
    if not may_undo(registration) or not is_registration_open(meeting):
        raise TooLateToUndo
    registration.state = registration.cancelled_from or RegistrationState.WAITING
    registration.cancelled_at = registration.cancelled_from = None
    db.session.flush()
    if registration.state == RegistrationState.WAITING:
        _take_a_place(registration)
    posting.tell_outcome(registration)


def fill_free_seats(meeting: Meeting) -> None:
    """Give free seats to who waits, in their order, each with a mail; a repeat does nothing.

    The caller holds the meeting's row.
    """
    if not is_registration_open(meeting):
        return
    queue = waiting(meeting)
    for registration in queue[: seats.promotable(ledger(meeting), len(queue))]:
        registration.state = RegistrationState.CONFIRMED
        db.session.flush()
        posting.tell(registration, "promoted")


def take_seats(fact: SeatsChanged) -> None:
    """Let who waits take the seats that were added; fewer seats take nobody's place away."""
    fill_free_seats(hold(db.session.get_one(Meeting, fact.meeting_id)))


def invite(meeting: Meeting, invitees: Sequence[Invitee]) -> list[Invitation]:
    """Invite each address once, by mail, and return the new invitations.

    Who was invited before is left alone; who registered already is written down as such and gets
    no mail. Raises RegistrationClosed.
    """
    meeting = hold(meeting)
    if not is_registration_open(meeting):
        raise RegistrationClosed
    known = {invitation.email_key for invitation in invitations_of(meeting)}
    registered = {one.person.email_key for one in registrations_of(meeting)}
    fresh = []
    for invitee in invitees:
        key = email_key(invitee.address)
        if key in known:
            continue
        known.add(key)
        state = InvitationState.REGISTERED if key in registered else InvitationState.INVITED
        name = clean_text(invitee.name, limit=120)
        invitation = Invitation(
            meeting=meeting, name=name, email=invitee.address, email_key=key, state=state
        )
        db.session.add(invitation)
        fresh.append(invitation)
    db.session.flush()
    for invitation in fresh:
        if invitation.state == InvitationState.INVITED:
            posting.tell_invited(invitation)
    return fresh


def decline(invitation: Invitation) -> None:
    """Write down that an invitee cannot come; a repeat changes nothing.

    Raises InvitationAnswered once they registered: a place is cancelled by its own link.
    """
    db.session.refresh(invitation, with_for_update=True)
    if invitation.state == InvitationState.REGISTERED:
        raise InvitationAnswered
    invitation.state = InvitationState.DECLINED


def _found(meeting: Meeting, person: Person) -> Registration | None:
    return db.session.scalar(
        select(Registration).where(
            Registration.meeting_id == meeting.id, Registration.person_id == person.id
        )
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
    registration.domain = domain
    registration.role = clean_text(answers.role, limit=120)
    registration.locale = answers.locale
    registration.state = RegistrationState.WAITING
    registration.queued_at = now()
    registration.cancelled_at = registration.cancelled_from = None
    db.session.flush()
    return registration


def _take_a_place(registration: Registration) -> None:
    if seats.place(ledger(registration.meeting)) == seats.Placement.CONFIRMED:
        registration.state = RegistrationState.CONFIRMED
        db.session.flush()


def _mark_invitations(registration: Registration, used: Invitation | None) -> None:
    """Note who answered by registering: the same address, or the link's own name at another one.

    A colleague who registers by a forwarded link leaves the invitation open for who was asked.
    """
    person = registration.person
    for invitation in invitations_of(registration.meeting):
        is_named = invitation is used and name_key(invitation.name) == person.name_key
        if invitation.email_key == person.email_key or is_named:
            invitation.state = InvitationState.REGISTERED
    db.session.flush()
