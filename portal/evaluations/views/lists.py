"""What is asked of somebody, the open evaluations, and the themes of a school year."""

from datetime import timedelta

from flask import request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow, may
from portal.evaluations import actions, queries
from portal.evaluations.actions import Closed
from portal.evaluations.forms import THEMES
from portal.evaluations.models import EvaluationTask
from portal.evaluations.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school.rules import school_year_of

FIRST_YEAR = 2000


@routes.get("")
@allow(To.SEE_EVALUATIONS)
def page():
    return show("evaluations/page.html", **_context())


@routes.post("/changes/<int:evaluation_task>/done")
@allow(To.SETTLE_CHANGE, evaluation_task=EvaluationTask)
def done(evaluation_task: EvaluationTask):
    return _settled(evaluation_task, _("Good that it is done. It stands on the list of the year."), was_done=True)


@routes.post("/changes/<int:evaluation_task>/drop")
@allow(To.SETTLE_CHANGE, evaluation_task=EvaluationTask)
def drop(evaluation_task: EvaluationTask):
    return _settled(evaluation_task, _("Dropped. It stands on the list of the year as not done."), was_done=False)


@routes.post("/changes/<int:evaluation_task>/undo")
@allow(To.SETTLE_CHANGE, evaluation_task=EvaluationTask)
def undo(evaluation_task: EvaluationTask):
    actions.unsettle(evaluation_task, actor(), now=clock.now())
    tell(_("It is open again."))
    return go(".page")


@routes.get("/themes")
@allow(To.SEE_FIGURES)
def themes():
    """What was decided in a school year, by theme; no name stands in it."""
    today = i18n.local_date(clock.now())
    year = request.args.get("year", type=int)
    if year is None or not FIRST_YEAR <= year <= today.year:
        year = school_year_of(today)[0].year
    first, last = school_year_of(today.replace(year=year, month=9, day=1))
    lines = queries.themes_between(i18n.at_school(first), i18n.at_school(last + timedelta(days=1)))
    return show("evaluations/themes.html", lines=lines, themes=THEMES, first=first, last=last, year=year,
                is_newest=last >= today)  # fmt: skip


def _settled(task: EvaluationTask, said: str, *, was_done: bool):
    try:
        actions.settle(task, actor(), was_done=was_done, now=clock.now())
    except Closed:
        reason = _("This changed a moment ago. Look at how it stands now.")
        return refused("evaluations/page.html", **_context() | {"reason": reason})
    tell(said)
    return go(".page")


def _context() -> dict:
    me, sees_all = actor(), may(To.SEE_FIGURES)
    mine = queries.tasks_of(me)
    return {
        "mine": mine, "others": [task for task in queries.tasks_of() if task not in mine] if sees_all else [],
        "open": queries.evaluations_for() if sees_all else queries.owned_by(me, now=clock.now()),
        "closed": queries.evaluations_for(closed=True)[:10] if sees_all else [], "themes": THEMES, "now": clock.now(),
        "sees_all": sees_all, "reason": None,
    }  # fmt: skip
