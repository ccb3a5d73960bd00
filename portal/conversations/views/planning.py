"""The plan of a round, for the office and the leader: asking families, making it, looking at it, publishing it."""

from flask import make_response, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal import clock, tasks
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions.planning import PLAN
from portal.conversations.actions.publishing import PUBLISH
from portal.conversations.models import Round
from portal.conversations.views.blueprint import routes
from portal.conversations.views.wish_words import WHY
from portal.pages import go, htmx, refused, show, tell


@routes.record_once
def plug_in(_state: object) -> None:
    """The worker learns the long work of a plan."""
    tasks.handle(PLAN, actions.make_plan)
    tasks.handle(PUBLISH, actions.book_plan)


@routes.get("/plans/<int:planned>")
@allow(To.PLAN_ROUNDS, planned=Round)
def made_plan(planned: Round):
    return show("conversations/made_plan.html", **_context(planned))


def _context(planned: Round, reason: str = "") -> dict:
    proposals = queries.proposals_of(planned.id)
    return {
        "round": planned, "plan": queries.plan_of(planned.id), "task": queries.task_of_plan(planned.id),
        "placed": [p for p in proposals if p.times], "without": [p for p in proposals if not p.times],
        "remarks": queries.remarks_on(proposals, queries.wish_sets_of(planned.id)), "why": WHY,
        "elsewhere": queries.elsewhere_in_plan(proposals, now=clock.now()),
        "silent": queries.without_answer(planned.id), "takes": queries.takes_wishes(planned, now=clock.now()),
        "can_plan": queries.can_be_planned(planned, now=clock.now()), "reason": reason,
    }  # fmt: skip


@routes.get("/plans/<int:planned>/progress")
@allow(To.PLAN_ROUNDS, planned=Round)
def plan_progress(planned: Round):
    """How far the worker is; when it is over, on to the plan."""
    task = queries.task_of_plan(planned.id)
    if htmx and task is not None and task.is_over:
        answer = make_response("", 204)
        answer.headers["HX-Redirect"] = url_for(".made_plan", planned=planned.id)
        return answer
    if task is None or task.is_over:
        return go(".made_plan", planned=planned.id)
    return show("conversations/_planning.html", round=planned, task=task)


@routes.post("/plans/<int:planned>/ask")
@allow(To.PLAN_ROUNDS, planned=Round)
def ask_families(planned: Round):
    try:
        number = actions.ask_families(planned, actor(), now=clock.now())
    except actions.WishesClosed:
        reason = _("Families can no longer say when they can come.")
        return refused("conversations/made_plan.html", **_context(planned, reason))
    tell(
        ngettext("We asked %(num)d parent when they can come.", "We asked %(num)d parents when they can come.", number)
    )
    return go(".made_plan", planned=planned.id)


@routes.post("/plans/<int:planned>/make")
@allow(To.PLAN_ROUNDS, planned=Round)
def make_plan(planned: Round):
    try:
        actions.ask_for_plan(planned, actor(), now=clock.now())
    except actions.NothingToPlan:
        reason = _("First families say when they can come. Then you make the plan.")
        return refused("conversations/made_plan.html", **_context(planned, reason))
    except actions.PlanIsOut:
        return _is_out(planned)
    return go(".made_plan", planned=planned.id)


@routes.post("/plans/<int:planned>/publish")
@allow(To.PLAN_ROUNDS, planned=Round)
def publish_plan(planned: Round):
    try:
        actions.publish(planned, actor(), now=clock.now())
    except actions.PlanIsOut:
        return _is_out(planned)
    except actions.NothingPlanned:
        return refused("conversations/made_plan.html", **_context(planned, _("There is no plan yet. Make one first.")))
    tell(_("The conversations are being booked. Every family gets a message with its times."))
    return go(".made_plan", planned=planned.id)


def _is_out(planned: Round):
    reason = _("The families have the plan already. Move single conversations from the class's page.")
    return refused("conversations/made_plan.html", **_context(planned, reason))
