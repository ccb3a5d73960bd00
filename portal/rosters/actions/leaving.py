"""The office's answers to who has left: with a date, or still here; and the way back."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import delete, insert, select, update

from portal import audit
from portal.db import Refusal, db, rows_changed
from portal.rosters.models import Answer, LeftQuestion
from portal.school import queries as school
from portal.school.models import Person, SchoolClass, StaffRole, Teaching


class AnsweredAlready(Refusal):
    """Somebody answered it otherwise in the meantime, or there is nothing to undo."""


def answer(
    questions: Iterable[LeftQuestion], what: Answer, person: Person, *, left_on: date | None = None, now: datetime
) -> int:
    """Answer several at once; returns how many were still open. Those that somebody else answered stay as they are."""
    answered = 0
    for question in questions:
        mine = update(LeftQuestion).where(LeftQuestion.id == question.id, LeftQuestion.answer == Answer.OPEN)
        if rows_changed(mine.values(answer=what, answered_at=now, answered_by_id=person.id, before=None)) == 0:
            continue
        answered += 1
        if what is Answer.LEFT and left_on is not None:
            question.before = _leave(question, left_on)
        about = question.pupil or question.person
        audit.did(person, "has left" if what is Answer.LEFT else "is still here", about, now=now)
    return answered


def take_back(question: LeftQuestion, person: Person, *, now: datetime) -> None:
    """Ask again, with everything as it was before the answer. Raises AnsweredAlready."""
    before = db.session.scalar(select(LeftQuestion.before).where(LeftQuestion.id == question.id))
    was = question.answer
    mine = update(LeftQuestion).where(LeftQuestion.id == question.id, LeftQuestion.answer == was)
    back = mine.where(LeftQuestion.answer != Answer.OPEN)
    if rows_changed(back.values(answer=Answer.OPEN, answered_at=None, answered_by_id=None, before=None)) == 0:
        raise AnsweredAlready
    about = question.pupil or question.person
    if was is Answer.LEFT and about is not None:
        about.left_on = None
        if before and isinstance(about, Person):
            _give_back(about, before)
    audit.did(person, "answer taken back", about, now=now)


def _leave(question: LeftQuestion, left_on: date) -> dict | None:
    """A pupil or a member of staff leaves. Staff whose own child is here stay as a parent, without the work."""
    if question.pupil is not None:
        question.pupil.left_on = left_on
        return None
    staff = question.person
    assert staff is not None
    if not school.children_of(staff):
        staff.left_on = left_on
        return None
    year = school.current_year_id().scalar_subquery()
    of_this_year = select(SchoolClass.id).where(SchoolClass.year_id == year)
    mine = (Teaching.person_id == staff.id) & Teaching.class_id.in_(of_this_year)
    before = {
        "roles": sorted(role.value for role in staff.roles),
        "classes": list(db.session.scalars(select(Teaching.class_id).where(mine).order_by(Teaching.class_id))),
    }
    db.session.execute(delete(Teaching).where(mine))
    staff.staff_roles.clear()
    return before


def _give_back(staff: Person, before: dict) -> None:
    there = {role.value for role in staff.roles}
    staff.staff_roles += [StaffRole(role=role) for role in before["roles"] if role not in there]
    taught = set(db.session.scalars(select(Teaching.class_id).where(Teaching.person_id == staff.id)))
    coming = [{"person_id": staff.id, "class_id": number} for number in before["classes"] if number not in taught]
    if coming:
        db.session.execute(insert(Teaching), coming)
