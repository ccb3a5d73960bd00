"""Holidays, and the hours at which there are people in the school."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.chains import actions, queries
from portal.chains.forms.absences import HolidayForm
from portal.chains.forms.duties import SchoolHoursForm
from portal.chains.models import SchoolHoliday
from portal.chains.views.blueprint import routes
from portal.chains.views.chains import would_leave
from portal.pages import go, refused, show, tell
from portal.school import queries as school


@routes.get("/duties/days")
@allow(To.SET_CHAINS)
def days():
    return show("chains/days.html", **_context())


@routes.post("/duties/holidays")
@allow(To.SET_CHAINS)
def add_holiday():
    """Days without school: then nobody has a weekly duty."""
    form = HolidayForm()
    if not form.validate():
        return refused("chains/days.html", **_context() | {"form": form})
    actions.add_holiday(form.name.data or "", form.days(), actor(), now=clock.now())
    tell(_("%(name)s is added. Nobody has a weekly duty on those days.", name=form.name.data))
    return go(".days")


@routes.post("/duties/holidays/<int:holiday>/remove")
@allow(To.SET_CHAINS, holiday=SchoolHoliday)
def remove_holiday(holiday: SchoolHoliday):
    try:
        actions.remove_holiday(holiday, actor(), now=clock.now())
    except actions.LeavesNobody as refusal:
        return refused("chains/days.html", **_context() | {"reason": would_leave(refusal)})
    tell(_("There is school on those days again."))
    return go(".days")


@routes.post("/duties/hours")
@allow(To.SET_CHAINS)
def set_hours():
    """When somebody must be reachable: a chain is checked for all of these hours."""
    form, here = SchoolHoursForm(prefix="week"), school.the_school()
    if not form.validate() or here is None:
        return refused("chains/days.html", **_context() | {"week": form})
    try:
        actions.set_hours(form.hours(), here, actor(), now=clock.now())
    except actions.LeavesNobody as refusal:
        return refused("chains/days.html", **_context() | {"week": form, "reason": would_leave(refusal)})
    tell(_("Saved."))
    return go(".days")


def _context() -> dict:
    today = i18n.local_date(clock.now())
    hours = queries.roster_from(today).hours
    kept = [dict(zip(("starts", "ends"), hours.get(day, (None, None)), strict=True)) for day in range(7)]
    return {
        "form": HolidayForm(formdata=None), "week": SchoolHoursForm(formdata=None, prefix="week", data={"days": kept}),
        "holidays": queries.holidays(today), "reason": "",
    }  # fmt: skip
