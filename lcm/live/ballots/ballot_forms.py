"""The same ballots as fields of a form, for phones without JavaScript and for paper."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from lcm.live.choices import BallotKind, BallotRule, Choice, ChoiceError

Fields = Callable[[str], Sequence[str]]


def form_choice(rule: BallotRule, fields: Fields) -> Choice:
    """Return what a form says, to be read by `ballot_choice`; ``fields`` gives a name's values.

    top, pick, order: "choice", once per option. points: "points-ID". impact: "impact-ID" and
    "feasibility-ID". scale: "choice". consent: "choice" and "text". words, open: "choice", once
    per text. Raises ChoiceError where a number is none.
    """
    return _READERS[rule.kind](rule, fields)


def _all(_rule: BallotRule, fields: Fields) -> Choice:
    return [text for text in fields("choice") if text.strip()]


def _points(rule: BallotRule, fields: Fields) -> Choice:
    return {
        option_id: number
        for option_id in rule.option_ids
        if (number := _number(f"points-{option_id}", fields)) is not None
    }


def _impact(rule: BallotRule, fields: Fields) -> Choice:
    return {
        option_id: [
            _number(f"impact-{option_id}", fields),
            _number(f"feasibility-{option_id}", fields),
        ]
        for option_id in rule.option_ids
    }


def _scale(_rule: BallotRule, fields: Fields) -> Choice:
    number = _number("choice", fields)
    return [] if number is None else number


def _consent(_rule: BallotRule, fields: Fields) -> Choice:
    word = "".join(fields("choice")[:1])
    return {"word": word, "text": "".join(fields("text")[:1])} if word else []


def _number(name: str, fields: Fields) -> int | None:
    """Return the whole number typed under ``name``; None when nothing was typed."""
    text = "".join(fields(name)[:1]).strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > len("100000"):
        is_points = name.startswith("points-")
        raise ChoiceError(name, "not-points" if is_points else "not-on-scale")
    return int(text)


_READERS: Final[Mapping[BallotKind, Callable[[BallotRule, Fields], Choice]]] = {
    "top": _all,
    "pick": _all,
    "order": _all,
    "points": _points,
    "impact": _impact,
    "scale": _scale,
    "consent": _consent,
    "words": _all,
    "open": _all,
    "questions": _all,
}
