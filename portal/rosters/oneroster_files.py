"""The files of a OneRoster export as lines that know their place, with only the columns that are asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from portal.rosters.rules.reading import LONGEST_NAME, iso_day
from portal.rosters.rules.refusals import Place, RosterRefused
from portal.rosters.tables import decoded, rows_of

NAMES = ("manifest", "orgs", "academicSessions", "users", "roles", "classes", "enrollments", "demographics")
VERSIONS = ("1.1", "1.2")
GONE = ("tobedeleted", "inactive")


def is_of_oneroster(name: str) -> bool:
    """Whether a file name is one that this reader opens; others of an export stay closed."""
    return name.lower().removesuffix(".csv") in {known.lower() for known in NAMES}


@dataclass(frozen=True)
class Line:
    """One row of one file. Raises RosterRefused with its place for what cannot be."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def place(self, column: str) -> Place:
        return Place(self.file, self.number, column)

    def refuse(self, reason: str, column: str, **values: str | int) -> NoReturn:
        raise RosterRefused(reason, self.place(column), **values)

    def name(self, column: str) -> str:
        """A text that is not too long."""
        if len(self[column]) > LONGEST_NAME:
            self.refuse("cell-too-long", column, most=LONGEST_NAME)
        return self[column]

    def needed(self, column: str) -> str:
        return self.name(column) or self.refuse("cell-missing", column)

    def day(self, column: str) -> str:
        """ISO 8601, or empty."""
        try:
            return iso_day(self[column]) if self[column] else ""
        except ValueError:
            self.refuse("no-day", column)

    def many(self, column: str) -> list[str]:
        """A list in one cell: its parts stand between commas."""
        parts = [part.strip() for part in self[column].replace(";", ",").split(",")]
        return list(dict.fromkeys(part for part in parts if part))

    @property
    def is_gone(self) -> bool:
        return self["status"].lower() in GONE


class Files:
    """An export: its version, whether it holds changes only, and its files' lines."""

    def __init__(self, files: dict[str, bytes]):
        self.files = files
        said = {line["propertyName"].lower(): line["value"].lower() for line in self._manifest()}
        self.absent = {name for name in NAMES if said.get(f"file.{name.lower()}") == "absent"}
        self.is_partial = said.get("file.users") == "delta"
        self.version = said.get("oneroster.version", "")[:3] or ("1.2" if self.has("roles") else "1.1")
        if self.version not in VERSIONS:
            raise RosterRefused("oneroster-version", Place("manifest.csv"))

    def has(self, name: str) -> bool:
        return f"{name.lower()}.csv" in self.files and name not in self.absent

    def lines(self, name: str, needed: tuple[str, ...], more: tuple[str, ...] = ()) -> list[Line]:
        """The lines of a file that has to be there; a file without a single line is one. Raises RosterRefused."""
        file = f"{name}.csv"
        if not self.has(name):
            raise RosterRefused("file-missing", Place(file))
        return list(_lines(file, self.files[file.lower()], needed, ("status", *more)))

    def _manifest(self) -> Iterator[Line]:
        content = self.files.get("manifest.csv")
        return _lines("manifest.csv", content, ("propertyName", "value"), ("status",)) if content else iter(())


def _lines(file: str, data: bytes, needed: tuple[str, ...], more: tuple[str, ...]) -> Iterator[Line]:
    rows = rows_of(decoded(data, file), file, separators=(",", ";"))
    header = next(rows, None)
    if header is None:
        return
    at = {name.lower(): number for number, name in reversed(list(enumerate(header[1])))}
    for column in needed:
        if column.lower() not in at:
            raise RosterRefused("column-missing", Place(file, header[0], column))
    wanted = {column: at[column.lower()] for column in (*needed, *more) if column.lower() in at}
    blank = dict.fromkeys((*needed, *more), "")
    for number, cells in rows:
        if any(cells[len(header[1]) :]):
            # A quote or a comma is missing: nobody can tell what belongs where.
            raise RosterRefused("row-too-long", Place(file, number))
        yield Line(file, number, blank | {column: cells[i] for column, i in wanted.items() if i < len(cells)})


def by_id(lines: list[Line]) -> dict[str, Line]:
    """Lines by their sourcedId. Raises RosterRefused for one that occurs twice."""
    found: dict[str, Line] = {}
    for line in lines:
        key = line.needed("sourcedId")
        if key in found:
            line.refuse("key-twice", "sourcedId")
        found[key] = line
    return found


def meant(line: Line, column: str, key: str, among: dict[str, Line], file: str) -> Line | None:
    """The line that a key means; None when that one is to be deleted. Raises RosterRefused when there is none."""
    if key not in among:
        line.refuse("not-in-file", column, file=file)
    return None if among[key].is_gone else among[key]
