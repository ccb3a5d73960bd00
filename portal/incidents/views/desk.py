"""The register at one's own desk: the list, one incident, logging, completing and adding."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow, may
from portal.incidents import actions, queries
from portal.incidents.actions import AlreadyComplete
from portal.incidents.forms import KINDS, PICTOGRAMS, AdditionForm, ColleaguesForm, DeskForm
from portal.incidents.models import Incident, InvolvedColleague
from portal.incidents.views.blueprint import routes
from portal.incidents.views.facts import groups_of, known
from portal.incidents.views.looking import looked_at
from portal.pages import go, refused, show, tell


@routes.get("")
@allow(To.SEE_INCIDENTS)
def page():
    found = queries.incidents_for(actor(), before=request.args.get("before", type=int))
    return show("incidents/page.html", incidents=found.incidents, has_older=found.has_older, kinds=KINDS,
                sees_figures=may(To.SEE_FIGURES), sets=may(To.SET_REGISTER),
                own_parts=queries.own_parts_of(actor()))  # fmt: skip


@routes.route("/log", methods=["GET", "POST"])
@allow(To.LOG_INCIDENT)
def log():
    form = DeskForm()
    if request.method == "GET":
        return show("incidents/log.html", form=form, pictograms=PICTOGRAMS, groups=groups_of(form))
    if not form.validate():
        return refused("incidents/log.html", form=form, pictograms=PICTOGRAMS, groups=groups_of(form))
    incident = actions.log(actor(), form.facts(), now=clock.now())
    actions.name(incident, form.named(), actor(), now=clock.now())
    tell(_("It is in the register. The safety coordinator and the school leader are told that there is something new."))
    return go(".read", incident=incident.id)


@routes.get("/<int:incident>")
@allow(To.READ_INCIDENT, incident=Incident)
def read(incident: Incident):
    return show("incidents/read.html", **looked_at(incident, AdditionForm()))


@routes.route("/<int:incident>/complete", methods=["GET", "POST"])
@allow(To.CHANGE_INCIDENT, incident=Incident)
def complete(incident: Incident):
    form = DeskForm(data=known(incident))
    if request.method == "GET" and not incident.is_draft:
        return go(".read", incident=incident.id)
    if request.method == "GET":
        return show("incidents/complete.html", groups=groups_of(form), **looked_at(incident, form))
    if not form.validate():
        return refused("incidents/complete.html", groups=groups_of(form), **looked_at(incident, form))
    try:
        actions.complete(incident, actor(), form.facts(), now=clock.now())
        actions.name(incident, form.named(), actor(), now=clock.now())
    except AlreadyComplete:
        return refused("incidents/read.html", **looked_at(incident, AdditionForm(formdata=None), was_complete=True))
    tell(_("The incident is complete."))
    return go(".read", incident=incident.id)


@routes.post("/<int:incident>/additions")
@allow(To.CHANGE_INCIDENT, incident=Incident)
def add(incident: Incident):
    form = AdditionForm()
    if not form.validate():
        return refused("incidents/read.html", **looked_at(incident, form))
    actions.add(incident, actor(), form.text.data or "", now=clock.now())
    tell(_("Added. What stood there stays as it was."))
    return go(".read", incident=incident.id)


@routes.route("/<int:incident>/colleagues", methods=["GET", "POST"])
@allow(To.CHANGE_INCIDENT, incident=Incident)
def colleagues(incident: Incident):
    """Name who was there; whoever is named gets aftercare at once."""
    form = ColleaguesForm()
    if request.method == "GET":
        return show("incidents/colleagues.html", **looked_at(incident, form))
    if not form.validate():
        return refused("incidents/colleagues.html", **looked_at(incident, form))
    actions.name(incident, form.named(), actor(), now=clock.now())
    tell(_("Written down. Whoever was there is offered aftercare at once."))
    return go(".read", incident=incident.id)


@routes.post("/colleagues/<int:involved>/take-back")
@allow(To.TAKE_BACK_COLLEAGUE, involved=InvolvedColleague)
def take_back(involved: InvolvedColleague):
    actions.take_back(involved, actor(), now=clock.now())
    tell(_("Taken back. What was still open for this colleague is closed."))
    return go(".read", incident=involved.incident_id)
