"""A responder's own page: when one is called, and being off for a day when somebody is left."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.chains import actions, queries
from portal.chains.forms.absences import OffForm
from portal.chains.forms.words import WEEKS
from portal.chains.models import DutyException
from portal.chains.views.blueprint import routes
from portal.chains.views.chains import would_leave
from portal.pages import go, refused, show, tell


@routes.get("/duties/mine")
@allow(To.GO_OFF_DUTY)
def mine():
    return show("chains/mine.html", **_context())


@routes.post("/duties/mine")
@allow(To.GO_OFF_DUTY)
def go_off():
    """Not called on a day; refused, with the reason, when too few would be left."""
    form = OffForm()
    if form.validate() and form.hours().on < i18n.local_date(clock.now()):
        form.day.errors = [_("This day is over.")]
    if form.errors or not form.day.data:
        return refused("chains/mine.html", **_context() | {"form": form})
    try:
        actions.go_off(actor(), form.hours(), actor(), now=clock.now())
    except actions.LeavesNobody as refusal:
        return refused("chains/mine.html", **_context() | {"form": form, "reason": would_leave(refusal)})
    tell(_("You are not called on %(day)s. Somebody else is.", day=i18n.day(form.hours().on)))
    return go(".mine")


@routes.post("/duties/mine/<int:exception>/back")
@allow(To.GO_OFF_DUTY, exception=DutyException)
def come_back(exception: DutyException):
    actions.take_back(exception, actor(), now=clock.now())
    tell(_("You are called again on that day."))
    return go(".mine")


def _context() -> dict:
    now, person = clock.now(), actor()
    today = i18n.local_date(now)
    return {
        "form": OffForm(formdata=None, data={"day": today}), "reason": "", "weeks": WEEKS,
        "shifts": queries.shifts_of(person), "places": queries.chains_calling(person, at=now),
        "away": queries.exceptions_of(person, today),
        "instead": [each for each in queries.substitutes(today) if person.id in (each.person_id, each.by_id)],
    }  # fmt: skip
