"""Made-up families of one class: who lives where with whom, how much they look alike, and who may open what."""

from dataclasses import dataclass, field

from hypothesis import strategies as st

from portal import i18n
from portal.db import db
from portal.demo.rules import DOMAIN
from portal.school.models import (
    Custody,
    Enrolment,
    Guardian,
    Guardianship,
    Household,
    Person,
    Pupil,
    Role,
    SchoolClass,
    StaffRole,
    Teaching,
)

FIRST_NAMES = ("Jan", "Jan", "Janna", "Yusuf", "يوسف")
MOST_DEEDS = 5


@dataclass(frozen=True)
class Tie:
    """What the office wrote down about one guardian and one child."""

    custody: Custody
    has_access: bool
    is_restricted: bool


@dataclass(frozen=True)
class Shape:
    """A family before it has rows: its guardians by home, its children by their homes, and what each home does."""

    guardians: tuple[tuple[str, str, bool], ...]
    homes: tuple[int, ...]
    children: tuple[tuple[int, int], ...]
    ties: tuple[Tie, ...]
    deeds: tuple[int, ...]
    look: int


# Access is the rule: two of three ties have it.
ties = st.builds(Tie, st.sampled_from(Custody), st.sampled_from([True, True, False]), st.booleans())
# First name, language, and whether this guardian works at the school too.
guardians = st.tuples(
    st.sampled_from(FIRST_NAMES), st.sampled_from(list(i18n.LANGUAGES)), st.sampled_from([False, False, False, True])
)
# One to four guardians, each in one of three homes; one to four children, each in one or two of the homes there are.
shapes = st.builds(
    Shape,
    guardians=st.lists(guardians, min_size=1, max_size=4).map(tuple),
    homes=st.tuples(*[st.integers(0, 2)] * 4),
    children=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=4).map(tuple),
    ties=st.lists(ties, min_size=3, max_size=3).map(tuple),
    deeds=st.lists(st.integers(0, 99), min_size=1, max_size=MOST_DEEDS).map(tuple),
    look=st.integers(0, 2**32 - 1),
)


@dataclass
class Home:
    """A household: its mark stands in everything that is its own; `things` are the numbers of what it did.

    `group_mark` stands in what it says to the parents of the class: never for another home of an own child.
    """

    mark: str
    group_mark: str
    household: Household
    people: list[Person] = field(default_factory=list)
    things: dict[str, list[int | str]] = field(default_factory=dict)

    def has(self, found: dict[str, int | str]) -> None:
        for part, number in found.items():
            numbers = self.things.setdefault(part, [])
            numbers += [] if number in numbers else [number]


@dataclass
class Child:
    """A pupil, whose name is a mark too: it is known in its own homes, and nowhere else."""

    mark: str
    pupil: Pupil
    homes: list[Home]


@dataclass
class Family:
    """Homes that have children with each other."""

    homes: list[Home]
    children: list[Child]
    shape: Shape
    of_team: set[int] = field(default_factory=set)

    @property
    def people(self) -> list[Person]:
        return [person for home in self.homes for person in home.people]


class Marks:
    """Gives out marks, and knows which persons may read each: no other guardian ever does."""

    def __init__(self):
        self.readers: dict[str, set[int]] = {}

    def new(self) -> str:
        mark = f"qzx{len(self.readers):06}q"
        self.readers[mark] = set()
        return mark


def make_family(shape: Shape, school_class: SchoolClass, marks: Marks) -> Family:
    """The rows of a family; flushed."""
    numbers = sorted(set(shape.homes[: len(shape.guardians)]))
    homes = [Home(marks.new(), marks.new(), Household()) for _each in numbers]
    for guardian, number in zip(shape.guardians, shape.homes, strict=False):
        _move_in(homes[numbers.index(number)], *guardian)
    db.session.add_all([home.household for home in homes])
    children = [_child(shape, homes, both, school_class, marks) for both in shape.children]
    db.session.flush()
    _note_readers(homes, children, marks)
    family = Family(homes, children, shape)
    for person in family.people:
        # Who works here teaches elsewhere, or in this class: as a parent that person reads no more than the others.
        if person.staff_roles and shape.look % 3 == 0:
            # Every family of the class knows the name of a teacher.
            family.of_team.add(person.id)
            person.last_name = "Jansen"
            db.session.add(Teaching(person_id=person.id, class_id=school_class.id))
    return family


def _move_in(home: Home, first_name: str, language: str, is_staff: bool) -> None:
    number = len(home.people)
    person = Person(
        first_name=first_name, last_name=f"Jansen-{home.mark}", email=f"{home.mark}.{number}@{DOMAIN}",
        language=language, phone=f"+3168{home.mark[3:9]}{number}",
    )  # fmt: skip
    person.guardian = Guardian(household=home.household, needs_interpreter=language == "ar")
    if is_staff:
        person.staff_roles = [StaffRole(role=Role.TEACHER)]
    db.session.add(person)
    home.people.append(person)


def _child(shape: Shape, homes: list[Home], both: tuple[int, int], school_class: SchoolClass, marks: Marks) -> Child:
    where = [homes[number] for number in sorted({each % len(homes) for each in both})]
    mark = marks.new()
    pupil = Pupil(first_name=f"Jan-{mark}", last_name="Jansen", born_on="2018-01-01")
    db.session.add(pupil)
    db.session.add(Enrolment(pupil=pupil, school_class=school_class, year_id=school_class.year_id))
    for number, home in enumerate(where):
        tie = shape.ties[(number + both[0]) % len(shape.ties)]
        for person in home.people:
            restriction = f"Beperking {home.mark}" if tie.is_restricted else None
            db.session.add(
                Guardianship(
                    pupil=pupil,
                    guardian=person.guardian,
                    relation="parent",
                    custody=tie.custody,
                    has_access=tie.has_access,
                    restriction=restriction,
                    document_reference=restriction,
                )  # fmt: skip
            )
    return Child(mark, pupil, where)


def _note_readers(homes: list[Home], children: list[Child], marks: Marks) -> None:
    for home in homes:
        marks.readers[home.mark] = {person.id for person in home.people}
    for child in children:
        ties = [tie for tie in child.pupil.guardianships if tie.has_access]
        marks.readers[child.mark] = {tie.guardian.person_id for tie in ties}


def note_group_readers(families: list[Family], marks: Marks) -> None:
    """What a home says to the class all of its parents may read who may open a child's pages, but for one wall."""
    for family in families:
        for home in family.homes:
            walled = {person.id for child in family.children if home in child.homes
                      for other in child.homes if other is not home for person in other.people}  # fmt: skip
            own = {person.id for person in home.people}
            marks.readers[home.group_mark] = own | (_in_class(families) - walled)


def _in_class(families: list[Family]) -> set[int]:
    children = [child for family in families for child in family.children]
    return {tie.guardian.person_id for child in children for tie in child.pupil.guardianships if tie.has_access}
