"""A colleague's name and PIN under what is done at the kiosk; and the second PIN, which also calls for help."""

import secrets

from flask import Response, after_this_request
from flask_babel import gettext as _

from portal import clock
from portal.access import actor
from portal.accounts import actions as accounts
from portal.accounts.actions import Signature, TooManyTries, WrongProof
from portal.help_calls import actions as help_calls
from portal.kiosk import actions
from portal.kiosk.forms import SignedByColleague
from portal.school.models import Person, Place


def signed_by(form: SignedByColleague) -> Person:
    """The colleague whose name and PIN are filled in; raises TooManyTries or WrongProof, for both alike.

    With the second PIN the deed goes on as with the first, and help is called quietly once it is done.
    """
    now, chosen = clock.now(), form.colleague.data
    person = form.by_id.get(chosen)
    accounts.count_try("pin-from", f"kiosk {actor().id}", now=now)
    accounts.count_try("pin", str(chosen), now=now)
    said = accounts.signature(person, form.pin.data or "")
    if person is None or said is Signature.WRONG:
        raise WrongProof
    # Who signs rightly several times in a row guesses nothing.
    accounts.forget_tries("pin", str(chosen))
    if said is Signature.FORCED:
        _call_quietly_afterwards(actor().place)
    return person


def said_by(form: SignedByColleague) -> Signature:
    """What the PIN of something that waited says: guessing is as limited as at the screen."""
    now, chosen = clock.now(), form.colleague.data
    try:
        accounts.count_try("pin-from", f"kiosk {actor().id}", now=now)
        accounts.count_try("pin", str(chosen), now=now)
    except TooManyTries:
        return Signature.WRONG
    return accounts.signature(form.by_id.get(chosen), form.pin.data or "")


def _call_quietly_afterwards(place: Place) -> None:
    # After the deed, or ending a call would end this one too. Its answer shows nothing of it.
    @after_this_request
    def call(response: Response) -> Response:
        key, now = secrets.token_urlsafe(16), clock.now()
        if response.status_code < 400:
            help_calls.raise_call(place, key=key, is_quiet=True, now=now)
        else:
            actions.call_after_refusal(place.id, key=key, now=now)
        return response


def why(refusal: Exception) -> str:
    if isinstance(refusal, TooManyTries):
        return _("Too many tries. Wait five minutes. Calling for help always works.")
    if isinstance(refusal, WrongProof):
        return _("The name and the PIN do not belong together.")
    return _("Somebody ended the call a moment earlier.")
