"""Who saw or changed what about whom: for the office all of it, for a family what concerns itself."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from portal.audit import ABOUT_ONE_GUARDIAN, SAFETY, Audit
from portal.db import db
from portal.privacy.models import Hold
from portal.school.models import Guardian, Household, Person, Pupil, StaffRole

PAGE = 50

Named = type[Person] | type[Pupil]


@dataclass(frozen=True)
class Line:
    """One deed, and the names of whom it concerned (as far as they are still known)."""

    deed: Audit
    about: list[str]


@dataclass(frozen=True)
class Page:
    """A page of the log, newest first, and whether there is more."""

    lines: list[Line]
    has_older: bool


@dataclass(frozen=True)
class Asked:
    """What the office looks for; names as typed, moments aware, `before` the number of the last deed seen."""

    who: str = ""
    about: str = ""
    pupil_id: int | None = None
    person_id: int | None = None
    start: datetime | None = None
    end: datetime | None = None
    before: int | None = None


def log(asked: Asked) -> Page:
    """The deeds that the office asks for."""
    query = select(Audit)
    if asked.who:
        query = query.where(Audit.person_id.in_(_called(Person, asked.who)))
    if asked.about:
        pupils, persons = _called(Pupil, asked.about), _called(Person, asked.about)
        query = query.where(Audit.pupil_id.in_(pupils) | Audit.subject_id.in_(persons) | _of_home(persons))
    if asked.pupil_id:
        query = query.where(Audit.pupil_id == asked.pupil_id)
    if asked.person_id:
        query = query.where((Audit.subject_id == asked.person_id) | _of_home([asked.person_id]))
    if asked.start:
        query = query.where(Audit.at >= asked.start)
    if asked.end:
        query = query.where(Audit.at < asked.end)
    return _page(query, asked.before)


def about_child(pupil: Pupil, guardian: Person, *, before: int | None = None) -> Page:
    """For a family: what concerned this child in general or in this household; never another household's things."""
    household_id = _household_of(guardian)
    ours = or_(Audit.household_id.is_(None), Audit.household_id == household_id)
    mine = or_(Audit.subject_id.is_(None), Audit.subject_id == guardian.id)
    in_general = Audit.subject_id.is_not(None) | Audit.did.not_in(ABOUT_ONE_GUARDIAN)
    return _page(_for_families(guardian).where(Audit.pupil_id == pupil.id, ours, mine, in_general), before)


def about_us(person: Person, *, before: int | None = None) -> Page:
    """What concerned somebody's own account, and what concerned the household as a whole."""
    mine = Audit.subject_id == person.id
    household_id = _household_of(person)
    if household_id is not None:
        mine = mine | (Audit.subject_id.is_(None) & (Audit.household_id == household_id))
    return _page(_for_families(person).where(Audit.pupil_id.is_(None), mine), before)


def _for_families(person: Person) -> Select:
    # What another home does, also about the same child, is not this home's to see; nor are holds and safety.
    at_school = select(StaffRole.person_id)
    elsewhere = select(Guardian.person_id).where(Guardian.person_id.not_in(at_school))
    household_id = _household_of(person)
    if household_id is not None:
        elsewhere = elsewhere.where(Guardian.household_id != household_id)
    by_us_or_school = or_(Audit.person_id.is_(None), Audit.person_id == person.id, Audit.person_id.not_in(elsewhere))
    return select(Audit).where(Audit.kind.not_in([*sorted(SAFETY), Hold.__tablename__]), by_us_or_school)


def _household_of(person: Person) -> int | None:
    return person.guardian.household_id if person.guardian else None


def _of_home(persons) -> ColumnElement[bool]:
    return Audit.household_id.in_(select(Guardian.household_id).where(Guardian.person_id.in_(persons)))


def _called(model: Named, words: str) -> Select:
    """The numbers of those whose name, or address, holds every one of these words."""
    columns = [model.first_name, model.infix, model.last_name]
    columns += [Person.email] if model is Person else []
    each = [or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in words.split()]
    return select(model.id).where(*each)


def _page(query: Select, before: int | None) -> Page:
    # Numbers beyond what the database can hold are nobody's.
    if before is not None and 0 < before < 2**31:
        query = query.where(Audit.id < before)
    query = query.options(joinedload(Audit.person)).order_by(Audit.id.desc()).limit(PAGE + 1)
    deeds = list(db.session.scalars(query).unique())
    return Page(_with_names(deeds[:PAGE]), has_older=len(deeds) > PAGE)


def _with_names(deeds: list[Audit]) -> list[Line]:
    pupils = _names(Pupil, {deed.pupil_id for deed in deeds})
    persons = _names(Person, {deed.subject_id for deed in deeds})
    homes = _names_of_homes({deed.household_id for deed in deeds})
    lines = []
    for deed in deeds:
        known = (pupils.get(deed.pupil_id), persons.get(deed.subject_id), homes.get(deed.household_id))
        lines.append(Line(deed, [name for name in dict.fromkeys(known) if name]))
    return lines


def _names(model: Named, numbers: set[int | None]) -> dict[int | None, str]:
    if not numbers - {None}:
        return {}
    query = select(model).where(model.id.in_(numbers - {None}))
    return {row.id: row.full_name for row in db.session.scalars(query).unique()}


def _names_of_homes(numbers: set[int | None]) -> dict[int | None, str]:
    if not numbers - {None}:
        return {}
    query = select(Household).where(Household.id.in_(numbers - {None})).options(selectinload(Household.guardians))
    homes = db.session.scalars(query).unique()
    return {home.id: " · ".join(each.person.full_name for each in home.guardians) for home in homes}
