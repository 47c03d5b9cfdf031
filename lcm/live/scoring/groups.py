"""Who counts together in one round, how heavily, and what each group says."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from lcm.live.grouping import SMALLEST_GROUP, Domain, grouped

Domains = tuple[Domain, ...]
Means = Mapping[str, Fraction]
# How often a domain gave these points, one for each option in the author's order.
Ballots = Counter[tuple[Domain, tuple[int, ...]]]


def per_domain(ballots: Ballots) -> Counter[Domain]:
    """Return how many of ``ballots`` each domain cast."""
    counts: Counter[Domain] = Counter()
    for (domain, _), times in ballots.items():
        counts[domain] += times
    return counts


def kept_groups(
    ballot_counts: Counter[Domain], groups: Iterable[Sequence[Domain]]
) -> tuple[Domains, ...]:
    """Return ``groups``, those of an earlier round of the poll, for a round with these ballots.

    A domain outside all of them joins the last; a group without ballots is left out. As they stand
    if each has 5 ballots; if not, whole groups merge on as in `grouped`. No group is ever parted,
    because what both rounds show together would tell about its parts.
    """
    parts = [list(group) for group in groups] or [[]]
    known = {domain for part in parts for domain in part}
    parts[-1] += sorted((domain for domain in ballot_counts if domain not in known), key=str)
    sizes: dict[Domain, int] = {
        str(number): sum(ballot_counts[domain] for domain in part)
        for number, part in enumerate(parts)
    }
    merged = grouped(sizes, [str(number) for number in range(len(parts))])
    return tuple(
        tuple(domain for number in numbers for domain in parts[int(number or 0)])
        for numbers in merged
    )


def means(ballots: Ballots, options: Sequence[str], domains: Sequence[Domain]) -> Means:
    """Return m(i), the mean points of each option over the ballots of ``domains``."""
    totals = [0] * len(options)
    ballot_count = 0
    for (domain, given), times in ballots.items():
        if domain in domains:
            ballot_count += times
            totals = [total + mark * times for total, mark in zip(totals, given, strict=True)]
    return {
        option: Fraction(total, ballot_count or 1)
        for option, total in zip(options, totals, strict=True)
    }


def weight(domains: Sequence[Domain], ballot_counts: Counter[Domain]) -> Fraction:
    """Return w = min(c, n / 5), c being the stated domains with ballots and n all ballots.

    So every domain has an equal say, yet no ballot weighs more than a fifth of a domain; "not
    stated" is no domain (after the James Lind Alliance guidebook, chapter 8).
    """
    ballot_count = sum(ballot_counts[domain] for domain in domains)
    stated_count = sum(domain is not None and ballot_counts[domain] > 0 for domain in domains)
    return min(Fraction(stated_count), Fraction(ballot_count, SMALLEST_GROUP))


def place(scores: Means, option: str) -> int:
    """Return 1 and as many more as options score higher, so that equals share a place."""
    return 1 + sum(other > scores[option] for other in scores.values())


def mid_rank(scores: Means, option: str) -> Fraction:
    """Return the place of ``option`` where equals share the middle of theirs (Kendall 1939).

    So the options that a group did not choose are neither near its top nor all at its bottom.
    """
    equal = sum(other == scores[option] for other in scores.values())
    return place(scores, option) + Fraction(equal - 1, 2)
