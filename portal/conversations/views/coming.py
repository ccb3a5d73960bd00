"""A home says who comes to its conversation, and how each does."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions import Happened, NobodyComes
from portal.conversations.forms.coming import as_said, coming_form
from portal.conversations.models import Booking
from portal.conversations.views.blueprint import routes
from portal.pages import go, refused, show, tell


@routes.route("/bookings/<int:booking>/coming", methods=["GET", "POST"])
@allow(To.CHANGE_BOOKING, booking=Booking)
def coming(booking: Booking):
    """Each guardian of the own home: at school, by phone, by video, or not."""
    if booking.cancelled_at is not None:
        abort(404)
    said = queries.coming_to(booking, of=actor())
    form = coming_form(said, booking.meet)
    context = {"booking": booking, "form": form, "reason": ""}
    if request.method == "GET":
        return show("conversations/coming.html", **context)
    if not form.validate():
        return refused("conversations/coming.html", **context)
    try:
        actions.say_who_comes(booking, actor(), as_said(form, said), now=clock.now())
    except NobodyComes:
        reason = _("Somebody of you has to come. Can nobody? Then change the time, or cancel the conversation.")
        return refused("conversations/coming.html", **context | {"reason": reason})
    except Happened:
        reason = _("This conversation has begun or has been.")
        return refused("conversations/coming.html", **context | {"reason": reason})
    tell(_("We have written it down. The teachers see it too."))
    return go(".page")
