"""A school year with every number, for who answers for safety; it stays on the screen."""

from datetime import date, datetime

from flask import request

from portal import clock, i18n
from portal.access import To, allow
from portal.pages import show
from portal.school.rules import school_year_of
from portal.yearly import queries
from portal.yearly.forms import in_full
from portal.yearly.queries import Year
from portal.yearly.rules import full_months_until
from portal.yearly.views.blueprint import routes

OLDEST = 2000


@routes.get("")
@allow(To.SEE_FIGURES)
def page():
    now = clock.now()
    year = year_asked(now)
    return show("yearly/page.html", sheet=in_full(year), has_later=year.last < i18n.local_date(now))


def year_asked(now: datetime) -> Year:
    """The school year that the address names, or this one, with all of its days."""
    first, last = days_asked(i18n.local_date(now))
    return queries.year_between(first, last, last, now=now)


def public_year_asked(now: datetime) -> Year:
    """The same, with whole months that are over alone."""
    today = i18n.local_date(now)
    first, last = days_asked(today)
    return queries.year_between(first, last, full_months_until(first, last, today), now=now)


def days_asked(today: date) -> tuple[date, date]:
    """First and last day of the school year that begins in the year of the address; of this one without it."""
    year = request.args.get("year", type=int)
    return school_year_of(date(year, 8, 1) if year and OLDEST < year <= today.year else today)
