"""From ballots to a ranking: exact sums in which every domain has an equal say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from lcm.live.grouping import SMALLEST_GROUP, Domain, grouped

DecidingRule = Literal["balanced", "personal"]
_Ballots = Counter[tuple[Domain, tuple[str, ...]]]
_Strength = tuple[Fraction, int, Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Vote:
    """One ballot that counts: its domain (None: not stated) and its options, best first."""

    domain: Domain
    choice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Domains that count together; ``ballot_count`` leaves out blank ballots.

    ``weight`` is its share in the balanced score; ``means`` holds each option's mean points per
    ballot, None while figures are hidden.
    """

    domains: tuple[Domain, ...]
    ballot_count: int
    weight: Fraction
    means: Mapping[str, Fraction] | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one option ended: places are shared (1, 2, 2, 4).

    ``score`` is in points and ``share_of_top``, 0 to 1, is the length of its bar; both are None
    while figures are hidden. ``is_winner``: within the first k places, a tie over that line
    included, and chosen by someone. ``is_shared``: in the top k of every group. ``is_contested``:
    its best and worst rank in a group differ by at least half the number of options.
    """

    option: str
    place: int
    score: Fraction | None
    share_of_top: Fraction | None
    is_winner: bool
    is_shared: bool
    is_contested: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A counted round: both rankings, best first, equal places in the author's order.

    ``ballot_count`` is the turnout, of which ``blank_count`` abstained. ``decides_by`` is
    "personal" when one group is all there is: then no domain can be weighed against another.
    """

    ballot_count: int
    blank_count: int
    groups: tuple[Group, ...]
    balanced: tuple[Standing, ...]
    personal: tuple[Standing, ...]
    decides_by: DecidingRule
    is_figures_shown: bool


@dataclass(frozen=True, slots=True)
class _Count:
    options: Sequence[str]
    k: int
    groups: tuple[Group, ...]
    means: Sequence[Mapping[str, Fraction]]
    personal: Mapping[str, Fraction]
    is_figures_shown: bool


def tally(
    votes: Sequence[Vote],
    options: Sequence[str],
    k: int,
    *,
    domain_order: Sequence[str],
    joined: Mapping[str, str] | None = None,
) -> Result:
    """Count Top-``k`` ballots whose choices are among ``options``; the order of votes is no matter.

    A blank ballot is turnout, not a zero: it is in no mean and makes no group larger. With fewer
    than 5 ballots that are not blank there are places only, and no figures.
    """
    ballots = Counter((vote.domain, vote.choice) for vote in votes if vote.choice)
    count = _counted(ballots, options, k, grouped(_per_domain(ballots), domain_order, joined))
    return Result(
        ballot_count=len(votes),
        blank_count=len(votes) - ballots.total(),
        groups=count.groups,
        balanced=_standings(count, _balanced(count)),
        personal=_standings(count, count.personal),
        decides_by="balanced" if len(count.groups) > 1 else "personal",
        is_figures_shown=count.is_figures_shown,
    )


def displayed(score: Fraction) -> str:
    """Return a score of 0 or more with one decimal, halves up, and a point: "2.4"."""
    tenths = (score * 10 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}"


def _per_domain(ballots: _Ballots) -> Counter[Domain]:
    counts: Counter[Domain] = Counter()
    for (domain, _), times in ballots.items():
        counts[domain] += times
    return counts


def _counted(
    ballots: _Ballots, options: Sequence[str], k: int, groups: Sequence[tuple[Domain, ...]]
) -> _Count:
    per_domain = _per_domain(ballots)
    is_shown = per_domain.total() >= SMALLEST_GROUP
    means = [_means(ballots, options, domains) for domains in groups]
    return _Count(
        options=options,
        k=k,
        groups=tuple(
            _group(domains, per_domain, mean if is_shown else None)
            for domains, mean in zip(groups, means, strict=True)
        ),
        means=means,
        personal=_means(ballots, options, tuple(per_domain)),
        is_figures_shown=is_shown,
    )


def _means(
    ballots: _Ballots, options: Sequence[str], domains: tuple[Domain, ...]
) -> dict[str, Fraction]:
    """Return m(i), the mean points of each option over the ballots of ``domains``.

    Modified Borda: of j ranked options the one at place r gets j - r + 1, all others 0, so that
    a lone favourite gives 1 and not k (electowiki, "Borda count").
    """
    points = dict.fromkeys(options, 0)
    ballot_count = 0
    for (domain, choice), times in ballots.items():
        if domain not in domains:
            continue
        ballot_count += times
        for place, option in enumerate(choice):
            points[option] += (len(choice) - place) * times
    return {option: Fraction(total, ballot_count or 1) for option, total in points.items()}


def _group(
    domains: tuple[Domain, ...],
    per_domain: Mapping[Domain, int],
    means: Mapping[str, Fraction] | None,
) -> Group:
    """Return the group with w = min(c, n / 5), c being its domains and n its ballots.

    So every domain has an equal say, yet no ballot weighs more than a fifth of a domain; "not
    stated" is no domain (after the James Lind Alliance guidebook, chapter 8).
    """
    ballot_count = sum(per_domain[domain] for domain in domains)
    stated_count = sum(domain is not None for domain in domains)
    weight = min(Fraction(stated_count), Fraction(ballot_count, SMALLEST_GROUP))
    return Group(domains, ballot_count, weight, means)


def _balanced(count: _Count) -> Mapping[str, Fraction]:
    """Return B(i) = sum of w * m(i) over the groups / sum of w, or P(i) if there is one group."""
    if len(count.groups) <= 1:
        return count.personal
    weights = sum(group.weight for group in count.groups)
    return {
        option: sum(
            (
                group.weight * mean[option]
                for group, mean in zip(count.groups, count.means, strict=True)
            ),
            Fraction(0),
        )
        / weights
        for option in count.options
    }


def _standings(count: _Count, scores: Mapping[str, Fraction]) -> tuple[Standing, ...]:
    strengths = {option: _strength(count, option, scores[option]) for option in count.options}
    top_score = max(scores.values(), default=Fraction(0)) or Fraction(1)
    standings = []
    for option in sorted(count.options, key=strengths.__getitem__, reverse=True):
        place = 1 + sum(other > strengths[option] for other in strengths.values())
        standings.append(
            Standing(
                option=option,
                place=place,
                score=scores[option] if count.is_figures_shown else None,
                share_of_top=scores[option] / top_score if count.is_figures_shown else None,
                is_winner=place <= count.k and count.personal[option] > 0,
                is_shared=1 < len(count.groups) == _top_group_count(count, option),
                is_contested=_is_contested(count, option),
            )
        )
    return tuple(standings)


def _strength(count: _Count, option: str, score: Fraction) -> _Strength:
    """Return what ranks an option: score, groups with it in their top k, least mean, P(i).

    Equal strengths share a place: no lot and no alphabet.
    """
    least_mean = min((mean[option] for mean in count.means), default=Fraction(0))
    return score, _top_group_count(count, option), least_mean, count.personal[option]


def _top_group_count(count: _Count, option: str) -> int:
    return sum(
        mean[option] > 0 and sum(other > mean[option] for other in mean.values()) < count.k
        for mean in count.means
    )


def _is_contested(count: _Count, option: str) -> bool:
    ranks = [_mid_rank(mean, option) for mean in count.means]
    return len(ranks) > 1 and 2 * (max(ranks) - min(ranks)) >= len(count.options)


def _mid_rank(mean: Mapping[str, Fraction], option: str) -> Fraction:
    """Return the rank of ``option``, equals sharing the middle of theirs (Kendall 1939).

    So the options that a group did not choose are neither near its top nor all at its bottom.
    """
    above = sum(other > mean[option] for other in mean.values())
    equal = sum(other == mean[option] for other in mean.values())
    return above + Fraction(equal + 1, 2)
