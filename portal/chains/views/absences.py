"""Days that are different, and who stands in for whom."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.chains import actions, queries
from portal.chains.forms.absences import ExceptionForm, SubstituteForm
from portal.chains.forms.duties import numbered
from portal.chains.models import DutyException, Substitute
from portal.chains.views.blueprint import routes
from portal.chains.views.chains import would_leave
from portal.pages import go, refused, show, tell


@routes.get("/duties/absences")
@allow(To.SET_CHAINS)
def absences():
    return show("chains/absences.html", **_context())


@routes.post("/duties/absences")
@allow(To.SET_CHAINS)
def add_exception():
    """Somebody is away on a day, or has a duty that is not in the weekly shifts."""
    form = ExceptionForm()
    if not form.validate():
        return refused("chains/absences.html", **_context() | {"form": form})
    person = numbered(form.person.data)
    try:
        if form.what.data == "away":
            actions.go_off(person, form.hours(), actor(), now=clock.now())
        else:
            duty = next(each for each in queries.duties() if str(each.id) == form.what.data)
            actions.add_extra(duty, person, form.hours(), actor(), now=clock.now())
    except actions.LeavesNobody as refusal:
        return refused("chains/absences.html", **_context() | {"form": form, "reason": would_leave(refusal)})
    tell(
        _(
            "Written down: on %(day)s it is different for %(name)s.",
            day=i18n.day(form.hours().on),
            name=person.full_name,
        )
    )
    return go(".absences")


@routes.post("/duties/exceptions/<int:exception>/remove")
@allow(To.SET_CHAINS, exception=DutyException)
def remove_exception(exception: DutyException):
    try:
        actions.take_back(exception, actor(), now=clock.now())
    except actions.LeavesNobody as refusal:
        return refused("chains/absences.html", **_context() | {"reason": would_leave(refusal)})
    tell(_("That day is as usual again."))
    return go(".absences")


@routes.post("/duties/substitutes")
@allow(To.SET_CHAINS)
def add_substitute():
    """Somebody stands in for somebody else, wherever that person would be called."""
    form = SubstituteForm(prefix="instead")
    if not form.validate():
        return refused("chains/absences.html", **_context() | {"instead": form})
    person, by = numbered(form.person.data), numbered(form.by.data)
    try:
        actions.stand_in(by, person, form.days(), actor(), now=clock.now())
    except actions.ReplacedAlready:
        form.by.errors = [_("On some of these days one of the two is replaced already, or replaces somebody.")]
        return refused("chains/absences.html", **_context() | {"instead": form})
    except actions.LeavesNobody as refusal:
        return refused("chains/absences.html", **_context() | {"instead": form, "reason": would_leave(refusal)})
    tell(_("%(by)s is called in the place of %(name)s.", by=by.full_name, name=person.full_name))
    return go(".absences")


@routes.post("/duties/substitutes/<int:substitute>/remove")
@allow(To.SET_CHAINS, substitute=Substitute)
def remove_substitute(substitute: Substitute):
    try:
        actions.end_standing_in(substitute, actor(), now=clock.now())
    except actions.LeavesNobody as refusal:
        return refused("chains/absences.html", **_context() | {"reason": would_leave(refusal)})
    tell(_("Nobody stands in there any more."))
    return go(".absences")


def _context() -> dict:
    today = i18n.local_date(clock.now())
    return {
        "exceptions": queries.exceptions(today), "substitutes": queries.substitutes(today), "reason": "",
        "form": ExceptionForm(formdata=None), "instead": SubstituteForm(formdata=None, prefix="instead"),
    }  # fmt: skip
