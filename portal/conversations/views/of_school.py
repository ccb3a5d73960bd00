"""The pages on which the office and the leader plan rounds of the whole school, and see how far each is."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions import DatesPassed, RoundRuns
from portal.conversations.forms.school_round import KINDS, SchoolRoundForm
from portal.conversations.models import Round
from portal.conversations.views.blueprint import routes
from portal.pages import go, refused, show, tell


@routes.get("/rounds")
@allow(To.PLAN_ROUNDS)
def rounds():
    return show("conversations/rounds.html", **_context())


def _context(reason: str = "") -> dict:
    return {"rounds": queries.rounds_of_school(now=clock.now()), "kinds": KINDS, "reason": reason}


@routes.route("/rounds/new", methods=["GET", "POST"])
@allow(To.PLAN_ROUNDS)
def plan_round():
    form = SchoolRoundForm()
    if request.method == "GET":
        return show("conversations/plan.html", form=form, planned=None)
    if not form.validate():
        return refused("conversations/plan.html", form=form, planned=None)
    actions.plan_round(actor(), form.planned(), now=clock.now())
    tell(_("The round is kept as a draft. Set it in motion when it is right."))
    return go(".rounds")


@routes.route("/rounds/<int:planned>/change", methods=["GET", "POST"])
@allow(To.PLAN_ROUNDS, planned=Round)
def change_plan(planned: Round):
    form = SchoolRoundForm(round=planned, rows=queries.classes_in(planned))
    if request.method == "GET":
        return show("conversations/plan.html", form=form, planned=planned)
    if not form.validate():
        return refused("conversations/plan.html", form=form, planned=planned)
    try:
        actions.change_plan(planned, actor(), form.planned(), now=clock.now())
    except RoundRuns:
        return refused("conversations/rounds.html", **_context(_runs()))
    tell(_("The draft is changed."))
    return go(".rounds")


@routes.post("/rounds/<int:planned>/start")
@allow(To.PLAN_ROUNDS, planned=Round)
def set_in_motion(planned: Round):
    try:
        actions.set_in_motion(planned, actor(), now=clock.now())
    except DatesPassed:
        reason = _("Families would choose already, and no teacher has filled in a time. Change the dates first.")
        return refused("conversations/rounds.html", **_context(reason))
    tell(_("The round runs. The teachers get a message to fill in their times."))
    return go(".rounds")


@routes.post("/rounds/<int:planned>/throw-away")
@allow(To.PLAN_ROUNDS, planned=Round)
def throw_away(planned: Round):
    try:
        actions.throw_away(planned, actor(), now=clock.now())
    except RoundRuns:
        return refused("conversations/rounds.html", **_context(_runs()))
    tell(_("The draft is gone."))
    return go(".rounds")


@routes.post("/rounds/<int:planned>/copy")
@allow(To.PLAN_ROUNDS, planned=Round)
def copy_round(planned: Round):
    actions.copy_round(planned, actor(), now=clock.now())
    tell(_("A draft like it is made, with its dates a year later. Look at them before you set it in motion."))
    return go(".rounds")


@routes.post("/rounds/<int:planned>/stop")
@allow(To.PLAN_ROUNDS, planned=Round)
def stop_round(planned: Round):
    actions.close_round(planned, actor(), now=clock.now())
    tell(_("The round is closed. What is booked stays booked."))
    return go(".rounds")


@routes.post("/rounds/<int:planned>/go-on")
@allow(To.PLAN_ROUNDS, planned=Round)
def go_on(planned: Round):
    actions.reopen_round(planned, actor(), now=clock.now())
    tell(_("The round is open again."))
    return go(".rounds")


def _runs() -> str:
    return _("This round runs already: teachers or families know of it. Close it, and plan a new one.")
