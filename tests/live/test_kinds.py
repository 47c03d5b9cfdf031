"""The kinds of vote: all of them described, and never more to choose than there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcm.live.choices import KINDS, OPTION_KINDS
from lcm.live.editor.kinds import FRONT, MORE, RULES, letter_of, usual_count


def test_every_kind_is_offered_once_and_three_stand_in_front():
    assert sorted([*FRONT, *MORE]) == sorted(KINDS)
    assert FRONT == ("top", "scale", "words")


def test_just_the_kinds_with_options_have_limits():
    assert {kind for kind in KINDS if RULES[kind].has_options} == set(OPTION_KINDS)


@given(st.sampled_from(OPTION_KINDS), st.integers(2, 40))
def test_the_usual_number_leaves_something_to_choose(kind, option_count):
    assert 1 <= usual_count(kind, option_count) < option_count


@pytest.mark.parametrize(("option_count", "count"), [(4, 3), (9, 3), (10, 5), (40, 5)])
def test_a_tick_list_allows_three_and_a_long_one_five(option_count, count):
    assert usual_count("pick", option_count) == count


def test_a_top_3_without_options_yet_is_a_top_3():
    assert usual_count("top", 0) == 3


def test_letters_go_on_after_the_alphabet_and_fit_their_column():
    letters = [letter_of(position) for position in range(26 * 27)]

    assert letters[:3] == ["A", "B", "C"]
    assert letters[25:28] == ["Z", "AA", "AB"]
    assert len(set(letters)) == len(letters)
    assert max(map(len, letters)) == 2
