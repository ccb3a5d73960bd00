"""Who sits in the safety working group: all of them for who leads it, the names that may be read for parents."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.db import db
from portal.school.models import Person
from portal.taking_part.models import WorkingGroupMember


@dataclass(frozen=True)
class Members:
    """The names that this reader may see, and how many others there are."""

    people: list[Person]
    others: int


def member_of(person: Person) -> WorkingGroupMember | None:
    """That this person sits in the group, and whether the name may be read."""
    return db.session.get(WorkingGroupMember, person.id)


def members(*, sees_all: bool) -> Members:
    """By name; whoever left the school no longer sits in it."""
    query = (
        select(WorkingGroupMember)
        .join(Person, Person.id == WorkingGroupMember.person_id)
        .where(Person.left_on.is_(None))
        .order_by(Person.last_name, Person.first_name, Person.id)
        .options(joinedload(WorkingGroupMember.person))
    )
    rows = list(db.session.scalars(query).unique())
    named = [row.person for row in rows if sees_all or row.shows_name]
    return Members(named, len(rows) - len(named))
