"""For whoever gives aftercare: what waits, what to ask, and one tap for how it went."""

from flask_babel import gettext as _

from portal import audit, clock
from portal.access import To, actor, allow, may
from portal.aftercare import actions, queries
from portal.aftercare.actions import AlreadyClosed, NobodyElse
from portal.aftercare.forms import NAMES, TITLES, guidance
from portal.aftercare.models import CareStep
from portal.aftercare.views.blueprint import routes
from portal.pages import go, refused, show, tell


@routes.get("")
@allow(To.SEE_AFTERCARE)
def page():
    now, me = clock.now(), actor()
    asked = queries.asked_of(me)
    others = [step for step in queries.open_for_leader(me) if step not in asked]
    return show(
        "aftercare/page.html", asked=asked, others=others, closed=queries.closed_lately_by(me, now), now=now,
        titles=TITLES, names=NAMES, behind=queries.behind(me, now), settles=may(To.ADD_AFTERCARE),
    )  # fmt: skip


@routes.get("/steps/<int:care_step>")
@allow(To.GIVE_AFTERCARE, care_step=CareStep)
def step(care_step: CareStep):
    audit.saw(actor(), care_step.care, now=clock.now())
    return show("aftercare/step.html", **_context(care_step))


@routes.post("/steps/<int:care_step>/done")
@allow(To.GIVE_AFTERCARE, care_step=CareStep)
def done(care_step: CareStep):
    return _settled(actions.done, care_step, _("Good that you did it. Only that, and the date, is kept."))


@routes.post("/steps/<int:care_step>/needs-more")
@allow(To.GIVE_AFTERCARE, care_step=CareStep)
def needs_more(care_step: CareStep):
    return _settled(actions.needs_more, care_step, _("One more talk stands ready for you within a week."))


@routes.post("/steps/<int:care_step>/not-reached")
@allow(To.GIVE_AFTERCARE, care_step=CareStep)
def not_reached(care_step: CareStep):
    return _settled(actions.not_reached, care_step, _("It stays open. We remind you to try again."))


@routes.post("/steps/<int:care_step>/undo")
@allow(To.GIVE_AFTERCARE, care_step=CareStep)
def undo(care_step: CareStep):
    return _settled(actions.undo, care_step, _("It is open again."))


@routes.post("/steps/<int:care_step>/cannot")
@allow(To.GIVE_OWN_AFTERCARE, care_step=CareStep)
def cannot(care_step: CareStep):
    try:
        actions.cannot(care_step, actor(), now=clock.now())
    except NobodyElse:
        reason = _("There is nobody else who works here. Ask the school board for somebody.")
        return refused("aftercare/step.html", **_context(care_step) | {"reason": reason})
    tell(_("A colleague does it now, and is told."))
    return go(".page")


def _settled(deed, care_step: CareStep, said: str):
    try:
        deed(care_step, actor(), now=clock.now())
    except AlreadyClosed:
        reason = _("This changed a moment ago. Look at how it stands now.")
        return refused("aftercare/step.html", **_context(care_step) | {"reason": reason})
    tell(said)
    return go(".page")


def _context(care_step: CareStep) -> dict:
    return {
        "step": care_step, "titles": TITLES, "names": NAMES, "guidance": guidance(care_step), "reason": None,
        "is_mine": care_step.owner_id == actor().id, "now": clock.now(),
    }  # fmt: skip
