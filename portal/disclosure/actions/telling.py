"""Reminding of requests that are nearly due and of holds to look at again; never who or what they are about."""

from datetime import datetime

from portal import i18n, outbox
from portal.db import reading, transaction
from portal.disclosure import queries
from portal.school import queries as school
from portal.school.models import Role

MESSAGE = "disclosure/messages/waiting.txt"


def remind_one(now: datetime) -> bool:
    """Job: tell school leader and safety coordinator of a request that is nearly due, or the leader of a hold."""
    today = i18n.local_date(now)
    with reading():
        if not queries.late_requests(today) and not queries.late_holds(today):
            return False
    with transaction():
        for asked in queries.late_requests(today)[:1]:
            asked.reminded_at = now
            for person in {*school.staff_with(Role.LEADER), *school.staff_with(Role.COORDINATOR)}:
                outbox.queue(person, MESSAGE, asked, now=now, path="/disclosure/requests")
        for held in queries.late_holds(today)[:1]:
            held.reminded_on = held.review_on
            for person in school.staff_with(Role.LEADER):
                outbox.queue(person, MESSAGE, held, now=now, path="/disclosure")
    return True
