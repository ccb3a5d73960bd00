"""The office brings a roster in: upload, preview, confirm, and undo."""

from flask import Response, make_response, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from portal import clock, i18n, sheets, tasks
from portal.access import To, actor, allow
from portal.office.forms.rosters import UploadForm
from portal.office.views.blueprint import routes
from portal.office.views.roster_words import DEPENDS, FIELDS, KINDS, STATES, about_fields
from portal.pages import go, htmx, refused, show, tell
from portal.rosters.actions import RosterRefused, imports, read_upload, undoing, work
from portal.rosters.models import RosterImport, Step
from portal.rosters.queries import headings, words
from portal.rosters.queries import imports as queries
from portal.school import queries as school


@routes.record_once
def plug_in(_state: object) -> None:
    """The worker learns the long work of an import."""
    tasks.handle(imports.PREVIEW, work.make_plan)
    tasks.handle(imports.APPLY, work.apply)


@routes.get("/rosters")
@allow(To.RUN_OFFICE)
def rosters():
    return show("office/rosters/page.html", **_overview(UploadForm()))


@routes.post("/rosters")
@allow(To.RUN_OFFICE)
def upload_roster():
    """Read here and now: what the readers do not ask for is gone when this request ends, and lies nowhere."""
    form = UploadForm()
    if not form.validate():
        return refused("office/rosters/page.html", **_overview(form))
    try:
        file = form.roster.data
        roster = read_upload(file.filename or "", file.read(), year=form.year.data)
        row = imports.start(actor(), roster, now=clock.now())
    except RosterRefused as refusal:
        return refused("office/rosters/page.html", **_overview(form) | {"refusal": refusal})
    return go(".roster", roster_import=row.id)


@routes.get("/rosters/template-<language>.<ending>")
@allow(To.RUN_OFFICE)
def roster_template(language: str, ending: str):
    """Our own spreadsheet to fill in, in one of the shipped languages."""
    if language not in i18n.LANGUAGES or ending not in ("csv", "xlsx"):
        raise NotFound
    with i18n.in_language(language):
        rows, explained = headings.template(), headings.explanation()
        titles = (_("Pupils"), _("Explanation"))
    if ending == "xlsx":
        return _file(sheets.as_xlsx({titles[0]: rows, titles[1]: explained}), sheets.XLSX, f"samen-{language}.xlsx")
    # A spreadsheet that speaks English expects commas, others semicolons.
    content = sheets.as_csv(rows, separator="," if language == "en" else ";")
    return _file(content, sheets.CSV, f"samen-{language}.csv")


@routes.get("/rosters/<int:roster_import>")
@allow(To.RUN_OFFICE, roster_import=RosterImport)
def roster(roster_import: RosterImport):
    return show("office/rosters/import.html", **_context(roster_import))


@routes.get("/rosters/<int:roster_import>/progress")
@allow(To.RUN_OFFICE, roster_import=RosterImport)
def roster_progress(roster_import: RosterImport):
    """How far the work is; when it is over, on to what it found."""
    task = queries.task_of(roster_import)
    if htmx and (task is None or task.is_over):
        answer = make_response("", 204)
        answer.headers["HX-Redirect"] = url_for(".roster", roster_import=roster_import.id)
        return answer
    if task is None:
        return go(".roster", roster_import=roster_import.id)
    return show("office/rosters/_progress.html", row=roster_import, task=task)


@routes.post("/rosters/<int:roster_import>/confirm")
@allow(To.CHANGE_PEOPLE, roster_import=RosterImport)
def confirm_roster(roster_import: RosterImport):
    return _done(roster_import, imports.confirm)


@routes.post("/rosters/<int:roster_import>/again")
@allow(To.RUN_OFFICE, roster_import=RosterImport)
def preview_roster_again(roster_import: RosterImport):
    return _done(roster_import, imports.make_anew)


@routes.post("/rosters/<int:roster_import>/discard")
@allow(To.RUN_OFFICE, roster_import=RosterImport)
def discard_roster(roster_import: RosterImport):
    try:
        imports.discard(roster_import, actor(), now=clock.now())
    except imports.NotToBeConfirmed:
        return refused("office/rosters/import.html", **_context(roster_import) | {"was_first": True})
    tell(_("The list is thrown away. Nothing was changed."))
    return go(".rosters")


@routes.post("/rosters/<int:roster_import>/undo")
@allow(To.CHANGE_PEOPLE, roster_import=RosterImport)
def undo_roster(roster_import: RosterImport):
    try:
        undoing.undo(roster_import, actor(), now=clock.now())
    except undoing.SomethingDepends as refusal:
        depends = [(DEPENDS.get(what, DEPENDS[""]), number) for what, number in refusal.on.items()]
        return refused("office/rosters/import.html", **_context(roster_import) | {"depends": depends})
    except undoing.NotApplied:
        return refused("office/rosters/import.html", **_context(roster_import) | {"was_first": True})
    tell(_("It is undone: everything is as it was before this list."))
    return go(".roster", roster_import=roster_import.id)


def _done(row: RosterImport, deed) -> Response:
    """Start long work on an import; whoever is second, or too late, is told and changes nothing."""
    try:
        deed(row, actor(), now=clock.now())
    except imports.NotToBeConfirmed:
        return refused("office/rosters/import.html", **_context(row) | {"was_first": True})
    except imports.PreviewIsOld:
        return refused("office/rosters/import.html", **_context(row))
    return go(".roster", roster_import=row.id)


def _overview(form: UploadForm) -> dict:
    now = clock.now()
    here = school.the_school()
    return {
        "form": form, "imports": queries.imports(), "steps": Step, "said": words.said, "place_said": words.place_said,
        "questions": queries.number_of_questions(i18n.local_date(now)), "is_demo": bool(here and here.is_demo),
        "refusal": None,
    }  # fmt: skip


def _context(row: RosterImport) -> dict:
    """Everything that a page about one import shows; `group` is one kind of entries, page by page."""
    asked = request.args.get("words", "")[:80]
    plan = queries.plan_of(row) if row.step in (Step.READY, Step.APPLIED, Step.UNDONE) else None
    key = request.args.get("group", "")
    page = request.args.get("page", 0, type=int)
    group = queries.group_of(plan, key, words=asked, page=page) if plan and key else None
    return {
        "row": row, "steps": Step, "plan": plan, "words": asked, "group": group, "task": queries.task_of(row),
        "groups": queries.groups_of(plan, words=asked) if plan and group is None else [],
        "numbers": queries.numbers_of(plan) if plan else [], "is_old": imports.is_too_old(row, clock.now()),
        "warnings": [words.WARNINGS[name] for name in plan.warnings] if plan else [],
        "kinds": KINDS, "states": STATES, "fields": FIELDS, "about_fields": about_fields, "left_out": words.left_out,
        "refusal": words.opened(queries.refusal_of(row)) if row.step is Step.REFUSED else None,
        "said": words.said, "place_said": words.place_said, "depends": [], "was_first": False,
    }  # fmt: skip


def _file(content: bytes, kind: str, name: str) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = kind
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
