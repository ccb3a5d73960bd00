"""Answering by the link of a message, without signing in: one person, one call, and dead when the call is over."""

from functools import wraps

from flask import abort, redirect, request, url_for

from portal import clock
from portal.access import open_to_all
from portal.accounts import actions as accounts
from portal.accounts.actions import TooManyTries
from portal.help_calls import queries
from portal.help_calls.models import CalledResponder
from portal.help_calls.views.answers import DEEDS, answered, context, ended, noticed
from portal.help_calls.views.blueprint import routes
from portal.pages import error_page, refused, show


def _by_link(view):
    """Give the view whose link it is; guesses are counted, and answered as what is not there."""

    @wraps(view)
    def opened(token: str, **parts):
        row = queries.responder_of_link(token)
        if row is not None and row.person.left_on is None:
            return view(row, **parts)
        try:
            accounts.count_try("call-link-from", request.remote_addr or "unknown", now=clock.now())
        except TooManyTries:
            return error_page(429)
        return abort(404)

    return opened


@routes.get("/come/<token>")
@open_to_all
@_by_link
def come(row: CalledResponder):
    """The page of one call for one colleague. Opening it says nothing yet: mail scanners open links too."""
    return show(_page(row), **_context(row))


@routes.get("/come/<token>/status")
@open_to_all
@_by_link
def come_status(row: CalledResponder):
    return show("help_calls/_status.html", **_context(row))


@routes.post("/come/<token>/seen")
@open_to_all
@_by_link
def come_seen(row: CalledResponder):
    return noticed(row.call, row.person)


@routes.post("/come/<token>/<any(coming, cannot, there, part):answer>")
@open_to_all
@_by_link
def come_answer(row: CalledResponder, answer: str):
    """One answer, then the page again."""
    reason = answered(row.call, row.person, DEEDS[answer])
    return _again(row) if reason is None else refused(_page(row), **_context(row, reason=reason))


@routes.post("/come/<token>/stand-down")
@open_to_all
@_by_link
def come_stand_down(row: CalledResponder):
    """Whoever is there ends the call."""
    form, is_done = ended(row.call, row.person)
    return _again(row) if is_done else refused(_page(row), **_context(row, form=form))


def _page(row: CalledResponder) -> str:
    return "help_calls/linked.html" if row.call.is_open else "help_calls/link_over.html"


def _again(row: CalledResponder):
    return redirect(url_for(".come", token=_token(row)), 303)


def _token(row: CalledResponder) -> str:
    return queries.link_of(row).rpartition("/")[2]


def _context(row: CalledResponder, **more) -> dict:
    def address(deed: str) -> str:
        if deed in DEEDS:
            return url_for("help_calls.come_answer", token=_token(row), answer=deed)
        return url_for(f"help_calls.come_{deed}", token=_token(row))

    return context(row.call, row.person, address, **more)
