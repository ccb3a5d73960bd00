"""Reads our own spreadsheet, .csv or .xlsx: one pupil a row, with up to four guardians.

Only columns whose heading we know are read; what stands in others stays where it is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from portal.rosters.headings import COLUMNS, GUARDIANS, OF_GUARDIAN, Headings
from portal.rosters.rules.matching import is_stable, name_key, plain
from portal.rosters.rules.reading import LONGEST_NAME, address, phone_number, typed_day
from portal.rosters.rules.refusals import Notice, Place, RosterRefused
from portal.rosters.rules.roster import Roster, RosterClass, RosterGuardian, RosterPupil, RosterTie
from portal.rosters.tables import Row, decoded, rows_of
from portal.rosters.workbooks import MOST_ROWS, letter, rows_of_workbook

NEEDED = ("first_name", "last_name", "class")
HOUSEHOLDS = "ABCD"
# Sheets that defuse formulas put it before what would be one; a phone number may begin with +.
DEFUSED = ("'=", "'+", "'-", "'@")
Meaning = TypeVar("Meaning", str, bool)


def read_csv(data: bytes, headings: Headings) -> Roster:
    """A Roster without a year from a .csv. Raises RosterRefused with line and column."""
    return _roster(rows_of(decoded(data), most=MOST_ROWS), headings)


def read_xlsx(data: bytes, headings: Headings) -> Roster:
    """A Roster without a year from the first sheet of an .xlsx. Raises RosterRefused with line and column."""
    return _roster(rows_of_workbook(data), headings)


@dataclass(frozen=True)
class _Line:
    """One row as its columns are called here; what cannot be understood is noted, or refused, with its place."""

    number: int
    cells: dict[str, str]
    headings: Headings
    notices: list[Notice]

    def __getitem__(self, column: str) -> str:
        text = self.cells.get(column, "")
        return text[1:] if text.startswith(DEFUSED) else text

    def place(self, column: str) -> Place:
        return Place(line=self.number, column=self.headings.names[column])

    def refuse(self, reason: str, column: str, **values: str | int) -> NoReturn:
        raise RosterRefused(reason, self.place(column), **values)

    def note(self, reason: str, column: str) -> None:
        name = " ".join(self[part] for part in ("first_name", "infix", "last_name") if self[part])
        self.notices.append(Notice(reason, self.place(column), name))

    def name(self, column: str) -> str:
        if len(self[column]) > LONGEST_NAME:
            self.refuse("cell-too-long", column, most=LONGEST_NAME)
        return self[column]

    def told(self, column: str, read_as: Callable[[str], str], reason: str) -> str:
        """What a function makes of a cell; noted when it makes nothing of something."""
        found = read_as(self[column]) if self[column] else ""
        if self[column] and not found:
            self.note(reason, column)
        return found

    def word(self, column: str, words: dict[str, Meaning], reason: str) -> Meaning | None:
        """What a word means; None, and noted, when it is none of ours."""
        found = words.get(plain(self[column]))
        if self[column] and found is None:
            self.note(reason, column)
        return found


def _roster(rows: Iterator[Row], headings: Headings) -> Roster:
    roster = Roster("", "", format="spreadsheet", carries=("class", "pupil"))
    lines = list(_lines(rows, headings, roster))
    classes: dict[str, RosterClass] = {}
    seen: set[object] = set()
    for line in lines:
        if plain(line["pupil_key"]) in headings.examples:
            line.note("example-row", "pupil_key")
            continue
        pupil = _pupil(line, classes)
        same = pupil.key if is_stable(pupil.key) else (name_key(pupil), pupil.born_on)
        if same in seen:
            line.note("pupil-twice", "pupil_key" if is_stable(pupil.key) else "last_name")
            continue
        seen.add(same)
        roster.pupils.append(pupil)
        roster.guardians += [
            guardian for number in GUARDIANS if (guardian := _guardian(line, number, pupil.key)) is not None
        ]
    roster.classes = list(classes.values())
    return roster


def _lines(rows: Iterator[Row], headings: Headings, roster: Roster) -> Iterator[_Line]:
    header = next(rows, None)
    if header is None:
        raise RosterRefused("empty", Place(line=1))
    at = _columns(header, headings, roster.notices)
    if any(column.startswith("guardian") for column in at):
        roster.carries = ("class", "pupil", "guardian")
    for line, row in rows:
        found = {column: row[at[column]] for column in COLUMNS if column in at and at[column] < len(row)}
        if any(found.values()):
            yield _Line(line, found, headings, roster.notices)


def _columns(header: Row, headings: Headings, notices: list[Notice]) -> dict[str, int]:
    """Where each column stands. Raises RosterRefused when one that is needed is missing, or one occurs twice."""
    number, cells = header
    at: dict[str, int] = {}
    for place, heading in enumerate(cells):
        column = headings.columns.get(plain(heading))
        if column is None and heading:
            notices.append(Notice("unknown-column", Place(line=number, column=letter(place))))
        elif column in at:
            raise RosterRefused("column-twice", Place(line=number, column=headings.names[column]))
        elif column is not None:
            at[column] = place
    for column in NEEDED:
        if column not in at:
            raise RosterRefused("column-missing", Place(line=number, column=headings.names[column]))
    return at


def _pupil(line: _Line, classes: dict[str, RosterClass]) -> RosterPupil:
    name = line.name("class")
    if name:
        key = f"#{name.casefold()}"
        grade = line.name("grade") or (classes[key].grade if key in classes else "")
        classes[key] = RosterClass(key, classes[key].name if key in classes else name, grade)
    own = line.name("pupil_key")
    return RosterPupil(
        key=own if own and is_stable(own) else f"#{line.number}",
        first_name=line.name("first_name") or "?",
        infix=line.name("infix"),
        last_name=line.name("last_name") or line.refuse("cell-missing", "last_name"),
        born_on=_day(line),
        class_key=f"#{name.casefold()}" if name else None,
    )


def _day(line: _Line) -> str:
    try:
        return typed_day(line["born_on"]) if line["born_on"] else ""
    except ValueError:
        line.refuse("no-typed-day", "born_on")


def _guardian(line: _Line, number: int, pupil_key: str) -> RosterGuardian | None:
    """The guardian of one block; None when the block is empty, or names nobody."""
    block = {name: f"guardian{number}.{name}" for name in OF_GUARDIAN}
    if not any(line[column] for column in block.values()):
        return None
    if not line[block["first_name"]] and not line[block["last_name"]]:
        line.note("no-name", block["last_name"])
        return None
    words = line.headings
    needs: dict[str, Any] = {
        name: line.word(block[name], words.answers, "unclear-answer")
        for name in ("reads_easily", "prefers_call", "needs_interpreter")
    }
    tie = RosterTie(
        pupil_key,
        relation=line.word(block["relation"], words.relations, "unknown-relation") or "",
        household=_household(line, block["household"], number),
        custody=_custody(line, block["custody"]),
    )
    return RosterGuardian(
        key=f"#{line.number}.{number}", first_name=line.name(block["first_name"]), infix=line.name(block["infix"]),
        last_name=line.name(block["last_name"]), email=line.told(block["email"], address, "no-address"),
        phone=line.told(block["phone"], phone_number, "no-phone"),
        language=line.word(block["language"], words.languages, "unknown-language") or "", ties=(tie,), **needs,
    )  # fmt: skip


def _household(line: _Line, column: str, number: int) -> str:
    """A for the first household, B for the second; nothing is the first. An unclear mark puts nobody together."""
    mark = line[column].upper()
    if mark and mark not in tuple(HOUSEHOLDS):
        line.note("unclear-household", column)
        return f"?{number}"
    return mark or HOUSEHOLDS[0]


def _custody(line: _Line, column: str) -> str:
    if not line[column]:
        return ""
    return line.word(column, line.headings.custody, "unclear-custody") or "unclear"
