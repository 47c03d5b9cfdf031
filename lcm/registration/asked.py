"""What a form asks beside who somebody is: the questions, and of whom each is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Final

DOMAIN: Final = "domain"
YES: Final = "yes"
NO: Final = "no"


class Kind(StrEnum):
    """The ready-made questions, and three shapes for one's own."""

    DIETARY = "dietary"
    ACCESS = "access"
    INTERPRETER = "interpreter"
    TRAVEL = "travel"
    PHOTO = "photo"
    TEXT = "text"
    YES_NO = "yes-no"
    CHOICE = "choice"


READY_MADE: Final = (Kind.DIETARY, Kind.ACCESS, Kind.INTERPRETER, Kind.TRAVEL, Kind.PHOTO)
TICKED: Final = (Kind.TRAVEL, Kind.PHOTO)
# What may say something about somebody's health or faith.
SENSITIVE: Final = (Kind.DIETARY, Kind.ACCESS)


@dataclass(frozen=True, slots=True)
class Question:
    """One question; ``name`` is that of its field, ``text`` "" for a ready-made one.

    ``when`` names the field whose answer must be ``answer`` for this one to be asked ("": always):
    DOMAIN with the slug of a domain, or an earlier question.
    """

    name: str
    kind: Kind
    text: str = ""
    choices: tuple[str, ...] = ()
    is_required: bool = False
    when: str = ""
    answer: str = ""

    @property
    def key(self) -> str:
        """Under what replies are kept: a question that is worded anew starts anew."""
        return self.text or self.kind.value

    @property
    def values(self) -> tuple[str, ...]:
        """What may be answered; nothing where people write."""
        return (YES, NO) if self.kind is Kind.YES_NO else self.choices

    def as_facts(self) -> dict[str, Any]:
        """Return what a row of the database keeps."""
        return asdict(self)


def ready_made(kind: Kind) -> Question:
    """Return the ready-made question of this kind."""
    return Question(kind.value, kind)


def question_then(facts: Mapping[str, Any]) -> Question:
    """Return the question that ``as_facts`` gave."""
    values = {**facts, "kind": Kind(facts["kind"]), "choices": tuple(facts["choices"])}
    return Question(**values)


def asked(
    questions: Sequence[Question], domain_slug: str, given: Mapping[str, str]
) -> list[Question]:
    """Return what is asked of who comes from a domain and gave these answers, by field name.

    A question that depends on one that is not asked is not asked either.
    """
    counted = {DOMAIN: domain_slug}
    found = []
    for question in questions:
        if not question.when or counted.get(question.when) == question.answer:
            found.append(question)
            counted[question.name] = given.get(question.name, "")
    return found


def counts(replies: Sequence[str]) -> list[tuple[str, int]]:
    """Return each reply with how many gave it, the most given first; case does not matter."""
    shown: dict[str, str] = {}
    tally: dict[str, int] = {}
    for reply in replies:
        key = " ".join(reply.casefold().split())
        shown.setdefault(key, reply)
        tally[key] = tally.get(key, 0) + 1
    return [(shown[key], tally[key]) for key in sorted(tally, key=lambda one: (-tally[one], one))]
