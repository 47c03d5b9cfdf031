"""The first wording of a vote's question, in the language of its meeting."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lcm.i18n import force_locale

_MOST_IMPORTANT: Final = _l("What do you find most important?")
_FIRST: Final[Mapping[str, LazyString]] = {
    "scale": _l("I trust that we will make this work together."),
    "words": _l("What comes to mind first?"),
    "impact": _l("What will it bring, and can we do it?"),
    "consent": _l("We go on with what we chose today."),
    "open": _l("What should we not forget?"),
    "questions": _l("What would you like to ask?"),
}
QUESTION_LIMIT: Final = 200


def first_question(kind: str, locale: str) -> str:
    """Return the question that a new vote of ``kind`` begins with."""
    with force_locale(locale):
        return str(_FIRST.get(kind, _MOST_IMPORTANT))


def first_proposal(labels: list[str], locale: str) -> str:
    """Return a statement to consent to: that the group goes on with ``labels``, if they fit."""
    with force_locale(locale):
        sentence = str(_("We go on with: %(names)s.", names=", ".join(labels)))
        is_fitting = labels and len(sentence) <= QUESTION_LIMIT
        return sentence if is_fitting else str(_FIRST["consent"])
