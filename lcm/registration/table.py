"""The organiser's table of registrations: what is asked of it, and the page that answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import contains_eager

from lcm.db import db
from lcm.errors import NotFound
from lcm.meetings.models import Meeting
from lcm.people.identity import email_key, name_key
from lcm.people.models import Domain, Organisation, Person
from lcm.registration.models import Registration, RegistrationState
from lcm.registration.queries import seat_shares

PAGE_ROWS: Final = 50
_MOST_WORDS: Final = 6
_BESIDE: Final = 2
_STATES: Final = {state: turn for turn, state in enumerate(RegistrationState)}
_ORDERS: Final[dict[str, tuple[Any, ...]]] = {
    "name": (),
    "organisation": (func.lower(Registration.organisation_text),),
    "domain": (func.coalesce(Domain.position, 0),),
    "state": (case(_STATES, value=Registration.state), Registration.queued_at, Registration.id),
    "moment": (Registration.queued_at,),
    "newest": (Registration.queued_at.desc(),),
}
SORTS: Final = tuple(_ORDERS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which registrations an organiser wants to see, how sorted, and which page of them.

    ``state`` None: everybody who did not cancel; ``domain`` "" for all; ``sort`` one of SORTS.
    Each of ``words`` stands in the name, the organisation or the address.
    """

    words: str = ""
    state: RegistrationState | None = None
    domain: str = ""
    sort: str = "name"
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or self.state or self.domain)

    def asked(self, **changes: Any) -> dict[str, Any]:
        """Return this, with ``changes``, as what follows the address; only what is not usual."""
        wanted, usual = replace(self, **changes), Wanted()
        names = ("words", "state", "domain", "sort", "page")
        values = {name: getattr(wanted, name) for name in names}
        return {name: value for name, value in values.items() if value != getattr(usual, name)}


@dataclass(frozen=True, slots=True)
class Line:
    """One registration of the table; ``position`` is the turn of who waits, 0 for others."""

    registration: Registration
    position: int


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page, how many there are on all, and which page of how many it is."""

    lines: tuple[Line, ...]
    count: int
    number: int
    last: int

    @property
    def numbers(self) -> list[int | None]:
        """The numbers to link to: first, last, those around this one; None for a gap."""
        near = range(self.number - _BESIDE, self.number + _BESIDE + 1)
        shown = [one for one in range(1, self.last + 1) if one in (1, self.last) or one in near]
        linked: list[int | None] = []
        for before, one in zip([0, *shown], shown, strict=False):
            linked += [one] if one == before + 1 else [None, one]
        return linked


def page_of(meeting: Meeting, wanted: Wanted) -> Page:
    """Return the page of registrations of ``meeting`` that is wanted; past the end, the last."""
    found = _found(meeting, wanted)
    count = db.session.scalar(found.with_only_columns(func.count(Registration.id))) or 0
    last = max(1, -(-count // PAGE_ROWS))
    number = min(max(1, wanted.page), last)
    some = _sorted(found, wanted).limit(PAGE_ROWS).offset((number - 1) * PAGE_ROWS)
    return Page(_lines(meeting, db.session.scalars(some).all()), count, number, last)


def all_lines(meeting: Meeting, wanted: Wanted) -> tuple[Line, ...]:
    """Return every registration of ``meeting`` that is wanted, whatever the page."""
    return _lines(meeting, db.session.scalars(_sorted(_found(meeting, wanted), wanted)).all())


def line_of(meeting: Meeting, public_id: str) -> Line:
    """Return the registration ``public_id`` of ``meeting``; else NotFound."""
    wanted = _of(meeting).where(Registration.public_id == public_id)
    lines = _lines(meeting, db.session.scalars(_with_people(wanted)).all())
    if not lines:
        raise NotFound
    return lines[0]


def _of(meeting: Meeting) -> Select[Registration]:
    return (
        select(Registration)
        .join(Registration.person)
        .outerjoin(Registration.domain)
        .outerjoin(Registration.organisation)
        .where(Registration.meeting_id == meeting.id)
    )


def _found(meeting: Meeting, wanted: Wanted) -> Select[Registration]:
    found = _of(meeting)
    if wanted.state is None:
        found = found.where(Registration.state != RegistrationState.CANCELLED)
    else:
        found = found.where(Registration.state == wanted.state)
    if wanted.domain:
        found = found.where(Domain.slug == wanted.domain)
    return found.where(*map(_says, wanted.words.split()[:_MOST_WORDS]))


def _says(word: str) -> ColumnElement[bool]:
    return or_(
        Person.name_key.contains(name_key(word), autoescape=True),
        Person.email_key.contains(email_key(word), autoescape=True),
        Organisation.name_key.contains(name_key(word), autoescape=True),
        func.lower(Registration.organisation_text).contains(word.lower(), autoescape=True),
    )


def _sorted(found: Select[Registration], wanted: Wanted) -> Select[Registration]:
    order = (*_ORDERS[wanted.sort], Person.name_key, Registration.id)
    return _with_people(found.order_by(*order))


def _with_people(found: Select[Registration]) -> Select[Registration]:
    return found.options(
        contains_eager(Registration.person),
        contains_eager(Registration.domain),
        contains_eager(Registration.organisation),
    )


def _lines(meeting: Meeting, registrations: Sequence[Registration]) -> tuple[Line, ...]:
    turns = _turns(meeting, registrations)
    return tuple(Line(one, turns.get(one.id, 0)) for one in registrations)


def _turns(meeting: Meeting, registrations: Sequence[Registration]) -> dict[int, int]:
    """Return which turn each has who waits, by the id; where seats go by domain, among its own."""
    waits = RegistrationState.WAITING
    if not any(one.state == waits for one in registrations):
        return {}
    is_by_domain = bool(seat_shares(meeting))
    entry = func.coalesce(Registration.group_key, Registration.public_id)
    queue = (
        select(Registration.id, Registration.domain_id, entry)
        .where(Registration.meeting_id == meeting.id, Registration.state == waits)
        .order_by(Registration.queued_at, Registration.id)
    )
    entries: dict[int | None, dict[str, int]] = {}
    turns = {}
    for registration_id, domain_id, key in db.session.execute(queue):
        side = entries.setdefault(domain_id if is_by_domain else None, {})
        turns[registration_id] = side.setdefault(key, len(side) + 1)
    return turns
