"""What a roster would change, as data: entries that people read, and the deeds on rows that carry them out."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from portal.rosters.rules.deeds import Deed
from portal.rosters.rules.refusals import Notice, Place


class Kind(StrEnum):
    """Whom or what an entry is about."""

    CLASS = "class"
    PUPIL = "pupil"
    STAFF = "staff"
    GUARDIAN = "guardian"


class State(StrEnum):
    """Missing: known, but not in the file. Refused: in the file, but left out, with the reason."""

    NEW = "new"
    CHANGED = "changed"
    MISSING = "missing"
    REFUSED = "refused"


@dataclass
class Entry:
    """A line of the preview. `about`: a pupil's class, a guardian's children. `fields`: name, old, new, about whom."""

    kind: str
    state: str
    name: str
    about: str = ""
    fields: list[list[str]] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    reason: str = ""
    place: dict[str, Any] = field(default_factory=dict)

    def tell(self, name: str, old: Any, new: Any, of: str = "") -> None:
        self.fields.append([name, _shown(old), _shown(new), of])

    def tell_all(self, values: dict[str, tuple[Any, Any]], of: str = "") -> None:
        for name, (old, new) in values.items():
            self.tell(name, old, new, of)


def refused(kind: Kind, notice: Notice) -> Entry:
    """The entry of something that is left out."""
    return Entry(kind, State.REFUSED, notice.name, reason=notice.reason, place=asdict(notice.place))


def place_of(entry: Entry) -> Place:
    return Place(**entry.place)


@dataclass
class Counts:
    """How many the file names, and what it changes; `missing` are known people and classes that it does not name."""

    classes: int = 0
    pupils: int = 0
    staff: int = 0
    guardians: int = 0
    added: int = 0
    changed: int = 0
    missing: int = 0

    def report(self) -> str:
        """A line per count, as the command prints it."""
        return "\n".join(f"{name}: {number}" for name, number in asdict(self).items())


@dataclass
class Plan:
    """Everything that one roster would change in the school as it was when the plan was made.

    `deeds` belong to nobody's entry. `warnings` are words of queries/words.py about the roster as a whole.
    """

    year: str
    format: str
    counts: Counts
    entries: list[Entry] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def all_deeds(self) -> list[Deed]:
        return self.deeds + [deed for entry in self.entries for deed in entry.deeds]

    def entries_left_out(self) -> list[Entry]:
        """What stands on a line of the file and is left out."""
        return [entry for entry in self.entries if entry.state == State.REFUSED and entry.place["line"]]

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, which shares its parts with this plan: nothing of a long list is copied."""
        return vars(self) | {"counts": vars(self.counts), "entries": [vars(entry) for entry in self.entries]}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Plan":
        parts = {"counts": Counts(**kept["counts"]), "entries": [Entry(**entry) for entry in kept["entries"]]}
        return cls(**kept | parts)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
