"""What somebody chose, in words, to stand beside what all chose together."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from lcm.live.choices import BallotKind, Choice


@dataclass(frozen=True, slots=True)
class OwnLine:
    """``label`` is in the language of the session, ``note`` in that of who reads it."""

    label: str = ""
    note: str = ""


def own_lines(kind: BallotKind, choice: Choice, labels: Mapping[str, str]) -> list[OwnLine]:
    """Return a ballot in words, none for a blank one; ``labels``: option id -> its label.

    An option that is no longer there is left out.
    """
    return [] if choice == [] else list(_LINES[kind](choice, labels))


def consent_words(word: str) -> str:
    """Return the words of one of choices.CONSENTS."""
    words = {
        "fine": _("Fine with me"),
        "can-live": _("I can live with it"),
        "objection": _("I object"),
    }
    return str(words[word])


def mark_words(mark: int | None) -> str:
    """Return a mark for impact or feasibility in words; None is "don't know"."""
    return str(_("don't know") if mark is None else mark)


def _options(choice: Choice, labels: Mapping[str, str]) -> Iterable[OwnLine]:
    return (OwnLine(labels[option_id]) for option_id in choice if option_id in labels)


def _points(choice: Choice, labels: Mapping[str, str]) -> Iterable[OwnLine]:
    for option_id, points in sorted(choice.items(), key=lambda given: -given[1]):
        if option_id in labels:
            yield OwnLine(labels[option_id], _("%(count)s points", count=points))


def _impact(choice: Choice, labels: Mapping[str, str]) -> Iterable[OwnLine]:
    for option_id, (impact, feasibility) in choice.items():
        if option_id in labels:
            note = _(
                "impact %(impact)s, feasibility %(feasibility)s",
                impact=mark_words(impact),
                feasibility=mark_words(feasibility),
            )
            yield OwnLine(labels[option_id], note)


def _scale(choice: Choice, _labels: Mapping[str, str]) -> Iterable[OwnLine]:
    yield OwnLine(note=_("%(mark)s of 5", mark=choice))


def _consent(choice: Choice, _labels: Mapping[str, str]) -> Iterable[OwnLine]:
    yield OwnLine(choice["text"], consent_words(choice["word"]))


def _texts(choice: Choice, _labels: Mapping[str, str]) -> Iterable[OwnLine]:
    return (OwnLine(text) for text in choice)


_LINES: Final[Mapping[BallotKind, Callable[[Choice, Mapping[str, str]], Iterable[OwnLine]]]] = {
    "top": _options,
    "pick": _options,
    "order": _options,
    "points": _points,
    "impact": _impact,
    "scale": _scale,
    "consent": _consent,
    "words": _texts,
    "open": _texts,
}
