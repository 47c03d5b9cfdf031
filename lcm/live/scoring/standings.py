"""From ballots to a ranking: exact sums in which every domain has an equal say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from lcm.live.grouping import SMALLEST_GROUP, Domain, grouped
from lcm.live.scoring import groups as grouping
from lcm.live.scoring.groups import Ballots, Domains, Means
from lcm.live.scoring.points import Choice, Kind, is_blank, points

DecidingRule = Literal["balanced", "personal"]
_Strength = tuple[Fraction, int, Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Vote:
    """One ballot that counts: its domain (None: not stated) and its choice.

    That is its options, best first, or for a vote in points what each option got.
    """

    domain: Domain
    choice: Choice


@dataclass(frozen=True, slots=True)
class Rules:
    """How a round is counted; all of it is fixed before the round opens.

    ``k`` is the number of places that win, which in a full order or in points is not the length
    of a ballot. ``joined`` is who counts with whom by the host's choice. ``groups``, of an earlier
    round of this poll, take its place; see `lcm.live.scoring.groups.kept_groups`.
    """

    kind: Kind
    k: int
    domain_order: Sequence[str]
    joined: Mapping[str, str] | None = None
    groups: Sequence[Sequence[Domain]] | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Domains that count together; ``ballot_count`` leaves out blank ballots.

    ``weight`` is its share in the balanced score. ``means`` holds each option's mean points per
    ballot, None while figures are hidden; ``places`` where each option ended here, by those means
    alone, equals sharing a place (1, 2, 2, 4).
    """

    domains: Domains
    ballot_count: int
    weight: Fraction
    means: Means | None
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one option ended: places are shared (1, 2, 2, 4).

    ``score`` is in points and ``share_of_top``, 0 to 1, is the length of its bar;
    ``common_ground`` is its mean in the group that likes it least. All three are None while
    figures are hidden. ``is_winner``: within the first k places, a tie over that line included,
    and with at least one point. ``is_shared``: in the top k of every group. ``is_contested``: its
    best and worst place in a group differ by at least half the number of options, where equals
    stand at the middle of the places they share.
    """

    option: str
    place: int
    score: Fraction | None
    share_of_top: Fraction | None
    common_ground: Fraction | None
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

    @property
    def is_one_group(self) -> bool:
        """Whether all count as one, so that both rankings are the one by person."""
        return len(self.groups) <= 1

    def group_places(self, option: str) -> tuple[int, ...]:
        """Return the place of ``option`` in each of ``groups``, in their order."""
        return tuple(group.places[option] for group in self.groups)


@dataclass(frozen=True, slots=True)
class _Count:
    options: Sequence[str]
    k: int
    groups: tuple[Group, ...]
    means: Sequence[Means]
    personal: Means
    is_figures_shown: bool


def tally(votes: Sequence[Vote], options: Sequence[str], rules: Rules) -> Result:
    """Count ballots whose choices are among ``options``; the order of votes is no matter.

    A blank ballot is turnout, not a zero: it is in no mean and makes no group larger. With fewer
    than 5 ballots that are not blank there are places only, and no figures.
    """
    ballots = _ballots(votes, options, rules.kind)
    count = _counted(ballots, options, rules.k, _groups(ballots, rules))
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


def _ballots(votes: Sequence[Vote], options: Sequence[str], kind: Kind) -> Ballots:
    ballots: Ballots = Counter()
    for vote in votes:
        if not is_blank(vote.choice):
            given = points(kind, vote.choice, len(options))
            ballots[vote.domain, tuple(given.get(option, 0) for option in options)] += 1
    return ballots


def _groups(ballots: Ballots, rules: Rules) -> Sequence[Domains]:
    counts = grouping.per_domain(ballots)
    if rules.groups is None:
        return grouped(counts, rules.domain_order, rules.joined)
    return grouping.kept_groups(counts, rules.groups)


def _counted(ballots: Ballots, options: Sequence[str], k: int, groups: Sequence[Domains]) -> _Count:
    counts = grouping.per_domain(ballots)
    is_shown = counts.total() >= SMALLEST_GROUP
    means = [grouping.means(ballots, options, domains) for domains in groups]
    return _Count(
        options=options,
        k=k,
        groups=tuple(
            Group(
                domains=domains,
                ballot_count=sum(counts[domain] for domain in domains),
                weight=grouping.weight(domains, counts),
                means=mean if is_shown else None,
                places={option: grouping.place(mean, option) for option in options},
            )
            for domains, mean in zip(groups, means, strict=True)
        ),
        means=means,
        personal=grouping.means(ballots, options, tuple(counts)),
        is_figures_shown=is_shown,
    )


def _balanced(count: _Count) -> Means:
    """Return B(i) = sum of w * m(i) over the groups / sum of w, or P(i) if there is one group."""
    if len(count.groups) <= 1:
        return count.personal
    weighed = [(group.weight, mean) for group, mean in zip(count.groups, count.means, strict=True)]
    weights = sum(weight for weight, _ in weighed)
    return {
        option: sum((weight * mean[option] for weight, mean in weighed), Fraction(0)) / weights
        for option in count.options
    }


def _standings(count: _Count, scores: Means) -> tuple[Standing, ...]:
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
                common_ground=_least_mean(count, option) if count.is_figures_shown else None,
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
    top_group_count = _top_group_count(count, option)
    return score, top_group_count, _least_mean(count, option), count.personal[option]


def _least_mean(count: _Count, option: str) -> Fraction:
    """Return G(i), the least of the group means: what every group grants it at least."""
    return min((mean[option] for mean in count.means), default=Fraction(0))


def _top_group_count(count: _Count, option: str) -> int:
    return sum(
        mean[option] > 0 and group.places[option] <= count.k
        for group, mean in zip(count.groups, count.means, strict=True)
    )


def _is_contested(count: _Count, option: str) -> bool:
    ranks = [grouping.mid_rank(mean, option) for mean in count.means]
    return len(ranks) > 1 and 2 * (max(ranks) - min(ranks)) >= len(count.options)
