"""Planning to erase somebody: one plain question that names what goes and what stays; and taking it back."""

from flask import request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.pages import go, refused, show, tell
from portal.privacy.actions import planning
from portal.privacy.actions.planning import IsHeld, PlannedAlready, StillHere, TooLate
from portal.privacy.forms import EraseForm
from portal.privacy.models import Erasure
from portal.privacy.queries import people
from portal.privacy.views.blueprint import routes
from portal.school.models import Guardian, Person, Pupil


@routes.route("/pupils/<int:pupil>/erase", methods=["GET", "POST"])
@allow(To.ERASE_DATA, pupil=Pupil)
def erase_pupil(pupil: Pupil):
    return _erase(pupil, people.goes_with_pupil(pupil, now=clock.now()))


@routes.route("/guardians/<int:guardian>/erase", methods=["GET", "POST"])
@allow(To.ERASE_DATA, guardian=Guardian)
def erase_guardian(guardian: Guardian):
    return _erase(guardian.person, people.goes_with_guardian(guardian, now=clock.now()))


def _erase(thing: Pupil | Person, goes: people.Goes):
    form = EraseForm()
    context = {
        "form": form, "thing": thing, "goes": goes, "is_child": isinstance(thing, Pupil), "refusal_text": "",
    }  # fmt: skip
    if request.method == "GET":
        return show("privacy/erase.html", **context)
    if not form.validate():
        return refused("privacy/erase.html", **context)
    try:
        erasure = planning.plan(thing, actor(), reason=form.reason.data or "", now=clock.now())
    except (StillHere, IsHeld, PlannedAlready) as refusal:
        return refused("privacy/erase.html", **context | {"refusal_text": _why(refusal)})
    tell(_("It is planned for %(moment)s. Until then you can take it back here.", moment=i18n.moment(erasure.due_at)))
    return go(".office")


def _why(refusal: StillHere | IsHeld | PlannedAlready) -> str:
    if isinstance(refusal, StillHere):
        return _("This child is still at school. First write down on the child's page that it has left.")
    if isinstance(refusal, IsHeld):
        return _("There is a hold on this data. Lift the hold first, or wait until it is lifted.")
    return _("It is planned already. You find it on the page about privacy.")


@routes.post("/erasures/<int:erasure>/take-back")
@allow(To.ERASE_DATA, erasure=Erasure)
def take_back(erasure: Erasure):
    try:
        planning.take_back(erasure, actor(), now=clock.now())
    except TooLate:
        tell(_("That was too late: it was done, or taken back, before."))
    else:
        tell(_("Taken back. Everything stays as it is."))
    return go(".office")
