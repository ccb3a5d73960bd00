"""Whom it was about, by role: naming somebody, and taking it back."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.incidents import actions, queries
from portal.incidents.forms import PersonForm
from portal.incidents.models import Incident
from portal.incidents.rules import What
from portal.incidents.views.blueprint import routes
from portal.incidents.views.looking import looked_at
from portal.pages import error_page, go, refused, show, tell

LONGEST_SEARCH = 80


@routes.route("/<int:incident>/persons", methods=["GET", "POST"])
@allow(To.CHANGE_INCIDENT, incident=Incident)
def persons(incident: Incident):
    """Write down whom it was about; the names stay in the register and are sealed there."""
    searched = request.args.get("words", "")[:LONGEST_SEARCH]
    form = PersonForm(queries.listed_for(actor(), searched))
    if request.method == "GET":
        return show("incidents/persons.html", searched=searched, **looked_at(incident, form))
    if not form.validate():
        return refused("incidents/persons.html", searched=searched, **looked_at(incident, form))
    actions.name_person(incident, form.somebody(), actor(), now=clock.now())
    tell(_("Written down in the register, and nowhere else."))
    return go(".persons", incident=incident.id)


@routes.post("/<int:incident>/persons/<int:entry>/take-back")
@allow(To.CHANGE_INCIDENT, incident=Incident)
def take_person_back(incident: Incident, entry: int):
    named = queries.entry_for(actor(), incident, entry)
    if named is None or named.what is not What.PERSON_NAMED:
        return error_page(404)
    actions.take_person_back(incident, named, actor(), now=clock.now())
    tell(_("Taken back. The chronology shows both."))
    return go(".persons", incident=incident.id)
