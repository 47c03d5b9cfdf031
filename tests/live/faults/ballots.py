"""Ballots of every kind: two that count, and those that must not, with the reason and the field.

"@A" to "@F" stand for the ids of a poll's options, "@other" for one of another poll.
"""

import json
from typing import Any

INFINITE, NO_NUMBER = float("inf"), float("nan")

GOOD: dict[str, tuple[Any, Any]] = {
    "top": (["@A", "@B", "@C"], ["@D"]),
    "pick": (["@A", "@B", "@C"], ["@D"]),
    "order": (["@A", "@B", "@C", "@D", "@E", "@F"], ["@F", "@A", "@B", "@C", "@D", "@E"]),
    "points": ({"@A": 60, "@B": 40}, {"@F": 100}),
    "impact": ({"@A": [5, 1], "@B": [None, 3]}, {"@C": [1, 5]}),
    "scale": (1, 5),
    "consent": ({"word": "objection", "text": "Te duur."}, {"word": "fine", "text": ""}),
    "words": (["samen"], ["taal", "huis", "geld"]),
    "open": (["Elkaar kennen."], ["Korte lijnen.", "Tijd."]),
}

_LIST = [
    ({"@A": 1}, "not-a-list", "choice"),
    ("@A", "not-a-list", "choice"),
    (None, "not-a-list", "choice"),
    (["@A", "@A"], "twice", "choice[1]"),
    (["@A", "nowhere"], "unknown-option", "choice[1]"),
    (["@other"], "unknown-option", "choice[0]"),
    ([INFINITE], "unknown-option", "choice[0]"),
    ([["@A"]], "unknown-option", "choice[0]"),
    (["@A"] * 400, "too-many", "choice"),
]

BAD: dict[str, list[tuple[Any, str, str]]] = {
    "top": [*_LIST, (["@A", "@B", "@C", "@D"], "too-many", "choice")],
    "pick": [*_LIST, (["@A", "@B", "@C", "@D"], "too-many", "choice")],
    "order": [*_LIST, (["@A", "@B", "@C", "@D", "@E", "@F", "@A"], "too-many", "choice")],
    "points": [
        (["@A"], "not-points", "choice"),
        (100, "not-points", "choice"),
        ({"@A": 50, "@B": 60}, "not-a-hundred", "choice"),
        ({"@A": 90}, "not-a-hundred", "choice"),
        ({"@A": -10, "@B": 110}, "not-points", "choice.@A"),
        ({"@A": 95, "@B": 5}, "not-in-tens", "choice.@A"),
        ({"@A": 100.0}, "not-points", "choice.@A"),
        ({"@A": True}, "not-points", "choice.@A"),
        ({"@A": "100"}, "not-points", "choice.@A"),
        ({"@A": INFINITE}, "not-points", "choice.@A"),
        ({"@A": NO_NUMBER}, "not-points", "choice.@A"),
        ({"@other": 100}, "unknown-option", "choice"),
    ],
    "impact": [
        (["@A"], "not-marks", "choice"),
        ({"@A": [0, 3]}, "not-marks", "choice.@A"),
        ({"@A": [3, 6]}, "not-marks", "choice.@A"),
        ({"@A": [3]}, "not-marks", "choice.@A"),
        ({"@A": [1, 2, 3]}, "not-marks", "choice.@A"),
        ({"@A": ["5", 1]}, "not-marks", "choice.@A"),
        ({"@A": [NO_NUMBER, 1]}, "not-marks", "choice.@A"),
        ({"@A": {"impact": 1}}, "not-marks", "choice.@A"),
        ({"@other": [1, 1]}, "unknown-option", "choice"),
    ],
    "scale": [
        (one, "not-on-scale", "choice")
        for one in (0, 6, -1, 3.0, "3", True, None, [3], INFINITE, NO_NUMBER)
    ],
    "consent": [
        (7, "not-a-consent", "choice"),
        (["fine"], "not-a-consent", "choice"),
        ("perhaps", "not-a-consent", "choice.word"),
        ({"word": "fine", "name": "Els"}, "not-a-consent", "choice"),
        ({"text": "Nee."}, "not-a-consent", "choice.word"),
        ({"word": "objection", "text": "x" * 301}, "too-long", "choice.text"),
        ({"word": "objection", "text": 5}, "not-words", "choice.text"),
    ],
    "words": [
        (["a", "b", "c", "d"], "too-many", "choice"),
        (["x" * 31], "too-long", "choice[0]"),
        (["a", 1], "not-words", "choice[1]"),
        ({"a": 1}, "not-words", "choice"),
    ],
    "open": [
        (["a", "b", "c", "d"], "too-many", "choice"),
        (["a", "x" * 301], "too-long", "choice[1]"),
        ([None], "not-words", "choice[0]"),
        (7, "not-words", "choice"),
    ],
    "questions": [([], "no-ballot", "choice"), (["Waarom?"], "no-ballot", "choice")],
}


def filled_in(sample: Any, ids: dict[str, str]) -> Any:
    """Return ``sample``, or a part of it, with real ids in place of "@A" and the like."""
    text = json.dumps(sample)
    for name, public_id in ids.items():
        text = text.replace(name, public_id)
    return json.loads(text)
