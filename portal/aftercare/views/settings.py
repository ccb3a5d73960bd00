"""What the school adds to aftercare; the steps that are always there cannot be taken away."""

from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.aftercare import actions, queries
from portal.aftercare.forms import TITLES, AddedStepForm, CaregiversForm
from portal.aftercare.models import AddedStep
from portal.aftercare.rules import PLAN, Whom
from portal.aftercare.views.blueprint import routes
from portal.pages import go, refused, show, tell


@routes.get("/settings")
@allow(To.ADD_AFTERCARE)
def settings():
    return show("aftercare/settings.html", **_context())


@routes.post("/settings/steps")
@allow(To.ADD_AFTERCARE)
def add_step():
    form = AddedStepForm()
    if not form.validate():
        return refused("aftercare/settings.html", **_context(form=form))
    actions.add_step(form.title.data or "", form.after_days.data or 0, actor(), now=clock.now())
    tell(_("From now on this step is there for every colleague."))
    return go(".settings")


@routes.post("/settings/steps/<int:added_step>/end")
@allow(To.ADD_AFTERCARE, added_step=AddedStep)
def end_step(added_step: AddedStep):
    actions.end_step(added_step, actor(), now=clock.now())
    tell(_("No longer added. Where it stands already it stays."))
    return go(".settings")


@routes.post("/settings/caregivers")
@allow(To.ADD_AFTERCARE)
def set_caregivers():
    form = CaregiversForm()
    if not form.validate():
        return refused("aftercare/settings.html", **_context(caregivers=form))
    actions.set_caregivers(form.chosen(), actor(), now=clock.now())
    tell(_("Written down."))
    return go(".settings")


def _context(form: AddedStepForm | None = None, caregivers: CaregiversForm | None = None) -> dict:
    return {
        "form": form or AddedStepForm(formdata=None), "caregivers": caregivers or CaregiversForm(formdata=None),
        "always": [TITLES[kind] for kind in PLAN[Whom.COLLEAGUE]], "added": queries.added_steps(),
    }  # fmt: skip
