"""Who is signed in, for the office: people, how many devices, and when they were last used."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select

from portal.accounts import queries as accounts
from portal.accounts.models import UserSession
from portal.db import db
from portal.school.models import Person

SHOWN = 50


@dataclass(frozen=True)
class SignedIn:
    """Somebody with at least one device that is signed in."""

    person: Person
    devices: int
    used_at: datetime


def signed_in(words: str, *, now: datetime) -> list[SignedIn]:
    """People who are signed in somewhere, last used first; with words only those with such a name or address."""
    used_at = func.max(UserSession.seen_at, type_=UserSession.seen_at.type)
    query = (
        select(UserSession.person_id, func.count(), used_at)
        .join(Person, Person.id == UserSession.person_id)
        .where(*accounts.living(now), Person.left_on.is_(None), *_matching(words))
        .group_by(UserSession.person_id)
        .order_by(used_at.desc(), UserSession.person_id)
        .limit(SHOWN)
    )
    rows = db.session.execute(query).all()
    found = db.session.scalars(select(Person).where(Person.id.in_([row.person_id for row in rows]))).unique()
    people = {person.id: person for person in found}
    return [SignedIn(people[person_id], devices, used) for person_id, devices, used in rows]


def _matching(words: str) -> list:
    columns = (Person.first_name, Person.last_name, Person.email)
    return [or_(*(column.icontains(word, autoescape=True) for column in columns)) for word in words.split()[:4]]
