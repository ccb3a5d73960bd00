"""From a first step that was right to being in: half way, when a second step is asked or must be set up."""

from flask import Response, current_app, redirect, request, session, url_for

from portal import clock, pages
from portal.accounts import actions, queries
from portal.accounts.actions import TooManyTries, WrongProof
from portal.accounts.rules import Follows, Site, site_of
from portal.accounts.views.language import safe_path
from portal.accounts.views.sessions import come_in
from portal.pages import go
from portal.school.models import Hat, Person

HALF_WAY = "half_way"
ASKED = "asked"


def first_step_done(person: Person, *, is_for_staff: bool):
    """After a password or a link that was right: in, or on to the second step. A link is good for parents only."""
    followed = queries.what_follows(person) if is_for_staff else Follows.IN
    if followed is Follows.IN:
        return come_in_and_go(person, is_for_staff=is_for_staff, is_strong=False)
    session[HALF_WAY] = actions.begin_half_way(person, now=clock.now())
    endpoint = ".second_step" if followed is Follows.SECOND_STEP else ".set_up"
    return redirect(url_for(endpoint, next=way_back()), 303)


def second_step_done(person: Person) -> bool:
    """After the second step was right as well: in, unless another window was first."""
    try:
        actions.end_half_way(session.get(HALF_WAY, ""))
    except WrongProof:
        return False
    come_in(person, hat=staff_hat(person), is_strong=True)
    return True


def come_in_and_go(person: Person, *, is_for_staff: bool, is_strong: bool):
    """In, and on to the page that was asked for."""
    back = way_back()
    come_in(person, hat=staff_hat(person) if is_for_staff else None, is_strong=is_strong)
    return redirect(back, 303)


def staff_hat(person: Person) -> Hat | None:
    """The hat of a colleague whose proof was good enough for the staff; None for who is a parent only."""
    return Hat.STAFF if person.staff_roles else None


def person_half_way() -> Person | None:
    """Who did the first step on this browser and not yet the second."""
    token = session.get(HALF_WAY)
    return actions.person_half_way(token, now=clock.now()) if token else None


def way_back() -> str:
    return safe_path(request.args.get("next", "/"))


def begin_again():
    """Half way is over: back to where one begins."""
    session.pop(HALF_WAY, None)
    return go(".sign_in_staff")


def site() -> Site | None:
    """What passkeys of this portal are tied to; None where there can be none."""
    return site_of(current_app.config["SETTINGS"].url)


def passkeys_here() -> dict:
    """For pages with passkeys: whether this browser can use them here, and where else it could."""
    where = site()
    is_here = where is not None and (request.host.partition(":")[0] == where.host)
    return {"is_passkey_possible": is_here, "passkey_address": None if is_here or where is None else where.origin}


def not_kept(page: Response) -> Response:
    """A page with a secret on it, which no browser and no proxy keeps."""
    page.headers["Cache-Control"] = "no-store"
    return page


def wait(many: TooManyTries):
    answer = pages.error_page(429)
    answer.headers["Retry-After"] = str(many.retry_after)
    return answer


def came_from() -> str:
    return request.remote_addr or "unknown"
