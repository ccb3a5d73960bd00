"""The alert on every screen that a colleague has open: who needs them and where, with a sound."""

from portal.access import To, actor, allow
from portal.help_calls import queries
from portal.help_calls.views.blueprint import routes
from portal.pages import show


@routes.get("/alert")
@allow(To.SEE_HELP_CALLS)
def alert():
    """Asked for again and again by the page; empty while nobody needs this colleague."""
    return show("help_calls/_alert.html", calls=queries.unanswered_calls_for(actor()))
