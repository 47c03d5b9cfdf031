"""What moved between two rounds of one poll, and whether a third would change anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from lcm.live.grouping import SMALLEST_GROUP
from lcm.live.scoring.standings import Standing


@dataclass(frozen=True, slots=True)
class RoundOutcome:
    """A revealed round: its standings by the rule that decides, and r between its people.

    ``agreement`` is None where it is undefined.
    """

    standings: Sequence[Standing]
    agreement: Fraction | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Of those who voted in both rounds, ``voter_count``, how many chose otherwise the second time.

    Counted while the poll still has its key; a blank ballot is a choice as well.
    """

    changed_count: int
    voter_count: int


@dataclass(frozen=True, slots=True)
class Move:
    """One option's places. ``rise`` is how many places it went up, below 0 down."""

    option: str
    place_before: int
    place_after: int

    @property
    def rise(self) -> int:
        return self.place_before - self.place_after


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two rounds side by side; ``moves`` in the order of the second.

    ``common_count`` of ``top_count`` winners are the same; ``top_count`` is k, more if a tie
    extended a cut, fewer if fewer options were chosen at all. ``changed_share`` is None if fewer
    than 5 voted twice or fewer than 5 of them changed: beside the sums of both rounds a single
    change would tell what that voter took back. ``agreement_before`` and ``agreement_after`` are
    None where undefined or while the figures of that round are hidden. ``is_settled``: the same
    options are in the top k, in whatever order, so that voting may stop.
    """

    moves: tuple[Move, ...]
    common_count: int
    top_count: int
    changed_share: Fraction | None
    agreement_before: Fraction | None
    agreement_after: Fraction | None
    is_settled: bool

    @property
    def overlap(self) -> Fraction | None:
        """The share of the top k that stayed, 0 to 1; None if neither round has a winner."""
        return Fraction(self.common_count, self.top_count) if self.top_count else None


def compare(
    before: RoundOutcome, after: RoundOutcome, changes: Changes | None = None
) -> Comparison:
    """Return what changed from the round ``before`` to the round ``after``.

    Count both by one rule and over the same groups, those of `groups_for_both`. An option that is
    in one of the rounds only has no move. ``changes`` is None if it was not counted in time.
    Stopping when the top stays the same follows the Delphi method (Schmidt 1997).
    """
    first, second = _top(before.standings), _top(after.standings)
    is_shown = _has_figures(before.standings) and _has_figures(after.standings)
    return Comparison(
        moves=_moves(before.standings, after.standings),
        common_count=len(first & second),
        top_count=max(len(first), len(second)),
        changed_share=_changed_share(changes) if changes and is_shown else None,
        agreement_before=_shown_agreement(before),
        agreement_after=_shown_agreement(after),
        is_settled=bool(first) and first == second,
    )


def _top(standings: Sequence[Standing]) -> set[str]:
    return {standing.option for standing in standings if standing.is_winner}


def _has_figures(standings: Sequence[Standing]) -> bool:
    return all(standing.score is not None for standing in standings)


def _moves(before: Sequence[Standing], after: Sequence[Standing]) -> tuple[Move, ...]:
    places = {standing.option: standing.place for standing in before}
    return tuple(
        Move(standing.option, places[standing.option], standing.place)
        for standing in after
        if standing.option in places
    )


def _changed_share(changes: Changes) -> Fraction | None:
    """Return the share, None where it tells of 1 to 4 people, who changed or who did not."""
    kept_count = changes.voter_count - changes.changed_count
    if changes.changed_count < SMALLEST_GROUP or 0 < kept_count < SMALLEST_GROUP:
        return None
    return Fraction(changes.changed_count, changes.voter_count)


def _shown_agreement(outcome: RoundOutcome) -> Fraction | None:
    return outcome.agreement if _has_figures(outcome.standings) else None
