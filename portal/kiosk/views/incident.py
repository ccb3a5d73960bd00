"""Logging an incident at the front desk, under one's own name and PIN; without a network it waits, sealed."""

import base64
import json
import secrets
from dataclasses import replace
from datetime import timedelta

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import TextAreaField

from portal import clock, i18n, pages, sealing
from portal.access import To, actor, allow
from portal.accounts.actions import Signature, TooManyTries, WrongProof
from portal.help_calls import actions as help_calls
from portal.incidents import actions as incidents
from portal.incidents.actions import Facts
from portal.incidents.forms import LONGEST, PICTOGRAMS
from portal.incidents.rules import Kind
from portal.kiosk import queries
from portal.kiosk.forms import HastyForm, KeptIncidentForm, KioskIncidentForm
from portal.kiosk.views.blueprint import routes
from portal.kiosk.views.calling import is_from_here
from portal.kiosk.views.signing import said_by, signed_by, why
from portal.pages import error_page, go, refused, show, without_control_characters
from portal.school import queries as school
from portal.school.models import Person, Role

LARGEST = 64 * 1024
# In seconds; a clock at the desk that is years off says nothing about how long something waited.
LONGEST_WAIT = 10_000_000


@routes.route("/incident", methods=["GET", "POST"])
@allow(To.USE_KIOSK)
def log_incident():
    """Log an incident under one's own name; the screen forgets it on sending."""
    form = KioskIncidentForm(data={"place": actor().place_id})
    if request.method == "GET":
        return show("kiosk/incident.html", is_shell=False, **_context(form))
    if not form.validate():
        return refused("kiosk/incident.html", is_shell=False, **_context(form))
    try:
        person = signed_by(form)
    except (TooManyTries, WrongProof) as refusal:
        form.pin.errors = [why(refusal)]
        return refused("kiosk/incident.html", is_shell=False, **_context(form))
    key = without_control_characters(request.form.get("key", ""))[:64] or None
    incidents.log(person, form.facts(), now=clock.now(), key=key)
    return go(".thanks")


def _context(form: HastyForm) -> dict:
    sealing_key = base64.b64encode(sealing.public_key()).decode()
    return {"form": form, "pictograms": PICTOGRAMS, "sealing_key": sealing_key, "key": secrets.token_urlsafe(16)}


@routes.get("/thanks")
@allow(To.USE_KIOSK)
def thanks():
    return show("kiosk/thanks.html")


@routes.get("/incident/shell")
@allow(To.USE_KIOSK)
def incident_shell():
    """The empty form as the browser keeps it for when there is no network: no colleague's name, no token."""
    return show("kiosk/incident.html", is_shell=True, **_context(KeptIncidentForm(data={"place": actor().place_id})))


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
        # The screen throws it away: an answer that nobody on the way gives in the portal's place.
        return "", 422
    form = KioskIncidentForm(formdata=_signed(fields), meta={"csrf": False})
    facts = form.facts() if form.validate() else _facts_anyway(form)
    said = said_by(form)
    person = form.by_id.get(form.colleague.data)
    is_confirmed = person is not None and said is not Signature.WRONG
    if person is None:
        facts = _under_a_name(facts, without_control_characters(fields.get("called", "")))
    incidents.log(
        person or _answers_for_safety(), facts, now=clock.now(), key=without_control_characters(key),
        is_confirmed=is_confirmed,
    )  # fmt: skip
    if person is not None and said is Signature.FORCED:
        _call_quietly(key, typed.get("at"))
    return "", 204


# What waited for days has no token that counts; see docs/decisions/0007.
pages.csrf.exempt(log_sealed)


def _call_quietly(key: str, sealed_at: object) -> None:
    """The second PIN calls however late it arrives, once: somebody asks how the colleague is."""
    now = clock.now()
    waited = now.timestamp() - sealed_at / 1000 if isinstance(sealed_at, int | float) else 0.0
    help_calls.raise_call(
        actor().place, key=f"sealed {key}"[:64], is_quiet=True, now=now,
        waited=timedelta(seconds=waited if 0 < waited < LONGEST_WAIT else 0),
    )  # fmt: skip


def _signed(fields: MultiDict) -> MultiDict:
    """The fields with the colleague whose name was typed; the form that the browser keeps names nobody to choose."""
    if "called" not in fields:
        return fields
    person = queries.the_one_called(fields["called"], school.staff())
    return MultiDict([*fields.items(multi=True), ("colleague", str(person.id if person else 0))])


def _facts_anyway(form: KioskIncidentForm) -> Facts:
    """What can be kept of a form that would be refused: nobody is there any more to correct it."""
    place = actor().place
    form.places.setdefault(place.id, place)
    instead = {
        "kind": Kind.OTHER.value, "place": place.id, "happened_at": i18n.local(clock.now()).replace(tzinfo=None),
        "roles": [], "somebody_hurt": None, "children_saw": None, "police": None,
    }  # fmt: skip
    for name in form.errors:
        if name in instead:
            form[name].data = instead[name]
        elif isinstance(form[name], TextAreaField):
            form[name].data = form[name].data[:LONGEST]
    return form.facts()


def _under_a_name(facts: Facts, typed: str) -> Facts:
    """The facts with the name that was typed, when it is that of nobody here: who asks needs it."""
    if not typed.strip():
        return facts
    note = _("The name that was filled in: %(name)s", name=typed.strip()[:120])
    return replace(facts, involved="\n".join(filter(None, [facts.involved, note])))


def _answers_for_safety() -> Person:
    """Whose name an incident gets that names nobody here: the coordinator's, or the leader's."""
    return [*school.staff_with(Role.COORDINATOR), *school.staff_with(Role.LEADER), *school.staff()][0]
