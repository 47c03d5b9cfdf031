"""A counted round as it is frozen at the reveal, and as programs read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from lcm.live.scoring import groups as grouping
from lcm.live.scoring.standings import Group, Result, Standing, displayed


@dataclass(frozen=True, slots=True)
class CountedRound:
    """A result with the rule that was fixed before opening; both rankings stay available."""

    result: Result
    is_balanced: bool

    @property
    def decides_by(self) -> str:
        """ "balanced" or "personal"; personal also where one group is all there is."""
        return self.result.decides_by if self.is_balanced else "personal"

    @property
    def deciding(self) -> tuple[Standing, ...]:
        return self.ranking(self.decides_by)

    @property
    def winner_ids(self) -> tuple[str, ...]:
        """Return the options within the cut, best first."""
        return tuple(standing.option for standing in self.deciding if standing.is_winner)

    @property
    def places(self) -> Mapping[str, int]:
        """Return by option where it ended; equals share a place."""
        return {standing.option: standing.place for standing in self.deciding}

    def ranking(self, rule: str) -> tuple[Standing, ...]:
        """Return the standings by ``rule``, best first."""
        return self.result.balanced if rule == "balanced" else self.result.personal

    def points(self, option: str, rule: str) -> Decimal:
        """Return an option's mean points by ``rule``, one decimal, halves up; 0 while hidden."""
        scores = {standing.option: standing.score for standing in self.ranking(rule)}
        return Decimal(displayed(scores[option] or Fraction(0)))

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON that keeps every sum exact."""
        return {
            "is_balanced": self.is_balanced,
            "ballots": self.result.ballot_count,
            "blank": self.result.blank_count,
            "decides_by": self.result.decides_by,
            "figures": self.result.is_figures_shown,
            "groups": [_kept_group(group) for group in self.result.groups],
            "balanced": [_kept_standing(standing) for standing in self.result.balanced],
            "personal": [_kept_standing(standing) for standing in self.result.personal],
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "CountedRound":
        """Return what `to_json` kept, now or before places and common ground were kept with it."""
        groups = tuple(_group(group, kept["personal"]) for group in kept["groups"])
        result = Result(
            ballot_count=kept["ballots"],
            blank_count=kept["blank"],
            groups=groups,
            balanced=tuple(_standing(standing, groups) for standing in kept["balanced"]),
            personal=tuple(_standing(standing, groups) for standing in kept["personal"]),
            decides_by=kept["decides_by"],
            is_figures_shown=kept["figures"],
        )
        return cls(result, kept["is_balanced"])

    def shown(self) -> dict[str, Any]:
        """Return the result as the live contract gives it: scores with one decimal, as text."""
        return {
            "decides_by": self.decides_by,
            "ballots": self.result.ballot_count,
            "blank": self.result.blank_count,
            "groups": [
                {
                    "domains": list(group.domains),
                    "ballots": group.ballot_count,
                    "places": dict(group.places),
                }
                for group in self.result.groups
            ],
            "balanced": [_shown_standing(standing) for standing in self.result.balanced],
            "personal": [_shown_standing(standing) for standing in self.result.personal],
        }


def kept_result(kept: dict[str, Any]) -> CountedRound:
    """Return what was frozen at a reveal, whatever the kind of its ballots."""
    return CountedRound.from_json(kept)


def _shown_standing(standing: Standing) -> dict[str, Any]:
    share = standing.share_of_top
    return {
        "id": standing.option,
        "place": standing.place,
        "score": _shown_figure(standing.score),
        "share": None if share is None else round(float(share), 4),
        "common_ground": _shown_figure(standing.common_ground),
        "is_winner": standing.is_winner,
        "is_shared": standing.is_shared,
        "is_contested": standing.is_contested,
    }


def _shown_figure(figure: Fraction | None) -> str | None:
    return None if figure is None else displayed(figure)


def _kept_standing(standing: Standing) -> dict[str, Any]:
    return {
        "option": standing.option,
        "place": standing.place,
        "score": _text(standing.score),
        "share": _text(standing.share_of_top),
        "common_ground": _text(standing.common_ground),
        "winner": standing.is_winner,
        "shared": standing.is_shared,
        "contested": standing.is_contested,
    }


def _standing(kept: dict[str, Any], groups: tuple[Group, ...]) -> Standing:
    means = [group.means[kept["option"]] for group in groups if group.means is not None]
    common_ground = kept.get("common_ground", _text(min(means, default=None)))
    return Standing(
        option=kept["option"],
        place=kept["place"],
        score=_fraction(kept["score"]),
        share_of_top=_fraction(kept["share"]),
        common_ground=_fraction(common_ground),
        is_winner=kept["winner"],
        is_shared=kept["shared"],
        is_contested=kept["contested"],
    )


def _kept_group(group: Group) -> dict[str, Any]:
    means = group.means
    return {
        "domains": list(group.domains),
        "ballots": group.ballot_count,
        "weight": str(group.weight),
        "means": None if means is None else {key: str(mean) for key, mean in means.items()},
        "places": dict(group.places),
    }


def _group(kept: dict[str, Any], personal: list[dict[str, Any]]) -> Group:
    """Return the group; without figures there is only one, whose places are those of ``personal``.

    Its means are all that broke ties there, so the places are the same.
    """
    means = None
    places = {standing["option"]: standing["place"] for standing in personal}
    if kept["means"] is not None:
        means = {option: Fraction(mean) for option, mean in kept["means"].items()}
        places = {option: grouping.place(means, option) for option in means}
    return Group(
        domains=tuple(kept["domains"]),
        ballot_count=kept["ballots"],
        weight=Fraction(kept["weight"]),
        means=means,
        places=kept.get("places", places),
    )


def _text(figure: Fraction | None) -> str | None:
    return None if figure is None else str(figure)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
