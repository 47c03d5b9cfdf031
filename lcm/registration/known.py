"""People known from earlier sessions of a community, whom the next one may invite."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from lcm.clock import now
from lcm.db import db
from lcm.meetings.models import Meeting, MeetingState
from lcm.people.identity import name_key
from lcm.people.models import Domain, Person
from lcm.registration.models import Registration, RegistrationState
from lcm.registration.queries import WITH_PEOPLE, invitations_of

_HELD = (MeetingState.PUBLISHED, MeetingState.CLOSED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom an organiser looks for; "" everywhere means everybody.

    ``session`` is the slug of an earlier meeting, ``organisation`` its name, ``role`` a part of
    what people wrote about their work.
    """

    session: str = ""
    domain: str = ""
    organisation: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Whom there is to invite, by name, and how many more were invited or registered already."""

    registrations: tuple[Registration, ...]
    known_count: int


def earlier_meetings(meeting: Meeting) -> Sequence[Meeting]:
    """Return the sessions of the same community that have begun, the last one first."""
    return db.session.scalars(
        select(Meeting)
        .where(
            Meeting.community_id == meeting.community_id,
            Meeting.id != meeting.id,
            Meeting.state.in_(_HELD),
            Meeting.starts_at <= now(),
        )
        .order_by(Meeting.starts_at.desc())
    ).all()


def past_registrations(meeting: Meeting) -> Sequence[Registration]:
    """Return who had a seat in `earlier_meetings`, the latest session first."""
    ids = [one.id for one in earlier_meetings(meeting)]
    return db.session.scalars(
        select(Registration)
        .join(Registration.meeting)
        .where(Registration.meeting_id.in_(ids), Registration.state == RegistrationState.CONFIRMED)
        .order_by(Meeting.starts_at.desc(), Registration.id)
        .options(contains_eager(Registration.meeting), *WITH_PEOPLE)
    ).all()


def known_people(meeting: Meeting, past: Iterable[Registration], wanted: Wanted) -> Found:
    """Return whom of ``past`` an organiser looks for: everybody once, as they registered last.

    Nobody without an address, and nobody twice who shares a mailbox: it gets one invitation.
    """
    asked = _asked(meeting)
    latest: dict[str, Registration] = {}
    for registration in past:
        if registration.person.email_key and _is_wanted(registration, wanted):
            latest.setdefault(registration.person.email_key, registration)
    fresh = [one for key, one in latest.items() if key not in asked]
    fresh.sort(key=lambda one: (one.person.name_key, one.id))
    return Found(tuple(fresh), len(latest) - len(fresh))


def organisations_of(past: Iterable[Registration]) -> Sequence[str]:
    """Return the names of the organisations people came from, each once, by name."""
    names = {name_key(one.organisation_text): one.organisation_text for one in past}
    return [names[key] for key in sorted(names) if key]


def domains_of(past: Iterable[Registration]) -> Sequence[Domain]:
    """Return the domains people came from, in their order."""
    found = {one.domain.id: one.domain for one in past if one.domain is not None}
    return sorted(found.values(), key=lambda domain: domain.position)


def _asked(meeting: Meeting) -> set[str]:
    """Return the addresses that were invited or registered, also of who cancelled since."""
    registered = (
        select(Person.email_key)
        .join(Registration, Registration.person_id == Person.id)
        .where(Registration.meeting_id == meeting.id)
    )
    invited = {invitation.email_key for invitation in invitations_of(meeting)}
    return invited | set(db.session.scalars(registered))


def _is_wanted(registration: Registration, wanted: Wanted) -> bool:
    domain = registration.domain.slug if registration.domain else ""
    organisation = name_key(registration.organisation_text)
    return (
        wanted.session in ("", registration.meeting.slug)
        and wanted.domain in ("", domain)
        and name_key(wanted.organisation) in ("", organisation)
        and name_key(wanted.role) in name_key(registration.role)
    )
