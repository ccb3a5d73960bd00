"""For leader and coordinator, or whom it was given to: writing an evaluation, deciding, closing, opening again."""

from flask_babel import gettext as _

from portal import audit, clock, i18n
from portal.access import To, actor, allow
from portal.evaluations import actions, queries
from portal.evaluations.actions import Closed, NothingWritten, RecoveryIsOpen, StillDraft
from portal.evaluations.forms import QUESTIONS, THEMES, VERDICTS, ChangeForm, EvaluationForm, ReopenForm
from portal.evaluations.models import Evaluation
from portal.evaluations.views.blueprint import routes
from portal.incidents.models import Incident
from portal.pages import go, refused, show, tell


@routes.post("/incidents/<int:incident>/begin")
@allow(To.WRITE_EVALUATION, incident=Incident)
def begin(incident: Incident):
    """It begins by itself within a minute; whoever does not want to wait presses."""
    evaluation = actions.begin(incident, now=clock.now())
    if evaluation is None:
        return go("incidents.read", incident=incident.id)
    return go(".read", evaluation=evaluation.id)


@routes.get("/<int:evaluation>")
@allow(To.WRITE_EVALUATION, evaluation=Evaluation)
def read(evaluation: Evaluation):
    return show("evaluations/read.html", **_context(evaluation))


@routes.post("/<int:evaluation>")
@allow(To.WRITE_EVALUATION, evaluation=Evaluation)
def write(evaluation: Evaluation):
    form = EvaluationForm(evaluation)
    if not form.validate():
        return refused("evaluations/read.html", **_context(evaluation, form=form))
    try:
        actions.write(evaluation, form.written(), actor(), now=clock.now())
    except Closed:
        return _refuse(evaluation, _("This evaluation is closed. Open the incident again to write in it."))
    tell(_("Saved. Below you decide what changes, who does it and by when."))
    return go(".read", evaluation=evaluation.id, _anchor="changes")


@routes.post("/<int:evaluation>/changes")
@allow(To.WRITE_EVALUATION, evaluation=Evaluation)
def decide(evaluation: Evaluation):
    form = ChangeForm(i18n.local_date(clock.now()))
    if not form.validate():
        return refused("evaluations/read.html", **_context(evaluation, change=form))
    try:
        actions.decide(evaluation, form.change(), actor(), now=clock.now())
    except Closed:
        return _refuse(evaluation, _("This evaluation is closed. Open the incident again to write in it."))
    tell(_("Decided. Whoever does it is told, and reminded."))
    return go(".read", evaluation=evaluation.id, _anchor="changes")


@routes.post("/<int:evaluation>/take")
@allow(To.WRITE_EVALUATION, evaluation=Evaluation)
def take(evaluation: Evaluation):
    actions.give(evaluation, actor(), actor(), now=clock.now())
    tell(_("It is yours now."))
    return go(".read", evaluation=evaluation.id)


@routes.post("/<int:evaluation>/close")
@allow(To.WRITE_EVALUATION, evaluation=Evaluation)
def close(evaluation: Evaluation):
    try:
        actions.close(evaluation, actor(), now=clock.now())
    except (Closed, StillDraft, NothingWritten, RecoveryIsOpen) as refusal:
        return _refuse(evaluation, _why(refusal))
    tell(_("The incident is closed. What changes goes on being watched."))
    return go(".read", evaluation=evaluation.id)


@routes.post("/<int:evaluation>/reopen")
@allow(To.WRITE_EVALUATION, evaluation=Evaluation)
def reopen(evaluation: Evaluation):
    form = ReopenForm()
    if not form.validate():
        return refused("evaluations/read.html", **_context(evaluation, reopen=form))
    try:
        actions.reopen(evaluation.incident, form.reason.data or "", actor(), now=clock.now())
    except Closed:
        return _refuse(evaluation, _("This changed a moment ago. Look at how it stands now."))
    tell(_("Incident and evaluation are open again."))
    return go(".read", evaluation=evaluation.id)


def _why(refusal: Exception) -> str:
    if isinstance(refusal, StillDraft):
        return _("The facts of the incident are not complete yet. Complete them first.")
    if isinstance(refusal, NothingWritten):
        return _("Nothing is written yet. One line of what you learned is enough.")
    if isinstance(refusal, RecoveryIsOpen):
        return _("The way back with a family is still open. Close that first.")
    return _("This changed a moment ago. Look at how it stands now.")


def _refuse(evaluation: Evaluation, reason: str):
    return refused("evaluations/read.html", **_context(evaluation) | {"reason": reason})


def _context(evaluation: Evaluation, *, form=None, change=None, reopen=None) -> dict:
    now = clock.now()
    audit.saw(actor(), evaluation, now=now)
    return {
        "evaluation": evaluation, "now": now, "reason": None, "times": queries.times_of(evaluation.incident, now),
        "form": form or EvaluationForm(evaluation, formdata=None), "questions": QUESTIONS, "verdicts": VERDICTS,
        "change": change or ChangeForm(i18n.local_date(now), formdata=None), "themes": THEMES,
        "reopen_form": reopen or ReopenForm(formdata=None), "is_mine": evaluation.owner_id == actor().id,
    }  # fmt: skip
