import ast
import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lcm.live import grouping, scoring
from lcm.live.scoring import Vote, displayed, tally

DOMAINS = ("medical", "social", "public", "municipal")
OPTIONS = ("smoking", "debt", "language", "housing", "sleep")

choices = st.permutations(OPTIONS).flatmap(
    lambda order: st.integers(0, 3).map(lambda length: tuple(order[:length]))
)
votes = st.lists(st.builds(Vote, st.sampled_from((*DOMAINS, None)), choices), max_size=40)
ks = st.integers(1, 3)


def counted(votes, k=3, options=OPTIONS):
    return tally(votes, options, k, domain_order=DOMAINS)


def scores(standings):
    return {standing.option: standing.score for standing in standings}


def places(standings):
    return [(standing.option, standing.place) for standing in standings]


def winners(standings):
    return {standing.option for standing in standings if standing.is_winner}


def agreed(domain, times, *choice):
    return [Vote(domain, choice)] * times


WORKED_EXAMPLE = [
    *agreed("medical", 12, "smoking", "debt", "language"),
    *agreed("social", 5, "debt", "housing", "language"),
    *agreed("municipal", 3, "housing", "debt", "language"),
]


@pytest.fixture
def example():
    """The example worked out in the design of the vote."""
    return tally(
        WORKED_EXAMPLE, ("smoking", "debt", "language", "housing"), 3, domain_order=DOMAINS
    )


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


@given(votes, ks, st.randoms(use_true_random=False))
def test_the_order_of_the_votes_changes_nothing(votes, k, random):
    shuffled = list(votes)
    random.shuffle(shuffled)

    assert counted(shuffled, k) == counted(votes, k)


@given(votes, ks, st.permutations(OPTIONS))
def test_other_names_for_the_options_give_the_same_result_under_those_names(votes, k, names):
    renamed = dict(zip(OPTIONS, names, strict=True))
    result = counted(
        [Vote(vote.domain, tuple(renamed[option] for option in vote.choice)) for vote in votes],
        k,
        [renamed[option] for option in OPTIONS],
    )

    before = counted(votes, k)
    for standings, original in (
        (result.balanced, before.balanced),
        (result.personal, before.personal),
    ):
        assert standings == tuple(replace(s, option=renamed[s.option]) for s in original)


@given(votes, st.integers(5, 9), st.sampled_from(DOMAINS))
def test_a_domain_that_brings_twice_as_many_people_has_no_louder_voice(votes, size, domain):
    votes = [vote for vote in votes if vote.domain != domain]
    own = [Vote(domain, (OPTIONS[place % 5], OPTIONS[(place + 1) % 5])) for place in range(size)]
    once = counted([*votes, *own])
    assume(len(once.groups) > 1 and (domain,) in [group.domains for group in once.groups])

    twice = counted([*votes, *own, *own])

    assert scores(twice.balanced) == scores(once.balanced)


@given(votes)
def test_no_ballot_weighs_more_than_a_fifth_of_a_domain(votes):
    for group in counted(votes).groups:
        assert group.weight / group.ballot_count <= Fraction(1, 5)
        assert group.weight <= len([domain for domain in group.domains if domain])


@given(votes, ks)
def test_places_follow_the_scores_and_equals_share_one(votes, k):
    result = counted(votes, k)

    for standings in (result.balanced, result.personal):
        for earlier, later in pairwise(standings):
            assert later.place >= earlier.place
        for standing in standings:
            ahead = [other for other in standings if other.place < standing.place]
            assert standing.place == len(ahead) + 1
        if result.is_figures_shown:
            assert [s.score for s in standings] == sorted(
                (s.score for s in standings), reverse=True
            )


@given(votes, ks)
def test_a_tie_over_the_cut_extends_it(votes, k):
    for standings in (counted(votes, k).balanced, counted(votes, k).personal):
        won = [standing for standing in standings if standing.is_winner]
        lost_places = {s.place for s in standings if not s.is_winner}

        chosen = {option for vote in votes for option in vote.choice}
        assert len(won) >= min(k, len(chosen))
        assert {s.option for s in won} <= chosen
        assert all(s.place <= k for s in won)
        assert not lost_places & {s.place for s in won}


@given(votes)
def test_blank_ballots_are_turnout_and_nothing_else(votes):
    marked = [vote for vote in votes if vote.choice]
    result, without = counted(votes), counted(marked)

    assert result.ballot_count == len(votes)
    assert result.blank_count == len(votes) - len(marked)
    assert result == replace(without, ballot_count=len(votes), blank_count=result.blank_count)


@given(votes)
def test_one_group_is_counted_by_person(votes):
    result = counted(votes)

    if len(result.groups) <= 1:
        assert result.decides_by == "personal"
        assert result.balanced == result.personal
        assert not any(s.is_shared or s.is_contested for s in result.balanced)
    else:
        assert result.decides_by == "balanced"


@given(votes, ks)
def test_the_person_score_is_the_mean_over_all_who_ranked_something(votes, k):
    marked = [vote.choice for vote in votes if vote.choice]
    assume(len(marked) >= 5)

    result = counted(votes, k)

    assert scores(result.personal) == {
        option: Fraction(sum(len(c) - c.index(option) for c in marked if option in c), len(marked))
        for option in OPTIONS
    }


@given(votes)
def test_fewer_than_five_ballots_show_places_and_no_figures(votes):
    result = counted(votes)
    figures = [
        figure
        for standing in (*result.balanced, *result.personal)
        for figure in (standing.score, standing.share_of_top)
    ] + [group.means for group in result.groups]

    is_enough = result.ballot_count - result.blank_count >= 5

    assert result.is_figures_shown == is_enough
    assert all((figure is not None) == is_enough for figure in figures)


@given(votes, ks)
def test_no_figure_is_ever_a_float(votes, k):
    result = counted(votes, k)

    assert {type(value) for value in leaves(result)} <= {Fraction, int, bool, str, type(None)}


@pytest.mark.parametrize("module", [scoring, grouping])
def test_no_float_is_written_in_the_sums(module):
    tree = ast.parse(inspect.getsource(module))

    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    assert not [value for value in constants if isinstance(value, float)]
    assert "float" not in names


def test_a_lone_favourite_gives_one_point_and_not_three():
    result = counted([*agreed("medical", 5, "debt"), *agreed("medical", 5, "sleep", "housing")])

    assert scores(result.personal) == {
        "debt": Fraction(1, 2),
        "sleep": 1,
        "housing": Fraction(1, 2),
        "smoking": 0,
        "language": 0,
    }


def test_people_who_did_not_state_a_domain_cannot_outweigh_one():
    result = counted([*agreed("medical", 5, "debt"), *agreed(None, 40, "sleep")])

    assert [group.weight for group in result.groups] == [1, 0]
    assert places(result.balanced)[0] == ("debt", 1)
    assert places(result.personal)[0] == ("sleep", 1)


def test_equal_scores_go_first_to_what_is_in_the_top_of_more_groups():
    votes = [*agreed("medical", 10, "debt", "sleep"), *agreed("social", 10, "housing", "sleep")]
    top_one, top_two = counted(votes, k=1).balanced, counted(votes, k=2).balanced

    assert {s.score for s in top_one[:3]} == {s.score for s in top_two[:3]} == {1}
    assert places(top_one)[:3] == [("debt", 1), ("housing", 1), ("sleep", 3)]
    assert places(top_two)[:3] == [("sleep", 1), ("debt", 2), ("housing", 2)]


def test_then_to_what_its_least_fond_group_likes_more():
    result = counted(
        [
            *agreed("medical", 20, "debt", "sleep"),
            *agreed("social", 5, "sleep", "debt"),
            *agreed("social", 5, "sleep"),
        ]
    )

    assert places(result.balanced)[:2] == [("sleep", 1), ("debt", 2)]
    assert result.balanced[0].score == result.balanced[1].score == Fraction(5, 4)
    assert places(result.personal)[:2] == [("debt", 1), ("sleep", 2)]


def test_then_to_the_higher_person_score():
    result = counted([*agreed("medical", 10, "debt"), *agreed("social", 20, "sleep")])

    assert result.balanced[0].score == result.balanced[1].score
    assert places(result.balanced)[:2] == [("sleep", 1), ("debt", 2)]


def test_what_stays_equal_shares_a_place_in_the_order_of_the_author():
    result = counted(
        [
            *agreed("medical", 2, "debt", "sleep"),
            *agreed("medical", 2, "sleep", "debt"),
            *agreed("medical", 1, "housing"),
        ],
        k=1,
    )

    assert places(result.personal) == [
        ("debt", 1),
        ("sleep", 1),
        ("housing", 3),
        ("smoking", 4),
        ("language", 4),
    ]
    assert winners(result.personal) == {"debt", "sleep"}


def test_what_nobody_chose_wins_nothing():
    result = counted(agreed("medical", 6, "debt"))

    assert winners(result.personal) == {"debt"}


def test_what_nobody_chose_is_not_what_all_want():
    result = counted([*agreed("medical", 6, "debt"), *agreed("social", 6, "debt")])

    assert [s.option for s in result.balanced if s.is_shared] == ["debt"]


def test_what_nobody_chose_divides_nobody():
    result = counted(
        [
            *agreed("medical", 6, "debt"),
            *agreed("social", 6, "debt", "language", "smoking"),
        ],
        options=("debt", "language", "smoking", "sleep"),
    )

    assert not any(standing.is_contested for standing in result.balanced)


def test_an_empty_round_has_a_result_without_winners():
    result = counted([])

    assert (result.ballot_count, result.groups, result.decides_by) == (0, (), "personal")
    assert winners(result.personal) == set()


def test_the_host_may_let_domains_count_together():
    result = tally(
        [
            *agreed("medical", 6, "debt"),
            *agreed("social", 6, "sleep"),
            *agreed("public", 6, "debt"),
        ],
        OPTIONS,
        3,
        domain_order=DOMAINS,
        joined={"public": "medical"},
    )

    assert [group.domains for group in result.groups] == [("medical", "public"), ("social",)]
    assert [group.weight for group in result.groups] == [2, 1]


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


def leaves(value):
    if is_dataclass(value):
        value = [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, Mapping):
        value = [*value, *value.values()]
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]
