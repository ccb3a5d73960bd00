"""Letters that were made: how far they are, the file to print, the page to print from."""

from flask import Response
from flask_babel import gettext as _

from portal import audit, clock, files, i18n
from portal.access import To, actor, allow
from portal.files import FileIsGone
from portal.invitations import queries
from portal.invitations.views.blueprint import routes
from portal.pages import htmx, refused, show
from portal.tasks import Task


@routes.get("/letters/<int:batch>")
@allow(To.SEE_LETTERS, batch=Task)
def batch(batch: Task):
    """The page, or alone the part of it that asks again while the letters are being written."""
    template = "invitations/_batch.html" if htmx and not htmx.boosted else "invitations/batch.html"
    return show(template, **_context(batch))


@routes.get("/letters/<int:batch>/pdf")
@allow(To.SEE_LETTERS, batch=Task)
def pdf(batch: Task):
    """All letters in one file, for as long as it is kept; who fetched them is written down."""
    day = i18n.local_date(batch.started_at).isoformat()
    named = {"Content-Disposition": f'attachment; filename="{_("letters")}-{day}-{batch.id}.pdf"'}
    return _kept(batch, "pdf", "application/pdf", named)


@routes.get("/letters/<int:batch>/print")
@allow(To.SEE_LETTERS, batch=Task)
def sheets(batch: Task):
    """The same letters as a page, to print from the browser."""
    return _kept(batch, "page", "text/html", {})


def _kept(batch: Task, which: str, kind: str, headers: dict[str, str]):
    try:
        data = files.read((batch.result or {}).get(which, ""))
    except FileIsGone:
        return refused("invitations/batch.html", **_context(batch) | {"is_gone": True})
    audit.saw(actor(), batch, now=clock.now())
    return Response(data, mimetype=kind, headers={"Cache-Control": "no-store", **headers})


def _context(batch: Task) -> dict:
    now = clock.now()
    is_gone = batch.ended_at is not None and now - batch.ended_at > files.LIVES
    return {"batch": batch, "working": queries.still_working(batch, now=now), "is_gone": is_gone}
