"""The agenda as a page, one date as a file, and all of it for calendars that ask by a secret address."""

from datetime import date
from itertools import groupby

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow, open_to_all
from portal.accounts import actions as accounts
from portal.accounts.actions import TooManyTries
from portal.agenda import actions, queries
from portal.agenda.rules import NEXT_WEEK, THIS_WEEK, heading_of
from portal.news.models import Post
from portal.pages import error_page, go, show, tell

routes = Blueprint("agenda", __name__, url_prefix="/agenda")


@routes.get("")
@allow(To.SEE_AGENDA)
def agenda():
    """What comes, by week and then by month; what is over is folded."""
    person, now = actor(), clock.now()
    today = i18n.local_date(now)
    lines = [(entry.happens_on, entry) for entry in queries.entries_for(person, since=today, now=now)]
    lines += [(max(each.starts_on, today), each) for each in queries.holidays(today)]
    lines += [(each.on, each) for each in queries.beside_for(person, since=today, now=now)]
    lines.sort(key=lambda line: line[0])
    children = {child for _day, entry in lines for child in getattr(entry, "children", [])}
    return show(
        "agenda/page.html", parts=_by_heading(lines, today), past=queries.past_for(person, before=today, now=now),
        names_children=len(children) > 1, classes=queries.classes_of(person),
    )  # fmt: skip


def _by_heading(lines: list, today: date) -> list[tuple[str, list]]:
    words = {THIS_WEEK: _("This week"), NEXT_WEEK: _("Next week")}
    return [
        (words[heading] if isinstance(heading, str) else i18n.month(heading).capitalize(), list(some))
        for heading, some in groupby(lines, key=lambda line: heading_of(line[0], today=today))
    ]


@routes.get("/posts/<int:post>.ics")
@allow(To.READ_NEWS, post=Post)
def save_date(post: Post):
    """One date, for the calendar of the phone."""
    now = clock.now()
    entry = queries.entry_of(post, actor(), now=now)
    if entry is None:
        abort(404)
    answer = _calendar(actions.calendar_with(entry, year=i18n.local_date(now).year), "attachment; filename=samen.ics")
    # It is saved by its reader; nothing on the way needs it again.
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@routes.get("/calendar")
@allow(To.SEE_AGENDA)
def own_calendar():
    """The address for the own calendar, with what it is good for."""
    feed = queries.feed_of(actor())
    return show("agenda/calendar.html", feed=feed, address=_address(feed.token) if feed else "")


@routes.post("/calendar")
@allow(To.SEE_AGENDA)
def make_feed():
    is_new = queries.feed_of(actor()) is None
    actions.make_feed(actor(), now=clock.now())
    tell(_("Your address is ready.") if is_new else _("You have a new address. The old one works no more."))
    return go(".own_calendar")


@routes.post("/calendar/end")
@allow(To.SEE_AGENDA)
def end_feed():
    actions.end_feed(actor())
    tell(_("The address works no more. Your calendar gets no dates from us now."))
    return go(".own_calendar")


@routes.get("/feed/<token>.ics")
@open_to_all
def feed(token: str):
    """All dates of whose address this is; asked by calendars, without cookies, many times a day."""
    person, now = queries.owner_of(token), clock.now()
    asks = ("calendar", str(person.id)) if person else ("calendar-from", request.remote_addr or "unknown")
    try:
        accounts.count_try(*asks, now=now)
    except TooManyTries as refusal:
        answer = error_page(429)
        answer.headers["Retry-After"] = str(refusal.retry_after)
        return answer
    if person is None:
        abort(404)
    return _calendar(actions.calendar_of(person, now=now), "inline; filename=samen.ics").make_conditional(request)


def _calendar(text: str, disposition: str) -> Response:
    answer = Response(text, mimetype="text/calendar", headers={"Content-Disposition": disposition})
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    return answer


def _address(token: str) -> str:
    return f"{current_app.config['SETTINGS'].url.rstrip('/')}/agenda/feed/{token}.ics"
