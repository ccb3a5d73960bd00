"""Reads tables as text: any usual encoding and separator, each row with its line, and never more than fits."""

import csv
import io
from collections.abc import Iterator

from portal.rosters.rules.refusals import Place, RosterRefused

# The largest school we know of has 3,000 pupils; OneRoster has a row for each pupil in each class.
MOST_ROWS = 100_000
MOST_COLUMNS = 500
SEPARATORS = (",", ";", "\t")
Row = tuple[int, list[str]]


def decoded(data: bytes, file: str = "") -> str:
    """The text of a file in UTF-8 (with or without a mark), UTF-16 with a mark, or Windows-1252.

    Raises RosterRefused with the line for what is no text.
    """
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RosterRefused("not-text", Place(file, 1))
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise RosterRefused("not-text", Place(file, 1)) from None
        return _older(data, file, error.start)


def rows_of(
    text: str, file: str = "", *, separators: tuple[str, ...] = SEPARATORS, most: int = MOST_ROWS
) -> Iterator[Row]:
    """The rows that hold something, each with the line on which it begins. Raises RosterRefused."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, separators), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise RosterRefused("broken-table", Place(file, line)) from None
        if line > most:
            raise RosterRefused("too-many-rows", Place(file, line), most=most)
        if len(cells) > MOST_COLUMNS:
            raise RosterRefused("too-many-columns", Place(file, line), most=MOST_COLUMNS)
        if any(cell.strip() for cell in cells):
            yield line, [" ".join(cell.split()) for cell in cells]


def _older(data: bytes, file: str, start: int) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, min(error.start, len(data))) + 1
        raise RosterRefused("not-text", Place(file, line)) from None


def _separator(text: str, separators: tuple[str, ...]) -> str:
    """What stands most often in the first line outside quotes."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = "".join(first.split('"')[::2])
    return max(separators, key=outside.count)
