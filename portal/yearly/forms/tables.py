"""The tables of a school year: with every number, or without those that are too small."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _

from portal.yearly.forms.words import BESIDE, TITLES, WORDS, took
from portal.yearly.queries import Year
from portal.yearly.rules import FEWEST, Dimension, Spans, hidden

Hides = Callable[[Sequence[int]], Collection[int]]


@dataclass(frozen=True)
class Line:
    """One line: its number, None when it is not shown; `share` (0 to 1) of the largest that is."""

    label: str
    number: int | None
    share: float


@dataclass(frozen=True)
class Table:
    """`key` tells tables apart: a word of Dimension, or "aftercare"."""

    key: str
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Sheet:
    """The figures of a year as somebody may see them. `number` is None when it is too small to be told.

    `spans` are how long something took, as pairs of words; `share` is how much aftercare was in time, in percent.
    """

    first: date
    last: date
    until: date
    number: int | None
    tables: list[Table]
    spans: list[tuple[str, str]] = field(default_factory=list)
    share: int | None = None

    @property
    def is_empty(self) -> bool:
        return self.number == 0 and not self.spans

    @property
    def months(self) -> Table | None:
        """What the picture of the year shows."""
        return next((table for table in self.tables if table.key == Dimension.MONTH), None)


def in_full(year: Year) -> Sheet:
    """Every number, for who is entitled."""
    tables = _of_incidents(year, lambda _numbers: ()) if year.number else []
    settled, late = year.aftercare
    share = round(100 * settled / (settled + late)) if settled + late else None
    if share is not None:
        tables.append(_aftercare(year, lambda _numbers: ()))
    tables += _beside(year, lambda _numbers: (), fewest=1)
    return Sheet(year.first, year.last, year.until, year.number, tables, _spans(year, fewest=1), share)


def without_small(year: Year) -> Sheet:
    """What everybody may see. Of fewer incidents than that nothing is told but that they were few."""
    is_told = year.number >= FEWEST
    tables = _of_incidents(year, hidden) if is_told else []
    settled, late = year.aftercare
    is_share_told = settled + late >= FEWEST and not hidden(year.aftercare)
    if settled + late >= FEWEST:
        tables.append(_aftercare(year, hidden))
    tables += _beside(year, hidden, fewest=FEWEST)
    share = round(100 * settled / (settled + late)) if is_share_told else None
    number = year.number if is_told else None
    return Sheet(year.first, year.last, year.until, number, tables, _spans(year, fewest=FEWEST), share)


def _of_incidents(year: Year, hides: Hides) -> list[Table]:
    return [
        _table(each, str(TITLES[each]), [(str(label), year.by[each][value]) for value, label in words(year).items()],
               hides)
        for each, words in sorted(WORDS.items(), key=lambda pair: list(Dimension).index(pair[0]))
        if any(value is not None for value in year.by[each])
    ]  # fmt: skip


def _aftercare(year: Year, hides: Hides) -> Table:
    settled, late = year.aftercare
    lines = [(_("Done or declined in time"), settled), (_("Late, or not done yet"), late)]
    return _table("aftercare", _("Steps of aftercare"), lines, hides)


def _beside(year: Year, hides: Hides, *, fewest: int) -> list[Table]:
    return [
        _table(key, str(title), [(str(label), year.beside[key][value]) for value, label in words.items()], hides)
        for key, (title, words) in BESIDE.items()
        if key in year.beside and year.beside[key].total() >= fewest
    ]


def _table(key: str, title: str, pairs: list[tuple[str, int]], hides: Hides) -> Table:
    gone = hides([number for _label, number in pairs])
    most = max((number for place, (_label, number) in enumerate(pairs) if place not in gone), default=0)
    return Table(key, title, [
        Line(label, None, 0.0) if place in gone else Line(label, number, number / most if most else 0.0)
        for place, (label, number) in enumerate(pairs)
    ])  # fmt: skip


def _spans(year: Year, *, fewest: int) -> list[tuple[str, str]]:
    """Calls for help by their number and times. Drills are about nobody: they are always told."""
    said = []
    if year.calls.number >= fewest:
        said.append((_("Calls for help"), str(year.calls.number)))
        said += _took(_("Until the first answer"), year.calls.answered, fewest)
        said += _took(_("Until somebody was there"), year.calls.there, fewest)
    if year.drills.number:
        said.append((_("Drills"), str(year.drills.number)))
        said += _took(_("In a drill, until the first answer"), year.drills.answered, 1)
    return said


def _took(label: str, spans: Spans | None, fewest: int) -> list[tuple[str, str]]:
    if spans is None or spans.number < fewest:
        return []
    text = _("half within %(middle)s, nine in ten within %(most)s", middle=took(spans.middle),
             most=took(spans.nine_in_ten))  # fmt: skip
    return [(label, text)]
