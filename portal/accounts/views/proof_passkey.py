"""A passkey as a way to show again who one is: the finger or the face once more, and on where one was."""

from flask import Response, abort, request, session
from flask_babel import gettext as _
from werkzeug.exceptions import TooManyRequests

from portal import clock
from portal.access import To, actor, allow
from portal.accounts import actions, queries
from portal.accounts.actions import PasskeyCopied, TooManyTries, WrongProof
from portal.accounts.views.blueprint import routes
from portal.accounts.views.proof import WAYS, Way, count_try, proved
from portal.accounts.views.steps import ASKED, came_from, passkeys_here, site
from portal.pages import go, refused, tell
from portal.school.models import Person


def _has_one(person: Person) -> bool:
    return passkeys_here()["is_passkey_possible"] and bool(queries.passkeys_of(person))


PASSKEY = Way("accounts/_prove_passkey.html", _has_one, is_for_staff=True, is_strong=True)
WAYS.append(PASSKEY)


def _count_question() -> None:
    # A question that is never answered proves nothing: it is counted apart, so that it locks no other way.
    try:
        actions.count_try("passkey-from", came_from(), now=clock.now())
    except TooManyTries as many:
        raise TooManyRequests(retry_after=many.retry_after) from many


@routes.post("/prove/passkey/options")
@allow(To.PROVE)
def ask_passkey_again():
    """A question for the browser's passkey, as JSON; it is this browser's, once."""
    where = site()
    if where is None:
        abort(404)
    _count_question()
    session[ASKED], options = actions.ask_to_sign_in(where, now=clock.now())
    return Response(options, mimetype="application/json", headers={"Cache-Control": "no-store"})


@routes.post("/prove/passkey")
@allow(To.PROVE)
def prove_by_passkey():
    """Only the person's own passkey proves who it is."""
    where, now, token = site(), clock.now(), session.pop(ASKED, "")
    if where is None:
        abort(404)
    count_try("proof")
    try:
        person = actions.person_by_passkey(request.form.get("answer", ""), token, where, now=now)
    except PasskeyCopied as copied:
        # Kept, unlike a refusal: the passkey is off from now on, and its owner hears it.
        actions.stop_passkey(copied.passkey, now=now)
        tell(_("That passkey was used in two places, so we switched it off and mailed you. Come in another way."))
        return go(".prove", next=request.args.get("next"))
    except WrongProof:
        return refused("accounts/passkey_no_good.html")
    return proved(PASSKEY) if person.id == actor().id else refused("accounts/passkey_no_good.html")
