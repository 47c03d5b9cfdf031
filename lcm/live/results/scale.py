"""A scale from 1 to 5, as it is frozen at the reveal and as programs read it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from lcm.live.results.counted import Distributed, Turnout
from lcm.live.results.exact import tenths
from lcm.live.scoring.spread import Scale, Spread


@dataclass(frozen=True, slots=True)
class ScaleResult(Distributed):
    """How the marks lie; nobody wins."""

    shape: ClassVar[str] = "scale"

    result: Scale

    def to_json(self) -> dict[str, Any]:
        whole = self.result.whole
        return self.frozen() | {
            "whole": _kept(whole) if whole else None,
            "groups": [_kept(spread) for spread in self.result.groups],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "ScaleResult":
        turnout = Turnout.from_json(kept)
        result = Scale(
            ballot_count=turnout.ballot_count,
            blank_count=turnout.blank_count,
            whole=_spread(kept["whole"]) if kept["whole"] else None,
            groups=tuple(_spread(spread) for spread in kept["groups"]),
        )
        return cls(kind=kept["kind"], turnout=turnout, result=result)

    def shown(self) -> dict[str, Any]:
        """Return the result for programs: counts for 1 to 5, mean and median as text."""
        whole = self.result.whole
        return {
            "shape": self.shape,
            "decides_by": self.decides_by,
            **self.turnout.to_json(),
            "whole": _shown(whole) if whole else None,
            "groups": [_shown(spread) for spread in self.result.groups],
        }


def _shown(spread: Spread) -> dict[str, Any]:
    return {
        "domains": list(spread.domains),
        "ballots": sum(spread.counts),
        "counts": list(spread.counts),
        "mean": tenths(spread.mean),
        "median": tenths(spread.median),
    }


def _kept(spread: Spread) -> dict[str, Any]:
    return {
        "domains": list(spread.domains),
        "counts": list(spread.counts),
        "mean": str(spread.mean),
        "median": str(spread.median),
    }


def _spread(kept: dict[str, Any]) -> Spread:
    one, two, three, four, five = kept["counts"]
    return Spread(
        domains=tuple(kept["domains"]),
        counts=(one, two, three, four, five),
        mean=Fraction(kept["mean"]),
        median=Fraction(kept["median"]),
    )
