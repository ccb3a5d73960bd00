"""The words that every page about contact needs."""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_urlsafe

from portal import i18n
from portal.contact.forms import ABOUT, BEGAN, OFTEN, RUNGS, STATES, WAYS, LogForm
from portal.contact.forms.ribbon import SIGNS, Ribbon, ribbon_of
from portal.contact.forms.words import ABOUT_ICONS, BEGAN_FOR_FAMILY
from portal.contact.queries import Calendar
from portal.contact.rules import About, Began, Mark, Sign
from portal.conversations.forms.agreements import HOW_OFTEN


def words() -> dict:
    """By the words of the code, for templates; and an empty form to log with, under a key of its own."""
    return {
        "about_words": ABOUT, "about_icons": ABOUT_ICONS, "began_words": BEGAN, "way_words": WAYS,
        "often_words": OFTEN, "state_words": STATES, "rung_words": RUNGS, "abouts": list(About),
        "begans": list(Began), "my_began_words": BEGAN_FOR_FAMILY, "all_often": HOW_OFTEN, "named": _named,
        "signs": {sign: word for sign, word in SIGNS.items() if sign is not Sign.NEXT}, "all_signs": SIGNS,
        "log_form": LogForm(formdata=None, key=token_urlsafe(16)),
    }  # fmt: skip


def drawn_year(child: str, marks: Sequence[Mark], calendar: Calendar, now: datetime) -> Ribbon:
    """The ribbon of the school year of one home."""
    days = calendar.starts_on, calendar.ends_on
    return ribbon_of(child, marks, *days, calendar.holidays, today=i18n.local_date(now))


def _named(codes) -> str:
    """These languages, each once, as the reader calls them."""
    return " · ".join(dict.fromkeys(i18n.name_of(code) for code in codes))
