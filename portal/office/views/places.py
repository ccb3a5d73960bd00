"""The places in the building: a kiosk stands at one, and help is called to one."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.office.forms.places import PlaceForm
from portal.office.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school import actions
from portal.school import queries as school
from portal.school.actions import NameTaken
from portal.school.models import Place


@routes.route("/places", methods=["GET", "POST"])
@allow(To.RUN_OFFICE)
def places():
    """Every place, and a form for one more."""
    form = PlaceForm()
    if request.method == "GET":
        return show("office/places.html", form=form, places=school.places())
    if not form.validate():
        return refused("office/places.html", form=form, places=school.places())
    try:
        place = actions.add_place(form.name.data or "", form.phone.data or "", actor(), now=clock.now())
    except NameTaken:
        form.name.errors = [_("There is a place with this name already.")]
        return refused("office/places.html", form=form, places=school.places())
    tell(_("%(place)s is added. A kiosk can be paired for it now.", place=place.name))
    return go(".places")


@routes.route("/places/<int:place>", methods=["GET", "POST"])
@allow(To.RUN_OFFICE, place=Place)
def change_place(place: Place):
    """Another name or number; kiosks there show it at once."""
    form = PlaceForm(obj=place)
    if request.method == "GET":
        return show("office/change_place.html", form=form, place=place)
    if not form.validate():
        return refused("office/change_place.html", form=form, place=place)
    try:
        actions.change_place(place, form.name.data or "", form.phone.data or "", actor(), now=clock.now())
    except NameTaken:
        form.name.errors = [_("There is a place with this name already.")]
        return refused("office/change_place.html", form=form, place=place)
    tell(_("Saved."))
    return go(".places")
