"""The cast of the demo school and the messages that it would have sent."""

from sqlalchemy import select

from portal.db import db
from portal.demo.rules import CHILDREN, DOMAIN, PARENTS, STAFF
from portal.outbox import Message
from portal.school import queries as school
from portal.school.models import Person, Pupil

SHOWN = 100


def cast() -> list[tuple[str, Person]]:
    """Everybody with a key of their own, parents first."""
    people = ((key, school.person_by_email(f"{key}@{DOMAIN}")) for key in (*PARENTS, *STAFF))
    return [(key, person) for key, person in people if person is not None]


def children() -> list[tuple[str, str]]:
    """The children of the cast by first name, with their birth dates as a parent writes them."""
    query = select(Pupil.first_name, Pupil.born_on).where(Pupil.first_name.in_(CHILDREN), Pupil.born_on.is_not(None))
    born = db.session.execute(query.order_by(Pupil.first_name, Pupil.id))
    return [(name, "-".join(reversed((born_on or "").split("-")))) for name, born_on in born]


def messages() -> list[Message]:
    """The newest messages of every channel, newest first."""
    return list(db.session.scalars(select(Message).order_by(Message.id.desc()).limit(SHOWN)))


def is_on(is_demo_mode: bool) -> bool:
    """Demo pages exist only in demo mode, and never over a real school."""
    here = school.the_school() if is_demo_mode else None
    return here is not None and here.is_demo
