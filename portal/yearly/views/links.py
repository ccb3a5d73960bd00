"""Links for readers without an account: made and ended by the leader, opened by whoever holds one."""

from functools import wraps

from flask import abort, request, url_for
from flask_babel import gettext as _

from portal import clock, i18n, paper
from portal.access import To, actor, allow, open_to_all
from portal.accounts import actions as accounts
from portal.accounts.actions import TooManyTries
from portal.pages import error_page, go, show, tell
from portal.school.rules import school_year_of
from portal.yearly import actions, queries
from portal.yearly.forms import without_small
from portal.yearly.models import FiguresLink
from portal.yearly.rules import full_months_until
from portal.yearly.views.blueprint import routes
from portal.yearly.views.page import days_asked
from portal.yearly.views.report import as_file, on_paper


@routes.get("/links")
@allow(To.SHARE_FIGURES)
def links():
    now = clock.now()
    first, last = days_asked(i18n.local_date(now))
    return show("yearly/links.html", working=queries.working_links(now=now), first=first, last=last)


@routes.post("/links")
@allow(To.SHARE_FIGURES)
def make_link():
    """The address is told on the next page and never again: only what it is recognised by is kept."""
    now = clock.now()
    first, last = days_asked(today := i18n.local_date(now))
    token = actions.make_link(actor(), first, full_months_until(first, last, today), now=now)
    address = paper.address(url_for(".shared", token=token))
    tell(_("Copy this address now, it is shown only once: %(address)s", address=address))
    return go(".links", year=first.year)


@routes.post("/links/<int:figures_link>/end")
@allow(To.SHARE_FIGURES, figures_link=FiguresLink)
def end_link(figures_link: FiguresLink):
    actions.end_link(figures_link, actor(), now=clock.now())
    tell(_("The link is over. Whoever has it sees nothing any more."))
    return go(".links")


def _by_link(view):
    """Give the view the report whose link it is; guesses are counted, and answered as what is not there."""

    @wraps(view)
    def opened(token: str, **parts):
        now = clock.now()
        if (link := queries.link_of(token, now=now)) is not None:
            last = school_year_of(link.first)[1]
            year = queries.year_between(link.first, last, link.until, now=link.made_at)
            return view(token, without_small(year), **parts)
        try:
            accounts.count_try("figures-link-from", request.remote_addr or "unknown", now=now)
        except TooManyTries:
            return error_page(429)
        return abort(404)

    return opened


@routes.get("/shared/<token>")
@open_to_all
@_by_link
def shared(token: str, sheet):
    addresses = {ending: url_for(".shared_file", token=token, ending=ending) for ending in ("pdf", "csv", "xlsx")}
    return on_paper(sheet, addresses, back=None)


@routes.get("/shared/<token>/report.<ending>")
@open_to_all
@_by_link
def shared_file(token: str, sheet, ending: str):
    return as_file(sheet, ending)
