"""What one ballot is worth, in each kind of vote."""

from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lcm.live.scoring.points import is_blank, points
from tests.live.scoring.counting import CHOICES, MOST_POINTS, OPTIONS, kinds

kinds_with_choices = kinds.flatmap(lambda kind: st.tuples(st.just(kind), CHOICES[kind]))


@given(kinds_with_choices)
@example(("top", ("debt",)))
def test_the_points_of_a_ballot_are_bounded_whole_and_only_for_what_it_names(drawn):
    kind, choice = drawn

    given_points = points(kind, choice, len(OPTIONS))

    assert {type(mark) for mark in given_points.values()} <= {int}
    assert all(0 <= mark <= 100 for mark in given_points.values())
    assert (sum(given_points.values()) > 0) == (not is_blank(choice))
    assert sum(given_points.values()) <= MOST_POINTS[kind]
    assert set(given_points) <= set(choice)


@given(kinds_with_choices)
def test_a_ballot_never_prefers_what_it_ranks_lower(drawn):
    kind, choice = drawn
    assume(kind != "points")

    in_order = list(points(kind, choice, len(OPTIONS)).values())

    step = 0 if kind == "pick" else 1
    assert {earlier - later for earlier, later in pairwise(in_order)} <= {step}


@pytest.mark.parametrize(
    ("kind", "choice", "expected"),
    [
        ("pick", ("debt", "sleep"), {"debt": 1, "sleep": 1}),
        ("top", ("debt",), {"debt": 1}),
        ("top", ("debt", "sleep", "housing"), {"debt": 3, "sleep": 2, "housing": 1}),
        ("order", ("debt", "sleep"), {"debt": 4, "sleep": 3}),
        (
            "points",
            {"debt": 70, "sleep": 30, "housing": 0},
            {"debt": 70, "sleep": 30, "housing": 0},
        ),
        ("points", (), {}),
    ],
)
def test_each_kind_gives_its_own_points(kind, choice, expected):
    assert points(kind, choice, 5) == expected


@pytest.mark.parametrize(("kind", "choice"), [("points", ("debt",)), ("top", {"debt": 100})])
def test_a_ballot_of_another_kind_is_an_error_and_not_a_guess(kind, choice):
    with pytest.raises(TypeError):
        points(kind, choice, 5)


@pytest.mark.parametrize("choice", [(), [], {}, {"debt": 0}])
def test_a_ballot_that_names_nothing_is_blank(choice):
    assert is_blank(choice)
    assert points("points", choice, 5) == {}
