"""How the demo school reaches its families: most by mail, one only by phone, one mailbox that is gone."""

from datetime import datetime, timedelta

from portal import outbox
from portal.demo.actions.people import Cast
from portal.outbox import Channel, Pace, Reason, Times, Topic
from portal.school.actions import contact

CHOSEN = {"amina": Times(Pace.AT_ONCE), "pawel": Times(Pace.WEEKLY, weekday=4, hour=17)}


def fill(cast: Cast, *, now: datetime) -> None:
    """Amina has confirmed both her addresses and hears at once; a few families are harder to reach."""
    amina = cast.people["amina"]
    amina.email_verified_at = now - timedelta(days=20)
    contact.set_phone(amina, amina.phone, verified_at=now - timedelta(days=20))
    outbox.choose(amina, Topic.CONVERSATIONS, {Channel.EMAIL, Channel.SMS})
    for key, times in CHOSEN.items():
        outbox.choose_times(cast.people[key], times, now=now)
    contact.set_email(cast.people["parent5"], None)
    contact.set_email(cast.people["parent9"], None)
    contact.set_phone(cast.people["parent9"], "030 123 45 67")
    for key in ("parent12", "parent17"):
        person = cast.people[key]
        contact.set_phone(person, None)
        person.email_failed_at = now - timedelta(days=3)
        outbox.note_undelivered(person, Channel.EMAIL, Reason.UNKNOWN, "5.1.1", now - timedelta(days=3))
