"""How opinions spread: a scale from 1 to 5, and a consent check in which objections are heard."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal, TypeVar

from lcm.live.grouping import SMALLEST_GROUP, Domain, grouped

STEPS: Final = (1, 2, 3, 4, 5)
Stance = Literal["fine", "can-live", "objection"]
STANCES: Final[tuple[Stance, ...]] = ("fine", "can-live", "objection")

Domains = tuple[Domain, ...]
_Given = TypeVar("_Given", int, Stance)


@dataclass(frozen=True, slots=True)
class Mark:
    """One ballot on a scale: its domain (None: not stated) and its step, None when blank."""

    domain: Domain
    step: int | None


@dataclass(frozen=True, slots=True)
class Spread:
    """How the marks of some domains lie; at least 5 of them.

    ``counts`` are for the steps 1 to 5 in order. ``mean`` and ``median`` are exact; the median of
    an even number of marks is the mean of the middle two.
    """

    domains: tuple[Domain, ...]
    counts: tuple[int, int, int, int, int]
    mean: Fraction
    median: Fraction


@dataclass(frozen=True, slots=True)
class Scale:
    """A counted scale; ``whole`` is None and ``groups`` empty with fewer than 5 marks in all.

    ``ballot_count`` is the turnout, of which ``blank_count`` abstained. One group is the whole.
    """

    ballot_count: int
    blank_count: int
    whole: Spread | None
    groups: tuple[Spread, ...]


@dataclass(frozen=True, slots=True)
class Say:
    """One ballot of a consent check: its domain, its stance (None: blank) and why it objects."""

    domain: Domain
    stance: Stance | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class StanceCounts:
    """How many of some domains, with at least 5 ballots, took each stance; all three are there."""

    domains: tuple[Domain, ...]
    counts: Mapping[Stance, int]


@dataclass(frozen=True, slots=True)
class Consent:
    """A counted consent check; ``whole`` is None and ``groups`` empty with fewer than 5 stances.

    ``is_objected``: at least one person objects, with words or without; consent is there only if
    nobody does, whatever the counts. ``objections`` are their texts, by text, so that their order
    tells neither who came first nor from which domain.
    """

    ballot_count: int
    blank_count: int
    whole: StanceCounts | None
    groups: tuple[StanceCounts, ...]
    is_objected: bool
    objections: tuple[str, ...]


def scale(
    marks: Sequence[Mark],
    *,
    domain_order: Sequence[str],
    joined: Mapping[str, str] | None = None,
    groups: Sequence[Domains] | None = None,
) -> Scale:
    """Return how ``marks`` lie, in all and per group; their order is no matter.

    Groups are merged before counting (`lcm.live.grouping`), so that each has 5 marks and no
    smaller group is left when one is taken from the whole. Blank ballots are turnout only.
    ``groups``, those of `groups_for_both` in a second round, replace the other two.
    """
    given = [(mark.domain, mark.step) for mark in marks if mark.step is not None]
    kept = _groups(given, domain_order, joined) if groups is None else groups
    spreads = [_spread(domains, Counter(steps)) for domains, steps in _parts(given, kept)]
    return Scale(
        ballot_count=len(marks),
        blank_count=len(marks) - len(given),
        whole=spreads[0] if spreads else None,
        groups=tuple(spreads[1:]),
    )


def consent(
    says: Sequence[Say],
    *,
    domain_order: Sequence[str],
    joined: Mapping[str, str] | None = None,
    groups: Sequence[Domains] | None = None,
    hidden: Collection[str] = (),
) -> Consent:
    """Return who can go along, in all and per group, and every objection; order is no matter.

    Objections are listed and never averaged, also among fewer than 5 ballots: a moderated text
    is no figure. Those that the host hid, ``hidden`` by their text as listed, and those without
    words are not in the list, but stay in the counts and in ``is_objected``. Groups are as in
    `scale`; blank ballots are turnout only.
    """
    given = [(say.domain, say.stance) for say in says if say.stance is not None]
    kept = _groups(given, domain_order, joined) if groups is None else groups
    counted = [
        StanceCounts(domains, {stance: stances.count(stance) for stance in STANCES})
        for domains, stances in _parts(given, kept)
    ]
    texts = [" ".join(say.text.split()) for say in says if say.stance == "objection"]
    return Consent(
        ballot_count=len(says),
        blank_count=len(says) - len(given),
        whole=counted[0] if counted else None,
        groups=tuple(counted[1:]),
        is_objected=bool(texts),
        objections=tuple(
            sorted(
                (text for text in texts if text and text not in hidden),
                key=lambda text: (text.casefold(), text),
            )
        ),
    )


def _groups(
    given: Sequence[tuple[Domain, _Given]],
    domain_order: Sequence[str],
    joined: Mapping[str, str] | None,
) -> Sequence[Domains]:
    return grouped(Counter(domain for domain, _ in given), domain_order, joined)


def _parts(
    given: Sequence[tuple[Domain, _Given]], groups: Sequence[Domains]
) -> list[tuple[Domains, list[_Given]]]:
    """Return what was given by all and then by each group; nothing if fewer than 5 gave it."""
    if len(given) < SMALLEST_GROUP:
        return []
    everyone = tuple(domain for domains in groups for domain in domains)
    return [
        (domains, [value for domain, value in given if domain in domains])
        for domains in (everyone, *groups)
    ]


def _spread(domains: tuple[Domain, ...], times: Counter[int]) -> Spread:
    steps = sorted(times.elements())
    middle = steps[(len(steps) - 1) // 2] + steps[len(steps) // 2]
    one, two, three, four, five = (times[step] for step in STEPS)
    return Spread(
        domains=domains,
        counts=(one, two, three, four, five),
        mean=Fraction(sum(steps), len(steps)),
        median=Fraction(middle, 2),
    )
