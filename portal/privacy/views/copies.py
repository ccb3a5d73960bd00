"""A copy while it is made, and fetching it; for whoever asked."""

from flask import Response
from flask_babel import gettext as _

from portal import audit, clock, files, i18n
from portal.access import To, actor, allow
from portal.files import FileIsGone
from portal.pages import refused, show
from portal.privacy.models import DataExport
from portal.privacy.queries import exporting
from portal.privacy.views.blueprint import routes


@routes.get("/copies/<int:export>")
@allow(To.FETCH_COPY, export=DataExport)
def copy(export: DataExport):
    return show("privacy/made.html", **_context(export))


@routes.get("/copies/<int:export>/progress")
@allow(To.FETCH_COPY, export=DataExport)
def progress(export: DataExport):
    """The part that asks again by itself."""
    return show("privacy/_copy.html", **_context(export))


@routes.get("/copies/<int:export>/file")
@allow(To.FETCH_COPY, export=DataExport)
def fetch(export: DataExport):
    """The zip itself: never kept by a browser or a proxy, and each time written down."""
    now = clock.now()
    try:
        data = b"" if _is_gone(export) else files.read(export.file or "")
    except FileIsGone:
        data = b""
    if not data:
        return refused("privacy/made.html", **_context(export) | {"is_gone": True, "is_refused": True})
    audit.saw(actor(), export, now=now)
    name = f"samen-{i18n.local_date(now).isoformat()}.zip"
    answer = Response(data, mimetype="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _context(export: DataExport) -> dict:
    children = exporting.children_for(export.for_whom, export.pupil)
    return {
        "export": export,
        "children": [child.first_name for child in children],
        "is_gone": _is_gone(export),
        "is_refused": False,
        "until": export.task.ended_at + files.LIVES if export.task and export.task.ended_at else None,
        "gone_text": _("This copy is no longer here. Ask for a new one; it takes a minute."),
    }


def _is_gone(export: DataExport) -> bool:
    """Older than a day, or about a child to whom the guardian has no access any more."""
    if export.task is None:
        return True
    if not export.task.is_over:
        return False
    allowed = {child.id for child in exporting.children_for(export.for_whom, export.pupil)}
    return not files.is_there(export.file or "") or not set((export.task.result or {}).get("children", [])) <= allowed
