"""Tables for a spreadsheet: what somebody typed is never calculated, numbers and days stay what they are."""

import csv
import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from portal import sheets

DANGEROUS = [
    '=HYPERLINK("http://elsewhere.example","x")', "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1",
    "=cmd|' /C calc'!A0", " =1+1", "＝1+1", "+31612345678", "-", "\ufeff=1",
]  # fmt: skip
PLAIN = ["Ada", "3-4", "1+1=2", "", "o'Neil", "'t Hart", "مرحبا", 5, -5, 2.5, date(2018, 6, 21)]


def _csv(rows, **more) -> list[list[str]]:
    text = sheets.as_csv(rows, **more).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=more.get("separator", ";")))


def _xlsx(rows):
    book = load_workbook(io.BytesIO(sheets.as_xlsx({"One": rows})))
    return list(book["One"].iter_rows())


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_would_be_calculated_is_a_text(text):
    (((cell,),)) = (tuple(row) for row in _csv([[text]]))
    assert cell.startswith("'") and cell[1:].replace("\r\n", "\n") == text.replace("\r\n", "\n")
    ((in_sheet,),) = _xlsx([[text]])
    assert in_sheet.data_type == "s" and str(in_sheet.value).startswith("'")


def test_numbers_days_and_other_texts_stay_as_they_are():
    assert _csv([PLAIN]) == [["" if cell is None else str(cell) for cell in PLAIN]]
    values = [cell.value for cell in _xlsx([PLAIN])[0]]
    assert values[7:10] == [5, -5, 2.5] and values[10] == datetime(2018, 6, 21)
    assert [value or "" for value in values[:7]] == PLAIN[:7]


def test_a_table_comes_back_whole_with_its_separators_quotes_and_lines():
    rows = [["a;b", 'he said "x"', "two\nlines"], ["", "c,d", "é"]]
    for separator in (";", ","):
        assert _csv(rows, separator=separator) == rows


def test_excel_knows_the_encoding_and_each_sheet_its_title():
    assert sheets.as_csv([["é"]]).startswith(b"\xef\xbb\xbf")
    book = load_workbook(io.BytesIO(sheets.as_xlsx({"Who [is] who?": [["a"]], "x" * 40: [["b"]], "Empty": []})))
    assert book.sheetnames == ["Who -is- who-", "x" * 31, "Empty"]


def test_yes_no_and_nothing_are_said():
    assert _csv([[True, False, None]]) == [["true", "false", ""]]
