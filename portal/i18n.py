"""Languages: which there are, which one a person reads, and how days and times are said in it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_timedelta
from flask import Flask, current_app, g, has_app_context, has_request_context, request
from flask_babel import Babel, force_locale, get_locale, gettext, lazy_gettext

from portal import clock, pseudo
from portal.languages import LANGUAGES, PSEUDO_HABIT, WRITTEN_IN, Habit

LANGUAGE_COOKIE = "language"

babel = Babel()
# One deployment is one school: its zone is asked for with every time that is shown.
_school: dict[str, ZoneInfo] = {}
# What people can read the portal in: the shipped languages and, for who builds it, the pseudo-language.
_spoken: dict[str, Habit] = {}


@dataclass(frozen=True)
class Language:
    """A language as pages need it: code for `lang`, direction for `dir`, and its own name."""

    code: str
    dir: str
    name: str


@lru_cache
def language(code: str) -> Language:
    """The shipped language with this code."""
    locale = Locale.parse(code)
    return Language(code, locale.text_direction, (locale.get_display_name(code) or code).capitalize())


def name_of(code: str) -> str:
    """What a language is called in the reader's language; a code that nobody knows stays as it is."""
    return Locale.parse(current_language().code).languages.get(code, code)


def is_spoken(code: str | None) -> bool:
    """Whether the portal can be read in this language."""
    return code in _spoken


def tier_of(code: str) -> str:
    """How good the portal's own texts and phrases are in a language, for teachers who rely on them."""
    if code in WRITTEN_IN:
        return gettext("Pages and phrases are written in this language.")
    return gettext("Pages and phrases are translated by hand; no native reader has checked all of them yet.")


def languages() -> list[Language]:
    """Every shipped language, in the order in which they are offered."""
    return [language(code) for code in LANGUAGES]


def readable_languages() -> list[Language]:
    """The languages that a reader can choose."""
    return [language(code) for code in _spoken]


def init_app(app: Flask) -> None:
    """Choose the language of each request and teach templates how days are said."""
    _school["zone"] = ZoneInfo(app.config["SETTINGS"].time_zone)
    babel.init_app(app, locale_selector=_chosen)
    # It is a property that is worked out once: what stands in its place is what is used.
    vars(babel)["domain_instance"] = pseudo.WithPseudo()
    _spoken.clear()
    _spoken.update(LANGUAGES, **({pseudo.CODE: PSEUDO_HABIT} if app.config["SETTINGS"].pseudo else {}))
    app.jinja_env.globals.update(zone=school_zone, welcome_in=welcome_in, name_of=name_of)
    app.jinja_env.filters.update(
        day=day,
        short_day=short_day,
        full_day=full_day,
        month=month,
        weekday=weekday,
        clock=time_of_day,
        moment=moment,
        dated=dated,
        ago=ago,
        span=span,
        isodate=local_date,
        groupby_day=by_day,
    )


def _chosen() -> str:
    """What the person chose here, then what the browser asks for, then the school's own."""
    chosen = _choice()
    g.said_in = chosen if chosen in _spoken else "en"
    return chosen


def _choice() -> str:
    if not has_request_context():
        return current_app.config["SETTINGS"].language
    from_person = getattr(g, "language", None)
    if from_person in _spoken:
        return from_person
    from_cookie = request.cookies.get(LANGUAGE_COOKIE)
    if from_cookie in _spoken:
        return from_cookie
    return request.accept_languages.best_match(list(LANGUAGES)) or current_app.config["SETTINGS"].language


def current_language() -> Language:
    """The language in which this page or message is being written."""
    # The library works it out once, and is slow to say it again: a page asks some thirty times.
    if has_app_context() and (code := g.get("said_in")):
        return language(code)
    locale = get_locale()
    return language(locale.language if locale and locale.language in _spoken else "en")


def habit() -> Habit:
    """How the language of this page or message says days and times."""
    return _spoken[current_language().code]


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Write what follows in this language: for a message to somebody else."""
    now = code if code in _spoken else current_app.config["SETTINGS"].language
    with force_locale(now):
        before, g.said_in = g.get("said_in"), now if now in _spoken else "en"
        try:
            yield
        finally:
            g.said_in = before


def welcome_in(code: str) -> str:
    """The welcome of the front desk, in one language."""
    with in_language(code):
        return gettext("Welcome")


def school_language() -> str:
    """The code of the language that the school itself speaks."""
    code = current_app.config["SETTINGS"].language
    return code if code in LANGUAGES else "en"


def later(text: str, **values) -> str:
    """A text that is translated when it is shown: for labels that are written before anybody asks."""
    return lazy_gettext(text, **values)  # type: ignore[return-value]


def school_zone() -> ZoneInfo:
    """The time zone of the school."""
    return _school["zone"]


def local(value: datetime) -> datetime:
    """The moment on the school's own clock."""
    return value.astimezone(school_zone())


def local_date(value: datetime) -> date:
    """The day it is, at the school, at this moment."""
    return local(value).date()


def at_school(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The moment at which the school's clock shows this day and time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=school_zone())


def day(value: date | datetime) -> str:
    """ "Tuesday 8 September" in the reader's language."""
    as_date = local(value).date() if isinstance(value, datetime) else value
    return _day(as_date, current_language().code)


def short_day(value: date) -> str:
    """ "Tue 8 Sep" in the reader's language, for where there is little room."""
    return format_date(value, habit().short_day, locale=habit().locale)


def weekday(number: int) -> str:
    """ "Tuesday" in the reader's language; Monday is 0."""
    return format_date(date(2024, 1, 1 + number), "EEEE", locale=habit().locale)


def full_day(value: date) -> str:
    """ "8 September 2018" in the reader's language: for days of other years."""
    return format_date(value, "d MMMM y", locale=habit().locale)


def month(value: date) -> str:
    """ "September" in the reader's language."""
    return format_date(value, "LLLL", locale=habit().locale)


def time_of_day(value: datetime) -> str:
    """ "15:40", on the school's clock."""
    return f"{local(value):%H:%M}"


def moment(value: datetime) -> str:
    """ "Tuesday 8 September, 15:40" in the reader's language."""
    return gettext("%(day)s, %(time)s", day=day(value), time=time_of_day(value))


def dated(value: date | datetime) -> str:
    """ "8 September 2026", with a time "8 September 2026, 15:40": for what is read in another year."""
    day_and_year = local(value).date() if isinstance(value, datetime) else value
    words = format_date(day_and_year, "d MMMM y", locale=habit().locale)
    return gettext("%(day)s, %(time)s", day=words, time=time_of_day(value)) if isinstance(value, datetime) else words


def span(value: timedelta) -> str:
    """ "2 years", "3 months" or "14 days" in the reader's language."""
    locale = habit().locale
    is_odd = timedelta(days=28) < value < timedelta(days=365) and value.days % 30 != 0
    granularity, threshold = ("day", 1000.0) if is_odd else ("second", 0.85)
    return format_timedelta(value, granularity=granularity, threshold=threshold, locale=locale)


def ago(value: datetime) -> str:
    """ "20 seconds ago" in the reader's language."""
    passed = min(value - clock.now(), timedelta(0))
    return format_timedelta(passed, add_direction=True, locale=habit().locale)


def by_day(pairs: Iterable[tuple]) -> list[tuple[date, list[tuple]]]:
    """Pairs that begin with something that `starts_at` a moment, in order, under the school's days."""
    return [(day, list(group)) for day, group in groupby(pairs, key=lambda pair: local_date(pair[0].starts_at))]


@lru_cache(maxsize=4096)
def _day(value: date, code: str) -> str:
    # Formatting a date costs more than the rest of a row; the same few days return on every page.
    return format_date(value, _spoken[code].day, locale=_spoken[code].locale)
