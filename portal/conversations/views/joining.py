"""The conversations that a colleague joins, or in which they stand in for a teacher: those alone."""

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import queries
from portal.conversations.forms import WAYS
from portal.conversations.views.blueprint import routes
from portal.pages import show


@routes.get("/joining")
@allow(To.SEE_JOINED)
def joined():
    held = queries.joined_by(actor(), now=clock.now())
    teams = {booking.class_id: queries.names_of_team(booking.class_id) for booking in held}
    shown = {"days": [(b.slot, b) for b in held], "teams": teams, "names": queries.names_of_household, "ways": WAYS}
    return show("conversations/joining.html", **shown)
