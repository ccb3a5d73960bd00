"""The second person: reads what was masked, releases the copy or sends it back."""

from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.disclosure import actions
from portal.disclosure.actions import FourEyes, NotNow, NotThroughYet
from portal.disclosure.forms import ReasonForm
from portal.disclosure.models import AccessRequest
from portal.disclosure.rules import Purpose
from portal.disclosure.views.blueprint import routes
from portal.disclosure.views.masking import all_texts, moved_on
from portal.disclosure.views.requests import about
from portal.pages import go, refused, show, tell


@routes.get("/requests/<int:access_request>/check")
@allow(To.ANSWER_REQUEST, access_request=AccessRequest)
def check(access_request: AccessRequest):
    return show("disclosure/check.html", **_context(access_request))


@routes.post("/requests/<int:access_request>/hand-back")
@allow(To.ANSWER_REQUEST, access_request=AccessRequest)
def hand_back(access_request: AccessRequest):
    form = ReasonForm()
    if access_request.purpose is Purpose.SCHOOL:
        return refused("disclosure/request.html", **about(access_request, reason=_("Release it, or refuse it.")))
    if not form.validate():
        return refused("disclosure/check.html", **_context(access_request, form))
    try:
        actions.hand_back(access_request, form.reason.data or "", actor(), now=clock.now())
    except NotNow:
        return refused("disclosure/request.html", **about(access_request, reason=moved_on()))
    tell(_("Sent back. Whoever masks it reads your remark."))
    return go(".read", access_request=access_request.id)


@routes.post("/requests/<int:access_request>/release")
@allow(To.ANSWER_REQUEST, access_request=AccessRequest)
def release(access_request: AccessRequest):
    try:
        actions.release(access_request, actor(), now=clock.now())
    except FourEyes:
        why = _("You chose or masked it yourself. Somebody else of school leader and safety coordinator releases it.")
        return refused("disclosure/request.html", **about(access_request, reason=why))
    except NotThroughYet:
        why = _("Something was added to the incident meanwhile. Send it back, so that it is gone through too.")
        return refused("disclosure/request.html", **about(access_request, reason=why))
    except NotNow:
        return refused("disclosure/request.html", **about(access_request, reason=moved_on()))
    tell(_("Released. We are making the copy; you can fetch it in a moment."))
    return go(".read", access_request=access_request.id)


@routes.post("/requests/<int:access_request>/check-again")
@allow(To.ANSWER_REQUEST, access_request=AccessRequest)
def check_again(access_request: AccessRequest):
    """Making the copy broke."""
    try:
        actions.check_again(access_request)
    except NotNow:
        return refused("disclosure/request.html", **about(access_request, reason=moved_on()))
    return go(".check", access_request=access_request.id)


def _context(asked: AccessRequest, form: ReasonForm | None = None) -> dict:
    return all_texts(asked) | {
        "form": form or ReasonForm(formdata=None),
        "is_for_school": asked.purpose is Purpose.SCHOOL,
    }
