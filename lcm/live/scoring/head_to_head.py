"""Whether the winner of ranked ballots also wins from every other option, one against one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Literal

from lcm.live.grouping import SMALLEST_GROUP, Domain
from lcm.live.scoring.standings import Group, Vote

Verdict = Literal["wins", "beaten", "cycle", "tied"]
_Ballots = Counter[tuple[Domain, tuple[str, ...]]]
_Pair = tuple[str, str]
_Margins = Mapping[_Pair, Fraction]


@dataclass(frozen=True, slots=True)
class Duel:
    """Two options against each other, ``option`` the earlier in the author's order.

    ``winner`` is None if they are level. ``margin`` is by how much it wins, 0 if level, None
    while figures are hidden: by person in shares of the ballots, up to 1; with groups in shares
    times weight, up to the sum of the weights.
    """

    option: str
    other: str
    winner: str | None
    margin: Fraction | None


@dataclass(frozen=True, slots=True)
class HeadToHead:
    """What the duels say of the option, or the options, in the first place.

    "wins": one of them beats every other option. "beaten": an option outside the first place
    does. Otherwise there is no single head-to-head winner: "cycle" if every option is beaten by
    some other, "tied" if one is unbeaten but level with another. ``winner`` beats every other
    option, None if there is no such option. ``beaten_by`` are the options that beat all those in
    the first place, in the author's order. ``duels`` holds every pair once.
    """

    verdict: Verdict
    winner: str | None
    beaten_by: tuple[str, ...]
    duels: tuple[Duel, ...]

    def won_count(self, option: str) -> int:
        """Return how many duels ``option`` wins."""
        return sum(duel.winner == option for duel in self.duels)


def head_to_head(
    votes: Sequence[Vote],
    options: Sequence[str],
    first_place: Sequence[str],
    *,
    groups: Sequence[Group] = (),
) -> HeadToHead | None:
    """Return what the duels among ``options`` say of those in the ``first_place``.

    Each of ``votes`` ranks some of the options, best first: a top few or a full order.
    One option beats another if more ballots place it above than below; what a ballot leaves out
    is tied last on it (Condorcet 1785). With two or more ``groups``, which must hold the domain
    of every vote that is not blank, the margin is Σ w (share of the group for the one - share
    for the other); with fewer, the share of all ballots. So leave ``groups`` out where the person
    score decides. Below 5 ballots that are not blank there are names and no figures. None if all
    are blank, nothing is in the first place or there are fewer than 2 options.
    """
    ballots = Counter((vote.domain, tuple(vote.choice)) for vote in votes if vote.choice)
    if not ballots or not first_place or len(options) < 2:
        return None
    margins = _margins(ballots, options, groups)
    beaten_by = {
        option: {other for other in options if margins[other, option] > 0} for option in options
    }
    winner = next((option for option in options if _beats_all(option, options, margins)), None)
    return HeadToHead(
        verdict=_verdict(winner, first_place, is_cycle=all(beaten_by.values())),
        winner=winner,
        beaten_by=tuple(
            option for option in options if all(option in beaten_by[one] for one in first_place)
        ),
        duels=_duels(options, margins, is_shown=ballots.total() >= SMALLEST_GROUP),
    )


def _margins(
    ballots: _Ballots,
    options: Sequence[str],
    groups: Sequence[Group],
) -> _Margins:
    if len(groups) < 2:
        parts = [(Fraction(1), ballots)]
    else:
        parts = [
            (
                group.weight,
                Counter({key: n for key, n in ballots.items() if key[0] in group.domains}),
            )
            for group in groups
        ]
    margins: dict[_Pair, Fraction] = {(x, y): Fraction(0) for x in options for y in options}
    for weight, part in parts:
        wins: Counter[_Pair] = Counter()
        for (_, choice), times in part.items():
            wins.update(dict.fromkeys(_preferences(choice, options), times))
        for x, y in margins:
            margins[x, y] += weight * Fraction(wins[x, y] - wins[y, x], part.total() or 1)
    return margins


def _preferences(choice: Sequence[str], options: Sequence[str]) -> list[_Pair]:
    """Return every pair of which the ballot puts the first above the second."""
    left_out = [option for option in options if option not in choice]
    return [*combinations(choice, 2), *((x, y) for x in choice for y in left_out)]


def _beats_all(option: str, options: Sequence[str], margins: _Margins) -> bool:
    return all(margins[option, other] > 0 for other in options if other != option)


def _verdict(winner: str | None, first_place: Sequence[str], *, is_cycle: bool) -> Verdict:
    if winner is not None:
        return "wins" if winner in first_place else "beaten"
    return "cycle" if is_cycle else "tied"


def _duels(options: Sequence[str], margins: _Margins, *, is_shown: bool) -> tuple[Duel, ...]:
    duels = []
    for x, y in combinations(options, 2):
        margin = margins[x, y]
        winner = (x if margin > 0 else y) if margin else None
        duels.append(Duel(x, y, winner, abs(margin) if is_shown else None))
    return tuple(duels)
