"""A tie over the cut line: more options share the last place that wins than there is room for."""

from dataclasses import dataclass

from lcm.live.results import CountedRound
from lcm.live.results.impact import ImpactResult
from lcm.live.results.ranking import RankedResult


@dataclass(frozen=True, slots=True)
class Tie:
    """``tied`` share one place, ``ahead`` won before them; ``seat_count`` of the tied may win."""

    ahead: tuple[str, ...]
    tied: tuple[str, ...]
    seat_count: int


def tie_over_cut(counted: CountedRound) -> Tie | None:
    """Return the options that share the last winning place if that makes more than k win."""
    if not isinstance(counted, RankedResult | ImpactResult):
        return None
    won, places = counted.winner_ids, counted.places
    if len(won) <= counted.k:
        return None
    last = max(places[option] for option in won)
    ahead = tuple(option for option in won if places[option] < last)
    return Tie(ahead, won[len(ahead) :], counted.k - len(ahead))


def settled(tie: Tie, run_off: tuple[str, ...]) -> tuple[str, ...]:
    """Return who won once ``run_off`` tells which of the tied did, best first.

    What it does not tell stays as it was: tied options that it had no room for are out only when
    it filled every seat.
    """
    chosen = tuple(option for option in run_off if option in tie.tied)
    if len(chosen) >= tie.seat_count:
        return (*tie.ahead, *chosen)
    return (*tie.ahead, *chosen, *(option for option in tie.tied if option not in chosen))
