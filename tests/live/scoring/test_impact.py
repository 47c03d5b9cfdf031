"""Impact x feasibility: an example by hand, order and ties, and what stays hidden."""

from fractions import Fraction

import pytest

from lcm.live.scoring.axes import Vote
from lcm.live.scoring.impact import tally
from tests.live.scoring.counting import DOMAINS, places

OPTIONS = ("bus", "app", "loket")


def rated(domain, times, **ratings):
    return [Vote(domain, ratings)] * times


def counted(votes, options=OPTIONS, **rules):
    return tally(votes, options, domain_order=DOMAINS, **rules)


def figures(standings):
    return {s.option: (s.impact, s.feasibility) for s in standings}


@pytest.fixture
def example():
    """Ten medical and five social people; "app" is unknown to all who are social."""
    return counted(
        [
            *rated("medical", 10, bus=(5, 2), app=(4, 4), loket=(2, 3)),
            *rated("social", 5, bus=(2, 5), app=(None, None), loket=(5, 4)),
            *rated("social", 1),
            *rated("medical", 1, bus=(None, None)),
        ]
    )


def test_both_means_by_domain_and_by_person(example):
    assert (example.ballot_count, example.blank_count, example.decides_by) == (17, 2, "balanced")
    assert figures(example.balanced) == {
        "bus": (Fraction(7, 2), Fraction(7, 2)),
        "app": (4, 4),
        "loket": (Fraction(7, 2), Fraction(7, 2)),
    }
    assert figures(example.personal) == {
        "bus": (4, 3),
        "app": (4, 4),
        "loket": (3, Fraction(10, 3)),
    }


def test_who_does_not_know_leaves_the_count(example):
    counts = {s.option: s.answer_counts for s in example.balanced}

    assert counts == {"bus": (15, 15), "app": (10, 10), "loket": (15, 15)}
    assert [group.means["app"] for group in example.groups] == [(4, 4), (None, None)]
    assert [group.ballot_count for group in example.groups] == [10, 5]


def test_equal_impact_goes_to_higher_person_impact_or_shares_a_place(example):
    assert places(example.balanced) == [("app", 1), ("bus", 2), ("loket", 3)]
    assert places(example.personal) == [("app", 1), ("bus", 2), ("loket", 3)]

    level = counted(rated("medical", 6, bus=(4, 3), app=(4, 5), loket=(3, 5)))
    assert places(level.balanced) == [("bus", 1), ("app", 1), ("loket", 3)]


def test_what_can_be_done_comes_first_and_three_is_on_the_right_side():
    result = counted(rated("medical", 6, bus=(5, 2), app=(2, 4), loket=(3, 3)))

    assert places(result.personal) == [("loket", 1), ("app", 2), ("bus", 3)]
    assert [s.quadrant for s in result.personal] == [
        "high-impact-feasible",
        "low-impact-feasible",
        "high-impact-hard",
    ]
    just_below = counted([*rated("medical", 9, bus=(3, 3)), *rated("medical", 1, bus=(2, 2))])
    assert just_below.personal[0].quadrant == "low-impact-hard"


def test_an_answer_weighs_no_more_than_a_fifth_of_a_domain():
    result = counted(
        [
            *rated("medical", 10, bus=(1, 1)),
            *rated("social", 4, bus=(5, 5)),
            *rated("public", 4, bus=(None, None), app=(3, 3)),
            *rated("municipal", 2, bus=(5, 5)),
        ]
    )

    # Public, municipal and social count together: three domains, but six answers.
    assert [group.ballot_count for group in result.groups] == [10, 10]
    assert figures(result.balanced)["bus"][0] == (1 * 1 + Fraction(6, 5) * 5) / (1 + Fraction(6, 5))


def test_people_without_a_domain_count_only_where_nobody_else_answers():
    votes = [*rated("medical", 5, bus=(1, 1)), *rated(None, 5, bus=(5, 5), app=(4, 2))]

    assert figures(counted(votes).balanced)["bus"] == (1, 1)
    assert figures(counted(votes).balanced)["app"] == (4, 2)


def test_four_who_know_hide_the_figures_of_the_option_and_of_no_other():
    result = counted(
        [
            *rated("medical", 10, bus=(5, 5), app=(5, 5)),
            *rated("social", 4, bus=(1, 4), app=(1, 3)),
            *rated("social", 1, bus=(None, 4), app=(1, 3)),
        ]
    )

    shown = {s.option: (s.is_hidden, s.impact, s.quadrant) for s in result.balanced}
    assert shown["bus"] == (True, None, None)
    assert shown["app"] == (False, 3, "high-impact-feasible")
    assert shown["loket"] == (False, None, None)
    assert [set(group.means) for group in result.groups] == [{"app", "loket"}] * 2


def test_a_hidden_option_does_not_tell_its_score_by_sharing_a_place():
    result = counted(
        [
            *rated("medical", 5, bus=(4, 4), app=(4, 4)),
            *rated("medical", 5, app=(4, 4)),
            *rated("social", 4, bus=(4, 4), app=(4, 4)),
            *rated("social", 1, app=(4, 4)),
        ]
    )

    assert places(result.balanced) == [("app", 1), ("bus", 2), ("loket", 3)]


def test_four_ballots_show_places_and_no_figures():
    result = counted(rated("medical", 4, bus=(4, 4), app=(5, 5)) + rated("medical", 3))

    assert not result.is_figures_shown
    assert places(result.personal) == [("app", 1), ("bus", 2), ("loket", 3)]
    assert {(s.impact, s.feasibility, s.answer_counts) for s in result.personal} == {
        (None, None, None)
    }
    assert [group.means for group in result.groups] == [{}]


def test_a_later_round_keeps_the_groups_of_the_first():
    votes = [*rated("medical", 6, bus=(5, 5)), *rated("social", 6, bus=(1, 1))]

    together = counted(votes, groups=[("social", "medical"), ("public",)])

    assert [group.domains for group in together.groups] == [("social", "medical")]
    assert together.decides_by == "personal"
    with pytest.raises(KeyError):
        counted(votes, groups=[("social",)])


def test_an_empty_round_has_a_result():
    result = counted([])

    assert (result.ballot_count, result.groups, result.decides_by) == (0, (), "personal")
    assert places(result.balanced) == [(option, 1) for option in OPTIONS]
