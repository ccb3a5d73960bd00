"""The roster of a week, each duty with its weekly shifts."""

from datetime import date, timedelta

from flask import request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.chains import actions, queries
from portal.chains.forms.duties import DutyForm, ShiftForm, numbered
from portal.chains.forms.words import WEEKS
from portal.chains.models import Duty, DutyShift
from portal.chains.rules import Weeks
from portal.chains.views.blueprint import routes
from portal.chains.views.chains import would_leave
from portal.pages import go, refused, show, tell

FARTHEST = timedelta(days=366)


@routes.route("/duties", methods=["GET", "POST"])
@allow(To.SET_CHAINS)
def duties():
    """Who is on duty now and this week, every duty, and a form for one more."""
    form = DutyForm()
    if request.method == "GET":
        return show("chains/duties.html", **_week(form))
    if not form.validate():
        return refused("chains/duties.html", **_week(form))
    try:
        duty = actions.add_duty(form.name.data or "", actor(), now=clock.now())
    except actions.NameTaken:
        form.name.errors = [_("There is a duty with this name already.")]
        return refused("chains/duties.html", **_week(form))
    tell(_("%(name)s is added. Say now who has this duty when.", name=duty.name))
    return go(".duty", duty=duty.id)


def _week(form: DutyForm) -> dict:
    now = clock.now()
    today = i18n.local_date(now)
    day = _asked_day(today)
    return {
        "form": form, "duties": queries.duties(), "on_duty": queries.on_duty_now(now=now), "today": today,
        "week": queries.week_of(day), "before": day - timedelta(days=7), "after": day + timedelta(days=7),
        "number": day.isocalendar().week,
    }  # fmt: skip


def _asked_day(today: date) -> date:
    """The day in the address, when it is one within a year; else today."""
    try:
        day = date.fromisoformat(request.args.get("week", ""))
    except ValueError:
        return today
    return day if abs(day - today) < FARTHEST else today


@routes.get("/duties/<int:duty>")
@allow(To.SET_CHAINS, duty=Duty)
def duty(duty: Duty):
    return show("chains/duty.html", **_context(duty))


@routes.post("/duties/<int:duty>/name")
@allow(To.SET_CHAINS, duty=Duty)
def rename_duty(duty: Duty):
    form = DutyForm()
    if form.validate():
        try:
            actions.rename_duty(duty, form.name.data or "", actor(), now=clock.now())
        except actions.NameTaken:
            form.name.errors = [_("There is a duty with this name already.")]
        else:
            tell(_("Saved."))
            return go(".duty", duty=duty.id)
    return refused("chains/duty.html", **_context(duty) | {"name_form": form})


@routes.post("/duties/<int:duty>/remove")
@allow(To.SET_CHAINS, duty=Duty)
def remove_duty(duty: Duty):
    try:
        actions.remove_duty(duty, actor(), now=clock.now())
    except actions.StillCalled:
        reason = _("A chain still calls whoever has this duty. Take it out of the chain first.")
        return refused("chains/duty.html", **_context(duty) | {"reason": reason})
    tell(_("The duty is removed."))
    return go(".duties")


@routes.post("/duties/<int:duty>/shifts")
@allow(To.SET_CHAINS, duty=Duty)
def add_shifts(duty: Duty):
    """Somebody has this duty on some weekdays."""
    form = ShiftForm()
    if not form.validate():
        return refused("chains/duty.html", **_context(duty) | {"form": form})
    person, days = numbered(form.person.data), [int(day) for day in form.weekdays.data or ()]
    try:
        actions.add_shifts(duty, person, days, form.times(), Weeks(form.weeks.data), actor(), now=clock.now())
    except actions.ShiftThere:
        form.person.errors = [_("%(name)s has this shift already.", name=person.full_name)]
        return refused("chains/duty.html", **_context(duty) | {"form": form})
    tell(_("%(name)s has this duty from now on.", name=person.full_name))
    return go(".duty", duty=duty.id)


@routes.post("/duties/shifts/<int:shift>/remove")
@allow(To.SET_CHAINS, shift=DutyShift)
def remove_shift(shift: DutyShift):
    duty = shift.duty
    try:
        actions.remove_shift(shift, actor(), now=clock.now())
    except actions.LeavesNobody as refusal:
        return refused("chains/duty.html", **_context(duty) | {"reason": would_leave(refusal)})
    tell(_("The shift is removed."))
    return go(".duty", duty=duty.id)


def _context(duty: Duty) -> dict:
    return {
        "duty": duty, "form": ShiftForm(formdata=None), "name_form": DutyForm(formdata=None, data={"name": duty.name}),
        "weeks": WEEKS, "called_by": queries.places_that_call(duty), "reason": "",
    }  # fmt: skip
