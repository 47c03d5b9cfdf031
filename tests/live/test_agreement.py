"""How far people and groups agree: known examples, an independent calculation, and the edges."""

import json
from fractions import Fraction
from itertools import combinations
from math import isclose, sqrt
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lcm.live.agreement import (
    agreement_between_givers,
    agreement_between_groups,
    agreement_between_people,
    agreement_between_pickers,
    kendall_w,
    mean_rank_correlation,
    mid_ranks,
    strength,
)

GOLDEN = json.loads(Path(__file__).with_name("golden_agreement.json").read_text("utf-8"))
OPTIONS = ("smoking", "debt", "language", "housing", "sleep")
orders = st.permutations(OPTIONS)
ballots = st.lists(
    orders.flatmap(lambda order: st.integers(0, 5).map(lambda length: tuple(order[:length]))),
    max_size=25,
)
voters = st.lists(
    st.fixed_dictionaries(dict.fromkeys(OPTIONS, st.integers(0, 4))), min_size=2, max_size=12
)


@pytest.mark.parametrize("case", GOLDEN, ids=[case["name"] for case in GOLDEN])
def test_known_examples_come_out_exactly(case):
    points = [
        {str(option): -Fraction(rank) for option, rank in enumerate(ranks)}
        for ranks in case["ranks"]
    ]

    assert kendall_w(points) == Fraction(case["w"])
    assert mean_rank_correlation(points) == Fraction(case["r"])


def test_the_example_of_the_design_agrees_little_between_people_and_not_between_groups():
    options = OPTIONS[:4]
    people = [
        *[("smoking", "debt", "language")] * 12,
        *[("debt", "housing", "language")] * 5,
        *[("housing", "debt", "language")] * 3,
    ]
    medical = {"smoking": 3, "debt": 2, "language": 1, "housing": 0}
    together = {"smoking": 0, "debt": Fraction(21, 8), "language": 1, "housing": Fraction(19, 8)}

    assert agreement_between_people(people, options) == Fraction(191, 950)
    assert agreement_between_groups([medical, together]) == Fraction(-2, 5)


def test_equals_share_the_middle_of_their_ranks():
    points = {"a": 30, "b": 0, "c": 40, "d": 30, "e": 0}

    assert mid_ranks(points) == {
        "c": 1,
        "a": Fraction(5, 2),
        "d": Fraction(5, 2),
        "b": Fraction(9, 2),
        "e": Fraction(9, 2),
    }


@given(voters)
def test_w_is_the_part_of_the_spread_that_lies_between_the_options(voters):
    ranks = [float_ranks(points) for points in voters]
    middle = (len(OPTIONS) + 1) / 2
    spread = sum((rank - middle) ** 2 for own in ranks for rank in own)
    assume(spread)
    means = [sum(column) / len(ranks) for column in zip(*ranks, strict=True)]

    w = kendall_w(voters)

    between = len(ranks) * sum((mean - middle) ** 2 for mean in means)
    assert isclose(w, between / spread, abs_tol=1e-9)


@given(st.lists(orders, min_size=2, max_size=12), st.integers(1, 5))
def test_of_ballots_of_one_length_r_is_the_mean_correlation_of_all_pairs(orders, length):
    people = [order[:length] for order in orders]
    ranks = [ballot_ranks(ballot) for ballot in people]
    pairs = [pearson(one, other) for one, other in combinations(ranks, 2)]

    r = agreement_between_people(people, OPTIONS)

    assert isclose(r, sum(pairs) / len(pairs), abs_tol=1e-9)


@given(ballots)
def test_of_ballots_of_any_length_r_is_their_pooled_correlation(ballots):
    marked = [ballot_ranks(ballot) for ballot in ballots if ballot]
    assume(len(marked) >= 2)
    products = [product(one, other) for one, other in combinations(marked, 2)]
    variance = sum(product(own, own) for own in marked) / len(marked)

    r = agreement_between_people(ballots, OPTIONS)

    assert isclose(r, sum(products) / len(products) / variance, abs_tol=1e-9)


@given(ballots, st.permutations(OPTIONS), st.randoms(use_true_random=False))
def test_neither_the_order_of_ballots_nor_that_of_options_matters(ballots, options, random):
    shuffled = list(ballots)
    random.shuffle(shuffled)

    assert agreement_between_people(shuffled, options) == agreement_between_people(ballots, OPTIONS)


@given(ballots)
def test_blank_ballots_do_not_count(ballots):
    with_blank = [(), *ballots, ()]

    assert agreement_between_people(with_blank, OPTIONS) == agreement_between_people(
        [ballot for ballot in ballots if ballot], OPTIONS
    )


@given(orders, st.integers(1, 5), st.integers(2, 30))
def test_identical_ballots_agree_wholly(order, length, times):
    assert agreement_between_people([order[:length]] * times, OPTIONS) == 1


@given(orders)
def test_an_order_and_its_reverse_disagree_wholly(order):
    assert agreement_between_people([order, order[::-1]], OPTIONS) == -1


@given(voters)
def test_r_lies_between_its_bounds_and_is_exact(voters):
    r = mean_rank_correlation(voters)
    assume(r is not None)

    assert Fraction(-1, len(voters) - 1) <= r <= 1
    assert type(r) is type(kendall_w(voters)) is Fraction


@given(voters)
def test_only_the_order_of_points_counts_and_not_their_size(voters):
    stretched = [{o: Fraction(7, 3) * p**3 - 5 for o, p in points.items()} for points in voters]

    assert mean_rank_correlation(stretched) == mean_rank_correlation(voters)


def test_who_picks_ranks_all_picks_equally():
    picks = [("smoking", "debt"), ("debt", "smoking"), ("debt", "language"), ()]
    expected = [{"smoking": 1, "debt": 1}, {"smoking": 1, "debt": 1}, {"debt": 1, "language": 1}]

    r = agreement_between_pickers(picks, OPTIONS)

    assert r == agreement_between_givers(expected, OPTIONS)
    # By hand: the pairs correlate by 1, 1/6 and 1/6.
    assert r == Fraction(4, 9)


def test_a_ballot_without_points_is_blank():
    given_points = [{"smoking": 60, "debt": 40}, {"smoking": 100}, {"debt": 0}, {}]

    assert agreement_between_givers(given_points, OPTIONS) == agreement_between_people(
        [("smoking", "debt"), ("smoking",)], OPTIONS
    )


@pytest.mark.parametrize(
    ("people", "options"),
    [
        ([], OPTIONS),
        ([(), (), ()], OPTIONS),
        ([("debt", "sleep")], OPTIONS),
        ([("debt", "sleep"), ()], OPTIONS),
        ([("debt",), ("sleep",)], ("debt", "sleep")),
        ([(), ()], ()),
    ],
    ids=["nobody", "all blank", "one voter", "one beside a blank", "two options", "no option"],
)
def test_without_two_orders_of_three_options_agreement_is_undefined(people, options):
    assert agreement_between_people(people, options) is None
    assert agreement_between_pickers(people, options) is None


def test_who_all_find_everything_equal_have_no_agreement_to_measure():
    everything = [OPTIONS, OPTIONS]
    equal = dict.fromkeys(OPTIONS, Fraction(3, 2))

    assert agreement_between_pickers(everything, OPTIONS) is None
    assert agreement_between_groups([equal, equal, equal]) is None


def test_one_group_has_nobody_to_agree_with():
    alone = {"smoking": Fraction(2), "debt": Fraction(1), "sleep": Fraction(0)}

    assert agreement_between_groups([]) is None
    assert agreement_between_groups([alone]) is None
    assert agreement_between_groups([alone, alone]) == 1


def test_of_groups_with_hidden_figures_no_agreement_is_shown():
    known = {"smoking": Fraction(2), "debt": Fraction(1), "sleep": Fraction(0)}

    assert agreement_between_groups([None]) is None
    assert agreement_between_groups([known, known, None]) is None


@pytest.mark.parametrize(
    ("r", "word"),
    [
        ("-1", "little"),
        ("0", "little"),
        ("299999/1000000", "little"),
        ("3/10", "some"),
        ("499999/1000000", "some"),
        ("1/2", "clear"),
        ("699999/1000000", "clear"),
        ("7/10", "strong"),
        ("1", "strong"),
    ],
)
def test_each_stretch_of_agreement_has_its_word(r, word):
    assert strength(Fraction(r)) == word


def float_ranks(points):
    """Rank by counting who is ahead and who is level, one option at a time."""
    given_points = [points[option] for option in OPTIONS]
    return [
        sum(other > own for other in given_points) + (given_points.count(own) + 1) / 2
        for own in given_points
    ]


def ballot_ranks(ballot):
    shared = (len(ballot) + 1 + len(OPTIONS)) / 2
    return [ballot.index(option) + 1 if option in ballot else shared for option in OPTIONS]


def product(one, other):
    middle = (len(OPTIONS) + 1) / 2
    return sum((x - middle) * (y - middle) for x, y in zip(one, other, strict=True))


def pearson(one, other):
    return product(one, other) / sqrt(product(one, one) * product(other, other))
