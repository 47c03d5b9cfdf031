"""What groups of people say of one option, on the axis of impact and on that of feasibility."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lcm.live.grouping import SMALLEST_GROUP, Domain

Rating = tuple[int | None, int | None]
Means = tuple[Fraction | None, Fraction | None]
Domains = tuple[Domain, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """One ballot: its domain (None: not stated) and what it says of options it rates.

    A rating is (impact, feasibility), each 1 to 5, or None for "don't know". A ballot that knows
    nothing at all is blank.
    """

    domain: Domain
    ratings: Mapping[str, Rating]

    @property
    def is_marked(self) -> bool:
        return any(mark is not None for rating in self.ratings.values() for mark in rating)


@dataclass(frozen=True, slots=True)
class Axis:
    """What the groups answered about one option on one axis, group by group."""

    sums: tuple[int, ...]
    counts: tuple[int, ...]
    stated_counts: tuple[int, ...]

    @property
    def is_sparse(self) -> bool:
        return any(0 < count < SMALLEST_GROUP for count in self.counts)

    @property
    def means(self) -> tuple[Fraction | None, ...]:
        """Return m(g) of each group g, None where nobody answered."""
        pairs = zip(self.sums, self.counts, strict=True)
        return tuple(Fraction(total, count) if count else None for total, count in pairs)

    @property
    def personal(self) -> Fraction | None:
        """Return P, the mean over all answers, None when there are none."""
        return Fraction(sum(self.sums), sum(self.counts)) if any(self.counts) else None

    @property
    def balanced(self) -> Fraction | None:
        """Return B = sum of w * m over the groups / sum of w, or P if every w is 0.

        w = min(c, a / 5), c being the stated domains of the group and a its answers here, since
        "don't know" leaves the count: equal say per domain, and no answer weighs more than a
        fifth of a domain. c counts domains with ballots, not with answers here, or B would tell
        whether a domain under 5 answered.
        """
        weights = [
            min(Fraction(stated_count), Fraction(count, SMALLEST_GROUP))
            for stated_count, count in zip(self.stated_counts, self.counts, strict=True)
        ]
        if not any(weights):
            return self.personal
        terms = zip(weights, self.means, strict=True)
        return sum((weight * (mean or 0) for weight, mean in terms), Fraction(0)) / sum(weights)


Axes = tuple[Axis, Axis]


def axes_of(ballots: Sequence[Vote], groups: Sequence[Domains], option: str) -> Axes:
    """Return (impact, feasibility) of ``option``; KeyError for a ballot of none of ``groups``."""
    home = {domain: number for number, domains in enumerate(groups) for domain in domains}
    stated = {vote.domain for vote in ballots} - {None}
    stated_counts = tuple(len(stated.intersection(domains)) for domains in groups)
    sums = [[0] * len(groups), [0] * len(groups)]
    counts = [[0] * len(groups), [0] * len(groups)]
    for vote in ballots:
        group = home[vote.domain]
        for axis, mark in enumerate(vote.ratings.get(option, (None, None))):
            if mark is not None:
                sums[axis][group] += mark
                counts[axis][group] += 1
    impact, feasibility = (
        Axis(tuple(sums[axis]), tuple(counts[axis]), stated_counts) for axis in (0, 1)
    )
    return impact, feasibility
