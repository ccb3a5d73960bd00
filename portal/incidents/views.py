"""The register at one's own desk: the list, one incident, logging, completing and adding."""

from datetime import date, timedelta

from flask import Blueprint, Flask, request
from flask_babel import gettext as _

from portal import audit, clock, i18n
from portal.access import To, actor, allow, may
from portal.help_calls.actions import on_stand_down
from portal.help_calls.forms import SERVICES
from portal.incidents import actions, queries, rules
from portal.incidents.actions import AlreadyComplete
from portal.incidents.forms import KINDS, PICTOGRAMS, POLICE, ROLES, AdditionForm, FactsForm, said
from portal.incidents.models import Incident
from portal.pages import go, refused, show, tell
from portal.school.models import Role

routes = Blueprint("incidents", __name__, url_prefix="/incidents")


def init_app(app: Flask) -> None:
    """A help call that ends leaves a draft in the register."""
    if actions.draft_from_call not in on_stand_down:
        on_stand_down.append(actions.draft_from_call)


@routes.get("")
@allow(To.SEE_INCIDENTS)
def page():
    found = queries.incidents_for(actor(), before=request.args.get("before", type=int))
    return show("incidents/page.html", incidents=found.incidents, has_older=found.has_older, kinds=KINDS,
                sees_figures=may(To.SEE_FIGURES))  # fmt: skip


@routes.get("/figures")
@allow(To.SEE_FIGURES)
def figures():
    """A school year in numbers, for leader, participation council and yearly monitoring."""
    today = i18n.local_date(clock.now())
    year = request.args.get("year", type=int)
    first, last = rules.school_year_of(date(year, 8, 1) if year and 2000 < year <= today.year else today)
    found = queries.happened_between(i18n.at_school(first), i18n.at_school(last + timedelta(days=1)))
    return show(
        "incidents/figures.html", first=first, last=last, number=len(found), kinds=KINDS,
        months=rules.by_month([i18n.local_date(each.at) for each in found], first=first),
        by_kind=rules.counted([each.kind for each in found], lines=list(rules.Kind)),
        by_place=rules.counted([each.place for each in found], lines=sorted({each.place for each in found})),
    )  # fmt: skip


@routes.route("/log", methods=["GET", "POST"])
@allow(To.LOG_INCIDENT)
def log():
    form = FactsForm()
    if request.method == "GET":
        return show("incidents/log.html", form=form, pictograms=PICTOGRAMS)
    if not form.validate():
        return refused("incidents/log.html", form=form, pictograms=PICTOGRAMS)
    incident = actions.log(actor(), form.facts(), now=clock.now())
    tell(_("It is in the register. The safety coordinator and the school leader are told that there is something new."))
    return go(".read", incident=incident.id)


@routes.get("/<int:incident>")
@allow(To.READ_INCIDENT, incident=Incident)
def read(incident: Incident):
    return show("incidents/read.html", **_looked_at(incident, AdditionForm()))


@routes.route("/<int:incident>/complete", methods=["GET", "POST"])
@allow(To.CHANGE_INCIDENT, incident=Incident)
def complete(incident: Incident):
    form = FactsForm(data=_known(incident))
    if request.method == "GET" and not incident.is_draft:
        return go(".read", incident=incident.id)
    if request.method == "GET":
        return show("incidents/complete.html", **_looked_at(incident, form))
    if not form.validate():
        return refused("incidents/complete.html", **_looked_at(incident, form))
    try:
        actions.complete(incident, actor(), form.facts(), now=clock.now())
    except AlreadyComplete:
        return refused("incidents/read.html", **_looked_at(incident, AdditionForm(formdata=None), was_complete=True))
    tell(_("The incident is complete."))
    return go(".read", incident=incident.id)


@routes.post("/<int:incident>/additions")
@allow(To.CHANGE_INCIDENT, incident=Incident)
def add(incident: Incident):
    form = AdditionForm()
    if not form.validate():
        return refused("incidents/read.html", **_looked_at(incident, form))
    actions.add(incident, actor(), form.text.data or "", now=clock.now())
    tell(_("Added. What stood there stays as it was."))
    return go(".read", incident=incident.id)


def _known(incident: Incident) -> dict:
    """What a draft holds already, as the form wants it."""
    return {
        "place": incident.place_id, "happened_at": i18n.local(incident.happened_at).replace(tzinfo=None),
        "kind": incident.kind.value if incident.kind else None, "roles": incident.roles or [],
        "involved": incident.involved, "what_happened": incident.what_happened, "injuries": incident.injuries,
        "measures_taken": incident.measures_taken, "somebody_hurt": said(incident.somebody_hurt),
        "children_saw": said(incident.children_saw), "police": incident.police.value if incident.police else None,
    }  # fmt: skip


def _looked_at(incident: Incident, form: AdditionForm | FactsForm, *, was_complete: bool = False) -> dict:
    """What a page about an incident shows; that it was looked at is written down first, on a refusal too."""
    audit.saw(actor(), incident, now=clock.now())
    sees_looks = bool({Role.LEADER, Role.COORDINATOR} & actor().roles)
    return {
        "incident": incident,
        "kinds": KINDS,
        "pictograms": PICTOGRAMS,
        "roles": [ROLES[rules.Role(word)] for word in incident.roles or ()],
        "police": POLICE[incident.police] if incident.police else None,
        "help_call": queries.call_behind(incident),
        "services": SERVICES,
        "events": queries.timeline(incident),
        "looks": audit.deeds_about(incident, verb="saw") if sees_looks else [],
        "form": form,
        "was_complete": was_complete,
    }
