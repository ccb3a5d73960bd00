"""How classes move up: a suggestion in rows, that the office changes until the year begins."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select

from portal import audit
from portal.db import db
from portal.school.actions.changing import changed, one_at_a_time
from portal.school.actions.refusals import InUse, NameTaken, NotATeacher, NotThisYear
from portal.school.models import Enrolment, Leaver, Person, Pupil, Role, SchoolClass, SchoolYear, Teaching
from portal.school.queries import classes_of_year, teams_of
from portal.school.rules import EMBLEMS, folded, next_grade, next_name


def move_up(year: SchoolYear, coming: SchoolYear) -> None:
    """Every class a grade further with its pupils; teachers stay with the name of their class."""
    classes = [each for each in classes_of_year(year) if each.grade]
    is_first_time = not classes_of_year(coming)
    by_class = _unplaced(year, coming)
    habits = _where_most_went(year, coming)
    for old in classes:
        pupils = by_class.get(old.id, [])
        if next_grade(old.grade) is None:
            db.session.add_all(Leaver(pupil_id=number, year_id=coming.id) for number in pupils)
        elif pupils or is_first_time:
            new = habits.get(old.id) or _next_class(old, coming).id
            db.session.add_all(Enrolment(pupil_id=number, class_id=new, year_id=coming.id) for number in pupils)
    if is_first_time:
        # Where nobody moves up from below, new pupils will come.
        for old in classes:
            _class_named(coming, old.name, old.grade, emblem=None)
        _give_teams(year, coming)
    db.session.flush()


def _next_class(old: SchoolClass, coming: SchoolYear) -> SchoolClass:
    grade = next_grade(old.grade) or old.grade
    return _class_named(coming, next_name(old.name, old.grade), grade, emblem=old.emblem)


def _class_named(coming: SchoolYear, name: str, grade: str, *, emblem: str | None) -> SchoolClass:
    known = classes_of_year(coming)
    for each in known:
        if folded(each.name) == folded(name):
            return each
    used = Counter(each.emblem for each in known)
    made = SchoolClass(year_id=coming.id, name=name, grade=grade,
                       emblem=emblem or min(EMBLEMS, key=lambda each: used[each]))  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def _unplaced(year: SchoolYear, coming: SchoolYear) -> dict[int, list[int]]:
    """The pupils who are here and have no place in the coming year, by their class of this year."""
    placed = select(Enrolment.pupil_id).where(Enrolment.year_id == coming.id, Enrolment.is_own_class)
    leaving = select(Leaver.pupil_id).where(Leaver.year_id == coming.id)
    query = select(Enrolment.class_id, Pupil.id).join(Pupil, Pupil.id == Enrolment.pupil_id)
    query = query.where(Enrolment.year_id == year.id, Enrolment.is_own_class, Pupil.left_on.is_(None))
    query = query.where(Pupil.id.not_in(placed), Pupil.id.not_in(leaving)).order_by(Pupil.id)
    found: dict[int, list[int]] = {}
    for class_id, pupil_id in db.session.execute(query):
        found.setdefault(class_id, []).append(pupil_id)
    return found


def _where_most_went(year: SchoolYear, coming: SchoolYear) -> dict[int, int]:
    """For each class of this year, the class of the coming one in which most of its pupils are placed."""
    now, then = select(Enrolment).subquery(), select(Enrolment).subquery()
    query = select(now.c.class_id, then.c.class_id).join(then, then.c.pupil_id == now.c.pupil_id)
    query = query.where(now.c.year_id == year.id, now.c.is_own_class, then.c.year_id == coming.id, then.c.is_own_class)
    went: dict[int, Counter[int]] = {}
    for old, new in db.session.execute(query.order_by(then.c.class_id)):
        went.setdefault(old, Counter())[new] += 1
    return {old: counter.most_common(1)[0][0] for old, counter in went.items()}


def _give_teams(year: SchoolYear, coming: SchoolYear) -> None:
    classes = {folded(each.name): each.id for each in classes_of_year(year)}
    teams = teams_of(classes.values())
    for new in classes_of_year(coming):
        team = teams.get(classes.get(folded(new.name), 0), [])
        db.session.add_all(Teaching(person_id=person.id, class_id=new.id) for person in team)


def place(pupil_ids: Iterable[int], coming: SchoolYear, school_class: SchoolClass | None, *, leaves: bool) -> None:
    """Put pupils in a class of the coming year, or among who leaves, or nowhere yet. Raises NotThisYear."""
    if school_class is not None and school_class.year_id != coming.id:
        raise NotThisYear
    one_at_a_time()
    numbers = sorted(set(pupil_ids))
    own = (Enrolment.pupil_id.in_(numbers), Enrolment.year_id == coming.id, Enrolment.is_own_class)
    db.session.execute(delete(Enrolment).where(*own))
    db.session.execute(delete(Leaver).where(Leaver.pupil_id.in_(numbers), Leaver.year_id == coming.id))
    if leaves:
        db.session.add_all(Leaver(pupil_id=number, year_id=coming.id) for number in numbers)
    elif school_class is not None:
        chosen = school_class.id
        db.session.add_all(Enrolment(pupil_id=number, class_id=chosen, year_id=coming.id) for number in numbers)
    db.session.flush()


def add_class(year: SchoolYear, name: str, grade: str, by: Person, *, now: datetime) -> SchoolClass:
    """One more class in a year. Raises NameTaken."""
    one_at_a_time()
    _check_name(year.id, name, 0)
    made = _class_named(year, name, grade, emblem=None)
    audit.did(by, "class added", made, now=now)
    return made


def change_class(school_class: SchoolClass, name: str, grade: str, by: Person, *, now: datetime) -> None:
    """Another name or grade. Raises NameTaken."""
    one_at_a_time()
    _check_name(school_class.year_id, name, school_class.id)
    found = changed(school_class, name=name, grade=grade)
    if found:
        audit.did(by, "class renamed", school_class, now=now, detail=found)


def _check_name(year_id: int, name: str, but: int) -> None:
    query = select(SchoolClass.name).where(SchoolClass.year_id == year_id, SchoolClass.id != but)
    if any(folded(each) == folded(name) for each in db.session.scalars(query)):
        raise NameTaken


def remove_class(school_class: SchoolClass, by: Person, *, now: datetime) -> None:
    """A class of a year that is being prepared, without pupils, is not there after all. Raises InUse."""
    if db.session.scalars(select(Enrolment).where(Enrolment.class_id == school_class.id)).first() is not None:
        raise InUse
    audit.did(by, "class removed", school_class, now=now)
    db.session.execute(delete(Teaching).where(Teaching.class_id == school_class.id))
    db.session.delete(school_class)
    db.session.flush()


def set_team(school_class: SchoolClass, people: Iterable[Person], by: Person, *, now: datetime) -> None:
    """These people teach the class, and nobody else. Raises NotATeacher."""
    wanted = {person.id: person for person in people}
    if any(Role.TEACHER not in person.roles for person in wanted.values()):
        raise NotATeacher
    one_at_a_time()
    before = {row.person_id: row for row in db.session.scalars(
        select(Teaching).where(Teaching.class_id == school_class.id))}  # fmt: skip
    for number in before.keys() - wanted.keys():
        db.session.delete(before[number])
    db.session.add_all(Teaching(person_id=number, class_id=school_class.id) for number in wanted.keys() - before.keys())
    db.session.flush()
    if before.keys() != wanted.keys():
        audit.did(by, "team changed", school_class, now=now, detail={"people": [sorted(before), sorted(wanted)]})
