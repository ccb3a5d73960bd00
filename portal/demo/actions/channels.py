"""How the demo school reaches its families: most by mail, one only by phone, one mailbox that is gone."""

from datetime import datetime, timedelta

from portal import outbox
from portal.demo.actions.people import Cast
from portal.outbox import Channel, Reason, Topic
from portal.school.actions import contact


def fill(cast: Cast, *, now: datetime) -> None:
    """Amina has confirmed both her addresses; a few families are harder to reach."""
    amina = cast.people["amina"]
    amina.email_verified_at = now - timedelta(days=20)
    contact.set_phone(amina, amina.phone, verified_at=now - timedelta(days=20))
    outbox.choose(amina, Topic.CONVERSATIONS, {Channel.EMAIL, Channel.SMS})
    contact.set_email(cast.people["parent5"], None)
    contact.set_email(cast.people["parent9"], None)
    contact.set_phone(cast.people["parent9"], "030 123 45 67")
    for key in ("parent12", "parent17"):
        person = cast.people[key]
        contact.set_phone(person, None)
        person.email_failed_at = now - timedelta(days=3)
        outbox.note_undelivered(person, Channel.EMAIL, Reason.UNKNOWN, "5.1.1", now - timedelta(days=3))
