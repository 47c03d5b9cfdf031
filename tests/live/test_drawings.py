"""The plot and the cloud: what is drawn stands where it should, and nothing covers anything."""

from fractions import Fraction
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.live.results import cloud_layout, plot
from lcm.live.results.cloud_layout import laid_out
from lcm.live.results.exact import tenths
from lcm.live.scoring.impact import Standing
from lcm.live.scoring.words import cloud

MARKS = st.integers(4, 20).map(lambda quarters: Fraction(quarters, 4))
WORDS = st.lists(
    st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=30), max_size=3),
    max_size=60,
)


def standing(option, impact, feasibility):
    return Standing(option, 1, impact, feasibility, (5, 5), None, is_hidden=impact is None)


@given(st.lists(st.tuples(MARKS, MARKS), max_size=8))
def test_letters_stay_in_their_quadrant_and_off_each_other(marks):
    drawn = plot.plot([standing(str(number), *pair) for number, pair in enumerate(marks)])

    for point, (impact, feasibility) in zip(drawn.points, marks, strict=True):
        assert (point.x >= drawn.line_x) == (feasibility >= 3)
        assert (point.label_x >= drawn.line_x) == (feasibility >= 3)
        assert (point.label_y > drawn.line_y) == (impact < 3)
    for one, other in combinations(drawn.points, 2):
        apart = hypot(one.label_x - other.label_x, one.label_y - other.label_y)
        assert apart >= 2 * drawn.radius


def test_an_option_without_a_mean_is_not_drawn():
    drawn = plot.plot([standing("a", None, None), standing("b", Fraction(3), Fraction(3))])

    assert [point.option for point in drawn.points] == ["b"]
    assert (drawn.points[0].x, drawn.points[0].y) == (drawn.line_x, drawn.line_y)
    assert not drawn.points[0].is_moved


@given(WORDS)
def test_words_of_a_cloud_stand_inside_it_in_rows_of_their_own(ballots):
    words = cloud(ballots)

    drawn = laid_out(words)

    assert len(drawn.placed) + drawn.more_count == len(words)
    assert all(0 <= placed.x <= drawn.width for placed in drawn.placed)
    assert all(0 < placed.y <= drawn.height for placed in drawn.placed)
    sizes = {placed.word.key: placed.size for placed in drawn.placed}
    counts = {placed.word.key: placed.word.ballot_count for placed in drawn.placed}
    for one, other in combinations(sizes, 2):
        assert (counts[one] > counts[other]) <= (sizes[one] >= sizes[other])


def test_a_cloud_of_many_words_shows_the_most_frequent():
    ballots = [[f"woord {number}"] for number in range(90)] + [["warm"]] * 3

    drawn = laid_out(cloud(ballots))

    assert len(drawn.placed) == cloud_layout.MOST_WORDS
    assert drawn.more_count == 31
    assert max(drawn.placed, key=lambda placed: placed.size).word.key == "warm"


@pytest.mark.parametrize(
    ("figure", "text"),
    [(Fraction(5, 4), "1.3"), (Fraction(-5, 4), "-1.3"), (Fraction(-1, 100), "0.0"), (None, None)],
)
def test_figures_are_shown_with_one_decimal_halves_away_from_zero(figure, text):
    assert tenths(figure) == text
