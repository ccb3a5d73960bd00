"""A list on paper as a PDF, and a household's conversations as a file for a calendar."""

from datetime import datetime

from portal import calendars, db, paper
from portal.conversations import queries
from portal.conversations.actions import telling
from portal.school.models import Person

STYLE = "css/lists.css"


def as_pdf(html: str) -> bytes:
    """The document on A4 sheets. Nobody waits for it: it comes after the last look at the database."""
    db.let_go()
    return paper.laid_out(html, STYLE).write_pdf() or b""


def calendar_of(guardian: Person, *, now: datetime) -> str:
    """The conversations to come of a guardian's household, as the messages about them have them."""
    held = [telling.appointment(booking, guardian) for booking in queries.coming_of(guardian, now=now)]
    held += [item for item, _since in queries.items_elsewhere(guardian, now=now)]
    return calendars.publish(held, now=now)
