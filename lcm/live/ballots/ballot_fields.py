"""A choice as the fields of its form, and what is wrong with which of them: what a page shows."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lcm.errors import DomainError
from lcm.live.choices import BLANK, BallotKind, Choice, ChoiceError

Fields = Mapping[str, Sequence[str]]

PART: Final = re.compile(r"(?:choice\[|choice\.|points-|impact-|feasibility-)(\w+)\]?")
OF_THE_WHOLE: Final = "choice"
WITHOUT_PARTS: Final[tuple[BallotKind, ...]] = ("pick", "scale")


@dataclass(frozen=True, slots=True)
class Filled:
    """What the form of a ballot shows.

    ``errors``: the part that is wrong -> the sentence about it. A part is the place of a choice
    or text ("0" is the first), the id of an option, "text", or "choice" for the whole ballot.
    """

    fields: Fields = field(default_factory=dict)
    errors: Mapping[str, object] = field(default_factory=dict)

    def all(self, name: str) -> Sequence[str]:
        return self.fields.get(name, ())

    def wrong(self, part: str) -> object:
        """Return the sentence about a part; "" when nothing is wrong with it."""
        return self.errors.get(part, "")

    def first(self, name: str) -> str:
        return self.at(name, 0)

    def at(self, name: str, place: int) -> str:
        """Return what is filled in at ``place`` of the fields called ``name``; "" for nothing."""
        texts = self.all(name)
        return texts[place] if place < len(texts) else ""


def filled_from(kind: BallotKind, choice: Choice) -> Filled:
    """Return the form as it says ``choice``; `form_choice` and `ballot_choice` lead back to it."""
    return Filled() if choice == BLANK else Filled(_FIELDS[kind](choice))


def filled_again(kind: BallotKind, typed: Fields, refusal: DomainError) -> Filled:
    """Return the form as somebody filled it in before ``refusal``, which says what to change.

    Empty fields are left out, as they were when the refusal counted places.
    """
    fields = {name: [text for text in texts if text.strip()] for name, texts in typed.items()}
    return Filled(fields, {_part(kind, refusal): refusal.message})


def _part(kind: BallotKind, refusal: DomainError) -> str:
    is_of_a_part = isinstance(refusal, ChoiceError) and kind not in WITHOUT_PARTS
    found = PART.fullmatch(refusal.field) if isinstance(refusal, ChoiceError) else None
    return found[1] if is_of_a_part and found and found[1] != "word" else OF_THE_WHOLE


def _texts(choice: Choice) -> Fields:
    return {"choice": list(choice)}


def _points(choice: Choice) -> Fields:
    return {f"points-{option_id}": [str(points)] for option_id, points in choice.items()}


def _impact(choice: Choice) -> Fields:
    fields = {}
    for option_id, marks in choice.items():
        for name, mark in zip(("impact", "feasibility"), marks, strict=True):
            fields[f"{name}-{option_id}"] = ["" if mark is None else str(mark)]
    return fields


def _scale(choice: Choice) -> Fields:
    return {"choice": [str(choice)]}


def _consent(choice: Choice) -> Fields:
    return {"choice": [choice["word"]], "text": [choice["text"]]}


_FIELDS: Final[Mapping[BallotKind, Callable[[Choice], Fields]]] = {
    "top": _texts,
    "pick": _texts,
    "order": _texts,
    "points": _points,
    "impact": _impact,
    "scale": _scale,
    "consent": _consent,
    "words": _texts,
    "open": _texts,
}
