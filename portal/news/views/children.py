"""Which children are on a picture, who of them may be, and what becomes of a picture that is hidden."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.news import actions, queries
from portal.news.models import Picture
from portal.news.queries import Seen
from portal.news.views.addresses import address_for
from portal.news.views.blueprint import routes
from portal.pages import go, show, tell
from portal.photos import queries as photos
from portal.photos.rules import Consent, Purpose
from portal.school import queries as school
from portal.school.models import Pupil


@routes.get("/pictures/<int:picture>/children")
@allow(To.TAG_PICTURE, picture=Picture)
def children(picture: Picture):
    """The children of the class with what their families allow; who is on it, and the decision when it is hidden."""
    pupils = _pupils(picture)
    consents = photos.consents_of(pupil.id for pupil in pupils)
    return show(
        "news/children.html", picture=picture, address=address_for(actor(), clock.now()), pupils=pupils,
        on_it=queries.children_on(picture), state=queries.state_of(picture), states=Seen,
        without={number for number, each in consents.items() if each[Purpose.CLASS_PAGE] is not Consent.GIVEN},
        class_id=_class_of(picture),
    )  # fmt: skip


@routes.post("/pictures/<int:picture>/children")
@allow(To.TAG_PICTURE, picture=Picture)
def name_children(picture: Picture):
    among = [pupil.id for pupil in _pupils(picture)]
    chosen = request.form.getlist("children", type=int)
    actions.name_children(picture, actor(), chosen, among=among, now=clock.now())
    if queries.state_of(picture) is Seen.WAITS:
        tell(_("Saved. Families do not see this picture: not every child on it may be on the class page."))
    else:
        tell(_("Saved."))
    return go(".children", picture=picture.id)


@routes.post("/pictures/<int:picture>/hide")
@allow(To.TAG_PICTURE, picture=Picture)
def hide(picture: Picture):
    actions.hide(picture, actor(), now=clock.now())
    tell(_("The picture is hidden for good."))
    return go(".children", picture=picture.id)


@routes.post("/pictures/<int:picture>/show-again")
@allow(To.TAG_PICTURE, picture=Picture)
def show_again(picture: Picture):
    actions.show_again(picture, actor(), now=clock.now())
    return go(".children", picture=picture.id)


def _class_of(picture: Picture) -> int:
    return next(number for number in picture.class_ids if school.teaches(actor(), number))


def _pupils(picture: Picture) -> list[Pupil]:
    """The children of the classes of this teacher on whose pages it stands."""
    numbers = [number for number in picture.class_ids if school.teaches(actor(), number)]
    return list(dict.fromkeys(pupil for number in numbers for pupil in school.pupils_of(number)))
