"""Impact x feasibility: two exact means per option, in which every domain has an equal say."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from lcm.live.grouping import SMALLEST_GROUP, Domain, grouped
from lcm.live.scoring.axes import Axes, Axis, Domains, Means, Vote, axes_of

LINE: Final = 3

Quadrant = Literal[
    "high-impact-feasible", "high-impact-hard", "low-impact-feasible", "low-impact-hard"
]


@dataclass(frozen=True, slots=True)
class Group:
    """Domains that count together; ``ballot_count`` leaves out blank ballots.

    ``means`` holds the mean (impact, feasibility) of each option whose figures are shown, each
    None when nobody here answered that.
    """

    domains: Domains
    ballot_count: int
    means: Mapping[str, Means]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one option ended: places are shared (1, 2, 2, 4).

    ``impact`` and ``feasibility`` are means from 1 to 5, and ``answer_counts`` how many people
    answered each; ``quadrant`` is where the option lies, a mean of exactly 3 being high or
    feasible. ``is_hidden``: all of these are None because too few people answered; a None
    beside it False means that nobody answered.
    """

    option: str
    place: int
    impact: Fraction | None
    feasibility: Fraction | None
    answer_counts: tuple[int, int] | None
    quadrant: Quadrant | None
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Result:
    """A counted round: both rankings, best first, equal places in the author's order.

    ``ballot_count`` is the turnout, of which ``blank_count`` abstained. ``decides_by`` is
    "personal" when one group is all there is. Not ``is_figures_shown``: fewer than 5 ballots in
    all, so places only.
    """

    ballot_count: int
    blank_count: int
    groups: tuple[Group, ...]
    balanced: tuple[Standing, ...]
    personal: tuple[Standing, ...]
    decides_by: Literal["balanced", "personal"]
    is_figures_shown: bool


def tally(
    votes: Sequence[Vote],
    options: Sequence[str],
    *,
    domain_order: Sequence[str],
    joined: Mapping[str, str] | None = None,
    groups: Sequence[Sequence[Domain]] | None = None,
) -> Result:
    """Count ``votes`` on ``options``; the order of votes is no matter.

    First come options with feasibility 3 or more, by impact, then the others by impact, then those
    of which nobody knew the impact. Equal impact: higher least group mean, then higher person
    mean, then a shared place. Blank ballots are turnout only. An option's figures are hidden when
    fewer than 5 people voted in all, or when in any group 1 to 4 answered one of its axes:
    balanced beside personal could be solved for them. A hidden option never shares the place of
    a shown one, which would give its score away, but comes right after it.
    ``groups``, of an earlier round of this poll, replace ``domain_order`` and ``joined``; a
    KeyError when a domain with ballots is in none of them.
    """
    ballots = [vote for vote in votes if vote.is_marked]
    sizes = Counter(vote.domain for vote in ballots)
    chosen = grouped(sizes, domain_order, joined) if groups is None else groups
    kept = [tuple(group) for group in chosen if any(sizes[domain] for domain in group)]
    axes = {option: axes_of(ballots, kept, option) for option in options}
    is_shown = len(ballots) >= SMALLEST_GROUP
    shown = [o for o, pair in axes.items() if is_shown and not any(a.is_sparse for a in pair)]
    balanced = {option: (one.balanced, other.balanced) for option, (one, other) in axes.items()}
    personal = {option: (one.personal, other.personal) for option, (one, other) in axes.items()}
    return Result(
        ballot_count=len(votes),
        blank_count=len(votes) - len(ballots),
        groups=tuple(
            _group(domains, number, sizes, {option: axes[option] for option in shown})
            for number, domains in enumerate(kept)
        ),
        balanced=_standings(axes, balanced, shown),
        personal=_standings(axes, personal, shown),
        decides_by="balanced" if len(kept) > 1 else "personal",
        is_figures_shown=is_shown,
    )


def _group(
    domains: Domains, number: int, sizes: Mapping[Domain, int], shown: Mapping[str, Axes]
) -> Group:
    return Group(
        domains=domains,
        ballot_count=sum(sizes[domain] for domain in domains),
        means={
            option: (impact.means[number], feasibility.means[number])
            for option, (impact, feasibility) in shown.items()
        },
    )


def _standings(
    axes: Mapping[str, Axes], scores: Mapping[str, Means], shown: Sequence[str]
) -> tuple[Standing, ...]:
    strengths = {
        option: _strength(impact, scores[option], is_shown=option in shown)
        for option, (impact, _) in axes.items()
    }
    standings = []
    for option in sorted(axes, key=strengths.__getitem__, reverse=True):
        is_hidden = option not in shown
        impact, feasibility = (None, None) if is_hidden else scores[option]
        counts = (sum(axes[option][0].counts), sum(axes[option][1].counts))
        standings.append(
            Standing(
                option=option,
                place=1 + sum(other > strengths[option] for other in strengths.values()),
                impact=impact,
                feasibility=feasibility,
                answer_counts=None if is_hidden else counts,
                quadrant=_quadrant(impact, feasibility),
                is_hidden=is_hidden,
            )
        )
    return tuple(standings)


def _strength(
    impact: Axis, score: Means, *, is_shown: bool
) -> tuple[bool, bool, Fraction, Fraction, Fraction, bool]:
    nothing = Fraction(0)
    least_mean = min((mean for mean in impact.means if mean is not None), default=nothing)
    is_feasible = (score[1] or 0) >= LINE
    is_known = score[0] is not None
    return (
        is_known,
        is_feasible,
        score[0] or nothing,
        least_mean,
        impact.personal or nothing,
        is_shown,
    )


def _quadrant(impact: Fraction | None, feasibility: Fraction | None) -> Quadrant | None:
    if impact is None or feasibility is None:
        return None
    if impact >= LINE:
        return "high-impact-feasible" if feasibility >= LINE else "high-impact-hard"
    return "low-impact-feasible" if feasibility >= LINE else "low-impact-hard"
