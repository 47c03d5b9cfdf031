"""One small vote of each kind, worked out by hand in `golden/`: the sums must come out the same."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from lcm.live.scoring.standings import Rules, Vote, tally
from tests.live.scoring.counting import KINDS, places, scores

GOLDEN = Path(__file__).with_name("golden")


@pytest.fixture(params=KINDS)
def case(request):
    """What a vote of this kind should come to."""
    return json.loads((GOLDEN / f"{request.param}.json").read_text())


@pytest.fixture
def result(case):
    """What it comes to."""
    votes = [
        Vote(ballot["domain"], ballot["choice"])
        for ballot in case["ballots"]
        for _ in range(ballot["times"])
    ]
    return tally(votes, case["options"], Rules(case["kind"], case["k"], case["domain_order"]))


@pytest.mark.parametrize("rule", ["balanced", "personal"])
def test_scores_and_places_are_those_worked_out_by_hand(case, result, rule):
    standings = getattr(result, rule)

    assert places(standings) == [(option, place) for option, place, _ in case[rule]]
    assert scores(standings) == {option: Fraction(score) for option, _, score in case[rule]}
    assert [s.option for s in standings if s.is_winner] == case["winners"][rule]


def test_each_group_counts_as_worked_out_by_hand(case, result):
    groups = [
        {
            "domains": list(group.domains),
            "ballots": group.ballot_count,
            "weight": str(group.weight),
            "means": {option: str(mean) for option, mean in group.means.items()},
            "places": group.places,
        }
        for group in result.groups
    ]

    assert groups == case["groups"]
    assert result.blank_count == case["blank"]


def test_what_is_shared_and_what_divides_is_as_worked_out_by_hand(case, result):
    in_order = sorted(result.balanced, key=lambda standing: case["options"].index(standing.option))

    assert {s.option: str(s.common_ground) for s in in_order} == case["common_ground"]
    assert [s.option for s in in_order if s.is_shared] == case["shared"]
    assert [s.option for s in in_order if s.is_contested] == case["contested"]
