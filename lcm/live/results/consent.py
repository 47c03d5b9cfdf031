"""A consent check, as it is frozen at the reveal and as programs read it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from lcm.live.results.counted import Distributed, Turnout
from lcm.live.scoring.spread import Consent, StanceCounts


@dataclass(frozen=True, slots=True)
class ConsentResult(Distributed):
    """Who can go along, and every objection; nobody wins."""

    shape: ClassVar[str] = "consent"

    result: Consent

    def to_json(self) -> dict[str, Any]:
        whole = self.result.whole
        return self.frozen() | {
            "whole": _kept(whole) if whole else None,
            "groups": [_kept(counts) for counts in self.result.groups],
            "is_objected": self.result.is_objected,
            "objections": list(self.result.objections),
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "ConsentResult":
        turnout = Turnout.from_json(kept)
        result = Consent(
            ballot_count=turnout.ballot_count,
            blank_count=turnout.blank_count,
            whole=_counts(kept["whole"]) if kept["whole"] else None,
            groups=tuple(_counts(counts) for counts in kept["groups"]),
            is_objected=kept["is_objected"],
            objections=tuple(kept["objections"]),
        )
        return cls(kind=kept["kind"], turnout=turnout, result=result)

    def shown(self) -> dict[str, Any]:
        """Return the result for programs; it is JSON already."""
        told = self.to_json()
        del told["kind"]
        return told | {"decides_by": self.decides_by}


def _kept(counts: StanceCounts) -> dict[str, Any]:
    return {
        "domains": list(counts.domains),
        "ballots": sum(counts.counts.values()),
        "counts": dict(counts.counts),
    }


def _counts(kept: dict[str, Any]) -> StanceCounts:
    return StanceCounts(tuple(kept["domains"]), kept["counts"])
