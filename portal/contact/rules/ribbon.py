"""What the ribbon of a year shows of each contact, and where it stands; pure decisions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.contact.rules.plan import Holiday
from portal.contact.rules.words import About
from portal.drawing import Ruler, Span


class Sign(StrEnum):
    """What a mark on the ribbon says; each has a shape and a height of its own."""

    GOOD = "good"
    CONCERN = "concern"
    TALK = "talk"
    OTHER = "other"
    NEXT = "next"


SIGN_OF = {About.GOOD_NEWS: Sign.GOOD, About.CONCERN: Sign.CONCERN}
HEIGHTS = {Sign.GOOD: 9.0, Sign.CONCERN: 22.0, Sign.TALK: 35.0, Sign.OTHER: 35.0, Sign.NEXT: 22.0}


@dataclass(frozen=True, order=True)
class Mark:
    """One contact on its day, or the day on which it is time again."""

    on: date
    sign: Sign


@dataclass(frozen=True)
class Spot:
    """Where a mark is drawn."""

    sign: Sign
    x: float
    y: float


@dataclass(frozen=True)
class Drawn:
    """The ribbon of a year: its months, the days without school, today, and the marks."""

    months: list[tuple[date, Span]]
    rests: list[Span]
    today: float | None
    spots: list[Spot]


def drawn(ruler: Ruler, marks: Iterable[Mark], holidays: Collection[Holiday], today: date) -> Drawn:
    """The ribbon with what lies in the year; what is of another year is not on it."""
    rests = [
        ruler.between(each.starts_on, each.ends_on)
        for each in holidays
        if each.starts_on <= ruler.last and each.ends_on >= ruler.first
    ]
    spots = [Spot(mark.sign, ruler.of(mark.on), HEIGHTS[mark.sign]) for mark in marks if _is_on(ruler, mark.on)]
    return Drawn(ruler.months(), rests, ruler.of(today) if _is_on(ruler, today) else None, spots)


def _is_on(ruler: Ruler, day: date) -> bool:
    return ruler.first <= day <= ruler.last
