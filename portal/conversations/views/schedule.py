"""A family's own conversations on paper, and as a file for its calendar."""

from flask import Response

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.forms import WAYS
from portal.conversations.views.blueprint import routes
from portal.conversations.views.prints import STYLE, pdf
from portal.pages import show

TEMPLATE = "conversations/paper/schedule.html"


@routes.get("/schedule")
@allow(To.BOOK_CONVERSATION)
def schedule():
    """All conversations of the household, for the fridge."""
    return show(TEMPLATE, style=STYLE, **_context())


@routes.get("/schedule.pdf")
@allow(To.BOOK_CONVERSATION)
def schedule_pdf():
    return pdf(TEMPLATE, "samen", _context())


@routes.get("/calendar.ics")
@allow(To.BOOK_CONVERSATION)
def calendar():
    """The same items as in the messages: putting them in twice is once."""
    text = actions.calendar_of(actor(), now=clock.now())
    held = {"Content-Disposition": 'attachment; filename="samen.ics"', "Cache-Control": "private, no-store"}
    return Response(text, mimetype="text/calendar", headers=held)


def _context() -> dict:
    held = queries.coming_of(actor(), now=clock.now())
    teams = {booking.class_id: queries.names_of_team(booking.class_id) for booking in held}
    return {"times": [(b.slot, b) for b in held], "teams": teams, "ways": WAYS, "made_at": clock.now()}
