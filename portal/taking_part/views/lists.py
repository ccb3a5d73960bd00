"""The list of who comes, as a page, on paper and as a file; and the letter for families without an address."""

from flask import Response, abort
from flask_babel import gettext as _

from portal import clock, i18n, paper, sheets
from portal.access import To, allow
from portal.news.rules import html_of
from portal.pages import show
from portal.school import queries as school
from portal.taking_part import queries
from portal.taking_part.models import Occasion
from portal.taking_part.queries.names import KINDS, READY, title_of
from portal.taking_part.views.blueprint import routes

LIST_STYLE, LETTER_STYLE = "css/lists.css", "css/letter.css"


@routes.get("/<int:occasion>/list")
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def listed(occasion: Occasion):
    """As it comes out of the printer."""
    return show("taking_part/paper/list.html", style=LIST_STYLE, made_at=clock.now(), **_listed(occasion))


@routes.get("/<int:occasion>/list.<ending>")
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def list_file(occasion: Occasion, ending: str):
    """For a spreadsheet, in the language of the page."""
    rows = _rows(occasion)
    if ending == "csv":
        return _file(sheets.as_csv(rows), sheets.CSV, "csv")
    if ending != "xlsx":
        abort(404)
    return _file(sheets.as_xlsx({_("Who comes"): rows}), sheets.XLSX, "xlsx")


@routes.get("/<int:occasion>/letter")
@allow(To.INVITE_TO_TAKE_PART, occasion=Occasion)
def letter(occasion: Occasion):
    """A sheet in each language that these families read; who they are stands on a page of its own for the office."""
    homes = queries.homes_without_address(occasion)
    codes = list(dict.fromkeys(code for home in homes for code in home.languages)) or [i18n.current_language().code]
    pages = [paper.written("taking_part/paper/_letter.html", code, **_invitation(occasion, code)) for code in codes]
    return show("taking_part/paper/letter.html", style=LETTER_STYLE, pages=pages, homes=homes, occasion=occasion)


def _invitation(occasion: Occasion, code: str) -> dict:
    said = queries.said_in([occasion], code)[occasion.id]
    with i18n.in_language(code):
        title = title_of(occasion, said)
    here = school.the_school()
    return {
        "school_name": here.name if here else "",
        "occasion": occasion, "said": said, "title": title, "kind": KINDS[occasion.kind], "html_of": html_of,
        "ready": READY[occasion.ready] if occasion.ready else None,
        "address": paper.address(f"/taking-part/{occasion.id}"),
        "square": paper.square_code(paper.address(f"/taking-part/{occasion.id}")),
    }  # fmt: skip


def _listed(occasion: Occasion) -> dict:
    said = queries.said_in([occasion], i18n.current_language().code)[occasion.id]
    sign_ups = queries.sign_ups_of(occasion)
    return {
        "occasion": occasion, "title": title_of(occasion, said), "kind": KINDS[occasion.kind], "sign_ups": sign_ups,
        "sums": queries.sums_of(sign_ups), "name_of": i18n.name_of,
    }  # fmt: skip


def _rows(occasion: Occasion) -> list[list[sheets.Cell]]:
    rows: list[list[sheets.Cell]] = [
        [_("Name"), _("Adults"), _("Children"), _("Ages"), _("Interpreter"), _("Remark"), _("Waits")]
    ]
    for each in queries.sign_ups_of(occasion):
        speaks = i18n.name_of(each.interpreter) if each.interpreter else ""
        rows.append([
            each.person.full_name, each.people, each.children, each.ages, speaks, each.remark, each.is_waiting
        ])  # fmt: skip
    return rows


def _file(content: bytes, kind: str, ending: str) -> Response:
    held = {"Content-Disposition": f'attachment; filename="list.{ending}"', "Cache-Control": "private, no-store"}
    return Response(content, mimetype=kind, headers=held)
