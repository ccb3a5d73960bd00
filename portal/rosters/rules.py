"""A roster as plain data, whatever file it came from, what it changed, and why a file is refused."""

from dataclasses import dataclass, field, replace


class RosterRefused(Exception):
    """The file cannot be used; the text says why and where, and holds nothing personal from the file."""


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

    def without_email(self) -> "RosterTeacher":
        return replace(self, email="")


@dataclass
class Roster:
    """Everything of one file that the portal uses."""

    school_key: str
    year: str
    classes: list[RosterClass] = field(default_factory=list)
    pupils: list[RosterPupil] = field(default_factory=list)
    teachers: list[RosterTeacher] = field(default_factory=list)


@dataclass
class Counts:
    """How many the file names, and what it changed; `missing` are known people whom the file does not name."""

    classes: int = 0
    pupils: int = 0
    staff: int = 0
    guardians: int = 0
    added: int = 0
    changed: int = 0
    missing: list[str] = field(default_factory=list)

    def report(self) -> str:
        """A line per count, as the command prints it."""
        counts = {name: getattr(self, name) for name in ("classes", "pupils", "staff", "guardians", "added", "changed")}
        return "\n".join(f"{name}: {number}" for name, number in (counts | {"missing": len(self.missing)}).items())


def is_stable(key: str) -> bool:
    """A key that starts with # is made up for one file (EDEXML 2.1) and says nothing about the next."""
    return not key.startswith("#")


def kept_key(key: str, known_key: str | None) -> str | None:
    """The key to keep: the file's own when it is stable."""
    return key if is_stable(key) else known_key
