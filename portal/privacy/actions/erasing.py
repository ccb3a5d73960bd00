"""Erasing pupils and guardians: rows in the order in which they point at each other, files, and every name."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Table, delete, select, update

from portal import audit, files, i18n
from portal.conversations import actions as conversations
from portal.conversations import queries as bookings
from portal.db import Base, db, rows_changed
from portal.outbox import Message, State
from portal.privacy.models import DataExport, Erasure
from portal.privacy.queries import holds
from portal.privacy.rules import FATES, Fate
from portal.school.models import Guardian, Guardianship, Household, Person, Pupil

Counts = Counter[str]


def erase_as_planned(number: int, now: datetime) -> Counts:
    """Do what was asked for a week ago; nothing while there is a hold, or when it was taken back."""
    erasure = db.session.get(Erasure, number, with_for_update=True)
    if erasure is None or not erasure.is_waiting or erasure.due_at > now:
        return Counter()
    guardian = erasure.person.guardian if erasure.person else None
    if erasure.pupil_id is not None:
        counts = erase_pupil(erasure.pupil_id, now, by=erasure.asked_by)
    else:
        counts = erase_guardian(guardian.id, now, by=erasure.asked_by) if guardian else Counter()
    is_held = not counts and (erasure.pupil_id is not None or guardian is not None)
    if not is_held:
        db.session.refresh(erasure)
        erasure.done_at, erasure.reason = now, ""
        audit.did(erasure.asked_by, "erased", erasure, now=now)
    return counts


def erase_pupil(pupil_id: int, now: datetime, *, by: Person | None = None) -> Counts:
    """Erase a child, and those guardians who have no other child; nothing while one of them is held."""
    guardians = list(db.session.scalars(select(Guardianship.guardian_id).where(Guardianship.pupil_id == pupil_id)))
    _lock(guardians, [pupil_id])
    pupil = db.session.get(Pupil, pupil_id)
    if pupil is None or pupil_id in holds.held().pupils:
        return Counter()
    _cancel(bookings.to_come(pupil_id=pupil_id, now=now), by, now)
    counts = _let_go(Pupil, pupil_id)
    audit.forget_whom("pupil_id", pupil_id)
    for guardian_id in sorted(guardians):
        if db.session.scalar(select(Guardianship.id).where(Guardianship.guardian_id == guardian_id).limit(1)) is None:
            counts += erase_guardian(guardian_id, now, by=by)
    return counts


def erase_guardian(guardian_id: int, now: datetime, *, by: Person | None = None) -> Counts:
    """Erase an adult, and the household with the last one in it; who works here too stays as staff."""
    _lock(
        [guardian_id], db.session.scalars(select(Guardianship.pupil_id).where(Guardianship.guardian_id == guardian_id))
    )
    guardian = db.session.get(Guardian, guardian_id)
    if guardian is None or guardian_id in holds.held().guardians:
        return Counter()
    person, household_id = guardian.person, guardian.household_id
    others = select(Guardian.id).where(Guardian.household_id == household_id, Guardian.id != guardian_id)
    is_last = db.session.scalar(others.limit(1)) is None
    if is_last:
        _cancel(bookings.to_come(household_id=household_id, now=now), by, now)
    counts = _let_go(Guardian, guardian_id)
    if is_last:
        counts += _let_go(Household, household_id)
        audit.forget_whom("household_id", household_id)
    if not person.is_staff:
        counts += _forget_person(person.id, now)
    return counts


def _lock(guardians: Iterable[int], pupils: Iterable[int]) -> None:
    """Whoever holds one of them at this moment came first, and is met by what is asked next, or waits."""
    for model, numbers in ((Guardian, guardians), (Pupil, pupils)):
        query = select(model.id).where(model.id.in_(numbers)).order_by(model.id)
        db.session.execute(query.with_for_update(key_share=True))


def _cancel(to_come: list, by: Person | None, now: datetime) -> None:
    # The teachers hear that nobody comes; the time is free again.
    for booking in to_come:
        conversations.cancel(booking, by or booking.booked_by, now=now)
    conversations.tell_of(to_come, now=now)


def _forget_person(person_id: int, now: datetime) -> Counts:
    """What others point at stays, as somebody without a name."""
    counts = _ties_of("person", person_id)
    db.session.flush()
    nobody = {
        "first_name": "", "infix": "", "last_name": "", "email": None, "phone": None, "roster_key": None,
        "email_verified_at": None, "email_failed_at": None, "phone_verified_at": None,
    }  # fmt: skip
    person = db.session.get_one(Person, person_id)
    for name, value in {**nobody, "left_on": person.left_on or i18n.local_date(now)}.items():
        setattr(person, name, value)
    db.session.flush()
    audit.forget_whom("subject_id", person_id)
    counts["person"] += 1
    return counts


def _let_go(model: type[Base], number: int) -> Counts:
    """A row with everything that goes along with it."""
    table: Any = model.__table__
    counts = _ties_of(table.name, number)
    counts[table.name] += rows_changed(delete(model).where(table.c.id == number))
    # What the session remembers of these rows is no longer true.
    db.session.expire_all()
    return counts


def _ties_of(target: str, number: int) -> Counts:
    """Every row that points at this one, as FATES says; the rows that others point at last."""
    db.session.flush()
    counts: Counts = Counter()
    for table in reversed(Base.metadata.sorted_tables):
        for column in _pointing(table, target):
            fate = FATES[f"{table.name}.{column.name}"]
            if fate is Fate.GOES:
                _forget_what_hangs_on(table, column, number)
                counts[table.name] += rows_changed(delete(table).where(column == number))
            elif fate is Fate.UNTIED:
                rows_changed(update(table).where(column == number).values({column: None}))
    return counts


def _pointing(table: Table, target: str) -> list[Column]:
    return [c for c in table.columns for key in c.foreign_keys if key.column.table.name == target]


def _forget_what_hangs_on(table: Table, column: Column, number: int) -> None:
    """Files of these rows, and the messages about them that have left."""
    if table is DataExport.__table__:
        for key in db.session.scalars(select(DataExport.file).where(column == number, DataExport.file.is_not(None))):
            files.forget_when_kept(str(key))
    if "id" in table.columns:
        gone = select(table.c.id).where(column == number)
        sent = (Message.kind == table.name, Message.about.in_(gone), Message.state != State.WAITING)
        rows_changed(delete(Message).where(*sent))
