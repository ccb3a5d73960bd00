"""The school as a roster is compared with it: plain rows, read at one moment."""

from dataclasses import dataclass, field
from functools import cached_property

from portal.rosters.rules.reading import phone_number


@dataclass(frozen=True)
class KnownSchool:
    """`says_year`: the school names the year it is in; until then the newest counts."""

    id: int
    name_key: str
    is_demo: bool
    says_year: bool = False


@dataclass(frozen=True)
class KnownClass:
    id: int
    name: str
    grade: str
    roster_key: str | None


@dataclass(frozen=True)
class KnownPupil:
    id: int
    first_name: str
    infix: str
    last_name: str
    born_on: str | None
    roster_key: str | None
    has_left: bool


@dataclass(frozen=True)
class KnownPerson:
    """`owns_email` and `owns_phone`: shown to receive what is sent there. `came_in`: has been in the portal."""

    id: int
    first_name: str
    infix: str
    last_name: str
    email: str | None
    language: str
    roster_key: str | None
    has_left: bool
    phone: str | None = None
    roles: frozenset[str] = frozenset()
    owns_email: bool = False
    owns_phone: bool = False
    came_in: bool = False
    guardian_id: int | None = None
    household_id: int | None = None
    reads_easily: bool = True
    prefers_call: bool = False
    needs_interpreter: bool = False

    @property
    def is_staff(self) -> bool:
        return bool(self.roles)

    @cached_property
    def number(self) -> str:
        """The phone number as it is compared."""
        is_plain = self.phone and self.phone[0] == "+" and self.phone[1:].isdecimal()
        return self.phone if self.phone and is_plain else phone_number(self.phone or "")


@dataclass(frozen=True)
class KnownTie:
    """`is_recorded`: the office wrote a document or a restriction with it; a file never overwrites that."""

    id: int
    pupil_id: int
    person_id: int
    relation: str
    custody: str
    has_access: bool
    is_recorded: bool


@dataclass(frozen=True)
class KnownQuestion:
    """That the school was asked whether somebody left; `answer` is open, left or here."""

    id: int
    answer: str
    asked_from: str


@dataclass
class Known:
    """Everything of the school that a roster can change. `year_id` is None while the roster's year is not there."""

    school: KnownSchool | None = None
    year_id: int | None = None
    # The year that the school is in now, by name and number; empty in a portal without one.
    current_year: str = ""
    current_year_id: int | None = None
    # The school's own language: of whoever comes without one.
    language: str = "nl"
    classes: list[KnownClass] = field(default_factory=list)
    pupils: list[KnownPupil] = field(default_factory=list)
    people: list[KnownPerson] = field(default_factory=list)
    ties: list[KnownTie] = field(default_factory=list)
    # By pupil, then by class: whether it is the own class. By person: the classes taught.
    enrolments: dict[int, dict[int, bool]] = field(default_factory=dict)
    teachings: dict[int, set[int]] = field(default_factory=dict)
    questions: dict[tuple[str, int], KnownQuestion] = field(default_factory=dict)


def full_name(either) -> str:
    """The name of a row of a file, or of somebody known, as it is said."""
    return " ".join(part for part in (either.first_name, either.infix, either.last_name) if part)
