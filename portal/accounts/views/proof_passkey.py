"""A passkey as a way to show again who one is: the finger or the face once more, and on where one was."""

from flask import Response, abort, request, session

from portal import clock
from portal.access import To, actor, allow
from portal.accounts import actions, queries
from portal.accounts.actions import PasskeyCopied, WrongProof
from portal.accounts.views.blueprint import routes
from portal.accounts.views.proof import WAYS, Way, count_try, proved
from portal.accounts.views.steps import ASKED, passkeys_here, site
from portal.pages import refused
from portal.school.models import Person


def _has_one(person: Person) -> bool:
    return passkeys_here()["is_passkey_possible"] and bool(queries.passkeys_of(person))


PASSKEY = Way("accounts/_prove_passkey.html", _has_one, is_for_staff=True, is_strong=True)
WAYS.append(PASSKEY)


@routes.post("/prove/passkey/options")
@allow(To.PROVE)
def ask_passkey_again():
    """A question for the browser's passkey, as JSON; it is this browser's, once."""
    where = site()
    if where is None:
        abort(404)
    count_try("proof")
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
        actions.stop_passkey(copied.passkey, now=now)
        return refused("accounts/passkey_no_good.html")
    except WrongProof:
        return refused("accounts/passkey_no_good.html")
    return proved(PASSKEY) if person.id == actor().id else refused("accounts/passkey_no_good.html")
