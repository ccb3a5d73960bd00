"""Reminding teachers that families wait to hear from them: at working hours, at most once a week for a class."""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from portal import heartbeat, outbox
from portal.contact import queries
from portal.contact.models import ContactReminder
from portal.contact.queries import DueReminder
from portal.db import db, reading, transaction
from portal.school.models import Person, SchoolClass

EVERY = timedelta(minutes=30)

_waiting: list[DueReminder] = []


def remind_teacher_one(now: datetime) -> bool:
    """Job: remind one teacher of one class, once whoever else tries. Returns whether there was one."""
    if not _waiting and heartbeat.comes_round("contact reminders", now, every=EVERY):
        with reading():
            if queries.is_time_to_remind(now):
                _waiting.extend(queries.reminders_due(now))
    if not _waiting:
        return False
    due = _waiting.pop(0)
    with reading():
        number = queries.number_waiting(due.class_id, now=now)
    if number:
        try:
            with transaction():
                _remind(due, number, now)
        except IntegrityError:
            # Another worker was a moment earlier.
            pass
    return True


def _remind(due: DueReminder, number: int, now: datetime) -> None:
    person = db.session.get(Person, due.person_id)
    school_class = db.session.get(SchoolClass, due.class_id)
    if person is None or person.left_on is not None or school_class is None:
        return
    db.session.add(ContactReminder(person_id=person.id, class_id=school_class.id, week=due.week, at=now))
    db.session.flush()
    outbox.queue(
        person, "contact/messages/reminder.txt", school_class, now=now, path=f"/contact/classes/{school_class.id}",
        class_name=school_class.name, number=number,
    )  # fmt: skip
