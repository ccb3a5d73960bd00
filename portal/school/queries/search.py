"""Finding people by any part of their name, in any script and with or without accents, or by their address."""

from dataclasses import dataclass, field

from sqlalchemy import CompoundSelect, Select, and_, literal, or_, select, union_all
from sqlalchemy.orm import selectinload

from portal.db import db
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil, SchoolClass
from portal.school.queries.years import current_year_id
from portal.school.rules import folded

PAGE = 20


@dataclass
class Hit:
    """Somebody who was found: a pupil with its class, or a person with the children they are a guardian of."""

    pupil: Pupil | None = None
    person: Person | None = None
    school_class: str = ""
    children: list[str] = field(default_factory=list)


def find(words: str, *, with_left: bool = False, page: int = 1) -> tuple[list[Hit], bool]:
    """One page of pupils and persons whose name has every one of these words, by name; and whether there are more."""
    return _page(union_all(_pupils(words, with_left), _persons(words, with_left)), page)


def find_persons(words: str, *, page: int = 1) -> tuple[list[Hit], bool]:
    """The same for persons who are here: to become somebody's guardian."""
    return _page(union_all(_persons(words, False)), page)


def _pupils(words: str, with_left: bool) -> Select:
    found = select(literal("pupil").label("kind"), Pupil.id.label("id"), Pupil.folded_name.label("name"))
    return found.where(_named(Pupil, words), *([] if with_left else [Pupil.left_on.is_(None)]))


def _persons(words: str, with_left: bool) -> Select:
    found = select(literal("person").label("kind"), Person.id.label("id"), Person.folded_name.label("name"))
    address = "".join(words.lower().split())
    by_address = Person.email.contains(address, autoescape=True) if len(address) > 2 else literal(False)
    wanted = or_(_named(Person, words), by_address)
    return found.where(wanted, *([] if with_left else [Person.left_on.is_(None)]))


def _named(model: type[Pupil] | type[Person], words: str):
    parts = folded(words).split()
    return and_(literal(bool(parts)), *(model.folded_name.contains(part, autoescape=True) for part in parts))


def _page(everybody: CompoundSelect, page: int) -> tuple[list[Hit], bool]:
    found = everybody.subquery()
    # One more than a page shows: is there another?
    rows = select(found.c.kind, found.c.id).order_by(found.c.name, found.c.kind, found.c.id)
    keys = [tuple(row) for row in db.session.execute(rows.limit(PAGE + 1).offset(PAGE * (page - 1)))]
    hits = _pupil_hits([number for kind, number in keys[:PAGE] if kind == "pupil"])
    hits |= _person_hits([number for kind, number in keys[:PAGE] if kind == "person"])
    return [hits[key] for key in keys[:PAGE] if key in hits], len(keys) > PAGE


def _pupil_hits(numbers: list[int]) -> dict[tuple, Hit]:
    if not numbers:
        return {}
    in_class = (Enrolment.pupil_id == Pupil.id) & Enrolment.is_own_class
    in_class &= Enrolment.year_id == current_year_id().scalar_subquery()
    query = select(Pupil, SchoolClass.name).select_from(Pupil).outerjoin(Enrolment, in_class)
    query = query.outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id).where(Pupil.id.in_(numbers))
    return {("pupil", pupil.id): Hit(pupil=pupil, school_class=name or "") for pupil, name in db.session.execute(query)}


def _person_hits(numbers: list[int]) -> dict[tuple, Hit]:
    if not numbers:
        return {}
    query = select(Person).where(Person.id.in_(numbers)).options(selectinload(Person.staff_roles))
    hits = {("person", person.id): Hit(person=person) for person in db.session.scalars(query).unique()}
    ties = select(Guardian.person_id, Pupil.first_name).join(Guardianship, Guardianship.guardian_id == Guardian.id)
    ties = ties.join(Pupil, Pupil.id == Guardianship.pupil_id).where(Guardian.person_id.in_(numbers))
    for person_id, name in db.session.execute(ties.order_by(Pupil.first_name, Pupil.id)):
        hits["person", person_id].children.append(name)
    return hits
