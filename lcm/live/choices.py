"""What one ballot may hold, and in which order a device sees the options."""

import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from lcm.errors import DomainError

BallotKind = Literal["top"]
Reason = Literal["not-a-list", "too-many", "unknown-option", "twice"]

SENTENCES: Final[dict[Reason, LazyString]] = {
    "not-a-list": _l("We could not read your choice. Reload the page and choose again."),
    "too-many": _l("You chose too many options. Take one away and try again."),
    "unknown-option": _l(
        "One of your choices is not on this list. Reload the page and choose again."
    ),
    "twice": _l("You chose the same option twice. Take one away and try again."),
}


@dataclass(frozen=True, slots=True)
class BallotRule:
    """What a poll accepts: the kind of ballot, at most ``k`` choices, the ids of its options."""

    kind: BallotKind
    k: int
    option_ids: tuple[str, ...]


class ChoiceError(DomainError):
    """This choice is no ballot of this poll; ``field`` and ``reason`` are for the program."""

    status = 422

    def __init__(self, field: str, reason: Reason) -> None:
        super().__init__(SENTENCES[reason])
        self.field = field
        self.reason = reason


def ballot_choice(rule: BallotRule, choice: object) -> tuple[str, ...]:
    """Return ``choice``, parsed JSON from anyone, as the option ids chosen, best first.

    An empty tuple is a blank ballot. Raises ChoiceError for all that is not 0 to ``rule.k``
    different options of this poll; ``field`` is "choice", or "choice[1]" for its second item.
    """
    return _READERS[rule.kind](rule, choice)


def option_order(seed: bytes, option_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids in the order one device sees them.

    The same for the same seed, whatever order they are given in; over random seeds every order
    is equally likely, because options high on a screen gain votes.
    """
    return tuple(sorted(option_ids, key=lambda id_: hmac.digest(seed, id_.encode(), "sha256")))


def _top(rule: BallotRule, choice: object) -> tuple[str, ...]:
    if not isinstance(choice, list):
        raise ChoiceError("choice", "not-a-list")
    if len(choice) > rule.k:
        raise ChoiceError("choice", "too-many")
    for position, option_id in enumerate(choice):
        if not isinstance(option_id, str) or option_id not in rule.option_ids:
            raise ChoiceError(f"choice[{position}]", "unknown-option")
        if option_id in choice[:position]:
            raise ChoiceError(f"choice[{position}]", "twice")
    return tuple(choice)


_READERS: Final[dict[BallotKind, Callable[[BallotRule, object], tuple[str, ...]]]] = {"top": _top}
