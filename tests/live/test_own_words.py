"""What somebody chose, in words."""

import pytest

from lcm.i18n import force_locale
from lcm.live.ballots.own_words import OwnLine, own_lines

LABELS = {"debt": "Schulden", "housing": "Wonen"}


@pytest.mark.parametrize(
    ("kind", "choice", "lines"),
    [
        ("top", ["housing", "debt"], [OwnLine("Wonen"), OwnLine("Schulden")]),
        ("order", ["debt", "gone"], [OwnLine("Schulden")]),
        ("pick", ["debt"], [OwnLine("Schulden")]),
        (
            "points",
            {"debt": 30, "housing": 70},
            [OwnLine("Wonen", "70 points"), OwnLine("Schulden", "30 points")],
        ),
        (
            "impact",
            {"debt": [4, None], "gone": [1, 1]},
            [OwnLine("Schulden", "impact 4, feasibility don't know")],
        ),
        ("scale", 4, [OwnLine("", "4 of 5")]),
        ("consent", {"word": "can-live", "text": ""}, [OwnLine("", "I can live with it")]),
        ("consent", {"word": "objection", "text": "Te duur"}, [OwnLine("Te duur", "I object")]),
        ("words", ["rust", "tijd"], [OwnLine("rust"), OwnLine("tijd")]),
        ("open", ["Meer tijd."], [OwnLine("Meer tijd.")]),
        ("open", [], []),
        ("points", [], []),
    ],
)
def test_a_ballot_is_told_in_words(app, kind, choice, lines):
    with force_locale("en"):
        told = own_lines(kind, choice, LABELS)

    assert told == lines
