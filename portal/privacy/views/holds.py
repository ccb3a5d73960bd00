"""Placing a hold on a child, an adult or a household, and lifting it."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.pages import go, refused, show, tell
from portal.privacy.actions import holds as actions
from portal.privacy.actions.holds import HeldAlready, IsErased
from portal.privacy.forms import HoldForm
from portal.privacy.models import Hold
from portal.privacy.views.blueprint import routes
from portal.school.models import Guardian, Household, Person, Pupil


@routes.route("/pupils/<int:pupil>/hold", methods=["GET", "POST"])
@allow(To.HOLD_DATA, pupil=Pupil)
def hold_pupil(pupil: Pupil):
    return _hold(pupil, pupil.full_name)


@routes.route("/guardians/<int:guardian>/hold", methods=["GET", "POST"])
@allow(To.HOLD_DATA, guardian=Guardian)
def hold_guardian(guardian: Guardian):
    return _hold(guardian.person, guardian.person.full_name)


@routes.route("/households/<int:household>/hold", methods=["GET", "POST"])
@allow(To.HOLD_DATA, household=Household)
def hold_household(household: Household):
    return _hold(household, " · ".join(each.person.full_name for each in household.guardians))


def _hold(thing: Pupil | Person | Household, name: str):
    now = clock.now()
    form = HoldForm(today=i18n.local_date(now))
    context = {"form": form, "name": name, "is_held": False}
    if request.method == "GET":
        return show("privacy/hold.html", **context)
    if not form.validate() or (review_on := form.review_on.data) is None:
        return refused("privacy/hold.html", **context)
    try:
        actions.place(thing, actor(), reason=form.reason.data or "", review_on=review_on, now=now)
    except HeldAlready:
        return refused("privacy/hold.html", **context | {"is_held": True})
    except IsErased:
        abort(404)
    tell(_("Nothing of it is erased until the hold is lifted."))
    return go(".office")


@routes.post("/holds/<int:hold>/lift")
@allow(To.HOLD_DATA, hold=Hold)
def lift(hold: Hold):
    actions.lift(hold, actor(), now=clock.now())
    tell(_("The hold is lifted. From now on the ordinary terms count again."))
    return go(".office")
