"""The example worked out by hand in the design of the vote, and how its scores are shown."""

from fractions import Fraction

import pytest

from lcm.live.scoring.standings import displayed
from tests.live.scoring.counting import agreed, counted, places, scores, winners

WORKED_EXAMPLE = [
    *agreed("medical", 12, "smoking", "debt", "language"),
    *agreed("social", 5, "debt", "housing", "language"),
    *agreed("municipal", 3, "housing", "debt", "language"),
]


@pytest.fixture
def example():
    """The example worked out in the design of the vote."""
    return counted(WORKED_EXAMPLE, options=("smoking", "debt", "language", "housing"))


def test_housing_is_second_by_domain_and_smoking_by_person(example):
    assert places(example.balanced) == [
        ("debt", 1),
        ("housing", 2),
        ("smoking", 3),
        ("language", 4),
    ]
    assert places(example.personal) == [
        ("debt", 1),
        ("smoking", 2),
        ("language", 3),
        ("housing", 4),
    ]


def test_the_scores_are_exact(example):
    assert scores(example.balanced) == {
        "debt": Fraction(31, 13),
        "housing": Fraction(19, 13),
        "smoking": Fraction(15, 13),
        "language": 1,
    }
    assert [f"{float(s.score):.3f}" for s in example.balanced] == [
        "2.385",
        "1.462",
        "1.154",
        "1.000",
    ]
    assert scores(example.personal) == {
        "debt": Fraction(45, 20),
        "smoking": Fraction(36, 20),
        "language": 1,
        "housing": Fraction(19, 20),
    }


def test_the_small_domain_counts_with_the_next_smallest(example):
    medical, together = example.groups

    assert (medical.domains, medical.ballot_count, medical.weight) == (("medical",), 12, 1)
    assert (together.domains, together.ballot_count) == (("social", "municipal"), 8)
    assert together.weight == Fraction(8, 5)
    assert together.means["housing"] == Fraction(19, 8)


def test_what_all_want_is_shared_and_what_divides_is_contested(example):
    marks = {s.option: (s.is_shared, s.is_contested) for s in example.balanced}

    assert marks == {
        "debt": (True, False),
        "language": (True, False),
        "smoking": (False, True),
        "housing": (False, True),
    }


def test_common_ground_is_what_the_least_fond_group_gives(example):
    assert {s.option: s.common_ground for s in example.balanced} == {
        "debt": 2,
        "housing": 0,
        "smoking": 0,
        "language": 1,
    }
    assert example.group_places("smoking") == (1, 4)


def test_the_longest_bar_is_the_winner(example):
    assert [s.share_of_top for s in example.balanced] == [
        1,
        Fraction(19, 31),
        Fraction(15, 31),
        Fraction(13, 31),
    ]


def test_the_domains_decide(example):
    assert example.decides_by == "balanced"
    assert example.is_figures_shown
    assert winners(example.balanced) == {"debt", "housing", "smoking"}


@pytest.mark.parametrize(
    ("score", "shown"),
    [
        (Fraction(0), "0.0"),
        (Fraction(31, 13), "2.4"),
        (Fraction(1, 20), "0.1"),
        (Fraction(9, 4), "2.3"),
        (Fraction(249, 1000), "0.2"),
        (Fraction(299, 100), "3.0"),
        (Fraction(25, 2), "12.5"),
    ],
)
def test_a_score_is_shown_with_one_decimal_and_halves_go_up(score, shown):
    assert displayed(score) == shown
