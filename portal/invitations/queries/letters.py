"""What stands in a letter, and the letters that were made lately."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal import files
from portal.db import db
from portal.invitations.models import Invitation
from portal.invitations.queries.families import families, is_on_the_staff
from portal.invitations.rules import MOST_WRONG_DATES
from portal.school import queries as school
from portal.school.models import Guardian, Person, Pupil, SchoolClass
from portal.tasks import State, Task

KIND = "invitations"


@dataclass(frozen=True)
class Contents:
    """What a letter says: of its guardian, of the school, and of the children only the names of their classes."""

    school_name: str
    school_phone: str
    name: str
    language: str
    reads_easily: bool
    classes: tuple[str, ...]
    asks_birth_date: bool


def contents(person_id: int) -> Contents | None:
    """What is written to this guardian; None when there is nobody to write to (any more)."""
    columns = (Person, Guardian.reads_easily, SchoolClass.name, Pupil.born_on.is_not(None))
    found = db.session.execute(families(*columns).where(Person.id == person_id, ~is_on_the_staff)).unique().all()
    here = school.the_school()
    if not found or here is None:
        return None
    person, reads_easily = found[0][:2]
    classes = dict.fromkeys(name for _person, _reads, name, _born in found if name)
    return Contents(
        school_name=here.name, school_phone=here.phone, name=person.full_name, language=person.language,
        reads_easily=reads_easily, classes=tuple(classes), asks_birth_date=any(is_known for *_rest, is_known in found),
    )  # fmt: skip


def batches(*, now: datetime) -> list[Task]:
    """The letters that were asked for in the past day, newest first, with who asked."""
    query = select(Task).where(Task.kind == KIND, Task.started_at > now - files.LIVES)
    return list(db.session.scalars(query.options(joinedload(Task.person)).order_by(Task.id.desc()).limit(20)).unique())


def waiting_batches() -> list[Task]:
    """The letters that the worker has not written yet, oldest first."""
    return list(
        db.session.scalars(select(Task).where(Task.kind == KIND, Task.state == State.WAITING).order_by(Task.id))
    )


def still_working(batch: Task, *, now: datetime) -> int:
    """How many of these letters open an account now: not used, replaced or withdrawn since."""
    living = (
        Invitation.task_id == batch.id,
        Invitation.ended_at.is_(None),
        Invitation.expires_at > now,
        Invitation.wrong_dates < MOST_WRONG_DATES,
    )
    return db.session.scalar(select(func.count()).select_from(Invitation).where(*living)) or 0
