"""Where the words of a cloud stand: rows around the middle, no word over another."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from lcm.live.scoring.words import Word

WIDTH: Final = 1600
HEIGHT: Final = 640
MOST_WORDS: Final = 60
_LARGEST, _SMALLEST = 150.0, 32.0
_LINE: Final = 1.16
_GAP: Final = 0.55
_START: Final = 1.9
# The width of letters in the bold page font, in parts of its size, on the safe side.
_NARROW, _WIDE = frozenset("ijlI.,:;'!|-()"), frozenset("mwMW@%")
_THIN, _USUAL, _UPPER, _BROAD = 0.36, 0.6, 0.72, 0.96


@dataclass(frozen=True, slots=True)
class Placed:
    """A word with the middle of its line (x), its baseline (y) and the size of its letters.

    ``level`` is 1 for the words written most, to 3.
    """

    word: Word
    x: float
    y: float
    size: float
    level: int


@dataclass(frozen=True, slots=True)
class Cloud:
    """The words that fit, and how many more there are, each in fewer ballots or later by name."""

    placed: tuple[Placed, ...]
    more_count: int
    width: int = WIDTH
    height: int = HEIGHT


_Row = list[tuple[Word, float, float]]


def laid_out(words: Sequence[Word]) -> Cloud:
    """Return ``words``, most frequent first, as a cloud: as large as they fit all together."""
    shown = words[:MOST_WORDS]
    scale = _START
    rows = _rows(shown, scale)
    while _height(rows) > HEIGHT or any(_width(row) > WIDTH for row in rows):
        scale *= 0.97
        rows = _rows(shown, scale)
    return Cloud(tuple(_placed(_around_the_middle(rows))), len(words) - len(shown))


def _rows(words: Sequence[Word], scale: float) -> list[_Row]:
    rows: list[_Row] = []
    for word in words:
        share = sqrt(float(word.share_of_top))
        size = scale * (_SMALLEST + (_LARGEST - _SMALLEST) * share)
        piece = (word, size, _letters(word.spelling) * size)
        if rows and _width([*rows[-1], piece]) <= WIDTH * 0.92:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _letters(text: str) -> float:
    return sum(
        _THIN
        if letter in _NARROW
        else _BROAD
        if letter in _WIDE or ord(letter) > 0x2E7F
        else _UPPER
        if letter.isupper()
        else _USUAL
        for letter in text
    )


def _width(row: _Row) -> float:
    return sum(width + size * _GAP for _, size, width in row)


def _height(rows: Sequence[_Row]) -> float:
    return sum(max(size for _, size, _ in row) * _LINE for row in rows)


def _around_the_middle(rows: Sequence[_Row]) -> list[_Row]:
    """Return the rows with the largest in the middle, the next above it, the next below it."""
    ordered: list[_Row] = []
    for number, row in enumerate(rows):
        ordered = [*ordered, row] if number % 2 else [row, *ordered]
    return ordered


def _placed(rows: Sequence[_Row]) -> list[Placed]:
    placed = []
    top = (HEIGHT - _height(rows)) / 2
    for row in rows:
        tallest = max(size for _, size, _ in row)
        left = (WIDTH - _width(row)) / 2
        for word, size, width in _middle_first(row):
            x, y = left + (width + size * _GAP) / 2, top + tallest * (0.5 + _LINE / 2 - 0.22)
            placed.append(Placed(word, round(x, 1), round(y, 1), round(size, 1), _level(word)))
            left += width + size * _GAP
        top += tallest * _LINE
    return placed


def _middle_first(row: _Row) -> _Row:
    """Return a row with its most frequent word in the middle."""
    ordered: _Row = []
    for number, piece in enumerate(row):
        ordered = [*ordered, piece] if number % 2 else [piece, *ordered]
    return ordered


def _level(word: Word) -> int:
    share = word.share_of_top
    return 1 if share * 3 > 2 else 2 if share * 3 > 1 else 3
