"""The report of a meeting: who was there, what was chosen, and what came of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from lcm.actions.captured import Harvest, harvest
from lcm.actions.models import Item, ItemKind
from lcm.actions.queries import ActionLine, CarryOver, actions_of, carried_over
from lcm.db import db
from lcm.live.outcome.shown_rounds import ShownVote, decided_votes
from lcm.meetings.models import Meeting
from lcm.people.models import Domain
from lcm.people.queries import domains
from lcm.registration.models import Place
from lcm.registration.queries import confirmed


@dataclass(frozen=True, slots=True)
class Attendance:
    """How many of one domain were there and had a seat; ``domain`` None: not stated."""

    domain: Domain | None
    present_count: int
    registered_count: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that the report page shows of a meeting."""

    attendance: tuple[Attendance, ...]
    votes: tuple[ShownVote, ...]
    harvest: Harvest
    decisions: tuple[Item, ...]
    actions: tuple[ActionLine, ...]
    carried: CarryOver

    @property
    def present_count(self) -> int:
        return sum(one.present_count for one in self.attendance)

    @property
    def registered_count(self) -> int:
        return sum(one.registered_count for one in self.attendance)


def report(meeting: Meeting) -> Report:
    """Return the report of ``meeting`` as it stands now; who left early was there too."""
    brought = harvest(meeting)
    items = [item for room in brought.rooms for item in room.items]
    return Report(
        attendance=tuple(_attendance(meeting)),
        votes=tuple(decided_votes(meeting)),
        harvest=brought,
        decisions=tuple(item for item in items if item.kind == ItemKind.DECISION),
        actions=tuple(actions_of(meeting)),
        carried=carried_over(meeting),
    )


def _attendance(meeting: Meeting) -> Sequence[Attendance]:
    there = Counter(
        db.session.scalars(
            select(Place.domain_id).where(
                Place.meeting_id == meeting.id, Place.present_at.is_not(None)
            )
        )
    )
    seats = Counter(registration.domain_id for registration in confirmed(meeting))
    known: list[Domain | None] = [*domains(), None]
    counted = [
        Attendance(
            domain, there[domain.id if domain else None], seats[domain.id if domain else None]
        )
        for domain in known
    ]
    return [one for one in counted if one.present_count or one.registered_count]
