"""A revealed round as tables for a spreadsheet: how it was held and counted, then its result."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Final, Protocol

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lcm.live.agreement import strength
from lcm.live.editor.kinds import RULES
from lcm.live.outcome import sheet_tables as tables_of
from lcm.live.outcome.sheet_tables import BALANCED, PERSONAL, Labelled, Names
from lcm.live.results import CountedRound
from lcm.live.results.exact import tenths
from lcm.live.results.impact import ImpactResult
from lcm.live.results.ranking import RankedResult
from lcm.live.scoring.head_to_head import HeadToHead
from lcm.live.scoring.rounds import Comparison
from lcm.web.spreadsheets import Cell, Table

METHODS: Final[Mapping[str, LazyString]] = {
    "top": _l(
        "Number 1 gives the most points: as many as you chose options. Number 2 gives one less, "
        "and so on."
    ),
    "order": _l(
        "Number 1 gives as many points as there are options below it. Number 2 gives one less, "
        "and so on."
    ),
    "pick": _l("Every option you tick gets one point."),
    "points": _l("We take the mean of the points that everybody gave."),
    "impact": _l(
        "We take the mean of the marks; “don't know” does not count. First come the options with "
        "3 or more for feasible, by impact. Then come the others."
    ),
    "scale": _l("Every answer counts once."),
    "consent": _l("Every answer counts once. An objection is read, and not outvoted."),
    "words": _l(
        "A word counts once per phone, however it is spelled. The host may put words together or "
        "hide them."
    ),
    "open": _l("Answers that are alike stand together. The host may move or hide them."),
}
STRENGTHS: Final[Mapping[str, LazyString]] = {
    "little": _l("little agreement"),
    "some": _l("some agreement"),
    "clear": _l("clear agreement"),
    "strong": _l("strong agreement"),
}
_TABLES: Final[Mapping[str, Callable[[Any, Names], list[Table]]]] = {
    "ranking": tables_of.ranking_tables,
    "impact": tables_of.impact_tables,
    "scale": tables_of.scale_tables,
    "consent": tables_of.consent_tables,
    "words": tables_of.words_tables,
    "answers": tables_of.answers_tables,
}


@dataclass(frozen=True, slots=True)
class HeldRound:
    """How a round was held; the moments are local. ``note`` is more to know of it, or ""."""

    session: str
    question: str
    number: int
    opened: datetime | None
    closed: datetime | None
    is_pass: bool = False
    note: str = ""


def tables(held: HeldRound, result: CountedRound, names: Names) -> list[Table]:
    """Return what is told of a revealed round: method, rule and numbers first, then its tables."""
    rows = [*_held(held), *_counted(result), *_agreed(result, names)]
    head = Table(_("How was this counted?"), (), tuple(rows))
    return [head, *_TABLES[result.shape](result, names)]


def rule_words(result: CountedRound) -> str:
    """Return which rule decides; "" where nothing is ranked."""
    if not isinstance(result, RankedResult | ImpactResult):
        return ""
    return str(BALANCED if result.decides_by == "balanced" else PERSONAL)


def agreement_words(r: Fraction | None) -> str:
    """Return what to call r, with its figure; "–" where it is not defined."""
    return "–" if r is None else f"{STRENGTHS[strength(r)]} ({tenths(r)})"


class Tied(Protocol):
    """A tie over the cut: who ties, and whom a run-off chose of them."""

    @property
    def tied(self) -> Sequence[Labelled]: ...
    @property
    def chosen(self) -> Sequence[Labelled]: ...
    @property
    def is_settled(self) -> bool: ...


def run_off_words(tie: Tied) -> str:
    """Return who shares the last place that wins, and what a run-off made of it."""
    tied = ", ".join(option.label for option in tie.tied)
    if not tie.is_settled:
        return str(_("A tie for the last place that wins: %(options)s.", options=tied))
    chosen = ", ".join(option.label for option in tie.chosen)
    sentence = _("A tie: %(options)s. A run-off chose: %(chosen)s.", options=tied, chosen=chosen)
    return str(sentence)


def _held(held: HeldRound) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = [
        (_("Session"), held.session),
        (_("Question"), held.question),
        (_("Round"), held.number),
        (_("Opened"), _moment(held.opened)),
        (_("Closed"), _moment(held.closed)),
        (_("Ballots"), _("one per person") if held.is_pass else _("one per phone: a poll")),
    ]
    return [*rows, (_("Note"), held.note)] if held.note else rows


def _counted(result: CountedRound) -> list[tuple[Cell, ...]]:
    turnout, rule = result.turnout, rule_words(result)
    rows: list[tuple[Cell, ...]] = [
        (_("Kind of vote"), str(RULES[result.kind].name)),
        (_("Method"), str(METHODS[result.kind])),
        (_("Votes"), turnout.ballot_count),
        (_("of which blank"), turnout.blank_count),
        (_("of which beforehand"), turnout.beforehand_count),
        (_("of which on paper"), turnout.paper_count),
    ]
    if rule:
        rows.insert(2, (_("Rule"), rule))
    if not result.is_figures_shown:
        rows.append((_("Figures"), _("With fewer than 5 votes we show places only.")))
    return rows


def _agreed(result: CountedRound, names: Names) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    if isinstance(result, RankedResult) and result.is_figures_shown:
        rows += [
            (_("Agreement between people"), agreement_words(result.people_agreement)),
            (_("Agreement between domains"), agreement_words(result.domain_agreement)),
        ]
    if isinstance(result, RankedResult) and result.duels is not None:
        rows.append((_("One against one"), duel_words(result.duels, names)))
    if isinstance(result, RankedResult | ImpactResult) and result.comparison is not None:
        rows += _beside(result.comparison)
    return rows


def duel_words(duels: HeadToHead, names: Names) -> str:
    """Return what one against one says of the first place."""
    if duels.verdict == "wins" and duels.winner:
        label = names.options[duels.winner].label
        words = _("“%(option)s” also wins from every other option, one against one.", option=label)
    elif duels.verdict == "beaten":
        label = names.options[duels.winner or duels.beaten_by[0]].label
        words = _("One against one, “%(option)s” wins from what is on top.", option=label)
    else:
        words = _("One against one, no single option wins from all others.")
    return str(words)


def _beside(comparison: Comparison) -> list[tuple[Cell, ...]]:
    overlap = _(
        "%(common)s of %(top)s the same", common=comparison.common_count, top=comparison.top_count
    )
    rows: list[tuple[Cell, ...]] = [(_("Chosen, beside the round before"), overlap)]
    if comparison.changed_share is not None:
        percent = tenths(comparison.changed_share * 100)
        rows.append((_("People who changed their vote"), f"{percent} %"))
    rows.append((_("Agreement in the round before"), agreement_words(comparison.agreement_before)))
    return rows


def _moment(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "–"
