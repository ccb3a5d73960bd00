"""A plan in the making: classes, then pupils, staff and guardians, each a short piece of work."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from portal.rosters.rules.deeds import Deed, Row, add, change, ref
from portal.rosters.rules.known import Known, KnownPerson
from portal.rosters.rules.plan import Counts, Entry, Kind, Plan, State
from portal.rosters.rules.roster import Roster, RosterGuardian


@dataclass
class Families:
    """The guardians of the file, each once; by their key whom they mean, as a row and as known, and the household."""

    people: list[RosterGuardian] = field(default_factory=list)
    found: dict[str, Row] = field(default_factory=dict)
    known: dict[str, KnownPerson] = field(default_factory=dict)
    homes: dict[str, Row] = field(default_factory=dict)


@dataclass
class Draft:
    """What the pieces leave for each other. `classes`, `pupils` and `staff` are rows by the file's key."""

    roster: Roster
    known: Known
    entries: list[Entry] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    classes: dict[str, Row] = field(default_factory=dict)
    class_names: dict[str, str] = field(default_factory=dict)
    groups: set[str] = field(default_factory=set)
    pupils: dict[str, Row] = field(default_factory=dict)
    pupil_names: dict[str, str] = field(default_factory=dict)
    staff: dict[str, Row] = field(default_factory=dict)
    staff_ids: set[int] = field(default_factory=set)
    # What comes of staff that this file brings, by the name of the row: a guardian of the file may complete it.
    coming: dict[str, dict[str, Any]] = field(default_factory=dict)
    # Addresses that are somebody's, here or in the file; by address the row of the person.
    addresses: dict[str, Row] = field(default_factory=dict)
    # Lasting keys of people, here and in the file: each is one person's.
    keys: set[str] = field(default_factory=set)
    warnings: list[str] = field(default_factory=list)
    guardians: int = 0
    families: Families = field(default_factory=Families)

    @property
    def year(self) -> Row:
        return self.known.year_id or ref("school_year", self.roster.year)

    def is_missing(self, key: str | None) -> bool:
        """Whether somebody known, whom the file does not name, is missing from it.

        From a file of changes only those whom it takes out; an earlier year says nothing about now.
        """
        if self.roster.is_partial:
            return key in self.roster.gone
        return self.roster.year >= self.known.current_year

    def note(self, entry: Entry) -> None:
        self.entries.append(entry)

    def miss(self, kind: Kind, name: str, about: str = "", deeds: list[Deed] | None = None) -> None:
        self.note(Entry(kind, State.MISSING, name, about, deeds=deeds or []))

    def ask_whether_left(self, table: str, number: int) -> list[Deed]:
        """The question to the office whether somebody left, from the day on which the roster's year begins."""
        there = self.known.questions.get((table, number))
        begins = f"{self.roster.year[:4]}-08-01"
        if there and there.answer == "open":
            return []
        if there is None:
            return [add("left_question", {f"{table}_id": number, "answer": "open", "asked_from": begins})]
        values = {"answer": (there.answer, "open"), "asked_from": (there.asked_from, begins)}
        return [change("left_question", there.id, values)]

    def withdraw_question(self, table: str, number: int) -> None:
        """Whoever is in the file again is not asked about any more."""
        there = self.known.questions.get((table, number))
        if there and there.answer == "open":
            self.deeds.append(change("left_question", there.id, {"answer": ("open", "here")}))

    def plan(self) -> Plan:
        """The plan, once every piece is done."""
        file = self.roster
        counts = Counts(len(file.classes), len(file.pupils), len(file.teachers), self.guardians)
        counts.added = self._number(State.NEW)
        counts.changed = self._number(State.CHANGED)
        counts.missing = self._number(State.MISSING)
        return Plan(file.year, file.format, counts, self.entries, self.deeds, self.warnings)

    def _number(self, state: State) -> int:
        return sum(entry.state == state for entry in self.entries)


Piece = Callable[[Draft], None]
