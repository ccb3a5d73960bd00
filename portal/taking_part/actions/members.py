"""A parent joins the safety working group, decides whether the name may be read, and leaves."""

from datetime import datetime

from portal.db import db, insert_once
from portal.school.models import Person
from portal.taking_part import queries
from portal.taking_part.models import WorkingGroupMember


def join_group(person: Person, *, shows_name: bool, now: datetime) -> None:
    """By the parent's own choice; again it changes only whether the name may be read."""
    row = {"person_id": person.id, "joined_at": now, "shows_name": shows_name}
    db.session.execute(insert_once(WorkingGroupMember), [row])
    member = queries.member_of(person)
    if member is not None:
        member.shows_name = shows_name


def leave_group(person: Person) -> None:
    """As if it had not been; twice is once."""
    member = queries.member_of(person)
    if member is not None:
        db.session.delete(member)
