"""Our own spreadsheet about a school that does not exist, as people make it; and zips."""

import csv
import io
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook

PUPIL = ("Pupil number", "First name", "Infix", "Last name", "Date of birth", "Class", "Grade")
GUARDIAN = (
    "first name",
    "infix",
    "last name",
    "relation",
    "e-mail",
    "mobile",
    "language",
    "household (A or B)",
    "custody",
)


def child(
    name: str, school_class: str = "3A", *guardians: dict[str, str], born: str = "21-6-2018", number: str = ""
) -> dict:
    """A row: "given family", or "given | infix | family", with up to four guardians."""
    row = {"Pupil number": number, "Date of birth": born, "Class": school_class} | _parts(name)
    for place, given in enumerate(guardians, start=1):
        row |= {f"Parent {place}: {heading}": text for heading, text in given.items()}
    return row


def parent(name: str, **said: str) -> dict[str, str]:
    """A guardian: `email`, `mobile`, `language`, `relation`, `household`, `custody`."""
    words = {"email": "e-mail", "household": "household (A or B)"}
    parts = {heading.lower(): text for heading, text in _parts(name).items()}
    return parts | {words.get(name, name.replace("_", " ")): text for name, text in said.items()}


def sheet(*rows: dict, separator: str = ";", encoding: str = "utf-8", newline: str = "\r\n") -> bytes:
    """The rows as .csv, with every column that one of them has."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator=newline)
    writer.writerows(table(*rows))
    return file.getvalue().encode(encoding)


def workbook(*rows: dict | list) -> bytes:
    """The same as .xlsx; a list is a row as it is."""
    book = Workbook()
    page = book.active
    assert page is not None
    named = [row for row in rows if isinstance(row, dict)]
    for row in table(*named) if named else rows:
        page.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def table(*rows: dict) -> list[list]:
    headings = list(dict.fromkeys([*PUPIL, *(heading for row in rows for heading in row)]))
    return [headings, *([row.get(heading, "") for heading in headings] for row in rows)]


def zipped(files: Mapping[str, str | bytes], folder: str = "") -> bytes:
    """Files by name as a zip."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{folder}{name}", content)
    return file.getvalue()


def _parts(name: str) -> dict[str, str]:
    given, *infix, family = name.split(" | ") if "|" in name else name.split(" ", 1)
    return {"First name": given, "Last name": family} | ({"Infix": infix[0]} if infix else {})
