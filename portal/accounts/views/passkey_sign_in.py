"""Coming in with a passkey: two steps in one, for parents and staff alike."""

from flask import Response, abort, request, session
from flask_babel import gettext as _

from portal import clock
from portal.access import open_to_all
from portal.accounts import actions
from portal.accounts.actions import PasskeyCopied, TooManyTries, WrongProof
from portal.accounts.views.blueprint import routes
from portal.accounts.views.steps import ASKED, came_from, come_in_and_go, site, wait
from portal.pages import go, refused, tell


@routes.post("/sign-in/passkey/options")
@open_to_all
def ask_passkey():
    """A question for the browser's passkey, as JSON; it is this browser's, once."""
    where, now = site(), clock.now()
    if where is None:
        abort(404)
    try:
        actions.count_try("passkey-from", came_from(), now=now)
    except TooManyTries as many:
        return wait(many)
    session[ASKED], options = actions.ask_to_sign_in(where, now=now)
    return Response(options, mimetype="application/json", headers={"Cache-Control": "no-store"})


@routes.post("/sign-in/passkey")
@open_to_all
def use_passkey():
    where, now, token = site(), clock.now(), session.pop(ASKED, "")
    if where is None:
        abort(404)
    try:
        actions.count_try("passkey-from", came_from(), now=now)
        person = actions.person_by_passkey(request.form.get("answer", ""), token, where, now=now)
    except TooManyTries as many:
        return wait(many)
    except PasskeyCopied as copied:
        actions.stop_passkey(copied.passkey, now=now)
        tell(_("That passkey was used in two places, so we switched it off and mailed you. Come in another way."))
        return go(".sign_in")
    except WrongProof:
        return refused("accounts/passkey_no_good.html")
    return come_in_and_go(person, is_for_staff=True, is_strong=True)
