"""The kinds of vote a host may choose: what each is for, and how many options it can bear."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

RUN_OFF_LEAST: Final = 2
FRONT: Final[tuple[str, ...]] = ("top", "scale", "words")
# Kinds in which domains are told apart, so that small ones are counted together.
GROUPED_KINDS: Final = ("top", "pick", "order", "points", "impact", "scale", "consent")


@dataclass(frozen=True, slots=True)
class KindRule:
    """A kind of vote: its name, one sentence for who chooses it, and its limits.

    ``least`` to ``most`` options; both 0 when it has none. ``counts`` are what a host may set as
    ``k``, the first the usual one; one number alone cannot be changed. In "order", "points" and
    "impact" ``k`` is how many options win, else what a ballot may hold at most.
    """

    name: LazyString
    purpose: LazyString
    least: int = 0
    most: int = 0
    counts: tuple[int, ...] = (1,)

    @property
    def has_options(self) -> bool:
        return self.most > 0


RULES: Final[Mapping[str, KindRule]] = {
    "top": KindRule(
        _l("Top 3"),
        _l("Everybody taps the 3 that matter most, number 1 first. For 3 to 12 options."),
        least=3,
        most=12,
        counts=(3, 1, 2, 4, 5, 6, 7),
    ),
    "scale": KindRule(
        _l("Scale from 1 to 5"),
        _l("One statement, one tap. Shows how the group is spread."),
    ),
    "words": KindRule(
        _l("Word cloud"),
        _l("Up to 3 words each. A word that many write becomes large."),
        counts=(3, 1, 2),
    ),
    "pick": KindRule(
        _l("Tick on a long list"),
        _l("Everybody ticks a few, in no order. For lists of up to 40 options."),
        least=3,
        most=40,
        counts=(3, 1, 2, 4, 5, 6, 7, 8, 9, 10),
    ),
    "order": KindRule(
        _l("Everything in order"),
        _l("Everybody puts the whole list in order. For at most 7 options."),
        least=3,
        most=7,
        counts=(3, 1, 2, 4, 5, 6),
    ),
    "points": KindRule(
        _l("100 points"),
        _l("Everybody divides 100 points, so it shows how strong a wish is. At most 6 options."),
        least=2,
        most=6,
        counts=(3, 1, 2, 4, 5),
    ),
    "impact": KindRule(
        _l("Impact and feasibility"),
        _l("Two marks per option: what does it bring, and can we do it? At most 8 options."),
        least=2,
        most=8,
        counts=(3, 1, 2, 4, 5, 6, 7),
    ),
    "consent": KindRule(
        _l("Consent check"),
        _l("Fine, can live with it, or an objection with a reason. Objections are read out loud."),
    ),
    "open": KindRule(
        _l("Open question"),
        _l("Short answers in people's own words. You put together what is alike."),
        counts=(3, 1, 2, 4, 5),
    ),
    "questions": KindRule(
        _l("Questions to the speaker"),
        _l("People ask, and support each other's questions. Runs beside the other votes."),
    ),
}
MORE: Final[tuple[str, ...]] = tuple(kind for kind in RULES if kind not in FRONT)


def usual_count(kind: str, option_count: int) -> int:
    """Return the ``k`` of a vote nobody set one for.

    A tick list allows 3 of up to 9 options and 5 of more. A list of few options leaves something
    to choose: at least 1, and fewer than there are; one without options yet is not a short list.
    """
    if kind == "pick" and option_count > 9:
        return 5
    usual = RULES[kind].counts[0]
    is_list = RULES[kind].has_options and option_count
    return min(usual, max(1, option_count - 1)) if is_list else usual


def letter_of(position: int) -> str:
    """Return the letter of the option at ``position``, 0 to 701: A … Z, AA … ZZ."""
    before, last = divmod(position, len(ascii_uppercase))
    return (ascii_uppercase[before - 1] if before else "") + ascii_uppercase[last]
