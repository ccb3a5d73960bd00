"""The contact plans of a teacher's classes as lines of the agenda: for whom it is time, and what to come back to."""

from datetime import date, datetime
from itertools import groupby

from flask_babel import gettext as _

from portal.agenda.queries import Beside
from portal.contact.queries.board import Board, board_of
from portal.contact.queries.homes import Home
from portal.contact.queries.reminding import monday_of
from portal.school import queries as school
from portal.school.models import Person, SchoolClass


def planned_for(person: Person, since: date, now: datetime) -> list[Beside]:
    """From this day on, one line for each week of a class; who waits already stands on this day."""
    return [
        line
        for school_class in school.classes_taught_by(person)
        for line in _lines(school_class, board_of(school_class.id, now=now), since)
    ]


def _lines(school_class: SchoolClass, board: Board, since: date) -> list[Beside]:
    path = f"/contact/classes/{school_class.id}"
    waiting = [
        (max(cell.due, since), cell.home)
        for cell in board.cells
        if cell.due and cell.is_reached and not cell.is_with_leader
    ]
    due = sorted(waiting, key=lambda each: (each[0], each[1].child, each[1].key))
    weeks = (list(some) for _week, some in groupby(due, key=lambda each: monday_of(each[0])))
    lines = [
        Beside(some[0][0], _("Time again for %(children)s", children=", ".join(_named(home) for _day, home in some)),
               path, school_class.name)
        for some in weeks
    ]  # fmt: skip
    return lines + [
        Beside(max(each.contact.follow_up_on, since), _("To come back to with %(child)s", child=_named(each.home)),
               path + "#come-back", school_class.name)
        for each in board.come_back_to
        if each.contact.follow_up_on
    ]  # fmt: skip


def _named(home: Home) -> str:
    """The child; with its guardians where it has another home too."""
    return f"{home.child} ({home.names})" if home.is_one_of_two else home.child
