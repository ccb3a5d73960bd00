"""Coming in with a letter: looking uses nothing up, the button does; then a welcome, once."""

from flask import request, session
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from werkzeug.exceptions import TooManyRequests

from portal import clock, codes
from portal.access import To, actor, allow, open_to_all
from portal.accounts import actions as accounts
from portal.accounts.actions import TooManyTries
from portal.accounts.rules import SESSION_RESTS
from portal.accounts.views import come_in
from portal.invitations import actions, queries
from portal.invitations.actions import LetterIsOver, WrongCode
from portal.invitations.forms import LetterForm
from portal.invitations.models import Invitation
from portal.invitations.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school import queries as school


@open_to_all
def short():
    """The address on paper is short; it leads to the page with the form."""
    return go("invitations.page")


@routes.get("")
@open_to_all
def page():
    return show("invitations/page.html", form=LetterForm(), is_wrong=False)


@routes.get("/<code>")
@open_to_all
def scanned(code: str):
    """Where the square on the letter leads: the form with the code in it. Whoever looks, a phone or a mail scanner,
    uses nothing up and learns nothing: the page is the same for every code."""
    form = LetterForm()
    form.code.data = form.code.data or codes.in_groups(codes.tidy(code[: codes.LENGTH * 2]))
    return show("invitations/page.html", form=form, is_wrong=False)


@routes.post("")
@open_to_all
def use():
    form = LetterForm()
    if not form.validate():
        return refused("invitations/page.html", form=form, is_wrong=False)
    try:
        letter = _tried(form)
    except TooManyTries as many:
        raise TooManyRequests(retry_after=many.retry_after) from many
    except LetterIsOver:
        return refused("invitations/over.html")
    except WrongCode:
        return refused("invitations/page.html", form=form, is_wrong=True)
    come_in(letter.person)
    actions.note_session(letter, current_user.session)
    # Who has no e-mail address has no other way in tomorrow: the cookie outlives the browser.
    session.permanent = True
    return go(".welcome")


def _tried(form: LetterForm) -> Invitation:
    now, where = clock.now(), request.remote_addr or "unknown"
    accounts.count_try("invitation-from", where, now=now)
    accounts.count_try("invitation", form.tidy_code, now=now)
    letter = actions.come_in(form.tidy_code, form.birth_date, now=now)
    # Right, and spent: an evening on which all parents come in at school, behind one address, is no attack.
    accounts.forget_tries("invitation-from", where)
    accounts.forget_tries("invitation", form.tidy_code)
    return letter


@routes.get("/welcome")
@allow(To.COME_IN)
def welcome():
    """Who you are and whose parent; how to come in next time. Only for the browser that came in with a letter."""
    if queries.letter_of_session(current_user.session.id) is None:
        return go("today.today")
    children = school.children_with_classes(actor())
    return show("invitations/welcome.html", children=children, stays_until=clock.now() + SESSION_RESTS)


@routes.post("/not-me")
@allow(To.COME_IN)
def not_me():
    """Somebody else's letter: out at once, the letter is dead, the office knows."""
    letter = queries.letter_of_session(current_user.session.id)
    if letter is None:
        return go("today.today")
    actions.not_me(letter, current_user.session, now=clock.now())
    logout_user()
    session.clear()
    tell(_("You are signed out and this letter works no more. The school knows and makes a new letter."))
    return go(".page")
