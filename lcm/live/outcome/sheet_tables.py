"""The tables of a result, one way per shape: what the stage shows, in figures with one decimal.

Everything is of groups, as the result was frozen: no ballot, and no domain that was counted
together with another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Protocol, TypeVar

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from lcm.live.grouping import Domain
from lcm.live.results.answers import AnswersResult
from lcm.live.results.consent import ConsentResult
from lcm.live.results.exact import tenths
from lcm.live.results.impact import ImpactResult
from lcm.live.results.ranking import RankedResult
from lcm.live.results.scale import ScaleResult
from lcm.live.results.words import WordsResult
from lcm.live.scoring.impact import Standing as ImpactStanding
from lcm.live.scoring.rounds import Comparison
from lcm.live.scoring.spread import STANCES, STEPS, Spread, StanceCounts
from lcm.live.scoring.standings import Standing
from lcm.web.spreadsheets import Cell, Table

_Part = TypeVar("_Part", Spread, StanceCounts)
BALANCED: Final = _l("Every domain counts equally")
PERSONAL: Final = _l("Every vote counts equally")
QUADRANTS: Final[Mapping[str, LazyString]] = {
    "high-impact-feasible": _l("brings much, and we can do it"),
    "high-impact-hard": _l("brings much, but is hard to do"),
    "low-impact-feasible": _l("brings little, but we can do it"),
    "low-impact-hard": _l("brings little, and is hard to do"),
}


class Labelled(Protocol):
    """An option as it was voted on."""

    @property
    def letter(self) -> str: ...
    @property
    def label(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Names:
    """What ids and slugs are called: options by id, in the author's order, and domains by slug."""

    options: Mapping[str, Labelled]
    domains: Mapping[str, str]

    def group(self, domains: Sequence[Domain]) -> str:
        """Return the domains that count together in words, "Medical + Social"."""
        names = [self.domains[one] if one else _("Domain not stated") for one in domains]
        return " + ".join(names)


def ranking_tables(result: RankedResult, names: Names) -> list[Table]:
    """Return the ranking by both rules, the places per group, and the round before beside it."""
    groups = result.result.groups
    rules = [rule for rule in ("balanced", "personal") if rule in result.readings]
    columns = [_("Place"), _("Letter"), _("Option"), *(_points_by(rule) for rule in rules)]
    columns += [_("Points in the group that likes it least"), _("Chosen")]
    columns += [_("Widely shared"), _("We differ on this")]
    columns += [_("Place: %(group)s", group=names.group(group.domains)) for group in groups]
    rows: list[tuple[Cell, ...]] = [
        (
            *_named(one, names),
            *(_figure(_score(result, rule, one.option)) for rule in rules),
            _figure(one.common_ground),
            _yes(is_so=one.is_winner),
            _yes(is_so=one.is_shared),
            _yes(is_so=one.is_contested),
            *(group.places.get(one.option) for group in groups),
        )
        for one in result.deciding
    ]
    tables = [Table(_("Result"), tuple(columns), tuple(rows))]
    return [*tables, *group_table(groups, names), *compared(result.comparison, names)]


def impact_tables(result: ImpactResult, names: Names) -> list[Table]:
    """Return the two means per option by the rule that decides, and by the other if told."""
    rules = [rule for rule in ("balanced", "personal") if rule in result.readings]
    columns = [_("Place"), _("Letter"), _("Option"), _("Chosen"), _("Where it lies")]
    for rule in rules:
        columns += [
            _("Impact, 1 to 5 (%(rule)s)", rule=_rule(rule)),
            _("Feasibility, 1 to 5 (%(rule)s)", rule=_rule(rule)),
        ]
    rows: list[tuple[Cell, ...]] = []
    for one in result.deciding:
        means: list[Cell] = []
        for rule in rules:
            twin = next(other for other in result.ranking(rule) if other.option == one.option)
            means += [_figure(twin.impact), _figure(twin.feasibility)]
        is_chosen = one.option in result.winner_ids
        where = str(QUADRANTS[one.quadrant]) if one.quadrant else ""
        rows.append((*_named(one, names), _yes(is_so=is_chosen), where, *means))
    tables = [Table(_("Result"), tuple(columns), tuple(rows))]
    more = [*group_table(result.result.groups, names), *compared(result.comparison, names)]
    return tables + more


def scale_tables(result: ScaleResult, names: Names) -> list[Table]:
    """Return how often each mark was given, for all and per group."""
    parts = _whole_and_groups(result.result.whole, result.result.groups, names)
    columns = (_("Group"), _("Votes"), *(str(step) for step in STEPS), _("Mean"), _("Median"))
    rows = [
        (name, sum(one.counts), *one.counts, _figure(one.mean), _figure(one.median))
        for name, one in parts
    ]
    return [Table(_("Result"), columns, tuple(rows))] if rows else []


def consent_tables(result: ConsentResult, names: Names) -> list[Table]:
    """Return the three stances, for all and per group, and every objection."""
    parts = _whole_and_groups(result.result.whole, result.result.groups, names)
    columns = (_("Group"), _("Fine with me"), _("I can live with it"), _("I object"))
    rows: list[tuple[Cell, ...]] = [
        (name, *(one.counts.get(word, 0) for word in STANCES)) for name, one in parts
    ]
    tables = [Table(_("Result"), columns, tuple(rows))] if rows else []
    objections = tuple((text,) for text in result.result.objections)
    return [*tables, Table(_("Objections"), (), objections)] if objections else tables


def words_tables(result: WordsResult, _names: Names) -> list[Table]:
    """Return the words with how many wrote them, most frequent first; not of fewer than 5."""
    is_shown = result.is_figures_shown
    rows = tuple((word.spelling, word.ballot_count if is_shown else "") for word in result.words)
    return [Table(_("Result"), (_("Word"), _("Votes")), rows)]


def answers_tables(result: AnswersResult, _names: Names) -> list[Table]:
    """Return the answers, what is alike under one number."""
    rows = [
        (number, answer.text)
        for number, group in enumerate(result.groups, start=1)
        for answer in group.answers
    ]
    return [Table(_("Result"), (_("Group"), _("What was said")), tuple(rows))]


class Sized(Protocol):
    """A group with how many voted in it."""

    @property
    def domains(self) -> tuple[Domain, ...]: ...
    @property
    def ballot_count(self) -> int: ...


def group_table(groups: Sequence[Sized], names: Names) -> list[Table]:
    """Return who was counted together, and how many votes each group gave."""
    rows = tuple((names.group(group.domains), group.ballot_count) for group in groups)
    return [Table(_("Counted together"), (_("Group"), _("Votes")), rows)] if rows else []


def compared(comparison: Comparison | None, names: Names) -> list[Table]:
    """Return the places of the round before beside those of this one."""
    if comparison is None:
        return []
    columns = (_("Letter"), _("Option"), _("Place in the round before"), _("Place now"))
    rows = [
        (*_letter_and_label(move.option, names), move.place_before, move.place_after)
        for move in comparison.moves
    ]
    return [Table(_("Beside the round before"), columns, tuple(rows))]


def _whole_and_groups(
    whole: _Part | None, groups: Sequence[_Part], names: Names
) -> list[tuple[str, _Part]]:
    if whole is None:
        return []
    parts = [(str(_("Everybody")), whole)]
    if len(groups) > 1:
        parts += [(names.group(one.domains), one) for one in groups]
    return parts


def _named(standing: Standing | ImpactStanding, names: Names) -> tuple[Cell, ...]:
    return (standing.place, *_letter_and_label(standing.option, names))


def _letter_and_label(option: str, names: Names) -> tuple[str, str]:
    return names.options[option].letter, names.options[option].label


def _score(result: RankedResult, rule: str, option: str) -> Fraction | None:
    return next(one.score for one in result.ranking(rule) if one.option == option)


def _figure(figure: Fraction | None) -> Decimal | None:
    """Return a figure as it is shown: one decimal, halves away from zero."""
    shown = tenths(figure)
    return None if shown is None else Decimal(shown)


def _rule(rule: str) -> str:
    return str(BALANCED if rule == "balanced" else PERSONAL)


def _points_by(rule: str) -> str:
    return str(_("Points: %(rule)s", rule=_rule(rule).lower()))


def _yes(*, is_so: bool) -> str:
    return str(_("yes")) if is_so else ""
