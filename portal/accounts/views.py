"""Signing in and out, the own sessions, and the language switch."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Blueprint, Flask, abort, g, redirect, request, session
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.datastructures import MultiDict

from portal import clock, i18n, pages
from portal.access import To, actor, allow, open_to_all, recognise_by
from portal.accounts import actions, queries
from portal.accounts.actions import TooManyTries, WrongProof
from portal.accounts.forms import LinkForm, PasswordForm
from portal.accounts.models import UserSession
from portal.pages import go, refused, show, tell
from portal.school.models import Person

routes = Blueprint("accounts", __name__)
manager = LoginManager()
SEEN_AGAIN_AFTER = 300
NOT_KEPT = ("csrf_token", "password", "pin", "next")


class SignedIn(UserMixin):
    """What flask-login knows of a signed-in browser: its session and the person in it."""

    def __init__(self, user_session: UserSession, token: str):
        self.session, self.person, self.token = user_session, user_session.person, token

    def get_id(self) -> str:
        return self.token


def init_app(app: Flask) -> None:
    """Recognise people by their session, and give back what they typed before a change of language."""
    manager.init_app(app)
    recognise_by(_person_of_this_browser)
    pages.keep_fields_with(_fields_kept_for_this_page)


@manager.user_loader
def _load(token: str) -> SignedIn | None:
    now = clock.now()
    found = queries.session_of(token, now=now)
    if found is None:
        return None
    if (now - found.seen_at).total_seconds() > SEEN_AGAIN_AFTER:
        actions.note_seen(found, now=now)
    return SignedIn(found, token)


def _person_of_this_browser() -> Person | None:
    return current_user.person if current_user.is_authenticated else None


@routes.route("/sign-in", methods=["GET", "POST"])
@open_to_all
def sign_in():
    """Parents: ask for a link. It is on its way, or not; the page says the same."""
    form = LinkForm()
    if request.method == "GET":
        return show("accounts/sign_in.html", form=form)
    if not form.validate():
        return refused("accounts/sign_in.html", form=form)
    now = clock.now()
    try:
        actions.count_try("link-from", _from(), now=now)
        actions.count_try("link", form.email.data.lower(), now=now)
    except TooManyTries as many:
        return _wait(many)
    actions.send_link(form.email.data, now=now)
    return go(".link_sent")


@routes.get("/sign-in/sent")
@open_to_all
def link_sent():
    return show("accounts/link_sent.html")


@routes.get("/sign-in/link/<token>")
@open_to_all
def link(token: str):
    """Show a button; what opens mail by itself uses nothing up."""
    return show("accounts/link.html", token=token)


@routes.post("/sign-in/link/<token>")
@open_to_all
def use_link(token: str):
    now = clock.now()
    try:
        actions.count_try("token-from", _from(), now=now)
        person = actions.use_link(token, now=now)
    except TooManyTries as many:
        return _wait(many)
    except WrongProof:
        return refused("accounts/link_over.html")
    return _come_in(person)


@routes.route("/sign-in/staff", methods=["GET", "POST"])
@open_to_all
def sign_in_staff():
    form = PasswordForm()
    if request.method == "GET":
        return show("accounts/sign_in_staff.html", form=form)
    if not form.validate():
        return refused("accounts/sign_in_staff.html", form=form)
    try:
        person = _tried_password(form)
    except TooManyTries as many:
        return _wait(many)
    except WrongProof:
        form.password.errors = [_("The address and the password do not belong together.")]
        return refused("accounts/sign_in_staff.html", form=form)
    return _come_in(person)


def _tried_password(form: PasswordForm) -> Person:
    now = clock.now()
    actions.count_try("password-from", _from(), now=now)
    actions.count_try("password", form.email.data.lower(), now=now)
    return actions.person_by_password(form.email.data, form.password.data)


@routes.post("/sign-out")
@open_to_all
def sign_out():
    if current_user.is_authenticated:
        actions.end_session(current_user.session, now=clock.now())
        logout_user()
    session.clear()
    return go(".sign_in")


@routes.get("/account")
@allow(To.SEE_OWN_ACCOUNT)
def account():
    """The own devices, each with a button that signs it out."""
    sessions = queries.sessions_of(actor(), now=clock.now())
    return show("accounts/account.html", sessions=sessions, this=current_user.session)


@routes.post("/account/sessions/<int:user_session>/end")
@allow(To.END_SESSION, user_session=UserSession)
def end_session(user_session: UserSession):
    actions.end_session(user_session, now=clock.now())
    tell(_("That device is signed out."))
    return go(".account")


@routes.post("/language/<code>")
@open_to_all
def language(code: str):
    return language_switched(code, inside="/")


def language_switched(code: str, *, inside: str):
    """Change the language and return to the same page, with everything that was typed."""
    if code not in i18n.LANGUAGES:
        abort(404)
    person = actor()
    if isinstance(person, Person):
        person.language = code
    response = redirect(_same_page_with(request.form.items(multi=True), inside), 303)
    response.set_cookie(i18n.LANGUAGE_COOKIE, code, max_age=31536000, samesite="Lax", httponly=True,
                        secure=request.is_secure)  # fmt: skip
    return response


def _same_page_with(fields, inside: str) -> str:
    back = safe_path(request.values.get("next", inside))
    back = back if back.startswith(inside) else inside
    typed = [(name, value) for name, value in fields if name not in NOT_KEPT]
    if not any(value.strip() for _name, value in typed):
        return back
    session["kept"] = actions.keep_fields(typed, now=clock.now())
    parts = urlsplit(back)
    query = [pair for pair in parse_qsl(parts.query) if pair[0] != "kept"]
    return f"{parts.path}?{urlencode([*query, ('kept', '1')])}"


def _fields_kept_for_this_page() -> MultiDict | None:
    """Read once, from the row that this browser's cookie names; kept for the request that asked."""
    if "kept_fields" not in g:
        token = session.pop("kept", None)
        fields = actions.give_back_fields(token, now=clock.now()) if token else None
        g.kept_fields = MultiDict(fields) if fields is not None else None
    return g.kept_fields


def safe_path(target: str) -> str:
    """A path of this portal, or the first page: nobody is sent elsewhere."""
    parts = urlsplit(target.replace("\\", "/"))
    is_ours = not parts.scheme and not parts.netloc and target.startswith("/") and not target.startswith("//")
    return target if is_ours and "\n" not in target and "\r" not in target else "/"


def _come_in(person: Person):
    # A new cookie for a new person: what was in the browser's session before does not come along.
    back = safe_path(request.args.get("next", "/"))
    session.clear()
    token = actions.start_session(person, request.headers.get("User-Agent", ""), now=clock.now())
    now = clock.now()
    login_user(SignedIn(queries.session_of(token, now=now), token))  # type: ignore[arg-type]
    return redirect(back, 303)


def _wait(many: TooManyTries):
    answer = pages.error_page(429)
    answer.headers["Retry-After"] = str(many.retry_after)
    return answer


def _from() -> str:
    return request.remote_addr or "unknown"


