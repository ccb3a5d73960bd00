"""The report for the council, the board and the yearly monitoring: small numbers hidden, on paper and in files."""

from flask import Response, abort, url_for

from portal import clock, i18n, paper, sheets
from portal.access import To, allow
from portal.pages import show
from portal.yearly import actions
from portal.yearly.forms import Sheet, as_rows, without_small
from portal.yearly.rules import FEWEST
from portal.yearly.views.blueprint import routes
from portal.yearly.views.page import public_year_asked

TEMPLATE = "yearly/paper.html"


@routes.get("/report")
@allow(To.SEE_FIGURES)
def report():
    """As it comes out of the printer."""
    sheet = without_small(public_year_asked(clock.now()))
    addresses = {
        ending: url_for(".report_file", ending=ending, year=sheet.first.year) for ending in ("pdf", "csv", "xlsx")
    }
    return on_paper(sheet, addresses, back=url_for(".page", year=sheet.first.year))


@routes.get("/report.<ending>")
@allow(To.SEE_FIGURES)
def report_file(ending: str):
    return as_file(without_small(public_year_asked(clock.now())), ending)


def on_paper(sheet: Sheet, addresses: dict[str, str], *, back: str | None):
    """The report alone, with where it can be fetched as a file."""
    return show(TEMPLATE, style=actions.STYLE, addresses=addresses, back=back, **_context(sheet))


def as_file(sheet: Sheet, ending: str) -> Response:
    """The report as a file to fetch, in the language of the page."""
    name = f"figures-{sheet.first.year}-{sheet.last.year}.{ending}"
    if ending == "csv":
        return _file(sheets.as_csv(as_rows(sheet)), sheets.CSV, name)
    if ending == "xlsx":
        return _file(sheets.as_xlsx({f"{sheet.first.year}-{sheet.last.year}": as_rows(sheet)}), sheets.XLSX, name)
    if ending != "pdf":
        abort(404)
    html = paper.written(TEMPLATE, i18n.current_language().code, style=None, **_context(sheet))
    return _file(actions.as_pdf(str(html)), "application/pdf", name)


def _context(sheet: Sheet) -> dict:
    return {"sheet": sheet, "fewest": FEWEST, "made_at": clock.now()}


def _file(data: bytes, kind: str, name: str) -> Response:
    held = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(data, content_type=kind, headers=held)
