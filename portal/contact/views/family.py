"""One home about one child, for its teachers: log a contact, see what was, take the next step."""

from datetime import datetime

from flask import abort, request
from flask_babel import gettext as _

from portal import audit, clock, i18n
from portal.access import To, actor, allow
from portal.contact import actions, queries
from portal.contact.forms import LogForm
from portal.contact.forms.logging import SAID
from portal.contact.queries import Home
from portal.contact.rules import UNDO_LASTS, About
from portal.contact.views.blueprint import routes
from portal.contact.views.words import drawn_year, words
from portal.conversations.rules import Way
from portal.pages import go, refused, show, tell
from portal.school.models import Pupil, SchoolClass


def home_and_class(pupil: Pupil, household: int) -> tuple[Home, SchoolClass]:
    """A home of this child and the class between it and the acting teacher; what is not there is nobody's page."""
    home, school_class = queries.home_of(pupil.id, household), queries.class_between(actor(), pupil.id)
    if home is None or school_class is None:
        abort(404)
    return home, school_class


@routes.get("/families/<int:pupil>/<int:household>")
@allow(To.LOG_CONTACT, pupil=Pupil)
def family(pupil: Pupil, household: int):
    home, school_class = home_and_class(pupil, household)
    return show("contact/family.html", **family_context(home, school_class, clock.now()))


def family_context(home: Home, school_class: SchoolClass, now: datetime) -> dict:
    """What the page about a home shows; that a teacher reads a family's words is written down first."""
    calendar = queries.calendar_of(school_class.id)
    entries = queries.timeline_of(*home.key, since=calendar.starts_at, now=now)
    if request.method == "GET":
        audit.saw_all(actor(), queries.words_of_others(entries, actor()), now=now)
    (cell,) = queries.cells_of([home], since=calendar.starts_at, now=now)
    return {
        "home": home, "school_class": school_class, "cell": cell, "entries": entries, "plan": calendar.plan,
        "steps": queries.steps_of(*home.key, since=calendar.starts_at), "now": now, "undo_lasts": UNDO_LASTS,
        "today": i18n.local_date(now), "year": drawn_year(home.child, queries.marks_of_cell(cell), calendar, now),
        "openings": [] if cell.good_at else queries.openings_for(home, i18n.current_language().code),
    } | words()  # fmt: skip


@routes.post("/families/<int:pupil>/<int:household>/log")
@allow(To.LOG_CONTACT, pupil=Pupil)
def log(pupil: Pupil, household: int):
    now, form = clock.now(), LogForm()
    home, school_class = home_and_class(pupil, household)
    if not form.validate():
        return refused("contact/family.html", **family_context(home, school_class, now) | {"log_form": form})
    about, began = SAID[form.said.data or ""]
    is_first_concern = about is About.CONCERN and not _heard_good_news(home, school_class)
    said = actions.Said(about, Way(form.way.data), began, form.key.data or "", form.tapped_at())
    moment = actions.log(home, school_class, said, actor(), now=now)
    if "queued" in request.args:
        # A phone that had no network sends what waited, one after the other; it needs no page.
        return "", 204
    tell(_("Written down. The family of %(child)s sees it on their own page.", child=home.child))
    if is_first_concern:
        tell(_("This family has not heard something good from school yet this year. That is a good next step."))
    return go(".family", pupil=pupil.id, household=household, _anchor=f"moment-{moment.id}")


def _heard_good_news(home: Home, school_class: SchoolClass) -> bool:
    return queries.has_good_news(*home.key, since=queries.calendar_of(school_class.id).starts_at)
