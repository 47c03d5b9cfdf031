"""Tables as files for a spreadsheet program: what people typed stays text and never runs."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, Final, TypeAlias

import xlsxwriter

Cell: TypeAlias = str | int | Decimal | None

# What a spreadsheet program takes for a formula: at the start, and after what may look to it like
# the end of a cell (OWASP, CSV injection; ASVS 1.2.10).
_AT_START: Final = re.compile(r"^(\s*[=+\-@\t\r])")
_INSIDE: Final = re.compile(r"([;,|\"\t\r\n])(?=\s*[=+\-@\t\r])")
_NOT_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_WIDTHS: Final = (10, 60)
_CELL_LIMIT: Final = 32_000
_NAME_LIMIT: Final = 31


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title and columns; each of the three may be empty."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def csv_file(tables: Sequence[Table], *, decimal_mark: str) -> bytes:
    """Return ``tables`` below each other: `;` between cells, RFC 4180 quoting, UTF-8 with BOM.

    A text that could be read as a formula gets an apostrophe before it; numbers stay numbers.
    """
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for cells, _is_head in _lines(tables):
        writer.writerow([_as_text(cell, decimal_mark) for cell in cells])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def xlsx_file(tables: Sequence[Table], name: str) -> bytes:
    """Return ``tables`` below each other on one sheet called ``name``; text is never a link."""
    file = BytesIO()
    kept_as_typed = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, {"in_memory": True, **kept_as_typed}) as book:
        sheet = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", name)[:_NAME_LIMIT])
        styles = {True: book.add_format({"bold": True}), False: book.add_format()}
        for row, (cells, is_head) in enumerate(_lines(tables)):
            for column, cell in enumerate(cells):
                _write(sheet, (row, column), cell, styles[is_head])
        for column, width in enumerate(_widths(tables)):
            sheet.set_column(column, column, width)
    return file.getvalue()


def without_formula(text: str) -> str:
    """Return ``text`` so that no spreadsheet program reads a formula in it."""
    plain = _NOT_TEXT.sub("", text)
    return _INSIDE.sub(r"\1'", _AT_START.sub(r"'\1", plain))


def _lines(tables: Iterable[Table]) -> Iterator[tuple[tuple[Cell, ...], bool]]:
    """Yield the lines of ``tables`` with whether each is a head; an empty one parts two tables."""
    for number, table in enumerate(tables):
        if number:
            yield (), False
        if table.title:
            yield (table.title,), True
        if table.columns:
            yield table.columns, True
        for row in table.rows:
            yield row, False


def _as_text(cell: Cell, decimal_mark: str) -> str:
    if isinstance(cell, Decimal):
        return str(cell).replace(".", decimal_mark)
    if isinstance(cell, int):
        return str(cell)
    return without_formula(cell or "")


def _write(sheet: Any, at: tuple[int, int], cell: Cell, style: Any) -> None:
    if isinstance(cell, Decimal | int):
        sheet.write_number(*at, cell, style)
    elif cell:
        sheet.write_string(*at, _in_lines(cell)[:_CELL_LIMIT], style)


def _in_lines(text: str) -> str:
    return _NOT_TEXT.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


def _widths(tables: Iterable[Table]) -> list[int]:
    """Return how wide each column is: as its longest cell, within reason; titles may run over."""
    least, most = _WIDTHS
    widths: list[int] = []
    for table in tables:
        for row in (table.columns, *table.rows):
            widths += [least] * (len(row) - len(widths))
            for column, cell in enumerate(row):
                widths[column] = min(most, max(widths[column], len(str(cell or "")) + 2))
    return widths
