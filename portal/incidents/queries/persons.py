"""Whom an incident was about, by role, as the sealed words say it; and whom of the school's lists one may choose."""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from portal.db import db
from portal.incidents.models import Incident, RegisterEntry
from portal.incidents.queries.chronology import sees_all
from portal.incidents.rules import Role, What
from portal.school import queries as school
from portal.school.models import Guardian, Guardianship, Person, Pupil
from portal.school.rules import folded

MOST = 20


@dataclass(frozen=True)
class Concerned:
    """Somebody whom it was about: the role, the name as it was written, and who that is in the school's own lists.

    `number` is that of the entry. A parent has person, pupil and household; a child has the pupil.
    """

    number: int
    role: Role
    name: str
    person_id: int | None = None
    pupil_id: int | None = None
    household_id: int | None = None


@dataclass(frozen=True)
class Listed:
    """A child of this school, or one of its guardians with it, to choose from."""

    pupil: Pupil
    guardian: Guardian | None = None

    @property
    def key(self) -> str:
        return f"{self.pupil.id}-{self.guardian.id if self.guardian else 0}"


def persons_of(incident: Incident) -> list[Concerned]:
    """Everybody whom it was about and who was not taken back, in the order of naming; none once the key is gone."""
    return [_concerned(entry) for entry in _standing(incident)]


def persons_for(person: Person, incident: Incident) -> list[Concerned]:
    """The same as this person may see it: leader and coordinator all, others whom they named themselves."""
    mine = [entry for entry in _standing(incident) if sees_all(person) or entry.person_id == person.id]
    return [_concerned(entry) for entry in mine]


def listed_for(person: Person, words: str) -> list[Listed]:
    """Children and their guardians with all these words in their name; for others than leader and coordinator only of
    the classes that they teach."""
    parts = folded(words).split()
    if not parts:
        return []
    child = and_(*(Pupil.folded_name.contains(part, autoescape=True) for part in parts))
    adult = and_(*(Person.folded_name.contains(part, autoescape=True) for part in parts))
    query = (
        select(Pupil, Guardian)
        .join(Guardianship, Guardianship.pupil_id == Pupil.id)
        .join(Guardian, Guardian.id == Guardianship.guardian_id)
        .join(Person, Person.id == Guardian.person_id)
        .where(or_(child, adult), Pupil.left_on.is_(None), Person.left_on.is_(None))
        .order_by(Pupil.folded_name, Pupil.id, Guardian.id)
    )
    if not sees_all(person):
        mine = [pupil.id for each in school.classes_taught_by(person) for pupil in school.pupils_of(each.id)]
        query = query.where(Pupil.id.in_(mine))
    found: list[Listed] = []
    for pupil, guardian in db.session.execute(query.limit(MOST)).unique():
        if not found or found[-1].pupil is not pupil:
            found.append(Listed(pupil))
        found.append(Listed(pupil, guardian))
    return found


def _standing(incident: Incident) -> list[RegisterEntry]:
    back = {entry.facts["of"] for entry in incident.entries if entry.what is What.PERSON_TAKEN_BACK}
    named = [entry for entry in incident.entries if entry.what is What.PERSON_NAMED and entry.number not in back]
    return [entry for entry in named if entry.words]


def _concerned(entry: RegisterEntry) -> Concerned:
    words = entry.words
    return Concerned(
        number=entry.number, role=Role(words["role"]), name=words["name"], person_id=words["person_id"],
        pupil_id=words["pupil_id"], household_id=words["household_id"],
    )  # fmt: skip
