"""What the ribbon of a year shows of a home: from its cell on the board, or from its own timeline."""

from collections.abc import Iterable

from portal import i18n
from portal.contact.queries.board import Cell
from portal.contact.queries.calendar import Calendar, holidays_from
from portal.contact.queries.timeline import Entry
from portal.contact.rules import SIGN_OF, Mark, Sign
from portal.school import queries as school


def marks_of_cell(cell: Cell) -> list[Mark]:
    """What teachers know of this home, by day; a conversation that is booked stands there already."""
    logged = [Mark(i18n.local_date(each.at), SIGN_OF.get(each.about, Sign.OTHER)) for each in cell.contacts]
    talks = [Mark(i18n.local_date(talk.starts_at), Sign.TALK) for talk in cell.talks]
    due = [Mark(cell.due, Sign.NEXT)] if cell.due else []
    return sorted([*logged, *talks, *due])


def marks_of_entries(entries: Iterable[Entry]) -> list[Mark]:
    """What stands in a timeline, by day."""
    return sorted(Mark(i18n.local_date(entry.at), _sign_of(entry)) for entry in entries)


def _sign_of(entry: Entry) -> Sign:
    if entry.moment is not None:
        return SIGN_OF.get(entry.moment.about, Sign.OTHER)
    return Sign.TALK if entry.is_talk else Sign.OTHER


def calendar_of_school() -> Calendar | None:
    """The school year that counts as this one, for who is in no class in particular; None without one."""
    year = school.current_year()
    return Calendar(year.starts_on, year.ends_on, None, tuple(holidays_from(year.starts_on))) if year else None
