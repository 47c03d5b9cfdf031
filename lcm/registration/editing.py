"""What an organiser changes for somebody else; each under the meeting's lock, each told once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from lcm.clock import now
from lcm.db import db
from lcm.errors import DomainError
from lcm.meetings.models import Meeting, MeetingOver
from lcm.meetings.operations import hold
from lcm.people.identity import clean_text
from lcm.people.models import Domain
from lcm.people.operations import person_for
from lcm.people.queries import find_organisation
from lcm.registration import posting, seats
from lcm.registration.models import Registration, RegistrationState
from lcm.registration.operations import Answers, register, switch_domain
from lcm.registration.queries import is_registration_open, ledger, waiting
from lcm.registration.waiting_list import fill_free_seats, give_up

_A_MOMENT: Final = timedelta(milliseconds=1)


class NothingToGive(DomainError):
    message = _l("Only who waits, or was offered a place, can be given one.")


@dataclass(frozen=True, slots=True)
class Amendment:
    """How an organiser wants one registration to read; ``domain`` None: as it is.

    ``organisation`` may be "" and one that is not in the register; only organisers see ``note``.
    """

    organisation: str
    role: str
    note: str
    domain: Domain | None


def amend(registration: Registration, amendment: Amendment) -> None:
    """Write ``amendment``; who takes part from another side by it gets a mail that says so.

    Raises DomainFull and MeetingOver as switching sides does; then nothing has changed.
    """
    hold(registration.meeting)
    db.session.refresh(registration)
    domain = amendment.domain
    if domain is not None and domain.id != registration.domain_id:
        _move(registration, domain)
    text = clean_text(amendment.organisation, limit=160)
    organisation = find_organisation(text) if text else None
    registration.organisation = organisation
    registration.organisation_text = organisation.name if organisation else text
    registration.role = clean_text(amendment.role, limit=120)
    registration.note = clean_text(amendment.note, limit=400)
    db.session.flush()


def promote(registration: Registration) -> None:
    """Give somebody the next free seat, before others, with a mail; a repeat does nothing.

    That is a seat at once when one is free for their side, or was offered to them. Else they come
    first on the waiting list. Who registered together stays together. Raises NothingToGive for
    who cancelled, and MeetingOver.
    """
    meeting = hold(registration.meeting)
    db.session.refresh(registration)
    if registration.state == RegistrationState.CONFIRMED:
        return
    if registration.state == RegistrationState.CANCELLED:
        raise NothingToGive
    if not is_registration_open(meeting):
        raise MeetingOver
    if registration.state == RegistrationState.OFFERED:
        _confirm([registration])
        return
    queue = waiting(meeting)
    together = [one for one in queue if one is registration or _is_group(one, registration)]
    if seats.is_room_for(tuple(one.domain_id for one in together), ledger(meeting)):
        _confirm(together)
    elif queue[0] not in together:
        _put_first(together, queue[0].queued_at - _A_MOMENT)


def remove(registration: Registration) -> None:
    """Cancel the place or turn of somebody, with a mail that says so; a repeat changes nothing.

    The seat goes to who waits longest. Raises MeetingOver.
    """
    meeting = hold(registration.meeting)
    db.session.refresh(registration)
    if registration.state == RegistrationState.CANCELLED:
        return
    if not is_registration_open(meeting):
        raise MeetingOver
    give_up(registration)
    posting.tell(registration, "removed")
    fill_free_seats(meeting)


def add(meeting: Meeting, answers: Answers) -> tuple[Registration, bool]:
    """Register somebody by hand and say whether that was new; who was registered stays as is.

    They get the same mail as who registers alone, however many went to their address this hour.
    Raises RegistrationClosed.
    """
    meeting = hold(meeting)
    person = person_for(answers.name, answers.email)
    known = db.session.scalar(
        select(Registration).where(
            Registration.meeting_id == meeting.id,
            Registration.person_id == person.id,
            Registration.state != RegistrationState.CANCELLED,
        )
    )
    if known is not None:
        return known, False
    registration = register(meeting, answers)
    posting.tell_outcome(registration)
    return registration, True


def _move(registration: Registration, domain: Domain) -> None:
    if registration.state == RegistrationState.CANCELLED:
        registration.domain = domain
        return
    switch_domain(registration, domain)
    posting.tell_anew(registration, "moved", now())


def _is_group(one: Registration, other: Registration) -> bool:
    return one.group_key is not None and one.group_key == other.group_key


def _confirm(together: Sequence[Registration]) -> None:
    for registration in together:
        registration.state, registration.offered_until = RegistrationState.CONFIRMED, None
    db.session.flush()
    for registration in together:
        posting.tell(registration, "promoted")


def _put_first(together: Sequence[Registration], queued_at: datetime) -> None:
    for registration in together:
        registration.queued_at = queued_at
    db.session.flush()
    for registration in together:
        posting.tell_anew(registration, "first_in_line", now())
