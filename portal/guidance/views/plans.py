"""The school's safety plan: read by all staff, put there by who looks after safety."""

from flask import abort, send_file
from flask_babel import gettext as _

from portal import clock, documents
from portal.access import To, actor, allow
from portal.guidance import actions, queries
from portal.guidance.forms import PlanForm
from portal.guidance.models import SafetyPlan
from portal.guidance.views.blueprint import routes
from portal.pages import go, refused, show, tell


@routes.get("/plan")
@allow(To.SEE_GUIDANCE)
def plan():
    return show("guidance/plan.html", plans=queries.plans())


@routes.route("/plan/put", methods=["GET", "POST"])
@allow(To.WRITE_GUIDANCE)
def put_plan():
    form, most = PlanForm(), documents.most_bytes()
    if not form.is_submitted():
        return show("guidance/put_plan.html", form=form, most=most // 1024 // 1024)
    if not form.validate():
        return refused("guidance/put_plan.html", form=form, most=most // 1024 // 1024)
    assert form.dated_on.data
    try:
        actions.put_plan(
            (form.version.data or "").strip(), form.dated_on.data, form.source(), actor(), into=documents.folder(),
            most=most, now=clock.now(),
        )  # fmt: skip
    except (documents.NotADocument, documents.HoldsAProgram, documents.TooLarge, documents.CannotKeepDocument,
            actions.NotAPdf) as refusal:  # fmt: skip
        form.document.errors = [_why(refusal)]
        return refused("guidance/put_plan.html", form=form, most=most // 1024 // 1024)
    tell(_("The plan is there for all staff."))
    return go(".plan")


@routes.get("/plans/<int:safety_plan>/file")
@allow(To.SEE_GUIDANCE, safety_plan=SafetyPlan)
def plan_file(safety_plan: SafetyPlan):
    """The PDF, always to be saved: what is inside never opens as a page of the portal."""
    path = documents.path_of(safety_plan.key, documents.folder()) if safety_plan.key else None
    if path is None:
        abort(404)
    response = send_file(path, mimetype="application/pdf", as_attachment=True, download_name="safety-plan.pdf")
    response.headers["Cache-Control"] = "private, no-store"
    return response


@routes.post("/plans/<int:safety_plan>/remove")
@allow(To.WRITE_GUIDANCE, safety_plan=SafetyPlan)
def remove_plan(safety_plan: SafetyPlan):
    actions.remove_plan(safety_plan, actor(), into=documents.folder(), now=clock.now())
    tell(_("This version of the plan is not there any more."))
    return go(".plan")


def _why(refusal: Exception) -> str:
    if isinstance(refusal, documents.TooLarge):
        return _("This file is too large.")
    if isinstance(refusal, documents.CannotKeepDocument):
        return _("We cannot keep a file right now. Try again in a while.")
    return _("Choose a PDF.")
