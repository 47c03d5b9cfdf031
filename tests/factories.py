"""Valid rows for tests; each call makes one and flushes it."""

from datetime import datetime
from itertools import count
from typing import TypeVar

from lcm.communities.models import Community, Goal, Membership, Role
from lcm.db import db
from lcm.meetings.models import Meeting, MeetingKind, MeetingState
from lcm.meetings.running import local_time
from lcm.people.identity import email_key, name_key
from lcm.people.models import Organisation, Person

numbers = count(1)
Row = TypeVar("Row")


def make_person(name: str = "", email: str = "") -> Person:
    number = next(numbers)
    name = name or f"Persoon {number}"
    email = email or f"persoon{number}@example.org"
    person = Person(name=name, name_key=name_key(name), email=email, email_key=email_key(email))
    return _saved(person)


def make_organisation(name: str = "") -> Organisation:
    name = name or f"Organisatie {next(numbers)}"
    return _saved(Organisation(name=name, name_key=name_key(name)))


def make_community(*, leader: Person | None = None, role: Role = Role.COORDINATOR) -> Community:
    """A community with six aims; ``leader`` gets ``role`` in it."""
    number = next(numbers)
    community = _saved(Community(slug=f"netwerk-{number}", name=f"Netwerk {number}", locale="nl"))
    for position, letter in enumerate("ABCDEF"):
        community.goals.append(Goal(position=position, letter=letter, label=f"Doel {letter}"))
    if leader is not None:
        community.memberships.append(Membership(person=leader, role=role))
    db.session.flush()
    return community


def make_meeting(
    community: Community | None = None,
    *,
    starts_at: datetime,
    seats: int | None = None,
    state: MeetingState = MeetingState.PUBLISHED,
) -> Meeting:
    """A published kick-off of two hours in Amsterdam."""
    number = next(numbers)
    return _saved(
        Meeting(
            slug=f"kick-off-{number}",
            community=community or make_community(),
            kind=MeetingKind.KICK_OFF,
            state=state,
            locale="nl",
            title=f"Kick-off {number}",
            starts_local=local_time(starts_at, "Europe/Amsterdam").replace(tzinfo=None),
            starts_at=starts_at,
            minutes=130,
            place="Stadhuis, zaal B2",
            seats=seats,
            calendar_uid=f"uid-{number}",
        )
    )


def _saved(row: Row) -> Row:
    db.session.add(row)
    db.session.flush()
    return row
