"""Who is signed in on this browser, and the own devices."""

from flask import request, session
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from portal import clock
from portal.access import To, actor, allow, open_to_all
from portal.accounts import actions, queries, rules
from portal.accounts.models import UserSession
from portal.accounts.views.blueprint import routes
from portal.accounts.views.devices import device_of_this_browser
from portal.pages import go, htmx, show, tell
from portal.school.models import Hat, Person

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
    proved_at = found.staff_proved_at
    if proved_at is not None and rules.is_staff_asleep(proved_at=proved_at, seen_at=found.seen_at, now=now):
        actions.put_staff_to_sleep(found, now=now)
    elif not _is_asked_by_the_page() and (now - found.seen_at).total_seconds() > SEEN_AGAIN_AFTER:
        actions.note_seen(found, now=now)
    return SignedIn(found, token)


def _is_asked_by_the_page() -> bool:
    """Whether an open page asks by itself, as it does for calls for help: nobody has to be there for that."""
    return bool(htmx) and not htmx.boosted and request.method == "GET"


def person_of_this_browser() -> Person | None:
    """The person who is signed in here, seen under the hat of this session."""
    if not current_user.is_authenticated:
        return None
    current_user.person.hat = queries.hat_of(current_user.session)
    return current_user.person


def come_in(person: Person, *, hat: Hat | None = None, is_strong: bool = False) -> None:
    """Sign this browser in as a person; what was in the browser's session before does not come along.

    `hat` STAFF: the proof was good enough for the staff. Without it a guardian comes in as a parent.
    Strong: with two steps, a passkey or the demo's door. Without it no staff's page opens for who must prove twice.
    """
    now = clock.now()
    if current_user.is_authenticated:
        actions.end_session(current_user.session, now=now)
    session.clear()
    # The row decides when a session ends, not the closing of the browser.
    session.permanent = True
    device = request.headers.get("User-Agent", "")
    token = actions.start_session(person, device, hat=hat, is_strong=is_strong, now=now)
    started = queries.session_of(token, now=now)
    # Who must prove twice and did so once is not in: the next page asks to sign in.
    if started is not None:
        login_user(SignedIn(started, token))
        actions.note_device(started, device_of_this_browser(), now=now)


def go_on_with(token: str) -> None:
    """The session of this browser has a new token: it showed again who it is."""
    login_user(SignedIn(current_user.session, token))


@routes.post("/sign-out")
@open_to_all
def sign_out():
    if current_user.is_authenticated:
        actions.end_session(current_user.session, now=clock.now())
        logout_user()
    session.clear()
    response = go(".sign_in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@routes.get("/account")
@allow(To.SEE_OWN_ACCOUNT)
def account():
    """How one comes in, and the own devices, each with a button that signs it out."""
    sessions = queries.sessions_of(actor(), now=clock.now())
    this, in_words = current_user.session, queries.words_for_device
    return show("accounts/account.html", sessions=sessions, this=this, in_words=in_words, ways=queries.ways_of(actor()))


@routes.post("/account/sessions/<int:user_session>/end")
@allow(To.END_SESSION, user_session=UserSession)
def end_session(user_session: UserSession):
    actions.end_session(user_session, now=clock.now())
    tell(_("That device is signed out."))
    return go(".account")
