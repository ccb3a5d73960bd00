"""Logging an incident at the front desk, under one's own name and PIN."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.accounts import actions as accounts
from portal.accounts.actions import TooManyTries, WrongProof
from portal.incidents import actions as incidents
from portal.kiosk.forms import KioskIncidentForm, KioskStandDownForm
from portal.kiosk.views.blueprint import routes
from portal.pages import go, refused, show
from portal.school.models import Person


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


def signed_by(form: KioskIncidentForm | KioskStandDownForm) -> Person:
    """The colleague whose name and PIN are filled in; raises TooManyTries or WrongProof, for both alike."""
    now = clock.now()
    person = form.by_id.get(form.colleague.data)
    accounts.count_try("pin-from", f"kiosk {actor().id}", now=now)
    accounts.count_try("pin", str(form.colleague.data), now=now)
    if not accounts.is_right(person, "pin", form.pin.data or "") or person is None:
        raise WrongProof
    return person


def why(refusal: Exception) -> str:
    if isinstance(refusal, TooManyTries):
        return _("Too many tries. Wait five minutes. Calling for help always works.")
    if isinstance(refusal, WrongProof):
        return _("The name and the PIN do not belong together.")
    return _("Somebody ended the call a moment earlier.")
