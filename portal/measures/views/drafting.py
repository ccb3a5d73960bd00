"""A measure as a draft: beginning it, filling it in, dropping it, and one that goes on from another."""

from flask import abort, request
from flask_babel import gettext as _

from portal import audit, clock
from portal.access import To, actor, allow
from portal.incidents.models import Incident
from portal.measures import actions, queries
from portal.measures.actions import AlreadyMoved
from portal.measures.forms import KINDS, PlanForm
from portal.measures.models import Measure
from portal.measures.rules import Kind, State
from portal.measures.views.blueprint import routes
from portal.measures.views.deciding import settled
from portal.measures.views.lists import looked_at
from portal.pages import go, refused, show, tell


@routes.get("/incidents/<int:incident>")
@allow(To.DECIDE_MEASURE, incident=Incident)
def choose(incident: Incident):
    """Which measure it is to be."""
    audit.saw(actor(), incident, now=clock.now())
    return show("measures/choose.html", incident=incident, kinds=KINDS)


@routes.route("/incidents/<int:incident>/<measure_kind>", methods=["GET", "POST"])
@allow(To.DECIDE_MEASURE, incident=Incident)
def begin(incident: Incident, measure_kind: str):
    if measure_kind not in set(Kind):
        abort(404)
    kind = Kind(measure_kind)
    form = PlanForm(kind, whom=queries.whom_about(incident))
    about = {"form": form, "incident": incident, "kind": kind, "kinds": KINDS}
    if request.method == "GET":
        audit.saw(actor(), incident, now=clock.now())
        return show("measures/begin.html", **about)
    if not form.validate():
        return refused("measures/begin.html", **about)
    measure = actions.begin(incident, kind, form.typed(), actor(), now=clock.now())
    tell(_("It is kept as a draft. Nothing is in force yet."))
    return go(".read", measure=measure.id)


@routes.route("/<int:measure>/change", methods=["GET", "POST"])
@allow(To.DECIDE_MEASURE, measure=Measure)
def change(measure: Measure):
    form = PlanForm(measure.kind, measure)
    if request.method == "GET" and measure.state is not State.DRAFT:
        return go(".read", measure=measure.id)
    if request.method == "GET":
        return show("measures/change.html", form=form, **looked_at(measure))
    if not form.validate():
        return refused("measures/change.html", form=form, **looked_at(measure))
    try:
        actions.change(measure, form.typed(), actor(), now=clock.now())
    except AlreadyMoved:
        reason = _("It is no draft any more. Look at how it stands now.")
        return refused("measures/read.html", **looked_at(measure, reason))
    tell(_("Saved."))
    return go(".read", measure=measure.id)


@routes.post("/<int:measure>/drop")
@allow(To.DECIDE_MEASURE, measure=Measure)
def drop(measure: Measure):
    return settled(actions.drop, measure, _("It was dropped. That it was considered stays in the register."))


@routes.post("/<int:measure>/go-on")
@allow(To.DECIDE_MEASURE, measure=Measure)
def go_on(measure: Measure):
    """Longer is a new decision: a draft of its own, with reasons, hearing and end of its own."""
    try:
        draft = actions.go_on_from(measure, actor(), now=clock.now())
    except AlreadyMoved:
        reason = _("It is over, or there is already a decision that goes on from it.")
        return refused("measures/read.html", **looked_at(measure, reason))
    tell(_("This is a new decision. Fill in what it needs; until then the old one counts, until its last day."))
    return go(".change", measure=draft.id)
