"""The school leader or the safety coordinator writes the norm in a draft, and publishes it."""

from flask import request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.norms import actions, queries
from portal.norms.forms import SIDES, LineForm
from portal.norms.models import NormLine, NormVersion
from portal.norms.rules import FIRST_LINES, MOST_LINES, lacking
from portal.norms.views.blueprint import routes
from portal.norms.views.reading import context, said
from portal.pages import go, refused, show, tell


@routes.errorhandler(actions.PublishedAlready)
def published_already(_refusal):
    reason = _("Somebody published this draft a moment ago. What you changed is not in it.")
    return refused("norms/page.html", **context(queries.in_force(), reason))


@routes.errorhandler(actions.NormFull)
def full(_refusal):
    reason = _("A norm has at most %(most)d lines: nobody remembers more.", most=MOST_LINES)
    draft = queries.draft()
    return refused("norms/draft.html", **_context(draft, reason)) if draft else go(".page")


@routes.post("/draft")
@allow(To.WRITE_NORM)
def begin():
    actions.begin(actor(), now=clock.now())
    return go(".draft")


@routes.get("/draft")
@allow(To.WRITE_NORM)
def draft():
    """The draft that is being written; without one, the norm."""
    found = queries.draft()
    return show("norms/draft.html", **_context(found)) if found else go(".page")


@routes.route("/drafts/<int:norm_draft>/lines", methods=["GET", "POST"])
@allow(To.WRITE_NORM, norm_draft=NormVersion)
def add_line(norm_draft: NormVersion):
    form = LineForm()
    if request.method == "GET":
        return show("norms/line.html", form=form, draft=norm_draft, line=None)
    if not form.validate():
        return refused("norms/line.html", form=form, draft=norm_draft, line=None)
    actions.add_line(norm_draft, form.words())
    tell(_("The line is in the draft."))
    return go(".draft")


@routes.route("/lines/<int:norm_line>", methods=["GET", "POST"])
@allow(To.WRITE_NORM, norm_line=NormLine)
def change_line(norm_line: NormLine):
    form = LineForm(line=norm_line if request.method == "GET" else None)
    if request.method == "GET":
        return show("norms/line.html", form=form, draft=norm_line.version, line=norm_line)
    if not form.validate():
        return refused("norms/line.html", form=form, draft=norm_line.version, line=norm_line)
    actions.change_line(norm_line, form.words())
    tell(_("The line is changed in the draft."))
    return go(".draft")


@routes.post("/lines/<int:norm_line>/up")
@allow(To.WRITE_NORM, norm_line=NormLine)
def move_up(norm_line: NormLine):
    actions.move_up(norm_line)
    return go(".draft", _anchor=f"line-{norm_line.id}")


@routes.post("/lines/<int:norm_line>/down")
@allow(To.WRITE_NORM, norm_line=NormLine)
def move_down(norm_line: NormLine):
    actions.move_down(norm_line)
    return go(".draft", _anchor=f"line-{norm_line.id}")


@routes.post("/lines/<int:norm_line>/remove")
@allow(To.WRITE_NORM, norm_line=NormLine)
def remove(norm_line: NormLine):
    actions.remove(norm_line)
    return go(".draft")


@routes.post("/lines/<int:norm_line>/bring-back")
@allow(To.WRITE_NORM, norm_line=NormLine)
def bring_back(norm_line: NormLine):
    actions.bring_back(norm_line)
    return go(".draft", _anchor=f"line-{norm_line.id}")


@routes.post("/drafts/<int:norm_draft>/publish")
@allow(To.WRITE_NORM, norm_draft=NormVersion)
def publish(norm_draft: NormVersion):
    try:
        actions.publish(norm_draft, actor(), list(i18n.LANGUAGES), now=clock.now())
    except actions.CannotPublish as refusal:
        return refused("norms/draft.html", **_context(norm_draft, _why(refusal)))
    tell(_("The norm is published. It stands on the kiosk, and everybody is invited to read it."))
    return go(".page")


@routes.post("/drafts/<int:norm_draft>/throw-away")
@allow(To.WRITE_NORM, norm_draft=NormVersion)
def throw_away(norm_draft: NormVersion):
    actions.throw_away(norm_draft, actor(), now=clock.now())
    tell(_("The draft is gone."))
    return go(".page")


def _context(draft: NormVersion, reason: str = "") -> dict:
    lines = draft.standing_lines
    return {
        "draft": draft,
        "lines": lines,
        "removed": [(line, said(line)) for line in draft.lines if line.is_removed],
        "lack": _names(lacking((line.by_language for line in lines), list(i18n.LANGUAGES))),
        "sides": SIDES,
        "first": FIRST_LINES,
        "is_full": len(lines) >= MOST_LINES,
        "reason": reason,
    }


def _names(codes: list[str]) -> str:
    """Languages by their own names, for a sentence."""
    return " · ".join(i18n.language(code).name for code in codes)


def _why(refusal: actions.CannotPublish) -> str:
    if isinstance(refusal, actions.LanguagesLack):
        names = _names(refusal.languages)
        return _("Not every line has a text in each language yet. Missing: %(languages)s.", languages=names)
    if isinstance(refusal, actions.OneSided):
        return _('A norm has two sides. There is no line yet under "%(side)s".', side=SIDES[refusal.side])
    if isinstance(refusal, actions.NothingChanged):
        return _("This draft says the same as the norm that holds now. Nobody needs to read that again.")
    return _("There is no line in it yet.")
