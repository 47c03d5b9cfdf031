"""Aims and partners out of pasted lines: what was understood, and which line was not, and why."""

import csv
import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Final

from lcm.communities.drafts import AimDraft, PartnerDraft
from lcm.people.identity import clean_text, name_key

MOST_PARTNERS: Final = 200

_LABEL_LIMIT: Final = 80
_TEXT_LIMIT: Final = 400
_PARTNER_LIMITS: Final = {"name": 160, "kind": 120, "role": 60, "municipality": 80}
_LONGEST_LINE: Final = 2000
_SHORT_LABEL: Final = 60
_SHOWN: Final = 60

_BULLET: Final = re.compile(r"^\s*(?:[-*•–·▪◦]|\d{1,2}[.)])\s+")
_LETTER: Final = re.compile(r"([A-Za-z])[.):]?")
_LETTERED: Final = re.compile(r"([A-Za-z])[.):]\s+(?=\S)")
_HEADINGS: Final = frozenset(
    {"letter", "doel", "aim", "label", "kort", "short", "lang", "long", "tekst", "text", "zin"}
    | {"sentence", "naam", "name", "partner", "organisatie", "organisation", "soort", "kind"}
    | {"type", "domein", "domain", "rol", "role", "role_in_project", "gemeente", "municipality"}
)

# Words of the field for the domains of a usual installation, beside their names.
_ALIASES: Final[Mapping[str, tuple[str, ...]]] = {
    "medical": ("zorg", "care", "geboortezorg", "birth care"),
    "social": ("welzijn", "welfare"),
    "public-health": ("ggd", "jgz", "jeugdgezondheidszorg", "youth health care"),
    "municipality": ("gemeenten", "municipal"),
    "research": ("onderzoek", "onderwijs", "research", "education", "research & education"),
    "lived-experience": (
        *("ervaringsdeskundig", "ervaringsdeskundige", "ervaringsdeskundigen", "ervaring"),
        *("expert by experience", "experts by experience", "ouder", "ouders", "parents"),
    ),
}


class Trouble(enum.Enum):
    """Why a line was not understood."""

    TOO_LONG = enum.auto()
    TOO_MANY = enum.auto()
    TOO_MANY_PARTS = enum.auto()
    NO_WORDS = enum.auto()
    TWICE = enum.auto()
    UNKNOWN_DOMAIN = enum.auto()


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was not understood: its number from 1, its beginning, the piece it is about."""

    line: int
    text: str
    trouble: Trouble
    piece: str = ""


@dataclass(frozen=True, slots=True)
class PastedAims:
    """The aims in the order of their lines; every line is either an aim or a problem."""

    aims: tuple[AimDraft, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PastedPartners:
    """The partners in the order of their lines; every line is either a partner or a problem."""

    partners: tuple[PartnerDraft, ...]
    problems: tuple[Problem, ...]


class _Unclear(Exception):
    def __init__(self, trouble: Trouble, piece: str = "") -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.piece = piece


def pasted_aims(text: str, taken: Iterable[str] = ()) -> PastedAims:
    """Read one aim a line: "A; label; sentence", "label; sentence" or a sentence alone.

    Without a label the first words of the sentence make one; without a letter an aim gets the
    first that neither another line nor ``taken`` has. At most 26 aims have a letter.
    """
    found: list[AimDraft] = []
    problems: list[Problem] = []
    letters: set[str] = set()
    for number, line in _lines(text, "\t;"):
        try:
            aim = _aim(_cells(line, "\t;"))
            if aim.letter in letters:
                raise _Unclear(Trouble.TWICE, aim.letter)
        except _Unclear as unclear:
            problems.append(_problem(number, line, unclear))
        else:
            found.append(aim)
            letters |= {aim.letter} - {""}
    free = iter([letter for letter in ascii_uppercase if letter not in {*letters, *taken}])
    given = [(aim.letter or next(free, ""), aim) for aim in found]
    if any(not letter for letter, _aim_without in given):
        problems.append(Problem(len(text.splitlines()), "", Trouble.TOO_MANY))
    aims = tuple(AimDraft(letter, aim.label, aim.text) for letter, aim in given if letter)
    return PastedAims(aims, tuple(problems))


def aim_lines(aims: Iterable[AimDraft]) -> str:
    """Write aims as lines that ``pasted_aims`` reads back as the same aims."""
    rows = ((aim.letter, _quoted(aim.label), _quoted(aim.text)) for aim in aims)
    return "\n".join("; ".join(row).rstrip() for row in rows)


def pasted_partners(text: str, domain_words: Mapping[str, str]) -> PastedPartners:
    """Read one partner a line: "name; kind; domain; role; municipality", a name alone will do.

    ``domain_words`` is made by ``words_for``. Kind may be left out; an unknown word where the
    domain belongs is a problem, and so is a name that stands on an earlier line.
    """
    found: dict[str, PartnerDraft] = {}
    problems: list[Problem] = []
    for number, line in _lines(text, "\t;,"):
        try:
            partner = _partner(_cells(line, "\t;,"), domain_words)
            if name_key(partner.name) in found:
                raise _Unclear(Trouble.TWICE, partner.name)
            if len(found) == MOST_PARTNERS:
                raise _Unclear(Trouble.TOO_MANY)
        except _Unclear as unclear:
            problems.append(_problem(number, line, unclear))
        else:
            found[name_key(partner.name)] = partner
    return PastedPartners(tuple(found.values()), tuple(problems))


def words_for(domains: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Return word -> slug for domains given as (slug, Dutch name, English name)."""
    words: dict[str, str] = {}
    for slug, *names in domains:
        for word in (*_ALIASES.get(slug, ()), slug, *names):
            words[name_key(word)] = slug
    return words


def _aim(cells: list[str]) -> AimDraft:
    cells[0] = _BULLET.sub("", cells[0])
    letter = ""
    alone, inside = _LETTER.fullmatch(cells[0]), _LETTERED.match(cells[0])
    if alone:
        letter, cells = alone[1], cells[1:]
    elif inside:
        letter, cells = inside[1], [cells[0][inside.end() :], *cells[1:]]
    label, text = (cells[0], "; ".join(cells[1:])) if len(cells) > 1 else ("", "".join(cells))
    if not label:
        label, text = _label_of(text)
    if not label:
        raise _Unclear(Trouble.NO_WORDS, letter.upper())
    if len(label) > _LABEL_LIMIT or len(text) > _TEXT_LIMIT:
        raise _Unclear(Trouble.TOO_LONG)
    return AimDraft(letter.upper(), label, text)


def _label_of(sentence: str) -> tuple[str, str]:
    """Return a label out of the sentence's first words, and the sentence if it says more."""
    whole = sentence.rstrip(" .")
    if len(whole) <= _SHORT_LABEL:
        return whole, ""
    first, _space, rest = whole[:_SHORT_LABEL].rpartition(" ")
    return f"{(first or rest).rstrip(' ,;:')}…", sentence


def _partner(cells: list[str], domain_words: Mapping[str, str]) -> PartnerDraft:
    name, *rest = cells
    rest += [""] * (2 - len(rest))
    slugs = [domain_words.get(_domain_key(cell), "") for cell in rest]
    # The third part is the domain; it may have moved when the kind was left out or given twice.
    at = next((place for place in (1, 0, 2) if place < len(rest) and slugs[place]), 1)
    if rest[at] and not slugs[at]:
        raise _Unclear(Trouble.UNKNOWN_DOMAIN, rest[at])
    kinds = [cell for cell in rest[:at] if cell]
    after = rest[at + 1 :]
    role, municipality, *more = [*(after[1:] if at == 0 and after[:1] == [""] else after), "", ""]
    if any(more):
        raise _Unclear(Trouble.TOO_MANY_PARTS)
    if not name:
        raise _Unclear(Trouble.NO_WORDS)
    partner = PartnerDraft(name, kinds[-1] if kinds else "", slugs[at], role, municipality)
    for field, limit in _PARTNER_LIMITS.items():
        if len(getattr(partner, field)) > limit:
            raise _Unclear(Trouble.TOO_LONG)
    return partner


def _domain_key(cell: str) -> str:
    return name_key(cell).removesuffix(" domein").removesuffix(" domain")


def _lines(text: str, separators: str) -> Iterator[tuple[int, str]]:
    """Give number and text of every line that says something, without a line of headings."""
    is_first = True
    for number, line in enumerate(text.splitlines(), start=1):
        if not clean_text(line, limit=_LONGEST_LINE).strip(' ;,"'):
            continue
        cells = _cells(line, separators)
        if not (is_first and len(cells) > 1 and all(map(_is_heading, cells))):
            yield number, line
        is_first = False


def _is_heading(cell: str) -> bool:
    return name_key(cell).removesuffix("_nl").removesuffix("_en") in _HEADINGS


def _cells(line: str, separators: str) -> list[str]:
    """Split at the first separator that occurs; quotes keep one inside a cell, as in a sheet."""
    separator = next((mark for mark in separators if mark in line), separators[0])
    cells = line.split(separator)
    if line.count('"') % 2 == 0 and len(line) <= _LONGEST_LINE:
        cells = next(csv.reader([line], delimiter=separator, skipinitialspace=True), [""])
    return [clean_text(cell, limit=len(cell)) for cell in cells]


def _quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if '"' in cell or ";" in cell else cell


def _problem(number: int, line: str, unclear: _Unclear) -> Problem:
    return Problem(number, clean_text(line, limit=_SHOWN), unclear.trouble, unclear.piece[:_SHOWN])
