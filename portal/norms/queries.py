"""The norm in force and of before, its first lines, and how many have read it: numbers, never who."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.db import db
from portal.norms.models import NormLine, NormReading, NormText, NormVersion
from portal.norms.rules import FIRST_LINES, complete_in
from portal.school.models import Guardian, Guardianship, Person, Pupil, StaffRole

_IN_FORCE = select(func.max(NormVersion.number)).where(NormVersion.published_at.is_not(None)).scalar_subquery()


def in_force() -> NormVersion | None:
    """The norm that holds now, with its lines; None before the first was published."""
    return db.session.scalar(_whole(select(NormVersion).where(NormVersion.number == _IN_FORCE)))


def draft() -> NormVersion | None:
    """The version that is being written, with its lines."""
    return db.session.scalar(_whole(select(NormVersion).where(NormVersion.published_at.is_(None))))


def published() -> list[NormVersion]:
    """Every version that holds or held, newest first."""
    query = select(NormVersion).where(NormVersion.published_at.is_not(None)).order_by(NormVersion.number.desc())
    return list(db.session.scalars(query))


def is_in_force(version: NormVersion) -> bool:
    """Whether no newer version was published."""
    return version.number == db.session.scalar(select(_IN_FORCE))


def _whole(query: Select) -> Select:
    return query.options(selectinload(NormVersion.lines), joinedload(NormVersion.published_by))


def first_lines(languages: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The first lines in force in each of these languages that they are all written in: one question, also without any.

    Without any of these languages: in one that they are written in.
    """
    query = (
        select(NormLine.position, NormText.language, NormText.text)
        .join(NormText, NormText.line_id == NormLine.id)
        .join(NormVersion, NormVersion.id == NormLine.version_id)
        .where(NormVersion.number == _IN_FORCE, NormLine.position <= FIRST_LINES)
        .order_by(NormLine.position, NormText.language)
    )
    lines: dict[int, dict[str, str]] = {}
    for position, language, text in db.session.execute(query):
        lines.setdefault(position, {})[language] = text
    said = list(lines.values())
    return complete_in(languages, said) or complete_in(sorted({code for each in said for code in each}), said)[:1]


def reading_of(person: Person, version: NormVersion) -> NormReading | None:
    """What this person said about having read this version."""
    return db.session.get(NormReading, (version.id, person.id))


@dataclass(frozen=True)
class Standing:
    """That there is a norm, and whether this person is invited to read the newest one."""

    version_id: int
    is_invited: bool


def standing_for(person: Person) -> Standing | None:
    """What the first page says about the norm; None while there is none."""
    query = (
        select(NormVersion.id, NormReading.person_id)
        .outerjoin(NormReading, (NormReading.version_id == NormVersion.id) & (NormReading.person_id == person.id))
        .where(NormVersion.number == _IN_FORCE)
    )
    row = db.session.execute(query).first()
    return Standing(row.id, row.person_id is None) if row is not None else None


@dataclass(frozen=True)
class Reach:
    """How many families and members of staff say that they have read a version, of how many."""

    families: int
    of_families: int
    staff: int
    of_staff: int


def reach_of(version: NormVersion) -> Reach:
    """Numbers only: nobody learns who. A family counts when one of its guardians has read it."""
    read = select(NormReading.person_id).where(NormReading.version_id == version.id, NormReading.read_at.is_not(None))
    homes = (
        select(Guardian.household_id.label("home"), Guardian.person_id.in_(read).label("has_read"))
        .join(Person, Person.id == Guardian.person_id)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Pupil, Pupil.id == Guardianship.pupil_id)
        .where(Guardianship.has_access, Pupil.left_on.is_(None), Person.left_on.is_(None))
        .subquery()
    )
    staff = (
        select(StaffRole.person_id.label("person_id"), StaffRole.person_id.in_(read).label("has_read"))
        .join(Person, Person.id == StaffRole.person_id)
        .where(Person.left_on.is_(None))
        .subquery()
    )
    families, of_families = _counted(homes.c.home, homes.c.has_read)
    colleagues, of_staff = _counted(staff.c.person_id, staff.c.has_read)
    return Reach(families, of_families, colleagues, of_staff)


def _counted(whom, has_read) -> tuple[int, int]:
    """How many of these have read it, and how many there are."""
    query = select(func.count(whom.distinct()).filter(has_read), func.count(whom.distinct()))
    counted, everybody = db.session.execute(query).one()
    return counted, everybody


@dataclass(frozen=True)
class Practice:
    """What staff practise the norm with, and when: never yet (None), and when it is due again (None: not by itself).

    `had` of the `staff` had it; None where nobody is counted.
    """

    kind: str
    last_on: date | None
    next_on: date | None
    had: int | None = None
    staff: int | None = None


# Features above this one where staff practise; each says how that stands at a moment.
on_practice: list[Callable[[datetime], Practice]] = []


def practised(now: datetime) -> list[Practice]:
    """Trainings and drills, as far as the features above tell of them."""
    return [tell(now) for tell in on_practice]


def exported_of(person: Person) -> list[dict]:
    """For a copy that a family may keep: which norm this person has read, or put the invitation to it away."""
    query = (
        select(NormVersion.published_at, NormReading.read_at, NormReading.put_away_at)
        .join(NormVersion, NormVersion.id == NormReading.version_id)
        .where(NormReading.person_id == person.id)
        .order_by(NormVersion.number)
    )
    names = ("norm_of", "read_at", "put_away_at")
    return [dict(zip(names, row, strict=True)) for row in db.session.execute(query)]
