"""What every counted round tells, of whatever shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from lcm.live.grouping import Domain
from lcm.live.scoring.rounds import Comparison

Domains = tuple[Domain, ...]


class HasDomains(Protocol):
    """What was counted of one group."""

    @property
    def domains(self) -> Domains: ...


class Placed(Protocol):
    """Where an option ended."""

    @property
    def option(self) -> str: ...
    @property
    def place(self) -> int: ...


S = TypeVar("S", bound=Placed)
S_co = TypeVar("S_co", bound=Placed, covariant=True)


class Ranking(Protocol[S_co]):
    """Two orders of the options, and whether there were ballots enough for figures."""

    @property
    def groups(self) -> Sequence[HasDomains]: ...
    @property
    def balanced(self) -> tuple[S_co, ...]: ...
    @property
    def personal(self) -> tuple[S_co, ...]: ...
    @property
    def decides_by(self) -> str: ...
    @property
    def is_figures_shown(self) -> bool: ...


class Distribution(Protocol):
    """How the answers lie: in all, None with too few ballots for figures, and per group."""

    @property
    def whole(self) -> object | None: ...
    @property
    def groups(self) -> Sequence[HasDomains]: ...


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


@dataclass(frozen=True, slots=True)
class Ruled(Counted, Generic[S]):
    """A round that ends in places, by the rule fixed before opening; ``k`` options win."""

    result: Ranking[S]
    is_balanced: bool
    k: int = 3
    comparison: Comparison | None = None

    @property
    def decides_by(self) -> str:
        """ "balanced" or "personal"; personal also where one group is all there is."""
        return self.result.decides_by if self.is_balanced else "personal"

    @property
    def deciding(self) -> tuple[S, ...]:
        return self.ranking(self.decides_by)

    @property
    def places(self) -> Mapping[str, int]:
        return {standing.option: standing.place for standing in self.deciding}

    @property
    def together(self) -> tuple[Domains, ...]:
        return tuple(group.domains for group in self.result.groups)

    @property
    def is_figures_shown(self) -> bool:
        return self.result.is_figures_shown

    def ranking(self, rule: str) -> tuple[S, ...]:
        """Return the standings by ``rule``, best first; by what decides for any other word."""
        word = rule if rule in ("balanced", "personal") else self.decides_by
        return self.result.balanced if word == "balanced" else self.result.personal


@dataclass(frozen=True, slots=True)
class Distributed(Counted):
    """A round in which nobody wins: how the answers lie, in all and per group."""

    result: Distribution

    @property
    def readings(self) -> tuple[str, ...]:
        return ("personal", "groups") if len(self.result.groups) > 1 else ("personal",)

    @property
    def together(self) -> tuple[Domains, ...]:
        return tuple(group.domains for group in self.result.groups)

    @property
    def is_figures_shown(self) -> bool:
        return self.result.whole is not None
