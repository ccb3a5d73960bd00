"""A copy while it is made, and fetching it; each time written down."""

from flask import Response
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests

from portal import audit, clock, i18n
from portal.access import To, actor, allow
from portal.accounts import actions as accounts
from portal.accounts.actions import TooManyTries
from portal.disclosure import actions
from portal.disclosure.actions import IsGone, NotNow
from portal.disclosure.models import AccessRequest
from portal.disclosure.views.blueprint import routes
from portal.disclosure.views.masking import moved_on
from portal.disclosure.views.requests import about
from portal.pages import refused, show


@routes.get("/requests/<int:access_request>/progress")
@allow(To.ANSWER_REQUEST, access_request=AccessRequest)
def progress(access_request: AccessRequest):
    """The part that asks again by itself."""
    return show("disclosure/_copy.html", asked=access_request, now=clock.now())


@routes.get("/requests/<int:access_request>/file")
@allow(To.ANSWER_REQUEST, access_request=AccessRequest)
def fetch(access_request: AccessRequest):
    """The sealed copy: never kept by a browser or a proxy."""
    now = clock.now()
    try:
        accounts.count_try("register-copy", str(actor().id), now=now)
        data = actions.fetch(access_request, now=now)
    except TooManyTries as many:
        raise TooManyRequests(retry_after=many.retry_after) from many
    except IsGone:
        gone = _("This copy can be fetched no longer. Make a new request if it is still needed.")
        return refused("disclosure/request.html", **about(access_request, reason=gone))
    except NotNow:
        return refused("disclosure/request.html", **about(access_request, reason=moved_on()))
    audit.saw_all(actor(), [access_request, *access_request.incidents], now=now)
    answer = Response(data, mimetype="application/zip")
    name = f"register-{access_request.id}-{i18n.local_date(now).isoformat()}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
