"""Ballots that nobody cast, as thirty people of several domains might: for a rehearsal."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from lcm.live.choices import (
    ALL_POINTS,
    BLANK,
    CONSENTS,
    POINTS_STEP,
    BallotKind,
    BallotRule,
    Choice,
)

BLANK_SHARE = 0.04
SURENESS = 0.45
UNKNOWN_SHARE = 0.1


def made_up_choice(
    rule: BallotRule, leaning: int, sentences: Sequence[str], dice: random.Random
) -> Choice:
    """Return a valid choice of ``rule``; who has the same ``leaning`` chooses alike, not the same.

    ``sentences`` are what words and open answers are drawn from.
    """
    if dice.random() < BLANK_SHARE:
        return BLANK
    return _MAKERS[rule.kind](rule, leaning, sentences, dice)


def _leaned(rule: BallotRule, leaning: int, dice: random.Random) -> list[str]:
    """Return all options, those that this leaning prefers mostly in front."""
    left = list(rule.option_ids)
    random.Random(leaning).shuffle(left)  # noqa: S311
    order = []
    while left:
        at = 0
        while at < len(left) - 1 and dice.random() > SURENESS:
            at += 1
        order.append(left.pop(at))
    return order


def _top(rule: BallotRule, leaning: int, _sentences: Sequence[str], dice: random.Random) -> Choice:
    return _leaned(rule, leaning, dice)[: dice.choice([rule.k, rule.k, rule.k, 1])]


def _pick(rule: BallotRule, leaning: int, sentences: Sequence[str], dice: random.Random) -> Choice:
    picked = _top(rule, leaning, sentences, dice)
    return [option for option in rule.option_ids if option in picked]


def _order(
    rule: BallotRule, leaning: int, _sentences: Sequence[str], dice: random.Random
) -> Choice:
    return _leaned(rule, leaning, dice)


def _points(
    rule: BallotRule, leaning: int, _sentences: Sequence[str], dice: random.Random
) -> Choice:
    given = dict.fromkeys(rule.option_ids, 0)
    for _ in range(ALL_POINTS // POINTS_STEP):
        given[_leaned(rule, leaning, dice)[0]] += POINTS_STEP
    return {option: points for option, points in given.items() if points}


def _impact(
    rule: BallotRule, leaning: int, _sentences: Sequence[str], dice: random.Random
) -> Choice:
    order = _leaned(rule, leaning, dice)
    marks = {}
    for option in rule.option_ids:
        impact = max(1, 5 - order.index(option))
        feasibility = None if dice.random() < UNKNOWN_SHARE else dice.randint(1, 5)
        marks[option] = [impact, feasibility]
    return marks


def _scale(
    _rule: BallotRule, leaning: int, _sentences: Sequence[str], dice: random.Random
) -> Choice:
    return min(5, max(1, 3 + leaning % 2 + dice.choice([-1, 0, 0, 1])))


def _consent(
    _rule: BallotRule, _leaning: int, sentences: Sequence[str], dice: random.Random
) -> Choice:
    word = dice.choices(CONSENTS, weights=[12, 6, 1])[0]
    return {"word": word, "text": dice.choice(sentences) if word == "objection" else ""}


def _words(
    rule: BallotRule, _leaning: int, sentences: Sequence[str], dice: random.Random
) -> Choice:
    words = [word.strip(".,") for sentence in sentences for word in sentence.split()]
    return list(dict.fromkeys(dice.choice(words)[:30] for _ in range(rule.k)))


def _open(rule: BallotRule, _leaning: int, sentences: Sequence[str], dice: random.Random) -> Choice:
    del rule
    return [dice.choice(sentences)]


def _questions(
    _rule: BallotRule, _leaning: int, _sentences: Sequence[str], _dice: random.Random
) -> Choice:
    return BLANK


_Maker = Callable[[BallotRule, int, Sequence[str], random.Random], Choice]
_MAKERS: Final[Mapping[BallotKind, _Maker]] = {
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
