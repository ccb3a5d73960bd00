"""Showing again who one is before what is most sensitive, and back to the same page with all that was typed."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import redirect, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.exceptions import TooManyRequests

from portal import clock
from portal.access import FRESH, To, actor, allow
from portal.accounts import actions, queries, rules
from portal.accounts.actions import TooManyTries, WrongProof
from portal.accounts.forms import CodeForm, PasswordAgainForm
from portal.accounts.models import UserSession
from portal.accounts.views.blueprint import routes
from portal.accounts.views.language import kept_token, safe_path, with_kept
from portal.accounts.views.sessions import go_on_with
from portal.pages import go, refused, show, tell
from portal.school.models import Hat, Person
from portal.whereabouts import here

# In the browser's own session: what was typed before the proof, and that the staff's hat is asked for.
TYPED = "typed_before_proof"
FOR_STAFF = "proof_for_staff"


@dataclass(frozen=True)
class Way:
    """One way to show who one is: the part of the page with its form, who has it, whether it is good for staff."""

    template: str
    is_for: Callable[[Person], bool]
    is_for_staff: bool
    is_strong: bool = False


def _gets_code(person: Person) -> bool:
    return not queries.has_password(person) and bool(queries.channels_for_code(person))


PASSWORD = Way("accounts/_prove_password.html", queries.has_password, is_for_staff=True)
CODE = Way("accounts/_prove_code.html", _gets_code, is_for_staff=False)
WAYS = [PASSWORD, CODE]


def ask_when_needed(to: To):
    """None, or the way to the page that asks for a proof; what the person typed waits there."""
    if not current_user.is_authenticated or not _needs_proof(current_user.session, to):
        return None
    # Whatever waited for a proof that was never given is over.
    session.pop(TYPED, None)
    session.pop(FOR_STAFF, None)
    token = kept_token(request.form.items(multi=True)) if request.method == "POST" else None
    if token is not None:
        session[TYPED] = token
    return redirect(url_for("accounts.prove", next=here()), 303)


def _needs_proof(user_session: UserSession, to: To) -> bool:
    is_old = to in FRESH and not rules.is_fresh(user_session.proved_at, now=clock.now())
    if to is To.CHANGE_OWN_ADDRESS and not _ways():
        # Who came in with a letter, and has no way to prove anything yet, gets the first one here.
        is_old = False
    return is_old or queries.is_asleep(user_session)


@routes.get("/prove")
@allow(To.PROVE)
def prove():
    return show("accounts/prove.html", **_context())


@routes.post("/prove/password")
@allow(To.PROVE)
def prove_by_password():
    form = PasswordAgainForm()
    if not form.validate():
        return refused("accounts/prove.html", **_context(password=form))
    try:
        count_try("proof")
        actions.check_own_password(current_user.session, form.password.data or "")
    except WrongProof:
        form.password.errors = [_("This is not your password.")]
        return refused("accounts/prove.html", **_context(password=form))
    return proved(PASSWORD)


@routes.post("/prove/code/send")
@allow(To.PROVE)
def send_code():
    """Mail or text a code; the page it leads to asks for it."""
    channel = request.form.get("channel", "")
    if CODE in _ways() and channel in queries.channels_for_code(actor()):
        count_try("code")
        actions.send_code(current_user.session, channel, now=clock.now())
    return go(".prove", next=_next(), sent=channel if channel in ("email", "sms") else None)


@routes.post("/prove/code")
@allow(To.PROVE)
def prove_by_code():
    form = CodeForm()
    if not form.validate():
        return refused("accounts/prove.html", **_context(code=form))
    try:
        count_try("proof")
        actions.use_code(current_user.session, form.digits(), now=clock.now())
    except WrongProof:
        form.code.errors = [_("This is not the code that we sent, or it is older than 10 minutes.")]
        return refused("accounts/prove.html", **_context(code=form))
    return proved(CODE)


def proved(way: Way):
    """The end of every way: a new token for the session, the hat that was asked for, and back with what was typed."""
    user_session, back = current_user.session, _next()
    how = {"is_for_staff": way.is_for_staff, "is_strong": way.is_strong}
    go_on_with(actions.prove_again(user_session, now=clock.now(), **how))
    if session.pop(FOR_STAFF, False) and way.is_for_staff:
        actions.wear(user_session, Hat.STAFF)
    token = session.pop(TYPED, None)
    if token is None:
        return redirect(back, 303)
    session["kept"] = token
    tell(_("What you typed is still here. Look at it, and send it again."))
    return redirect(with_kept(back), 303)


def count_try(kind: str) -> None:
    try:
        actions.count_try(kind, str(actor().id), now=clock.now())
    except TooManyTries as many:
        raise TooManyRequests(retry_after=many.retry_after) from many


def _context(password: PasswordAgainForm | None = None, code: CodeForm | None = None) -> dict:
    return {
        "ways": _ways(),
        "next": _next(),
        "has_typed": TYPED in session,
        "password": password or PasswordAgainForm(formdata=None),
        "code": code or CodeForm(formdata=None),
        "channels": queries.channels_for_code(actor()),
        "is_sent": code is not None or request.args.get("sent") in ("email", "sms"),
    }


def _ways() -> list[Way]:
    """The ways that this person has; for the staff's rights only the strong ones."""
    return [way for way in WAYS if way.is_for(actor()) and (way.is_for_staff or not _is_for_staff())]


def _is_for_staff() -> bool:
    return FOR_STAFF in session or actor().is_staff


def _next() -> str:
    return safe_path(request.args.get("next", "/"))
