"""Logging an incident at the front desk, under one's own name and PIN."""

from flask import request

from portal import clock
from portal.access import To, actor, allow
from portal.accounts.actions import TooManyTries, WrongProof
from portal.incidents import actions as incidents
from portal.kiosk.forms import KioskIncidentForm
from portal.kiosk.views.blueprint import routes
from portal.kiosk.views.signing import signed_by, why
from portal.pages import go, refused, show


@routes.route("/incident", methods=["GET", "POST"])
@allow(To.USE_KIOSK)
def log_incident():
    """Log an incident under one's own name; the screen forgets it on sending."""
    form = KioskIncidentForm(data={"place": actor().place_id})
    if request.method == "GET":
        return show("kiosk/incident.html", form=form)
    if not form.validate():
        return refused("kiosk/incident.html", form=form)
    try:
        person = signed_by(form)
    except (TooManyTries, WrongProof) as refusal:
        form.pin.errors = [why(refusal)]
        return refused("kiosk/incident.html", form=form)
    incidents.log(person, form.facts(), now=clock.now())
    return go(".thanks")


@routes.get("/thanks")
@allow(To.USE_KIOSK)
def thanks():
    return show("kiosk/thanks.html")
