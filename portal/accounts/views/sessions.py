"""Who is signed in on this browser, and the own devices."""

from flask import request, session
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from portal import clock
from portal.access import To, actor, allow, open_to_all
from portal.accounts import actions, queries
from portal.accounts.models import UserSession
from portal.accounts.views.blueprint import routes
from portal.pages import go, show, tell
from portal.school.models import Person

manager = LoginManager()
SEEN_AGAIN_AFTER = 300


class SignedIn(UserMixin):
    """What flask-login knows of a signed-in browser: its session and the person in it."""

    def __init__(self, user_session: UserSession, token: str):
        self.session, self.person, self.token = user_session, user_session.person, token

    def get_id(self) -> str:
        return self.token


@manager.user_loader
def _load(token: str) -> SignedIn | None:
    now = clock.now()
    found = queries.session_of(token, now=now)
    if found is None:
        return None
    if (now - found.seen_at).total_seconds() > SEEN_AGAIN_AFTER:
        actions.note_seen(found, now=now)
    return SignedIn(found, token)


def person_of_this_browser() -> Person | None:
    return current_user.person if current_user.is_authenticated else None


def come_in(person: Person, *, is_strong: bool = False) -> None:
    """Sign this browser in as a person; what was in the browser's session before does not come along.

    Strong: with two steps, a passkey or the demo's door. Without it nothing opens for who must prove twice.
    """
    session.clear()
    now = clock.now()
    token = actions.start_session(person, request.headers.get("User-Agent", ""), now=now, is_strong=is_strong)
    started = queries.session_of(token, now=now)
    # Who must prove twice and did so once is not in: the next page asks to sign in.
    if started is not None:
        login_user(SignedIn(started, token))  # type: ignore[arg-type]


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
    """How one comes in, and the own devices, each with a button that signs it out."""
    sessions = queries.sessions_of(actor(), now=clock.now())
    return show("accounts/account.html", sessions=sessions, this=current_user.session, ways=queries.ways_of(actor()))


@routes.post("/account/sessions/<int:user_session>/end")
@allow(To.END_SESSION, user_session=UserSession)
def end_session(user_session: UserSession):
    actions.end_session(user_session, now=clock.now())
    tell(_("That device is signed out."))
    return go(".account")
