"""A frozen result is read back as it was, also one kept before there was more to keep."""

import json

import pytest

from lcm.live.results import kept_result
from lcm.live.results.counted import Turnout
from lcm.live.results.ranking import RankedResult
from tests.live.scoring.counting import agreed, counted

MANY = [
    *agreed("medical", 6, "debt", "sleep"),
    *agreed("social", 5, "sleep"),
    *agreed(None, 7, "housing"),
]
VOTES = {"groups": MANY, "one group": MANY[:4] + MANY[6:8], "few": MANY[4:8], "none": []}


def ranked(votes):
    result = counted(votes)
    turnout = Turnout(result.ballot_count, result.blank_count)
    return RankedResult("top", turnout, result, is_balanced=True)


@pytest.fixture(params=VOTES)
def round_(request):
    return ranked(VOTES[request.param])


def test_what_was_kept_is_read_back_exactly(round_):
    assert kept_result(json.loads(json.dumps(round_.to_json()))) == round_


def test_an_older_result_gets_places_per_group_and_common_ground(round_):
    kept = round_.to_json()
    for name in ("shape", "kind", "k", "beforehand", "paper", "people_agreement", "comparison"):
        del kept[name]
    for group in kept["groups"]:
        del group["places"]
    for standing in (*kept["balanced"], *kept["personal"]):
        del standing["common_ground"]

    assert kept_result(json.loads(json.dumps(kept))) == round_


def test_programs_read_common_ground_with_one_decimal_and_places_per_group():
    shown = ranked(MANY).shown()

    assert [(row["id"], row["score"], row["common_ground"]) for row in shown["balanced"][:2]] == [
        ("sleep", "1.0", "0.0"),
        ("debt", "1.0", "0.0"),
    ]
    assert [group["places"]["sleep"] for group in shown["groups"]] == [2, 1, 2]
    assert json.loads(json.dumps(shown)) == shown


def test_programs_read_no_figure_of_fewer_than_five():
    shown = ranked(VOTES["few"]).shown()

    assert {row["common_ground"] for row in shown["balanced"]} == {None}
    assert [group["ballots"] for group in shown["groups"]] == [4]
