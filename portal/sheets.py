"""Tables for a spreadsheet to open: .csv and .xlsx whose cells are only ever values, never a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

# A text that begins so is calculated by a spreadsheet, or sent elsewhere (OWASP, "CSV Injection"); the wide forms too.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | float | bool | date | datetime | None


def harmless(cell: Cell) -> Cell:
    """A text that would be calculated gets an apostrophe before it; numbers, days and other texts stay as they are."""
    is_dangerous = isinstance(cell, str) and cell.lstrip(" \ufeff").startswith(DANGEROUS)
    return f"'{cell}" if is_dangerous else cell


def as_csv(rows: Iterable[Sequence[Cell]], *, separator: str = ";") -> bytes:
    """UTF-8 with the mark by which Excel knows it; days as 2018-06-21, yes and no as true and false."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerows([_as_text(harmless(cell)) for cell in row] for row in rows)
    return "\ufeff".encode() + file.getvalue().encode()


def as_xlsx(sheets: dict[str, Iterable[Sequence[Cell]]]) -> bytes:
    """A workbook with a sheet for each title; the first row of each stays in sight."""
    book = Workbook(write_only=True)
    for title, rows in sheets.items():
        # A title has at most 31 letters, and none of these.
        sheet: Any = book.create_sheet("".join("-" if sign in "[]:*?/\\" else sign for sign in title)[:31])
        sheet.freeze_panes = "A2"
        rows = [list(row) for row in rows]
        for number in range(max(map(len, rows), default=0)):
            longest = max((len(_as_text(row[number])) for row in rows if number < len(row)), default=0)
            sheet.column_dimensions[get_column_letter(number + 1)].width = min(60, max(10, longest + 2))
        for row in rows:
            sheet.append([_cell(sheet, cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: Any, value: Cell) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, value=str(harmless(value)))
    # A text and nothing else, also for the library, which takes what begins with = for a formula.
    cell.data_type = "s"
    return cell


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else str(cell)
