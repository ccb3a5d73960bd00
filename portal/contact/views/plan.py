"""The contact plan of a class."""

from datetime import date, datetime

from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.contact import actions, queries
from portal.contact.forms import PlanForm
from portal.contact.forms.ribbon import Ribbon
from portal.contact.queries import Board, Cell
from portal.contact.views.blueprint import routes
from portal.contact.views.words import drawn_year, words
from portal.conversations.rules import Often, Way
from portal.pages import go, refused, show, tell
from portal.school.models import SchoolClass


@routes.get("/classes/<int:school_class>/plan")
@allow(To.TEND_CONTACT, school_class=SchoolClass)
def plan(school_class: SchoolClass):
    set_before = queries.calendar_of(school_class.id).plan
    data = {} if set_before is None else {
        "often": set_before.often.value, "way": set_before.way.value if set_before.way else "",
        "reminds": set_before.reminds,
    }  # fmt: skip
    return show("contact/plan.html", **_context(PlanForm(data=data), school_class))


@routes.post("/classes/<int:school_class>/plan")
@allow(To.TEND_CONTACT, school_class=SchoolClass)
def set_plan(school_class: SchoolClass):
    form = PlanForm()
    if not form.validate():
        return refused("contact/plan.html", **_context(form, school_class))
    way = Way(form.way.data) if form.way.data else None
    actions.set_plan(school_class, Often(form.often.data), way, actor(), reminds=form.reminds.data, now=clock.now())
    tell(_("Saved. What you agreed with a family goes before the plan."))
    return go(".board", school_class=school_class.id)


def _context(form: PlanForm, school_class: SchoolClass) -> dict:
    now = clock.now()
    board = queries.board_of(school_class.id, now=now)
    return {
        "form": form, "school_class": school_class, "board": board,
        "years": [(cell, _year_of(cell, board, now)) for cell in sorted(board.cells, key=_soonest)],
    } | words()  # fmt: skip


def _year_of(cell: Cell, board: Board, now: datetime) -> Ribbon:
    return drawn_year(cell.home.child, queries.marks_of_cell(cell), board.calendar, now)


def _soonest(cell: Cell) -> tuple:
    """What is due first comes first, and what is never due by itself last; then by name."""
    return cell.due or date.max, cell.home.child, cell.home.key
