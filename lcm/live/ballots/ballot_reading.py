"""Reads the choice of a ballot, of whatever kind, from what anybody may have sent."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final

from lcm.live.choices import (
    ALL_POINTS,
    ANSWER_LIMIT,
    BLANK,
    CONSENTS,
    POINTS_STEP,
    SCALE,
    WORD_LIMIT,
    BallotKind,
    BallotRule,
    Choice,
    ChoiceError,
    Reason,
)
from lcm.live.scoring.folding import folded

KEY_LIMIT: Final = 200
CONTROLS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def ballot_choice(rule: BallotRule, choice: object) -> Choice:
    """Return ``choice``, parsed JSON from anyone, as it is stored and counted.

    top, order: the option ids, best first. pick: option ids in the poll's order. points: option
    id -> points above 0. impact: option id -> [impact, feasibility], None for "don't know".
    scale: 1 to 5. consent: {"word", "text"}. words, open: one to ``rule.k`` texts. An empty list
    is a blank ballot of any kind. Raises ChoiceError for all else; its ``field`` is "choice", or
    the part of it that is wrong: "choice[1]", "choice.ID".
    """
    if choice == [] and rule.kind != "questions":
        return BLANK
    return _READERS[rule.kind](rule, choice)


def _top(rule: BallotRule, choice: object) -> Choice:
    return _options(rule, choice, rule.k)


def _pick(rule: BallotRule, choice: object) -> Choice:
    picked = _options(rule, choice, rule.k)
    return [option_id for option_id in rule.option_ids if option_id in picked]


def _order(rule: BallotRule, choice: object) -> Choice:
    return _options(rule, choice, len(rule.option_ids))


def _options(rule: BallotRule, choice: object, most: int) -> list[str]:
    if not isinstance(choice, list):
        raise ChoiceError("choice", "not-a-list")
    if len(choice) > most:
        raise ChoiceError("choice", "too-many")
    for position, option_id in enumerate(choice):
        if not isinstance(option_id, str) or option_id not in rule.option_ids:
            raise ChoiceError(f"choice[{position}]", "unknown-option")
        if option_id in choice[:position]:
            raise ChoiceError(f"choice[{position}]", "twice")
    return list(choice)


def _points(rule: BallotRule, choice: object) -> Choice:
    """Return the points above 0; they are multiples of 10 that add to 100, or all are 0."""
    given = _by_option(rule, choice, "not-points")
    for option_id, points in given.items():
        if not _is_whole(points) or points < 0:
            raise ChoiceError(f"choice.{option_id}", "not-points")
        if points % POINTS_STEP:
            raise ChoiceError(f"choice.{option_id}", "not-in-tens")
    total = sum(given.values())
    if total not in (0, ALL_POINTS):
        raise ChoiceError("choice", "not-a-hundred")
    return _in_order(rule, {key: points for key, points in given.items() if points})


def _impact(rule: BallotRule, choice: object) -> Choice:
    given = _by_option(rule, choice, "not-marks")
    for option_id, marks in given.items():
        is_pair = isinstance(marks, list) and len(marks) == 2
        if not is_pair or not all(mark is None or _is_mark(mark) for mark in marks):
            raise ChoiceError(f"choice.{option_id}", "not-marks")
    return _in_order(rule, {key: marks for key, marks in given.items() if marks != [None, None]})


def _scale(_rule: BallotRule, choice: object) -> Choice:
    if not _is_mark(choice):
        raise ChoiceError("choice", "not-on-scale")
    return choice


def _consent(_rule: BallotRule, choice: object) -> Choice:
    """Return {"word", "text"}; the text belongs to an objection. The bare word will do."""
    given = {"word": choice} if isinstance(choice, str) else choice
    if not isinstance(given, dict) or set(given) - {"word", "text"}:
        raise ChoiceError("choice", "not-a-consent")
    word = given.get("word")
    if not isinstance(word, str) or word not in CONSENTS:
        raise ChoiceError("choice.word", "not-a-consent")
    text = _text(given.get("text") or "", "choice.text", ANSWER_LIMIT)
    return {"word": word, "text": text if word == "objection" else ""}


def _words(rule: BallotRule, choice: object) -> Choice:
    texts: list[str] = _texts(rule, choice, WORD_LIMIT)
    for position, text in enumerate(texts):
        # Some single signs stand for a whole sentence; no host could name such a word to hide it.
        if len(folded(text)) > KEY_LIMIT:
            raise ChoiceError(f"choice[{position}]", "too-long")
    return texts


def _open(rule: BallotRule, choice: object) -> Choice:
    return _texts(rule, choice, ANSWER_LIMIT)


def _texts(rule: BallotRule, choice: object, limit: int) -> Choice:
    given = [choice] if isinstance(choice, str) else choice
    if not isinstance(given, list):
        raise ChoiceError("choice", "not-words")
    if len(given) > rule.k:
        raise ChoiceError("choice", "too-many")
    texts = [_text(text, f"choice[{position}]", limit) for position, text in enumerate(given)]
    return list(dict.fromkeys(text for text in texts if text))


def _text(given: object, field: str, limit: int) -> str:
    if not isinstance(given, str):
        raise ChoiceError(field, "not-words")
    text = " ".join(unicodedata.normalize("NFC", CONTROLS.sub(" ", given)).split())
    if len(text) > limit:
        raise ChoiceError(field, "too-long")
    return text


def _questions(_rule: BallotRule, _choice: object) -> Choice:
    raise ChoiceError("choice", "no-ballot")


def _by_option(rule: BallotRule, choice: object, reason: Reason) -> dict[str, Choice]:
    if not isinstance(choice, dict):
        raise ChoiceError("choice", reason)
    for option_id in choice:
        if option_id not in rule.option_ids:
            raise ChoiceError("choice", "unknown-option")
    return choice


def _in_order(rule: BallotRule, given: Mapping[str, Choice]) -> Choice:
    """Return ``given`` in the poll's order, so that the same ballot is the same text."""
    return {key: given[key] for key in rule.option_ids if key in given} or BLANK


def _is_whole(figure: object) -> bool:
    return type(figure) is int


def _is_mark(figure: object) -> bool:
    return type(figure) is int and figure in SCALE


_READERS: Final[Mapping[BallotKind, Callable[[BallotRule, object], Choice]]] = {
    "top": _top,
    "pick": _pick,
    "order": _order,
    "points": _points,
    "impact": _impact,
    "scale": _scale,
    "consent": _consent,
    "words": _words,
    "open": _open,
    "questions": _questions,
}
