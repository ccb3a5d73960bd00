"""Putting an incident on hold, and lifting that; for the school leader."""

from flask import request
from flask_babel import gettext as _

from portal import audit, clock, i18n
from portal.access import To, actor, allow
from portal.disclosure import actions
from portal.disclosure.actions import DestroyedAlready, HeldAlready
from portal.disclosure.forms import HoldForm
from portal.disclosure.models import IncidentHold
from portal.disclosure.queries.words import GROUNDS
from portal.disclosure.rules import Ground
from portal.disclosure.views.blueprint import routes
from portal.incidents.models import Incident
from portal.pages import go, refused, show, tell


@routes.route("/incidents/<int:incident>/hold", methods=["GET", "POST"])
@allow(To.HOLD_INCIDENT, incident=Incident)
def hold(incident: Incident):
    now = clock.now()
    form = HoldForm(today=i18n.local_date(now))
    context = {"form": form, "incident": incident, "reason": None}
    if request.method == "GET":
        return show("disclosure/hold.html", **context)
    if not form.validate() or (review_on := form.review_on.data) is None:
        return refused("disclosure/hold.html", **context)
    try:
        actions.hold(incident, Ground(form.ground.data), form.reason.data or "", review_on, actor(), now=now)
    except HeldAlready:
        return refused("disclosure/hold.html", **context | {"reason": _("This incident is on hold already.")})
    except DestroyedAlready:
        gone = _("The names and words of this incident were destroyed. There is nothing left to hold.")
        return refused("disclosure/hold.html", **context | {"reason": gone})
    tell(_("On hold. Nothing of it is destroyed until you lift the hold."))
    return go("incidents.read", incident=incident.id)


@routes.get("/holds/<int:incident_hold>")
@allow(To.SEE_KEEPING, incident_hold=IncidentHold)
def read_hold(incident_hold: IncidentHold):
    """Why an incident is held: it stands among the words of the register."""
    audit.saw(actor(), incident_hold.incident, now=clock.now())
    return show("disclosure/held.html", hold=incident_hold, grounds=GROUNDS)


@routes.post("/holds/<int:incident_hold>/lift")
@allow(To.HOLD_INCIDENT, incident_hold=IncidentHold)
def lift(incident_hold: IncidentHold):
    actions.lift(incident_hold, actor(), now=clock.now())
    tell(_("The hold is lifted. From now on the ordinary term counts again."))
    return go(".page")
