"""The steps of a draft: added, changed, moved, removed; and who is told in each."""

from flask import request
from flask_babel import gettext as _

from portal.access import To, allow
from portal.chains import actions
from portal.chains.forms.chains import ResponderForm, StepForm
from portal.chains.forms.words import PARTS
from portal.chains.models import Chain, ChainResponder, ChainStep
from portal.chains.rules import MOST_STEPS
from portal.chains.views.blueprint import routes
from portal.chains.views.chains import context
from portal.pages import go, refused, show, tell


@routes.post("/chains/<int:draft>/steps")
@allow(To.CHANGE_DRAFT, draft=Chain)
def add_step(draft: Chain):
    try:
        step = actions.add_step(draft)
    except actions.TooManySteps:
        reason = _("A chain has at most %(most)d steps: more take too long.", most=MOST_STEPS)
        return refused("chains/chain.html", **context(draft, reason))
    return go(".step", step=step.id)


@routes.route("/chains/steps/<int:step>", methods=["GET", "POST"])
@allow(To.CHANGE_DRAFT, step=ChainStep)
def step(step: ChainStep):
    """How a step goes, who is told in it, and somebody more."""
    kept = {"wait_seconds": step.wait_seconds, "needed": step.needed, "channels": [c.value for c in step.channels]}
    form = StepForm(data=kept)
    if request.method == "GET":
        return show("chains/step.html", **_context(step, form, ResponderForm(formdata=None)))
    if not form.validate():
        return refused("chains/step.html", **_context(step, form, ResponderForm(formdata=None)))
    actions.change_step(step, form.terms())
    tell(_("Saved."))
    return go(".chain", chain=step.chain_id)


@routes.post("/chains/steps/<int:step>/up")
@allow(To.CHANGE_DRAFT, step=ChainStep)
def move_up(step: ChainStep):
    actions.move_up(step)
    return go(".chain", chain=step.chain_id)


@routes.post("/chains/steps/<int:step>/down")
@allow(To.CHANGE_DRAFT, step=ChainStep)
def move_down(step: ChainStep):
    actions.move_down(step)
    return go(".chain", chain=step.chain_id)


@routes.post("/chains/steps/<int:step>/remove")
@allow(To.CHANGE_DRAFT, step=ChainStep)
def remove_step(step: ChainStep):
    number = step.chain_id
    actions.remove_step(step)
    tell(_("The step is gone from this draft."))
    return go(".chain", chain=number)


@routes.post("/chains/steps/<int:step>/responders")
@allow(To.CHANGE_DRAFT, step=ChainStep)
def add_responder(step: ChainStep):
    """Somebody more in this step; who is in it already gets another part."""
    form = ResponderForm()
    if not form.validate():
        kept = {"wait_seconds": step.wait_seconds, "needed": step.needed, "channels": [c.value for c in step.channels]}
        return refused("chains/step.html", **_context(step, StepForm(formdata=None, data=kept), form))
    added = actions.add_responder(step, form.chosen())
    tell(_("%(name)s is told in this step.", name=added.name))
    return go(".step", step=step.id)


@routes.post("/chains/responders/<int:responder>/remove")
@allow(To.CHANGE_DRAFT, responder=ChainResponder)
def remove_responder(responder: ChainResponder):
    name, number = responder.name, responder.step_id
    actions.remove_responder(responder)
    tell(_("%(name)s is not told in this step any more.", name=name))
    return go(".step", step=number)


def _context(step: ChainStep, form: StepForm, who: ResponderForm) -> dict:
    return {"step": step, "form": form, "who": who, "parts": PARTS}
