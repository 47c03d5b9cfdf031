"""What one ballot of each kind may hold, and in which order a device sees the options."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias, get_args

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from lcm.errors import DomainError

BallotKind = Literal[
    "top", "scale", "words", "pick", "order", "points", "impact", "consent", "open", "questions"
]
Reason = Literal[
    "not-a-list",
    "too-many",
    "unknown-option",
    "twice",
    "not-points",
    "not-in-tens",
    "not-a-hundred",
    "not-marks",
    "not-on-scale",
    "not-a-consent",
    "not-words",
    "too-long",
    "no-ballot",
]
# Parsed JSON; its shape follows the kind. A blank ballot is an empty list for every kind.
Choice: TypeAlias = Any

KINDS: Final[tuple[BallotKind, ...]] = get_args(BallotKind)
OPTION_KINDS: Final[tuple[BallotKind, ...]] = ("top", "pick", "order", "points", "impact")
LIST_KINDS: Final[tuple[BallotKind, ...]] = ("top", "pick", "order")
LIVE_KINDS: Final[tuple[BallotKind, ...]] = ("words", "open", "questions")
CONSENTS: Final = ("fine", "can-live", "objection")
BLANK: Final[Choice] = []
SCALE: Final = range(1, 6)
ALL_POINTS, POINTS_STEP = 100, 10
WORD_LIMIT, ANSWER_LIMIT = 30, 300

SENTENCES: Final[dict[Reason, LazyString]] = {
    "not-a-list": _l("We could not read your choice. Reload the page and choose again."),
    "too-many": _l("You chose too many options. Take one away and try again."),
    "unknown-option": _l(
        "One of your choices is not on this list. Reload the page and choose again."
    ),
    "twice": _l("You chose the same option twice. Take one away and try again."),
    "not-points": _l("Give each option a whole number of points, 0 or more."),
    "not-in-tens": _l("Give points in steps of 10."),
    "not-a-hundred": _l("Divide exactly 100 points. Change your points and try again."),
    "not-marks": _l("Give each option two marks from 1 to 5, or “don't know”."),
    "not-on-scale": _l("Choose a number from 1 to 5."),
    "not-a-consent": _l("Choose one of the three answers."),
    "not-words": _l("We could not read your words. Reload the page and write them again."),
    "too-long": _l("This is too long. Make it shorter and try again."),
    "no-ballot": _l("This part has no ballot. Ask your question below."),
}


@dataclass(frozen=True, slots=True)
class BallotRule:
    """What a poll accepts: the kind of ballot, at most ``k`` choices, the ids of its options."""

    kind: BallotKind
    k: int
    option_ids: tuple[str, ...] = ()


class ChoiceError(DomainError):
    """This choice is no ballot of this poll; ``field`` and ``reason`` are for the program."""

    status = 422

    def __init__(self, field: str, reason: Reason) -> None:
        super().__init__(SENTENCES[reason])
        self.field = field
        self.reason = reason


def option_order(seed: bytes, option_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids in the order one device sees them.

    The same for the same seed, whatever order they are given in; over random seeds every order
    is equally likely, because options high on a screen gain votes.
    """
    return tuple(sorted(option_ids, key=lambda id_: hmac.digest(seed, id_.encode(), "sha256")))
