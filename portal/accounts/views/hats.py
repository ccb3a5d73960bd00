"""Changing hats: a guardian who is also on the staff goes on as the one or as the other."""

from flask import abort, redirect, request, session
from flask_babel import gettext as _
from flask_login import current_user

from portal.access import To, actor, allow
from portal.accounts import actions, queries
from portal.accounts.actions import NeedsStaffProof
from portal.accounts.rules import Follows
from portal.accounts.views.blueprint import routes
from portal.accounts.views.language import safe_path
from portal.accounts.views.proof import FOR_STAFF
from portal.pages import go, show, tell
from portal.school.models import Hat


@routes.get("/hat")
@allow(To.CHANGE_HAT)
def ask_for_hat():
    """A page that is meant for the other hat: one question, and back to where one is."""
    return show("accounts/hat.html", next=safe_path(request.args.get("next", "/")))


@routes.post("/hat/<hat>")
@allow(To.CHANGE_HAT)
def wear(hat: str):
    if hat not in set(Hat):
        abort(404)
    back = safe_path(request.form.get("next", "/"))
    if hat == Hat.STAFF and not current_user.session.is_strong and queries.what_follows(actor()) is not Follows.IN:
        # A password once more would be one step only.
        return go(".sign_in_staff", next=back)
    try:
        actions.wear(current_user.session, Hat(hat))
    except NeedsStaffProof:
        session[FOR_STAFF] = True
        return go(".prove", next=back)
    tell(_("You are here as a parent now.") if hat == Hat.PARENT else _("You are here as staff now."))
    return redirect(back, 303)
