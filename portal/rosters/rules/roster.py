"""A roster as plain data, whatever file it came from."""

from dataclasses import asdict, dataclass, field
from typing import Any

from portal.rosters.rules.refusals import Notice, Notices, Place


@dataclass(frozen=True)
class RosterClass:
    key: str
    name: str
    grade: str
    is_group: bool = False


@dataclass(frozen=True)
class RosterPupil:
    """`class_key` is the own class, `group_keys` are groups across classes; `born_on` is ISO 8601 or empty."""

    key: str
    first_name: str
    infix: str
    last_name: str
    born_on: str
    class_key: str | None
    group_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class RosterTeacher:
    """`role` is the file's own word for it; `class_keys` are what this person teaches."""

    key: str
    first_name: str
    infix: str
    last_name: str
    email: str
    role: str
    class_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class RosterTie:
    """What a guardian is to one pupil. Households are marked A or B for each pupil; empty is not said.

    `custody` is yes, no, unknown, empty when not said, or "unclear" when what stands there is no word for it.
    """

    pupil_key: str
    relation: str = ""
    household: str = ""
    custody: str = ""


@dataclass(frozen=True)
class RosterGuardian:
    """`phone` is E.164; what the file does not say is empty or None."""

    key: str
    first_name: str
    infix: str
    last_name: str
    email: str = ""
    phone: str = ""
    language: str = ""
    reads_easily: bool | None = None
    prefers_call: bool | None = None
    needs_interpreter: bool | None = None
    ties: tuple[RosterTie, ...] = ()


@dataclass
class Roster:
    """Everything of one file that the portal uses.

    `carries` are the kinds that this format has at all: nobody of another kind is missing. A partial file names
    only what changed: nobody is missing from it, except the keys in `gone`.
    """

    school_key: str
    year: str
    classes: list[RosterClass] = field(default_factory=list)
    pupils: list[RosterPupil] = field(default_factory=list)
    teachers: list[RosterTeacher] = field(default_factory=list)
    guardians: list[RosterGuardian] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=Notices)
    format: str = ""
    school_name: str = ""
    carries: tuple[str, ...] = ("class", "pupil", "staff")
    is_partial: bool = False
    gone: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> "Roster":
        values: dict[str, Any] = dict(kept)
        for name, kind in _PARTS.items():
            values[name] = [_part(kind, row) for row in kept[name]]
        values |= {"carries": tuple(kept["carries"]), "gone": tuple(kept["gone"])}
        return cls(**values)


_PARTS = {
    "classes": RosterClass, "pupils": RosterPupil, "teachers": RosterTeacher, "guardians": RosterGuardian,
    "notices": Notice,
}  # fmt: skip


def _part(kind: type, row: dict[str, Any]) -> Any:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    if "ties" in values:
        values["ties"] = tuple(RosterTie(**tie) for tie in values["ties"])
    if "place" in values:
        values["place"] = Place(**values["place"])
    return kind(**values)
