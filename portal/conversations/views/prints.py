"""What a team prints of a round: its day list, the class list, and a sheet for the door; from a browser or as PDF."""

from flask import Response, abort
from flask_babel import gettext as _

from portal import clock, i18n, paper
from portal.access import To, allow
from portal.conversations import actions, queries
from portal.conversations.forms import WAYS
from portal.conversations.models import RoundClass
from portal.conversations.rules import SlotState
from portal.conversations.views.blueprint import routes
from portal.pages import show

STYLE = "css/lists.css"
PAPERS = frozenset({"day-list", "class-list", "door-sheet"})


@routes.get("/rounds/<int:row>/print")
@allow(To.TEND_ROUND, row=RoundClass)
def prints(row: RoundClass):
    """Which list, and on paper or as PDF."""
    papers = [
        ("day-list", _("Day list"), _("Who comes when, for the teachers.")),
        ("class-list", _("List of the children"), _("Who has a conversation and who has not.")),
        ("door-sheet", _("Sheet for the door"), _("Times and first names only, a sheet for each day.")),
    ]
    return show("conversations/prints.html", row=row, papers=papers)


@routes.get("/rounds/<int:row>/print/<paper>")
@allow(To.TEND_ROUND, row=RoundClass)
def print_paper(row: RoundClass, paper: str):
    """The list alone, as it comes out of the printer."""
    return show(_template(paper), style=STYLE, **_context(row, paper))


@routes.get("/rounds/<int:row>/print/<paper>.pdf")
@allow(To.TEND_ROUND, row=RoundClass)
def print_pdf(row: RoundClass, paper: str):
    return pdf(_template(paper), f"{row.school_class.name}-{paper}", _context(row, paper))


def pdf(template: str, name: str, context: dict) -> Response:
    """A list as a PDF to fetch, in the language of the page."""
    html = paper.written(template, i18n.current_language().code, style=None, **context)
    safe = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_") else "-" for sign in name)
    held = {"Content-Disposition": f'attachment; filename="{safe}.pdf"', "Cache-Control": "private, no-store"}
    return Response(actions.as_pdf(str(html)), mimetype="application/pdf", headers=held)


def _template(name: str) -> str:
    if name not in PAPERS:
        abort(404)
    return f"conversations/paper/{name.replace('-', '_')}.html"


def _context(row: RoundClass, name: str) -> dict:
    now = clock.now()
    about = {"row": row, "ways": WAYS, "names": queries.names_of_household, "made_at": now}
    if name == "class-list":
        return about | {"children": queries.class_list(row)}
    booked = [each for each in queries.times_of_team(row, now=now) if each.state is SlotState.BOOKED]
    return about | {"times": [(each.slot, each.booking) for each in booked if not each.goes_on]}
