"""Impact x feasibility, as it is frozen at the reveal and as programs read it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from lcm.live.results import ranking_parts as parts
from lcm.live.results.counted import Ruled, Turnout
from lcm.live.results.exact import fraction, kept, tenths
from lcm.live.results.plot import Plot, plot
from lcm.live.scoring.axes import Means
from lcm.live.scoring.impact import Group, Result, Standing


@dataclass(frozen=True, slots=True)
class ImpactResult(Ruled[Standing]):
    """Two means per option, by both rules; ``k`` options win."""

    shape: ClassVar[str] = "impact"

    result: Result

    @property
    def winner_ids(self) -> tuple[str, ...]:
        """Return the options within the cut, best first; one that nobody could rate is not."""
        return winners(self.deciding, self.k) if self.result.groups else ()

    @property
    def readings(self) -> tuple[str, ...]:
        told = ("balanced", "personal") if len(self.result.groups) > 1 else ("personal",)
        return (*told, "rounds") if self.comparison else told

    def plot(self, rule: str) -> Plot:
        """Return where the options stand by ``rule``."""
        return plot(self.ranking(rule))

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON that keeps every mean exact."""
        return self.frozen() | {
            "is_balanced": self.is_balanced,
            "k": self.k,
            "decides_by": self.result.decides_by,
            "figures": self.result.is_figures_shown,
            "groups": [_kept_group(group) for group in self.result.groups],
            "balanced": [_kept_standing(standing) for standing in self.result.balanced],
            "personal": [_kept_standing(standing) for standing in self.result.personal],
            "comparison": parts.kept_comparison(self.comparison),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "ImpactResult":
        turnout = Turnout.from_json(kept)
        result = Result(
            ballot_count=turnout.ballot_count,
            blank_count=turnout.blank_count,
            groups=tuple(_group(group) for group in kept["groups"]),
            balanced=tuple(_standing(standing) for standing in kept["balanced"]),
            personal=tuple(_standing(standing) for standing in kept["personal"]),
            decides_by=kept["decides_by"],
            is_figures_shown=kept["figures"],
        )
        return cls(
            kind=kept["kind"],
            turnout=turnout,
            result=result,
            is_balanced=kept["is_balanced"],
            k=kept["k"],
            comparison=parts.comparison(kept["comparison"]),
        )

    def shown(self) -> dict[str, Any]:
        """Return the result for programs: means with one decimal, as text."""
        won = self.winner_ids
        return {
            "shape": self.shape,
            "decides_by": self.decides_by,
            **self.turnout.to_json(),
            "groups": [
                {"domains": list(group.domains), "ballots": group.ballot_count}
                for group in self.result.groups
            ],
            "balanced": [_shown_standing(one, won) for one in self.result.balanced],
            "personal": [_shown_standing(one, won) for one in self.result.personal],
        }


def winners(standings: tuple[Standing, ...], k: int) -> tuple[str, ...]:
    """Return the options of the first ``k`` places whose impact anybody knew, best first."""
    return tuple(
        standing.option
        for standing in standings
        if standing.place <= k and (standing.is_hidden or standing.impact is not None)
    )


def _shown_standing(standing: Standing, won: tuple[str, ...]) -> dict[str, Any]:
    return {
        "id": standing.option,
        "place": standing.place,
        "impact": tenths(standing.impact),
        "feasibility": tenths(standing.feasibility),
        "quadrant": standing.quadrant,
        "is_winner": standing.option in won,
    }


def _kept_standing(standing: Standing) -> dict[str, Any]:
    counts = standing.answer_counts
    return {
        "option": standing.option,
        "place": standing.place,
        "impact": kept(standing.impact),
        "feasibility": kept(standing.feasibility),
        "counts": None if counts is None else list(counts),
        "quadrant": standing.quadrant,
        "hidden": standing.is_hidden,
    }


def _standing(kept_one: dict[str, Any]) -> Standing:
    counts = kept_one["counts"]
    return Standing(
        option=kept_one["option"],
        place=kept_one["place"],
        impact=fraction(kept_one["impact"]),
        feasibility=fraction(kept_one["feasibility"]),
        answer_counts=None if counts is None else (counts[0], counts[1]),
        quadrant=kept_one["quadrant"],
        is_hidden=kept_one["hidden"],
    )


def _kept_group(group: Group) -> dict[str, Any]:
    return {
        "domains": list(group.domains),
        "ballots": group.ballot_count,
        "means": {option: [kept(mean) for mean in pair] for option, pair in group.means.items()},
    }


def _group(kept_one: dict[str, Any]) -> Group:
    means: dict[str, Means] = {
        option: (fraction(impact), fraction(feasibility))
        for option, (impact, feasibility) in kept_one["means"].items()
    }
    return Group(tuple(kept_one["domains"]), kept_one["ballots"], means)
