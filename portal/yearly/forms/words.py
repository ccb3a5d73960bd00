"""What each way of counting is called, and the lines that it has: always the same, also those with nothing in them."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from portal import i18n
from portal.incidents.forms import KINDS, LEVELS, MANNERS, MEANS, POLICE, ROLES
from portal.measures.forms import KINDS as MEASURES
from portal.norms import queries as norms
from portal.norms.rules import spoken
from portal.yearly.queries import Year
from portal.yearly.rules import FIRST_HOUR, LAST_HOUR, Dimension

TITLES = {
    Dimension.MONTH: _("By month"),
    Dimension.KIND: _("By kind"),
    Dimension.FORM: _("By form"),
    Dimension.SERIOUSNESS: _("By seriousness"),
    Dimension.PLACE: _("By place"),
    Dimension.WEEKDAY: _("By day of the week"),
    Dimension.HOUR: _("By hour"),
    Dimension.ROLE: _("Whom it was about"),
    Dimension.MEANS: _("How it came"),
    Dimension.NORM_LINE: _("Which line of the norm was crossed"),
    Dimension.HURT: _("Was somebody hurt?"),
    Dimension.SAW: _("Did children see it?"),
    Dimension.POLICE: _("Were the police there?"),
}
YES_OR_NO = {True: _("Yes"), False: _("No")}
NOT_SAID = _("Not said")

Words = Mapping[Any, Any]


def _months(year: Year) -> Words:
    return {day.month: i18n.month(day) for day in months_of(year)}


def months_of(year: Year) -> list[date]:
    """The first day of each month of the school year."""
    return [date(year.first.year + (7 + n) // 12, (7 + n) % 12 + 1, 1) for n in range(12)]


def _hours(_year: Year) -> Words:
    between = {hour: f"{hour}:00–{hour + 1}:00" for hour in range(FIRST_HOUR + 1, LAST_HOUR)}
    return {
        FIRST_HOUR: gettext("Before %(time)s", time=f"{FIRST_HOUR + 1}:00"), **between,
        LAST_HOUR: gettext("%(time)s or later", time=f"{LAST_HOUR}:00"),
    }  # fmt: skip


def _norm_lines() -> Words:
    norm, mine = norms.in_force(), (i18n.current_language().code, i18n.school_language())
    texts = {line.key: line.by_language for line in norm.lines} if norm else {}
    return {key: each[spoken(mine, each) or ""] for key, each in texts.items() if each}


# The lines of a dimension. One that has no words yet is not shown.
WORDS: dict[Dimension, Callable[[Year], Words]] = {
    Dimension.MONTH: _months,
    Dimension.KIND: lambda _year: KINDS,
    Dimension.PLACE: lambda year: year.places,
    Dimension.WEEKDAY: lambda _year: {number: i18n.weekday(number) for number in range(7)},
    Dimension.HOUR: _hours,
    Dimension.ROLE: lambda _year: ROLES | {None: NOT_SAID},
    Dimension.HURT: lambda _year: YES_OR_NO | {None: NOT_SAID},
    Dimension.SAW: lambda _year: YES_OR_NO | {None: NOT_SAID},
    Dimension.POLICE: lambda _year: POLICE | {None: NOT_SAID},
    Dimension.FORM: lambda _year: MANNERS | {None: NOT_SAID},
    Dimension.SERIOUSNESS: lambda _year: LEVELS | {None: NOT_SAID},
    Dimension.MEANS: lambda _year: MEANS | {None: NOT_SAID},
    Dimension.NORM_LINE: lambda _year: {**_norm_lines(), None: NOT_SAID},
}

# What is counted beside the incidents, by the word of queries/beside.py: its title and its lines.
BESIDE: dict[str, tuple[Any, Words]] = {
    "measures": (_("Measures by kind"), MEASURES),
    "recovery": (
        _("Recovery with the parent"),
        {"held": _("Talk held"), "declined": _("Talk declined"), "waits": _("No talk yet")},
    ),
    "cases": (
        _("How long incidents stayed open"),
        {"short": _("Up to four weeks"), "long": _("Longer than four weeks")},
    ),
}


def took(span: timedelta) -> str:
    """ "1 min 20 s" in the reader's language."""
    minutes, seconds = divmod(round(span.total_seconds()), 60)
    return gettext("%(minutes)d min %(seconds)d s", minutes=minutes, seconds=seconds)
