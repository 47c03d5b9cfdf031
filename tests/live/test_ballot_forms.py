"""Ballots as fields of a form say what the same ballot says as JSON."""

import pytest

from lcm.live.ballots.ballot_forms import form_choice
from lcm.live.ballots.ballot_reading import ballot_choice
from lcm.live.choices import BallotRule, ChoiceError

OPTIONS = ("debt", "housing")


@pytest.mark.parametrize(
    ("kind", "form", "choice"),
    [
        ("top", {"choice": ["housing", "", "debt"]}, ["housing", "debt"]),
        ("pick", {"choice": ["housing", "debt"]}, ["debt", "housing"]),
        ("order", {"choice": ["", ""]}, []),
        (
            "points",
            {"points-debt": ["30"], "points-housing": [" 70 "]},
            {"debt": 30, "housing": 70},
        ),
        ("points", {"points-debt": ["100"], "points-housing": [""]}, {"debt": 100}),
        ("points", {}, []),
        ("impact", {"impact-debt": ["4"], "feasibility-debt": [""]}, {"debt": [4, None]}),
        ("impact", {}, []),
        ("scale", {"choice": ["4"]}, 4),
        ("scale", {}, []),
        ("consent", {"choice": ["fine"], "text": ["x"]}, {"word": "fine", "text": ""}),
        ("consent", {}, []),
        ("words", {"choice": ["trust", " ", "time"]}, ["trust", "time"]),
        ("open", {"choice": ["More time."]}, ["More time."]),
    ],
)
def test_a_form_says_what_the_json_says(kind, form, choice):
    rule = BallotRule(kind, 3, OPTIONS)

    read = ballot_choice(rule, form_choice(rule, lambda name: form.get(name, [])) or [])

    assert read == choice


@pytest.mark.parametrize(
    ("kind", "name"), [("points", "points-debt"), ("impact", "impact-debt"), ("scale", "choice")]
)
@pytest.mark.parametrize("typed", ["ten", "1e2", "-1", "1" * 30, "\u0664"])
def test_what_is_no_number_is_refused_with_its_field(kind, name, typed):
    rule = BallotRule(kind, 3, OPTIONS)

    with pytest.raises(ChoiceError) as refusal:
        form_choice(rule, lambda asked: [typed] if asked == name else [])

    assert refusal.value.field == name
