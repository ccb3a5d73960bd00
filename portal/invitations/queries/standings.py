"""Who came in, who holds a letter that works and who needs one: the whole school, a class, one guardian."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import and_, exists, select

from portal.db import db
from portal.invitations.models import Invitation
from portal.invitations.queries.families import families, is_on_the_staff
from portal.invitations.rules import MOST_WRONG_DATES, NEEDS_A_LETTER, Ending, Standing, standing
from portal.school import queries as school
from portal.school.models import Person, Pupil, SchoolClass, StaffRole


@dataclass
class Row:
    """A guardian, the first names of the children (in the class asked about), the newest letter, the standing."""

    person: Person
    children: list[str]
    letter: Invitation | None
    standing: Standing


@dataclass
class Group:
    """A class (None: the children without one this year) and how its guardians stand, by number."""

    school_class: SchoolClass | None
    standings: dict[int, Standing] = field(default_factory=dict)

    def count(self, *wanted: Standing) -> int:
        return sum(each in wanted for each in self.standings.values())

    @property
    def is_in(self) -> int:
        return self.count(Standing.IN, Standing.STAFF)

    @property
    def holds_one(self) -> int:
        return self.count(Standing.LIVING)

    @property
    def needs_one(self) -> int:
        return self.count(*NEEDS_A_LETTER)


def groups(*, now: datetime) -> list[Group]:
    """Every class of this year with its guardians, by grade and name; last, the children in no class."""
    # Numbers and marks only: a school has thousands of guardians.
    living = and_(Invitation.ended_at.is_(None), Invitation.expires_at > now, Invitation.wrong_dates < MOST_WRONG_DATES)
    has_come = Person.came_in_at.is_not(None)
    columns = (SchoolClass.id, Person.id, is_on_the_staff, has_come, Invitation.id, Invitation.ending, living)
    found: dict[int | None, Group] = {each.id: Group(each) for each in school.current_classes()}
    for class_id, person_id, is_staff, is_in, letter, ending, works in db.session.execute(families(*columns)):
        group = found.setdefault(class_id, Group(None))
        group.standings[person_id] = standing(
            is_staff=is_staff, is_in=is_in, ending=ending, has_one=letter is not None, is_living=bool(works)
        )
    return list(found.values())


def who_needs_one(groups: Iterable[Group], *, again: bool) -> list[int]:
    """The numbers of the guardians to write to, class by class and child by child, each once.

    Who came in, or works at the school, gets none. `again`: also who holds a letter that works.
    """
    wanted = (*NEEDS_A_LETTER, Standing.LIVING) if again else NEEDS_A_LETTER
    return list(dict.fromkeys(number for g in groups for number, each in g.standings.items() if each in wanted))


def rows_of(class_id: int | None, *, now: datetime) -> list[Row]:
    """The guardians of a class (None: of children without one), by their children's first names, each once."""
    here = SchoolClass.id == class_id if class_id is not None else SchoolClass.id.is_(None)
    query = families(Person, Pupil.first_name, Invitation, is_on_the_staff).where(here)
    rows: dict[int, Row] = {}
    for person, child, letter, is_staff in db.session.execute(query).unique():
        row = rows.setdefault(person.id, Row(person, [], letter, _standing(person, letter, is_staff, now)))
        row.children.append(child)
    return list(rows.values())


def row_of(person: Person, *, now: datetime) -> Row:
    """One guardian, with all the children whose pages are open to this guardian."""
    letter = newest_letter(person)
    is_staff = bool(db.session.scalar(select(exists().where(StaffRole.person_id == person.id))))
    children = [child.first_name for child in school.children_of(person)]
    return Row(person, children, letter, _standing(person, letter, is_staff, now))


def newest_letter(person: Person) -> Invitation | None:
    """The letter that was made last for this guardian."""
    query = select(Invitation).where(Invitation.person_id == person.id).order_by(Invitation.id.desc()).limit(1)
    return db.session.scalars(query).first()


def exported_of(person: Person) -> list[dict]:
    """For a copy that somebody may keep: the letters that were made, without the codes, which nobody has."""
    query = select(Invitation).where(Invitation.person_id == person.id).order_by(Invitation.id)
    return [
        {"letter_made_at": each.made_at, "letter_ends_at": each.expires_at, "letter_ended_at": each.ended_at}
        for each in db.session.scalars(query)
    ]


def _standing(person: Person, letter: Invitation | None, is_staff: bool, now: datetime) -> Standing:
    ending: Ending | None = letter.ending if letter else None
    return standing(
        is_staff=is_staff, is_in=person.came_in_at is not None, ending=ending, has_one=letter is not None,
        is_living=letter is not None and letter.is_living(now),
    )  # fmt: skip
