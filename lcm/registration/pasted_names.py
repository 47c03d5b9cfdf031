"""The name that goes with an address in pasted text: found beside it or made from it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lcm.people.identity import clean_text, name_key

NAME_LIMIT: Final = 120

_LONGEST_CELL: Final = 60
_MOST_WORDS: Final = 5
_MOST_COLUMNS: Final = 4
_NEAREST_COLUMNS: Final = 20

_SEPARATORS: Final = "\t;|,"
_BEFORE_A_NAME: Final = " ,;>)]\t"
_QUOTED: Final = re.compile(r'"([^"]*)"')
_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LABEL: Final = re.compile(
    r"\b(?:e-?mail(?:adres)?|mail|naam|name|aan|to|cc|bcc|van|from)\s{0,3}:", re.IGNORECASE
)
_WORD: Final = re.compile(r"\S+")
_EDGES: Final = re.compile(r"^(?:(?!['’][st]\b)[\W\d_])+|[^\w.]+$")
_LETTER: Final = re.compile(r"[^\W\d_]")
_PARTICLES: Final = frozenset(
    {"van", "von", "de", "den", "der", "het", "ten", "ter", "te", "la", "le", "el", "al", "du"}
    | {"di", "da", "dos", "in", "op", "aan", "bij", "'t", "'s", "in't", "van't"}
)


@dataclass(frozen=True, slots=True)
class _Clues:
    """The bare letters of an address, in which the words of its owner's name may return."""

    local: str
    domain: str

    def hold(self, word: str) -> bool:
        letters = _letters(word)
        return len(letters) > 2 and letters in self.local

    def start_like(self, word: str) -> bool:
        return bool(self.local) and _letters(word)[:1] == self.local[0]

    def back(self, word: str) -> bool:
        return self.hold(word) or self.start_like(word)


def named(address: str, before: str, after: str) -> str:
    """Give the name of ``address`` out of the text right before and after it; "" for none.

    "Jansen, Petra <…>" gives "Petra Jansen". Among columns, those whose words return in the
    address win; loose words before or after it must look like a name.
    """
    if not has_letters(before) and not has_letters(after):
        return ""
    before, after = _without_addresses(before), _without_addresses(after)
    local, _, domain = address.partition("@")
    clues = _Clues(_letters(local), _letters(domain))
    opening = _LABEL.sub(";", before).rstrip()
    name = ""
    if opening.endswith(("<", "(", "[")):
        name = _tidy(_turned(_columns(opening[:-1], "\t;|")[-1], clues))
    name = name or _from_columns(opening, _LABEL.sub(";", after), clues)
    return "" if " " not in name and name.lower() == local else name


def derived_name(address: str) -> str:
    """Make a name from the local part: "p.van.dijk@…" gives "P. van Dijk". Never empty."""
    local = address.partition("@")[0]
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", local.partition("+")[0])
    shown = " ".join(_capitalised(word, is_first=not at) for at, word in enumerate(words))
    return clean_text(shown, limit=NAME_LIMIT) or local


def has_letters(text: str) -> bool:
    """Say whether ``text`` could hold a word: any letter of any script."""
    return _LETTER.search(text) is not None


def _without_addresses(text: str) -> str:
    """Put ";" for every word with an "@": it is no name, and a new one may begin after it."""
    return _WORD.sub(lambda word: ";" if "@" in word[0] else word[0], text)


def _capitalised(word: str, *, is_first: bool) -> str:
    if word in _PARTICLES and not is_first:
        return word
    return f"{word.upper()}." if len(word) == 1 else word.title()


def _from_columns(before: str, after: str, clues: _Clues) -> str:
    outside = _QUOTED.sub("", before + after)
    separator = next((mark for mark in _SEPARATORS if mark in outside), ",")
    left = _columns(before, separator)[-_NEAREST_COLUMNS:]
    right = _columns(after, separator)[:_NEAREST_COLUMNS]
    loose = {len(left) - 1, len(left)}
    cells = [_tidy(_turned(cell, clues)) for cell in left + right]
    return _joined(
        [cell for at, cell in enumerate(cells) if _fits(cell, clues, is_loose=at in loose)],
        clues,
    )


def _columns(text: str, separators: str) -> list[str]:
    """Split ``text`` at the first of ``separators`` that it has outside double quotes."""
    outside = _QUOTED.sub("", text)
    separator = next((mark for mark in separators if mark in outside), separators[-1])
    hidden = _QUOTED.sub(lambda quoted: quoted[1].replace(separator, "\0"), text)
    return [cell.replace("\0", separator) for cell in hidden.split(separator)]


def _turned(cell: str, clues: _Clues) -> str:
    """Turn "Jansen, Petra" around, and leave "Petra Jansen, midwife" its first part."""
    family, comma, given = cell.lstrip(_BEFORE_A_NAME).partition(",")
    if not comma:
        return cell
    words = _content(_tidy(family))
    is_whole = len(words) > 1 and all(clues.back(word) for word in words)
    if is_whole and not any(clues.back(word) for word in _content(_tidy(given))):
        return family
    particles, second_comma, first = given.partition(",")
    if second_comma and not _content(particles):
        family, given = f"{particles} {family}", first
    return f"{given} {family}"


def _tidy(cell: str) -> str:
    """Give ``cell`` as a name: no quotes, asides, bullets or stray punctuation around it."""
    if len(cell) > _LONGEST_CELL or not has_letters(cell):
        return ""
    bare = _ASIDE.sub(" ", cell)
    kept = bare if has_letters(bare) else cell
    unquoted = re.sub('["“”„*`]', " ", kept)
    return clean_text(_EDGES.sub("", clean_text(unquoted, limit=NAME_LIMIT)), limit=NAME_LIMIT)


def _fits(cell: str, clues: _Clues, *, is_loose: bool) -> bool:
    """Say whether ``cell`` may be a name, or the part of one that a column holds."""
    words = cell.split()
    if not 0 < len(words) <= _MOST_WORDS or any(char.isdigit() or char == "@" for char in cell):
        return False
    content = _content(cell)
    if is_loose and not content:
        return False
    has_plain = any(word[0].islower() and not clues.hold(word) for word in content)
    return not has_plain or (not is_loose and len(content) <= 2)


def _joined(cells: list[str], clues: _Clues) -> str:
    """Give the cell that goes best with the address, with the columns that complete it."""
    if not any(_content(cell) for cell in cells):
        return ""
    best = max(range(len(cells)), key=lambda at: (_rating(cells[at], clues), -at))
    if len(_content(cells[best])) > 1:
        return cells[best]
    parts = {best: cells[best]}
    for step in (-1, 1):
        at = best + step
        while (
            0 <= at < len(cells)
            and len(parts) < _MOST_COLUMNS
            and _completes(cells[at], parts.values(), clues)
        ):
            parts[at] = cells[at]
            at += step
    return _in_order([parts[at] for at in sorted(parts)], clues)


def _rating(cell: str, clues: _Clues) -> int:
    content = _content(cell)
    if not content:
        return -_LONGEST_CELL
    returning = sum(2 for word in content if clues.hold(word))
    foreign = sum(1 for word in content if len(word) > 2 and _letters(word) in clues.domain)
    return returning + clues.start_like(content[0]) - foreign


def _completes(cell: str, parts: Iterable[str], clues: _Clues) -> bool:
    content = _content(cell)
    if len(content) != 1:
        return not content
    known = [word for part in parts for word in _content(part)]
    if clues.hold(content[0]):
        return content[0] not in known
    return clues.start_like(content[0]) and all(clues.hold(word) for word in known)


def _in_order(parts: list[str], clues: _Clues) -> str:
    """Join columns as the address has them: first names, particles, family name."""
    content = [part for part in parts if _content(part)]
    content.sort(key=lambda part: max(0, clues.local.find(_letters(part))))
    particles = [part for part in parts if not _content(part)]
    return " ".join([*content[:-1], *particles, content[-1]])


def _content(cell: str) -> list[str]:
    return [word for word in cell.split() if word.lower() not in _PARTICLES]


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    return "".join(char for char in name_key(text) if char.isalpha())
