"""Files for a spreadsheet program, read back: every text is text, every number a number."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lcm.web.spreadsheets import Table, csv_file, without_formula, xlsx_file

DANGEROUS = [
    "=1+1",
    "+31 6",
    "-2+3",
    "@SUM(1;2)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\x00=1+1",
    'a";=1+1',
    "a,=1+1",
    "a\n=1+1",
    '=HYPERLINK("https://elsewhere.example";"klik")',
    "=cmd|' /C calc'!A0",
]
STARTS = ("=", "+", "-", "@", "\t", "\r")
texts = st.text(alphabet=st.sampled_from("=+-@\t\r\n;,|\"' ab1\x00é"), max_size=12)


def table(*cells):
    return Table("Titel", ("Kolom",), (cells,))


def read_csv(content):
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(content):
    book = openpyxl.load_workbook(BytesIO(content))
    return book.active


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_of_a_csv_file_begins_as_a_formula(text):
    [[read, _number]] = read_csv(csv_file([table(text, 1)], decimal_mark=","))[2:]

    assert read.lstrip(" \n")[0] == "'" or "\n'" in read or not read.strip().startswith(STARTS)
    assert read.replace("'", "") == text.replace("\x00", "").replace("'", "")


@given(texts)
@example(", =")
def test_however_the_file_is_split_no_cell_is_a_formula(text):
    content = csv_file([table(text, "rest")], decimal_mark=",").decode("utf-8-sig")

    for separator in ";,|\t":
        for cells in csv.reader(StringIO(content, newline=""), delimiter=separator):
            assert not [cell for cell in cells if cell.lstrip(" ").startswith(STARTS)]


def test_the_control_finds_a_formula_in_a_file_written_plainly():
    plain = StringIO()
    csv.writer(plain, delimiter=";").writerow(["a,=1+1"])

    assert any(
        cell.startswith(STARTS)
        for cell in next(csv.reader(StringIO(plain.getvalue()), delimiter=","))
    )


@pytest.mark.parametrize("text", [*DANGEROUS, "https://elsewhere.example", "mailto:a@b.nl", "007"])
def test_every_text_of_an_xlsx_file_is_text_without_a_link(text):
    sheet = read_xlsx(xlsx_file([table(text)], "Uitslag"))
    cell = sheet["A3"]

    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert cell.value.strip() == text.replace("\x00", "").strip()


def test_numbers_stay_numbers_and_follow_the_language():
    tables = [Table("", (), (("label", 12, Decimal("-0.3"), None),))]

    assert read_csv(csv_file(tables, decimal_mark=",")) == [["label", "12", "-0,3", ""]]
    assert read_csv(csv_file(tables, decimal_mark=".")) == [["label", "12", "-0.3", ""]]
    [row] = read_xlsx(xlsx_file(tables, "Uitslag")).iter_rows(values_only=True)
    assert row[:3] == ("label", 12, -0.3)


def test_tables_stand_below_each_other_with_an_empty_line_between():
    tables = [Table("Een", (), (("a", 1),)), Table("Twee", ("x", "y"), (("b", 2),))]

    lines = read_csv(csv_file(tables, decimal_mark=","))

    assert lines == [["Een"], ["a", "1"], [], ["Twee"], ["x", "y"], ["b", "2"]]


def test_a_name_that_no_sheet_may_have_is_mended():
    sheet = read_xlsx(xlsx_file([table("a")], "Wat eerst? [A/B]: 'kies' en nog veel meer woorden"))

    assert sheet.title.startswith("Wat eerst")
    assert len(sheet.title) <= 31


def test_plain_text_is_left_as_it_is():
    assert without_formula("Korte lijntjes - ook 's avonds") == "Korte lijntjes - ook 's avonds"
