"""The own part of a colleague who was there: when, as what, and what they wrote; and what is put right later."""

from flask_babel import gettext as _

from portal import audit, clock
from portal.access import To, actor, allow
from portal.incidents import actions, queries
from portal.incidents.forms import (
    LABELS,
    PARTS,
    ROLES,
    SAID,
    YOUR_PARTS,
    AccountForm,
    CorrectionForm,
    CountedForm,
    SetRightForm,
)
from portal.incidents.models import Incident
from portal.incidents.views.blueprint import routes
from portal.incidents.views.facts import counted_of, groups_of, known
from portal.incidents.views.looking import looked_at
from portal.pages import error_page, go, refused, show, tell


@routes.route("/<int:incident>/mine", methods=["GET", "POST"])
@allow(To.SEE_OWN_PART, incident=Incident)
def mine(incident: Incident):
    """What a colleague who was there sees of it, and where they tell it in their own words."""
    form = AccountForm()
    audit.saw(actor(), incident, now=clock.now())
    context = {
        "form": form, "incident": incident, "lines": queries.own_part_of(actor(), incident), "said": SAID,
        "labels": LABELS, "parts": PARTS, "your_parts": YOUR_PARTS, "role_words": ROLES, "may_correct": False,
        "files": queries.evidence_for(actor(), incident), "adds_files": True,
        "mine": [row for row in incident.colleagues if row.person_id == actor().id and row.taken_back_at is None],
    }  # fmt: skip
    if form.is_submitted() and not form.validate():
        return refused("incidents/mine.html", **context)
    if not form.is_submitted():
        return show("incidents/mine.html", **context)
    actions.tell_own(incident, actor(), form.words(), now=clock.now())
    tell(_("Written down. Only you, the school leader and the safety coordinator can read it."))
    return go(".mine", incident=incident.id)


@routes.route("/<int:incident>/entries/<int:entry>/correct", methods=["GET", "POST"])
@allow(To.CHANGE_INCIDENT, incident=Incident)
def correct(incident: Incident, entry: int):
    """Put a correction beside an entry; what stood there stays."""
    wrong = queries.entry_for(actor(), incident, entry)
    if wrong is None:
        return error_page(404)
    form = CorrectionForm()
    looked = looked_at(incident, form)
    looked["line"] = next(line for line in looked["lines"] if line.entry is wrong)
    if form.is_submitted() and not form.validate():
        return refused("incidents/correct.html", **looked)
    if not form.is_submitted():
        return show("incidents/correct.html", **looked)
    actions.correct(incident, wrong, actor(), form.text.data or "", now=clock.now())
    tell(_("The correction stands beside it. What stood there stays as it was."))
    return go(".read", incident=incident.id)


@routes.route("/<int:incident>/weigh", methods=["GET", "POST"])
@allow(To.CHANGE_INCIDENT, incident=Incident)
def weigh(incident: Incident):
    """Fill in later what the school counts: what came from the front desk in haste has nothing of it."""
    if incident.is_draft:
        return go(".complete", incident=incident.id)
    form = CountedForm(data=counted_of(incident))
    looked = looked_at(incident, form) | {"groups": groups_of(form)}
    if form.is_submitted() and not form.validate():
        return refused("incidents/weigh.html", **looked)
    if not form.is_submitted():
        return show("incidents/weigh.html", **looked)
    actions.weigh(incident, form.counted(), actor(), now=clock.now())
    tell(_("Written down. The chronology keeps what stood there before."))
    return go(".read", incident=incident.id)


@routes.route("/<int:incident>/set-right", methods=["GET", "POST"])
@allow(To.CHANGE_INCIDENT, incident=Incident)
def set_right(incident: Incident):
    """Kind, place, moment and the like turned out otherwise: what stood there before stays in the chronology."""
    if incident.is_draft:
        return go(".complete", incident=incident.id)
    form = SetRightForm(incident, data=known(incident))
    looked = looked_at(incident, form)
    if form.is_submitted() and not form.validate():
        return refused("incidents/set_right.html", **looked)
    if not form.is_submitted():
        return show("incidents/set_right.html", **looked)
    if actions.set_right(incident, form.found(), form.why.data or "", actor(), now=clock.now()):
        tell(_("Written down. The chronology keeps what stood there before."))
    else:
        tell(_("Nothing was otherwise, so nothing was written down."))
    return go(".read", incident=incident.id)
