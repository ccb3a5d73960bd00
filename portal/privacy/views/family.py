"""A family's own page: what is kept, who saw it, and a copy of all of it."""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow, may
from portal.pages import go, show, tell
from portal.privacy.actions import copying
from portal.privacy.queries import log, people
from portal.privacy.views.blueprint import routes
from portal.privacy.views.telling import told
from portal.school import queries as school
from portal.school.models import Pupil

# The table of what is kept is the business of retention, above us; it is plugged in when the app is put together.
_terms: list[Any] = []


def show_terms(terms: Sequence[Any]) -> None:
    """Name the kinds of data that this page explains."""
    _terms[:] = terms


@routes.get("")
@allow(To.SEE_OWN_ACCOUNT)
def page():
    """What is kept, why and how long; for a parent also who saw it, and a copy."""
    person = actor()
    copies = people.exports_of(person) if may(To.EXPORT_OWN) else []
    return show("privacy/page.html", children=school.children_of(person), terms=_terms, copies=copies)


@routes.get("/children/<int:pupil>")
@allow(To.SEE_CHILD_LOG, pupil=Pupil)
def about_child(pupil: Pupil):
    """Who saw or changed what about one child, as far as it concerns this household."""
    found = log.about_child(pupil, actor(), before=request.args.get("before", type=int))
    return show("privacy/log.html", pupil=pupil, lines=told(found.lines), has_older=found.has_older)


@routes.get("/us")
@allow(To.SEE_OWN_ACCOUNT)
def about_us():
    """Who saw or changed what about one's own account and household."""
    found = log.about_us(actor(), before=request.args.get("before", type=int))
    return show("privacy/log.html", pupil=None, lines=told(found.lines), has_older=found.has_older)


@routes.post("/copy")
@allow(To.EXPORT_OWN)
def ask_for_copy():
    """A copy of everything about the own household and its children."""
    person = actor()
    export = copying.ask(person, person, now=clock.now())
    tell(_("We are making your copy. You can leave this page and come back."))
    return go(".copy", export=export.id)
