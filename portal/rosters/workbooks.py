"""Reads the first sheet of an .xlsx as rows of text, without trusting the file."""

import io
import warnings
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from portal.rosters import archives
from portal.rosters.rules.refusals import Place, RosterRefused
from portal.rosters.tables import Row

MOST_ROWS = 20_000
MOST_COLUMNS = 120
# What the library says of a file that is damaged or made to harm; entities are refused as a ValueError.
BROKEN = (
    BadZipFile, InvalidFileException, ParseError, zlib.error, KeyError, IndexError, ValueError, TypeError,
    AttributeError, OSError, EOFError, NotImplementedError, RecursionError, OverflowError,
)  # fmt: skip


def rows_of_workbook(data: bytes) -> Iterator[Row]:
    """The rows of the first sheet that hold something, each with its number. Raises RosterRefused."""
    archives.check(data)
    number = 0
    try:
        with warnings.catch_warnings():
            # What the library cannot show (pictures, validation) does not concern us.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
            if number > MOST_ROWS:
                raise RosterRefused("too-many-rows", Place(line=number), most=MOST_ROWS)
            texts = [_text(cell) for cell in cells]
            if any(texts):
                yield number, texts
    except BROKEN:
        raise RosterRefused("broken-workbook", Place(line=number)) from None


def letter(place: int) -> str:
    """What a spreadsheet calls its column: 0 is A."""
    return get_column_letter(place + 1)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())
