"""Everybody reads the norm in their own language, and may say so."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow, may
from portal.norms import actions, queries
from portal.norms.forms import SIDES
from portal.norms.models import NormLine, NormVersion
from portal.norms.rules import Side, spoken
from portal.norms.views.blueprint import routes
from portal.pages import go, refused, show, tell

Said = tuple[i18n.Language, str]


@routes.get("")
@allow(To.READ_NORM)
def page():
    """The norm in force; who writes it finds the draft and the numbers here."""
    return show("norms/page.html", **context(queries.in_force()))


@routes.get("/versions/<int:norm_version>")
@allow(To.READ_NORM, norm_version=NormVersion)
def version(norm_version: NormVersion):
    """The norm as it was; the one in force has one address."""
    if queries.is_in_force(norm_version):
        return go(".page")
    return show("norms/earlier.html", norm=norm_version, sides=sides_of(norm_version))


@routes.post("/versions/<int:norm_version>/read")
@allow(To.READ_NORM, norm_version=NormVersion)
def say_read(norm_version: NormVersion):
    try:
        actions.say_read(norm_version, actor(), now=clock.now())
    except actions.NotInForce:
        reason = _("The norm changed a moment ago. This is how it is now.")
        return refused("norms/page.html", **context(queries.in_force(), reason))
    tell(_("Thank you. We only count how many have read it."))
    return go(".page")


@routes.post("/versions/<int:norm_version>/take-back")
@allow(To.READ_NORM, norm_version=NormVersion)
def take_back(norm_version: NormVersion):
    actions.take_back(norm_version, actor())
    tell(_("It is taken back."))
    return go(".page")


@routes.post("/versions/<int:norm_version>/put-away")
@allow(To.READ_NORM, norm_version=NormVersion)
def put_away(norm_version: NormVersion):
    """The first page asks no more; a newer norm asks again, once."""
    actions.put_away(norm_version, actor(), now=clock.now())
    return go("today.today")


def context(norm: NormVersion | None, reason: str = "") -> dict:
    """What the page about the norm shows."""
    writes, now = may(To.WRITE_NORM), clock.now()
    return {
        "norm": norm,
        "sides": sides_of(norm) if norm else [],
        "reading": queries.reading_of(actor(), norm) if norm else None,
        "earlier": [each for each in queries.published() if norm and each.number < norm.number],
        "draft": queries.draft() if writes else None,
        "reach": queries.reach_of(norm) if norm and writes else None,
        "practised": queries.practised(now) if may(To.SEE_GUIDANCE) else [],
        "today": i18n.local_date(now),
        "reason": reason,
    }


def sides_of(norm: NormVersion) -> list[tuple[str, list[Said]]]:
    """The lines of each side in the reader's language, or else in the school's."""
    by_side = {side: [said(line) for line in norm.lines if line.side is side] for side in Side}
    return [(SIDES[side], [each for each in lines if each]) for side, lines in by_side.items()]


def said(line: NormLine) -> Said | None:
    """A line in the reader's language, or else in the school's, with the language that it is in."""
    texts = line.by_language
    code = spoken((i18n.current_language().code, i18n.school_language()), texts)
    return (i18n.language(code), texts[code]) if code else None
