"""What holds for every round of votes of every kind, whatever was chosen and by whom."""

import ast
import inspect
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from lcm.live import grouping
from lcm.live.scoring import groups as group_rules
from lcm.live.scoring import points as point_rules
from lcm.live.scoring import standings as ranking_rules
from lcm.live.scoring.points import is_blank, points
from lcm.live.scoring.standings import Vote
from tests.live.scoring.counting import (
    CHOICES,
    DOMAINS,
    KINDS,
    OPTIONS,
    counted,
    ks,
    rounds,
    scores,
    votes_of,
)


@given(rounds, ks, st.randoms(use_true_random=False))
def test_the_order_of_the_votes_changes_nothing(round_, k, random):
    kind, votes = round_
    shuffled = list(votes)
    random.shuffle(shuffled)

    assert counted(shuffled, k, kind=kind) == counted(votes, k, kind=kind)


@given(rounds, ks, st.permutations(OPTIONS))
def test_other_names_for_the_options_give_the_same_result_under_those_names(round_, k, names):
    kind, votes = round_
    renamed = dict(zip(OPTIONS, names, strict=True))
    result = counted(
        [Vote(vote.domain, under_other_names(vote.choice, renamed)) for vote in votes],
        k,
        [renamed[option] for option in OPTIONS],
        kind,
    )

    before = counted(votes, k, kind=kind)
    for standings, original in (
        (result.balanced, before.balanced),
        (result.personal, before.personal),
    ):
        assert standings == tuple(replace(s, option=renamed[s.option]) for s in original)


@pytest.mark.parametrize("kind", KINDS)
@given(st.data(), st.integers(5, 9), st.sampled_from(DOMAINS))
def test_a_domain_that_brings_twice_as_many_people_has_no_louder_voice(kind, data, size, domain):
    neighbour = next(other for other in DOMAINS if other != domain)
    others = [vote for vote in data.draw(votes_of(kind, 25)) if vote.domain != domain]
    others += [Vote(neighbour, choice) for choice in data.draw(several(kind, 5))]
    # The largest group joins no other, so this domain stands alone before and after.
    own_choices = data.draw(several(kind, size))
    own = [Vote(domain, own_choices[number % size]) for number in range(len(others) + size)]

    once, twice = counted([*others, *own], kind=kind), counted([*others, *own, *own], kind=kind)

    assert (domain,) in [group.domains for group in once.groups]
    assert scores(twice.balanced) == scores(once.balanced)


@given(rounds)
def test_no_ballot_weighs_more_than_a_fifth_of_a_domain(round_):
    kind, votes = round_
    for group in counted(votes, kind=kind).groups:
        assert group.weight / group.ballot_count <= Fraction(1, 5)
        assert group.weight <= len([domain for domain in group.domains if domain])


@given(rounds, ks)
def test_places_follow_the_scores_and_equals_share_one(round_, k):
    kind, votes = round_
    result = counted(votes, k, kind=kind)

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


@given(rounds, ks)
def test_a_tie_over_the_cut_extends_it(round_, k):
    kind, votes = round_
    result = counted(votes, k, kind=kind)

    for standings in (result.balanced, result.personal):
        won = [standing for standing in standings if standing.is_winner]
        lost_places = {s.place for s in standings if not s.is_winner}

        chosen = with_points(kind, votes)
        assert len(won) >= min(k, len(chosen))
        assert {s.option for s in won} <= chosen
        assert all(s.place <= k for s in won)
        assert not lost_places & {s.place for s in won}


@given(rounds)
def test_blank_ballots_are_turnout_and_nothing_else(round_):
    kind, votes = round_
    marked = [vote for vote in votes if not is_blank(vote.choice)]
    result, without = counted(votes, kind=kind), counted(marked, kind=kind)

    assert result.ballot_count == len(votes)
    assert result.blank_count == len(votes) - len(marked)
    assert result == replace(without, ballot_count=len(votes), blank_count=result.blank_count)


@given(rounds)
def test_one_group_is_counted_by_person(round_):
    kind, votes = round_
    result = counted(votes, kind=kind)

    if len(result.groups) <= 1:
        assert result.decides_by == "personal"
        assert result.is_one_group
        assert result.balanced == result.personal
        assert not any(s.is_shared or s.is_contested for s in result.balanced)
    else:
        assert result.decides_by == "balanced"


# Small rounds come often by chance, and show no score.
@settings(suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds, ks)
def test_the_person_score_is_the_mean_over_all_who_did_not_abstain(round_, k):
    kind, votes = round_
    marked = [vote.choice for vote in votes if not is_blank(vote.choice)]
    assume(len(marked) >= 5)

    result = counted(votes, k, kind=kind)

    totals = [points(kind, choice, len(OPTIONS)) for choice in marked]
    assert scores(result.personal) == {
        option: Fraction(sum(given.get(option, 0) for given in totals), len(marked))
        for option in OPTIONS
    }


@given(rounds)
def test_fewer_than_five_ballots_show_places_and_no_figures(round_):
    kind, votes = round_
    result = counted(votes, kind=kind)
    figures = [
        figure
        for standing in (*result.balanced, *result.personal)
        for figure in (standing.score, standing.share_of_top, standing.common_ground)
    ] + [group.means for group in result.groups]

    is_enough = result.ballot_count - result.blank_count >= 5

    assert result.is_figures_shown == is_enough
    assert all((figure is not None) == is_enough for figure in figures)


@given(rounds, ks)
def test_no_figure_is_ever_a_float(round_, k):
    kind, votes = round_
    result = counted(votes, k, kind=kind)

    assert {type(value) for value in leaves(result)} <= {Fraction, int, bool, str, type(None)}


@pytest.mark.parametrize("module", [point_rules, group_rules, ranking_rules, grouping])
def test_no_float_is_written_in_the_sums(module):
    tree = ast.parse(inspect.getsource(module))

    constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    assert not [value for value in constants if isinstance(value, float)]
    assert "float" not in names


def several(kind, size):
    marked = CHOICES[kind].filter(lambda choice: not is_blank(choice))
    return st.lists(marked, min_size=size, max_size=size)


def under_other_names(choice, names):
    if isinstance(choice, Mapping):
        return {names[option]: mark for option, mark in choice.items()}
    return tuple(names[option] for option in choice)


def with_points(kind, votes):
    given_points = [points(kind, vote.choice, len(OPTIONS)) for vote in votes]
    return {option for given in given_points for option, mark in given.items() if mark}


def leaves(value):
    if is_dataclass(value):
        value = [getattr(value, field.name) for field in fields(value)]
    if isinstance(value, Mapping):
        value = [*value, *value.values()]
    if isinstance(value, (list, tuple)):
        return [leaf for item in value for leaf in leaves(item)]
    return [value]
