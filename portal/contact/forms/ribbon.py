"""The ribbon of a year in the words of the reader: what it is of, and what a person who does not see it hears."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from flask_babel import gettext

from portal import i18n
from portal.contact.rules import Drawn, Holiday, Mark, Sign, drawn
from portal.drawing import Ruler
from portal.i18n import later as _

SIGNS = {
    Sign.GOOD: _("Good news"), Sign.CONCERN: _("Concern"), Sign.TALK: _("Conversation"),
    Sign.OTHER: _("Other contact"), Sign.NEXT: _("Time again"),
}  # fmt: skip


@dataclass(frozen=True)
class Ribbon:
    """What is drawn, its title, its words, and the letter of each month."""

    drawn: Drawn
    title: str
    words: str
    letters: list[str]


def ribbon_of(
    child: str, marks: Sequence[Mark], first: date, last: date, holidays: Sequence[Holiday], *, today: date
) -> Ribbon:
    """The year of contact about one child, from the side where the reader begins to read."""
    ruler = Ruler(first, last, is_mirrored=i18n.current_language().dir == "rtl")
    in_year = [mark for mark in marks if first <= mark.on <= last]
    picture = drawn(ruler, in_year, holidays, today)
    title = gettext("The school year with %(child)s", child=child)
    return Ribbon(picture, title, said(in_year), [_letter(month) for month, _span in picture.months])


def said(marks: Sequence[Mark]) -> str:
    """Each kind of contact with its days, as it is read aloud."""
    days = {sign: dict.fromkeys(i18n.short_day(mark.on) for mark in marks if mark.sign is sign) for sign in SIGNS}
    lines = [
        gettext("%(sign)s: %(days)s.", sign=SIGNS[sign], days=" · ".join(some)) for sign, some in days.items() if some
    ]
    return " ".join(lines) or gettext("Nothing is written down yet.")


def _letter(month: date) -> str:
    """ "S" for September, as the reader's calendar abbreviates it where twelve stand side by side."""
    return format_date(month, "LLLLL", locale=i18n.habit().locale)
