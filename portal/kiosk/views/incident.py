"""Logging an incident at the front desk, under one's own name and PIN; without a network it waits, sealed."""

import base64
import json
from datetime import datetime

from flask import request
from werkzeug.datastructures import MultiDict

from portal import clock, pages, sealing
from portal.access import To, actor, allow
from portal.accounts.actions import Signature, TooManyTries, WrongProof
from portal.incidents import actions as incidents
from portal.incidents.actions import Facts
from portal.incidents.forms import LONGEST, PICTOGRAMS
from portal.incidents.rules import Kind
from portal.kiosk.forms import KioskIncidentForm
from portal.kiosk.views.blueprint import routes
from portal.kiosk.views.calling import is_from_here
from portal.kiosk.views.signing import said_by, signed_by, why
from portal.pages import error_page, go, refused, show, without_control_characters
from portal.school import queries as school
from portal.school.models import Person, Role

LARGEST = 64 * 1024


@routes.route("/incident", methods=["GET", "POST"])
@allow(To.USE_KIOSK)
def log_incident():
    """Log an incident under one's own name; the screen forgets it on sending."""
    form = KioskIncidentForm(data={"place": actor().place_id})
    if request.method == "GET":
        return show("kiosk/incident.html", **_context(form))
    if not form.validate():
        return refused("kiosk/incident.html", **_context(form))
    try:
        person = signed_by(form)
    except (TooManyTries, WrongProof) as refusal:
        form.pin.errors = [why(refusal)]
        return refused("kiosk/incident.html", **_context(form))
    incidents.log(person, form.facts(), now=clock.now())
    return go(".thanks")


def _context(form: KioskIncidentForm) -> dict:
    key = base64.b64encode(sealing.public_key()).decode()
    return {"form": form, "pictograms": PICTOGRAMS, "sealing_key": key, "longest": LONGEST}


@routes.get("/thanks")
@allow(To.USE_KIOSK)
def thanks():
    return show("kiosk/thanks.html")


@routes.post("/sealed")
@allow(To.USE_KIOSK)
def log_sealed():
    """An incident that waited for a connection. It is never lost: what is wrong is for the coordinator to see."""
    if not is_from_here() or (request.content_length or 0) > LARGEST:
        return error_page(400)
    try:
        typed = json.loads(sealing.unseal(request.get_data()))
        fields, key = MultiDict([(str(name), str(value)) for name, value in typed["fields"]]), str(typed["key"])[:64]
    except (sealing.CannotUnseal, ValueError, KeyError, TypeError):
        return error_page(400)
    form, now = KioskIncidentForm(formdata=fields, meta={"csrf": False}), clock.now()
    facts = form.facts() if form.validate() else _facts_anyway(fields, now)
    said = said_by(form)
    person = form.by_id.get(form.colleague.data) or _answers_for_safety()
    is_confirmed = said is not Signature.WRONG and person.id == form.colleague.data
    incidents.log(person, facts, now=now, key=without_control_characters(key), is_confirmed=is_confirmed)
    return "", 204


# What waited for days has no token that counts; see docs/decisions/0007.
pages.csrf.exempt(log_sealed)


def _facts_anyway(fields: MultiDict, now: datetime) -> Facts:
    """What can be kept of a form that would be refused: nobody is there any more to correct it."""

    def text(name: str) -> str:
        return without_control_characters(fields.get(name, ""))[:LONGEST]

    kind = fields.get("kind")
    return Facts(
        kind=Kind(kind) if kind in set(Kind) else Kind.OTHER, place=actor().place, happened_at=now,
        involved=text("involved"), what_happened=text("what_happened"), injuries=text("injuries"),
        measures_taken=text("measures_taken"),
    )  # fmt: skip


def _answers_for_safety() -> Person:
    """Whose name an incident gets that names nobody here: the coordinator's, or the leader's."""
    return [*school.staff_with(Role.COORDINATOR), *school.staff_with(Role.LEADER), *school.staff()][0]
