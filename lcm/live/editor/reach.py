"""Whom a vote reaches, and which domains would be counted together if they all voted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.lists import format_list
from flask_babel import gettext as _
from flask_babel import ngettext

from lcm.i18n import current_locale
from lcm.live.grouping import SMALLEST_GROUP, grouped
from lcm.live.models import Poll
from lcm.people.models import Domain
from lcm.people.queries import domains
from lcm.registration.queries import confirmed, present_places

Known = Domain | None


@dataclass(frozen=True, slots=True)
class Reach:
    """People per domain (None: not stated), in the groups they would be counted in.

    ``is_present``: these are the people here now; else those registered, as nobody is here yet.
    """

    counts: Mapping[Known, int]
    groups: Sequence[Sequence[Known]]
    joined: Mapping[str, str]
    is_present: bool

    @property
    def person_count(self) -> int:
        return sum(self.counts.values())

    @property
    def is_one_group(self) -> bool:
        return len(self.groups) == 1

    def count_of(self, domain: Domain) -> int:
        """Return how many people of ``domain`` are expected."""
        return self.counts.get(domain, 0)

    def is_small(self, domain: Domain) -> bool:
        """Say whether ``domain`` has too few people for figures of its own."""
        return self.count_of(domain) < SMALLEST_GROUP

    def sentences(self) -> list[str]:
        """Return who counts with whom and who alone, for people to read; one sentence each."""
        together = [self._together(group) for group in self.groups if len(group) > 1]
        alone = [group[0] for group in self.groups if len(group) == 1]
        if not alone:
            return together
        counted = ngettext(
            "%(names)s counts on its own.",
            "%(names)s each count on their own.",
            len(alone),
            names=_listed(alone),
        )
        return [*together, str(counted)]

    def _together(self, group: Sequence[Known]) -> str:
        slugs = [domain.slug if domain else None for domain in group]
        counts = dict.fromkeys(slugs, SMALLEST_GROUP)
        if len(grouped(counts, [], self.joined)) == 1:
            return str(_("%(names)s count together: you chose so.", names=_listed(group)))
        return str(_("%(names)s count together: fewer than 5.", names=_listed(group)))


def likely_groups(poll: Poll) -> Reach:
    """Return the groups of ``poll`` if everybody here votes once, or everybody registered.

    Those registered are taken as long as nobody said they are here; empty when there are none.
    """
    by_slug = {domain.slug: domain for domain in domains()}
    here = [place.domain for place in present_places(poll.meeting)]
    expected = here or [one.domain for one in confirmed(poll.meeting)]
    counts = Counter(domain.slug if domain else None for domain in expected)
    groups = grouped(counts, list(by_slug), poll.joined)
    return Reach(
        counts={
            (by_slug[slug] if slug else None): counts[slug] for group in groups for slug in group
        },
        groups=[[by_slug[slug] if slug else None for slug in group] for group in groups],
        joined=poll.joined,
        is_present=bool(here),
    )


def _listed(group: Sequence[Known]) -> str:
    names = [domain.name if domain else str(_("domain not stated")) for domain in group]
    inside = [_lowered(name) for name in names[1:]]
    listed = format_list([*names[:1], *inside], locale=current_locale())
    return listed[:1].upper() + listed[1:]


def _lowered(name: str) -> str:
    """Return ``name`` as it stands within a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
