"""The cookie by which a browser is known again, and signing all the other devices out."""

import secrets

from flask import after_this_request, current_app, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer

from portal import clock
from portal.access import To, actor, allow
from portal.accounts import actions
from portal.accounts.rules import DEVICE_IS_KNOWN
from portal.accounts.views.blueprint import routes
from portal.pages import go, tell


@routes.post("/account/sessions/end-others")
@allow(To.SEE_OWN_ACCOUNT)
def end_other_sessions():
    ended = actions.end_sessions_of(actor(), but=current_user.session, now=clock.now())
    if ended:
        tell(ngettext("%(num)d other device is signed out.", "%(num)d other devices are signed out.", ended))
    else:
        tell(_("You were signed in on this device only."))
    return go(".account")


def device_of_this_browser() -> str:
    """The random text by which this browser is known again; a browser without one gets it with this answer."""
    signer = URLSafeSerializer(current_app.config["SECRET_KEY"], salt="device")
    name = "__Host-device" if current_app.config["SESSION_COOKIE_SECURE"] else "device"
    try:
        device = str(signer.loads(request.cookies.get(name, "")))
    except BadSignature:
        device = secrets.token_urlsafe(16)

    @after_this_request
    def keep(response):
        response.set_cookie(
            name, str(signer.dumps(device)), max_age=DEVICE_IS_KNOWN, httponly=True, samesite="Lax", path="/",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )  # fmt: skip
        return response

    return device
