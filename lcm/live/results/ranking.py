"""A vote that ends in a ranking, as it is frozen at the reveal and as programs read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, ClassVar

from lcm.live.agreement import Strength, strength
from lcm.live.results import ranking_parts as parts
from lcm.live.results.counted import Ruled, Turnout
from lcm.live.results.exact import fraction, kept, tenths
from lcm.live.scoring.head_to_head import HeadToHead
from lcm.live.scoring.standings import Result, Standing
from lcm.web.rounding import one_decimal


@dataclass(frozen=True, slots=True)
class Agreement:
    """A figure of agreement as it is shown: r with one decimal, and what to call it."""

    figure: Decimal
    strength: Strength

    @classmethod
    def of(cls, r: Fraction | None) -> "Agreement | None":
        return None if r is None else cls(one_decimal(r), strength(r))


@dataclass(frozen=True, slots=True)
class RankedResult(Ruled[Standing]):
    """A result with the rule that was fixed before opening; both rankings stay available.

    ``people_agreement`` and ``domain_agreement`` are r of `lcm.live.agreement`, None where it is
    undefined or figures are hidden. ``duels`` is what one against one says of the first place, for
    ballots that rank. ``comparison`` is with the revealed round before it, if there was one.
    """

    shape: ClassVar[str] = "ranking"

    result: Result
    people_agreement: Fraction | None = None
    domain_agreement: Fraction | None = None
    duels: HeadToHead | None = None

    @property
    def winner_ids(self) -> tuple[str, ...]:
        return tuple(standing.option for standing in self.deciding if standing.is_winner)

    @property
    def readings(self) -> tuple[str, ...]:
        """Both rankings, the groups, and shared and contested; by person only in one group."""
        several = ("balanced", "personal", "groups", "shared")
        told = ("personal",) if self.result.is_one_group else several
        return (*told, "rounds") if self.comparison else told

    def points(self, option: str, rule: str) -> Decimal:
        """Return an option's mean points by ``rule``, one decimal, halves up; 0 while hidden."""
        scores = {standing.option: standing.score for standing in self.ranking(rule)}
        return one_decimal(scores[option] or Fraction(0))

    @property
    def agreements(self) -> Mapping[str, Agreement | None]:
        """How far "people" and "domains" agree; None where that is undefined or hidden."""
        return {
            "people": Agreement.of(self.people_agreement),
            "domains": Agreement.of(self.domain_agreement),
        }

    @property
    def shared(self) -> tuple[Standing, ...]:
        """The options in the top of every group, best first."""
        return tuple(standing for standing in self.deciding if standing.is_shared)

    @property
    def contested(self) -> tuple[Standing, ...]:
        """The options that groups place far apart, best first."""
        return tuple(standing for standing in self.deciding if standing.is_contested)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON that keeps every sum exact."""
        return self.frozen() | {
            "is_balanced": self.is_balanced,
            "k": self.k,
            "decides_by": self.result.decides_by,
            "figures": self.result.is_figures_shown,
            "groups": [parts.kept_group(group) for group in self.result.groups],
            "balanced": [parts.kept_standing(standing) for standing in self.result.balanced],
            "personal": [parts.kept_standing(standing) for standing in self.result.personal],
            "people_agreement": kept(self.people_agreement),
            "domain_agreement": kept(self.domain_agreement),
            "duels": parts.kept_duels(self.duels),
            "comparison": parts.kept_comparison(self.comparison),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "RankedResult":
        """Return what `to_json` kept, also before all of it was kept."""
        groups = tuple(parts.group(group, kept["personal"]) for group in kept["groups"])
        turnout = Turnout.from_json(kept)
        result = Result(
            ballot_count=turnout.ballot_count,
            blank_count=turnout.blank_count,
            groups=groups,
            balanced=tuple(parts.standing(one, groups) for one in kept["balanced"]),
            personal=tuple(parts.standing(one, groups) for one in kept["personal"]),
            decides_by=kept["decides_by"],
            is_figures_shown=kept["figures"],
        )
        return cls(
            kind=kept.get("kind", "top"),
            turnout=turnout,
            result=result,
            is_balanced=kept["is_balanced"],
            k=kept.get("k", 3),
            people_agreement=fraction(kept.get("people_agreement")),
            domain_agreement=fraction(kept.get("domain_agreement")),
            duels=parts.duels(kept.get("duels")),
            comparison=parts.comparison(kept.get("comparison")),
        )

    def shown(self) -> dict[str, Any]:
        """Return the result as the live contract gives it: figures with one decimal, as text."""
        return {
            "shape": self.shape,
            "decides_by": self.decides_by,
            **self.turnout.to_json(),
            "groups": [
                {
                    "domains": list(group.domains),
                    "ballots": group.ballot_count,
                    "places": dict(group.places),
                }
                for group in self.result.groups
            ],
            "balanced": [parts.shown_standing(standing) for standing in self.result.balanced],
            "personal": [parts.shown_standing(standing) for standing in self.result.personal],
            "people_agreement": tenths(self.people_agreement),
            "domain_agreement": tenths(self.domain_agreement),
        }
