"""Who is there to vote, and which domains would be counted together if everybody did."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lcm.live.grouping import grouped
from lcm.meetings.models import Meeting
from lcm.people.models import Domain
from lcm.people.queries import domains
from lcm.registration.queries import present_places


@dataclass(frozen=True, slots=True)
class Reach:
    """Present people per domain (None: not stated), in the groups they would be counted in."""

    counts: Sequence[tuple[Domain | None, int]]
    groups: Sequence[Sequence[Domain | None]]


def likely_groups(meeting: Meeting) -> Reach:
    """Return the groups if everybody present votes once; empty while nobody said they are here."""
    by_slug = {domain.slug: domain for domain in domains()}
    present = Counter(
        place.domain.slug if place.domain else None for place in present_places(meeting)
    )
    groups = grouped(present, list(by_slug))
    return Reach(
        counts=[
            (by_slug[slug] if slug else None, present[slug]) for group in groups for slug in group
        ],
        groups=[[by_slug[slug] if slug else None for slug in group] for group in groups],
    )
