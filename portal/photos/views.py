"""A guardian says for what photos of a child may be used; the team, the office and the leader see what it comes to."""

from flask import Blueprint
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.pages import go, refused, show, tell
from portal.photos import actions, queries
from portal.photos.actions import NoSay
from portal.photos.forms import CONSENTS, PURPOSES, SEEN_BY, PhotosForm, as_data
from portal.photos.rules import Consent, Purpose
from portal.school import queries as school
from portal.school.models import Pupil, SchoolClass

routes = Blueprint("photos", __name__, url_prefix="/photos")


@routes.get("/<int:pupil>")
@allow(To.ANSWER_PHOTOS, pupil=Pupil)
def child(pupil: Pupil):
    """For what photos of this child may be used, as this guardian says it."""
    return show("photos/child.html", **_context(PhotosForm(data=as_data(queries.answers_of(actor(), pupil))), pupil))


@routes.post("/<int:pupil>")
@allow(To.ANSWER_PHOTOS, pupil=Pupil)
def answer(pupil: Pupil):
    form = PhotosForm()
    if not form.validate():
        return refused("photos/child.html", **_context(form, pupil))
    try:
        actions.answer(pupil, actor(), form.answers(), now=clock.now())
    except NoSay:
        return refused("photos/child.html", **_context(form, pupil))
    tell(_("Saved. It holds from now on; you can change it at any time."))
    return go(".child", pupil=pupil.id)


@routes.get("/classes/<int:school_class>")
@allow(To.SEE_CONSENTS, school_class=SchoolClass)
def in_class(school_class: SchoolClass):
    """The list of a class, to look at before a photo is used, and to print."""
    pupils = school.pupils_of(school_class.id)
    return show(
        "photos/class.html", school_class=school_class, pupils=pupils, purposes=PURPOSES, words=CONSENTS,
        consents=queries.consents_of(pupil.id for pupil in pupils), given=Consent.GIVEN, today=clock.now(),
        class_page=Purpose.CLASS_PAGE,
    )  # fmt: skip


def _context(form: PhotosForm, pupil: Pupil) -> dict:
    guardian = actor().guardian
    return {
        "form": form, "pupil": pupil, "seen_by": SEEN_BY, "purposes": PURPOSES,
        "decides": queries.decides(actor(), pupil), "history": queries.history_of(pupil.id, guardian.household_id),
    }  # fmt: skip
