"""How far people, or groups of people, put the same things first: exact, nothing stored.

Every voter gives each option points; what matters of them is the order, equals sharing the middle
of their ranks. All that follows from those ranks is one number r, the mean rank correlation over
all pairs of voters: 1 is one and the same order, 0 is what chance gives.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal

Strength = Literal["little", "some", "clear", "strong"]
Points = Mapping[str, Fraction] | Mapping[str, int]

FEWEST_OPTIONS: Final = 3
_CUT_OFFS: Final[tuple[tuple[Fraction, Strength], ...]] = (
    (Fraction(3, 10), "little"),
    (Fraction(1, 2), "some"),
    (Fraction(7, 10), "clear"),
)


def agreement_between_people(
    ballots: Iterable[Sequence[str]], options: Sequence[str]
) -> Fraction | None:
    """Return r of ballots that rank some of ``options``, best first; blank ones do not count.

    Options that a ballot with j of n ranked leaves out share rank (j + 1 + n) / 2 on it. None
    as in `mean_rank_correlation`.
    """
    return mean_rank_correlation([_ranked(ballot, options) for ballot in ballots if ballot])


def agreement_between_pickers(
    ballots: Iterable[Collection[str]], options: Sequence[str]
) -> Fraction | None:
    """Return r of ballots that pick some of ``options``, all equally; blank ones do not count.

    Of k picked options each has rank (k + 1) / 2. None as in `mean_rank_correlation`.
    """
    return mean_rank_correlation(
        [{option: int(option in picked) for option in options} for picked in ballots if picked]
    )


def agreement_between_givers(
    ballots: Iterable[Mapping[str, int]], options: Sequence[str]
) -> Fraction | None:
    """Return r of ballots that give ``options`` points; what is not named on one has 0.

    A ballot without any point is blank and does not count. None as in `mean_rank_correlation`.
    """
    return mean_rank_correlation(
        [
            {option: given.get(option, 0) for option in options}
            for given in ballots
            if any(given.values())
        ]
    )


def agreement_between_groups(means: Sequence[Mapping[str, Fraction] | None]) -> Fraction | None:
    """Return r of the orders of groups, each by its mean points per option; a group is one voter.

    None as in `mean_rank_correlation`, so with one group too, and while the means of a group are
    hidden, which are None then.
    """
    shown = [mean for mean in means if mean is not None]
    return mean_rank_correlation(shown) if len(shown) == len(means) else None


def mean_rank_correlation(voters: Sequence[Points]) -> Fraction | None:
    """Return r = (m W - 1) / (m - 1), W being `kendall_w` of the m voters: -1 / (m - 1) to 1.

    W itself says little, because chance alone gives 1 / m. For voters with ties of the same sizes
    r is the mean of Spearman's correlation over all pairs (Kendall and Babington Smith 1939);
    for others this formula is the definition. None where W is undefined.
    """
    w = kendall_w(voters)
    return None if w is None else (len(voters) * w - 1) / (len(voters) - 1)


def kendall_w(voters: Sequence[Points]) -> Fraction | None:
    """Return Kendall's coefficient of concordance with mid-ranks and corrected for ties, 0 to 1.

    W = 12 S / (m² (n³ - n) - m ΣT) for m voters and n options, S = Σ (R_i - m (n + 1) / 2)² over
    the rank sums R_i, T = Σ (t³ - t) over the sizes t of a voter's ties (Kendall and Babington
    Smith, "The problem of m rankings", 1939; Kendall, "Rank correlation methods", chapter 6).
    None, undefined: fewer than 3 options or 2 voters, or every voter finds all options equal.
    All voters give points to the same options, 0 included.
    """
    m, n = len(voters), len(voters[0]) if voters else 0
    if m < 2 or n < FEWEST_OPTIONS:
        return None
    sums, ties = _rank_sums(voters)
    square_sum = Fraction(sum((total - m * (n + 1)) ** 2 for total in sums.values()), 4)
    largest = m * m * (n**3 - n) - m * ties
    return 12 * square_sum / largest if largest else None


def mid_ranks(points: Points) -> dict[str, Fraction]:
    """Return each option's rank, 1 for the most points; equals share the middle of their ranks."""
    return {option: Fraction(rank, 2) for option, rank in _doubled_ranks(points).items()}


def strength(r: Fraction) -> Strength:
    """Return what to call ``r``: under 0.3 little, under 0.5 some, under 0.7 clear, else strong.

    Cut-offs after Schmidt 1997 ("Managing Delphi surveys using nonparametric statistical
    techniques"), who gives them for W.
    """
    return next((word for limit, word in _CUT_OFFS if r < limit), "strong")


def _ranked(ballot: Sequence[str], options: Sequence[str]) -> dict[str, int]:
    points = dict.fromkeys(options, 0)
    points.update({option: len(ballot) - place for place, option in enumerate(ballot)})
    return points


def _rank_sums(voters: Sequence[Points]) -> tuple[Counter[str], int]:
    """Return every option's sum of doubled ranks, and T summed over all voters."""
    sums: Counter[str] = Counter()
    ties = 0
    for points in voters:
        sums.update(_doubled_ranks(points))
        ties += sum(size**3 - size for size in Counter(points.values()).values())
    return sums, ties


def _doubled_ranks(points: Points) -> dict[str, int]:
    """Return twice the mid-ranks, which are whole: thousands of ballots add up without fractions.

    Of ``size`` equals below ``above`` others the ranks are above + 1 … above + size.
    """
    ranks: dict[Fraction | int, int] = {}
    above = 0
    sizes: Counter[Fraction | int] = Counter(points.values())
    for value in sorted(sizes, reverse=True):
        ranks[value] = 2 * above + sizes[value] + 1
        above += sizes[value]
    return {option: ranks[value] for option, value in points.items()}
