"""What every counted round tells, of whatever shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from lcm.live.grouping import Domain

Domains = tuple[Domain, ...]


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many ballots came, blank ones included; how many of them early, and how many on paper.

    ``beforehand_count`` are those of phones, cast before the meeting began.
    """

    ballot_count: int
    blank_count: int = 0
    beforehand_count: int = 0
    paper_count: int = 0

    def to_json(self) -> dict[str, int]:
        return {
            "ballots": self.ballot_count,
            "blank": self.blank_count,
            "beforehand": self.beforehand_count,
            "paper": self.paper_count,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Turnout":
        return cls(
            ballot_count=kept["ballots"],
            blank_count=kept["blank"],
            beforehand_count=kept.get("beforehand", 0),
            paper_count=kept.get("paper", 0),
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted round; ``kind`` is that of its poll, ``shape`` what it is kept and shown as."""

    shape: ClassVar[str]

    kind: str
    turnout: Turnout

    @property
    def ballot_count(self) -> int:
        return self.turnout.ballot_count

    @property
    def blank_count(self) -> int:
        return self.turnout.blank_count

    @property
    def winner_ids(self) -> tuple[str, ...]:
        """Return the options within the cut, best first; none where nothing is ranked."""
        return ()

    @property
    def places(self) -> Mapping[str, int]:
        """Return by option where it ended; equals share a place. Empty where nothing is ranked."""
        return {}

    @property
    def decides_by(self) -> str:
        """ "balanced" or "personal"; personal where domains are not weighed at all."""
        return "personal"

    @property
    def readings(self) -> tuple[str, ...]:
        """Return the ways to look at it that have something to show; `decides_by` is one."""
        return ("personal",)

    @property
    def together(self) -> tuple[Domains, ...]:
        """Return the domains that were counted as one, group by group; empty if none were told."""
        return ()

    @property
    def is_figures_shown(self) -> bool:
        """Whether there were ballots enough for figures."""
        return True

    def frozen(self) -> dict[str, Any]:
        """Return what is kept of every round."""
        return {"shape": self.shape, "kind": self.kind, **self.turnout.to_json()}
