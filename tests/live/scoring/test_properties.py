"""What holds for every round of votes, whatever was chosen and by whom."""

import ast
import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lcm.live import grouping
from lcm.live.scoring import standings as ranking_rules
from lcm.live.scoring.standings import Vote
from tests.live.scoring.counting import DOMAINS, OPTIONS, counted, ks, scores, votes


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
    neighbour = next(other for other in DOMAINS if other not in (domain, None))
    others = [vote for vote in votes if vote.domain != domain]
    others += [Vote(neighbour, (OPTIONS[place % 5],)) for place in range(5)]
    # The largest group joins no other, so this domain stands alone before and after.
    many = len(others) + size
    own = [Vote(domain, (OPTIONS[place % 5], OPTIONS[(place + 1) % 5])) for place in range(many)]

    once, twice = counted([*others, *own]), counted([*others, *own, *own])

    assert (domain,) in [group.domains for group in once.groups]
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


@pytest.mark.parametrize("module", [ranking_rules, grouping])
def test_no_float_is_written_in_the_sums(module):
    tree = ast.parse(inspect.getsource(module))

    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    assert not [value for value in constants if isinstance(value, float)]
    assert "float" not in names


def leaves(value):
    if is_dataclass(value):
        value = [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, Mapping):
        value = [*value, *value.values()]
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]
