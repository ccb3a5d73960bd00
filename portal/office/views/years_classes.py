"""The classes of the year that is being prepared: their names and teachers, and which child goes where."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.office.forms.years import LATER, LEAVES, ClassForm, PlaceForm
from portal.office.queries import years as queries
from portal.office.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school import actions
from portal.school import queries as school
from portal.school.actions import InUse, NameTaken
from portal.school.models import SchoolClass, SchoolYear


@routes.route("/years/next/classes/new", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE)
def add_class():
    """One more class in the coming year."""
    coming = school.coming_year()
    if coming is None:
        return go(".years")
    form = ClassForm()
    if request.method == "GET":
        return show("office/add_class.html", form=form, coming=coming)
    if not form.validate():
        return refused("office/add_class.html", form=form, coming=coming)
    try:
        made = actions.add_class(coming, form.name.data or "", form.grade.data or "", actor(), now=clock.now())
    except NameTaken:
        form.name.errors = [_("There is a class with this name already.")]
        return refused("office/add_class.html", form=form, coming=coming)
    actions.set_team(made, form.chosen_team(), actor(), now=clock.now())
    tell(_("Class %(name)s is added.", name=made.name))
    return go(".coming_class", new_class=made.id)


@routes.route("/years/next/classes/<int:new_class>", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, new_class=SchoolClass)
def coming_class(new_class: SchoolClass):
    """A class of the coming year: name, grade, teachers, and who comes."""
    coming = _year_of(new_class)
    team = [each.id for each in school.teachers_of(new_class.id)]
    form = ClassForm(data={"name": new_class.name, "grade": new_class.grade, "team": team})
    context = {"coming": coming, "new_class": new_class, **_places(str(new_class.id), coming)}
    if request.method == "GET":
        return show("office/coming_class.html", form=form, **context)
    if not form.validate():
        return refused("office/coming_class.html", form=form, **context)
    try:
        actions.change_class(new_class, form.name.data or "", form.grade.data or "", actor(), now=clock.now())
    except NameTaken:
        form.name.errors = [_("There is a class with this name already.")]
        return refused("office/coming_class.html", form=form, **context)
    actions.set_team(new_class, form.chosen_team(), actor(), now=clock.now())
    tell(_("Saved."))
    return go(".coming_year")


def _year_of(new_class: SchoolClass) -> SchoolYear:
    coming = school.coming_year()
    if coming is None or new_class.year_id != coming.id:
        abort(404)
    return coming


@routes.post("/years/next/classes/<int:new_class>/remove")
@allow(To.CHANGE_PEOPLE, new_class=SchoolClass)
def remove_class(new_class: SchoolClass):
    coming = _year_of(new_class)
    try:
        actions.remove_class(new_class, actor(), now=clock.now())
    except InUse:
        form = ClassForm(formdata=None, data={"name": new_class.name, "grade": new_class.grade})
        context = {"coming": coming, "new_class": new_class, **_places(str(new_class.id), coming)}
        return refused("office/coming_class.html", form=form, in_use=True, **context)
    tell(_("Class %(name)s is not there next year.", name=new_class.name))
    return go(".coming_year")


@routes.get("/years/next/leaving")
@allow(To.CHANGE_PEOPLE)
def leaving():
    """Who leaves when the year begins."""
    return _group("leaving")


@routes.get("/years/next/unplaced")
@allow(To.CHANGE_PEOPLE)
def unplaced():
    """Who is here and has no place in the coming year yet."""
    return _group("unplaced")


def _group(group: str):
    coming = school.coming_year()
    return go(".years") if coming is None else show("office/coming_group.html", group=group, **_places(group, coming))


def _places(group: str, coming: SchoolYear, form: PlaceForm | None = None) -> dict:
    """The children of a class or group of the coming year, with the form that sends them elsewhere."""
    if group == "leaving":
        pupils = queries.leaving(coming)
    elif group == "unplaced":
        pupils = queries.unplaced(coming)
    else:
        pupils = queries.pupils_of_number(int(group), coming)
    form = form or PlaceForm(formdata=None, data={"back": group})
    form.offer(pupils, school.classes_of_year(coming))
    return {"coming": coming, "pupils": pupils, "places": form}


@routes.post("/years/next/place")
@allow(To.CHANGE_PEOPLE)
def place():
    """Ticked children go to another class of the coming year, leave, or are decided about later."""
    coming = school.coming_year()
    if coming is None:
        return go(".years")
    form = PlaceForm()
    back = form.back.data or ""
    group = back if back in ("leaving", "unplaced") or (back.isdecimal() and len(back) < 10) else "unplaced"
    context = _places(group, coming, form)
    if not form.validate():
        return refused("office/coming_group.html", group=group, **context)
    chosen = next((each for each in school.classes_of_year(coming) if str(each.id) == form.to.data), None)
    numbers = queries.who_is_here(form.pupils.data or [])
    actions.place(numbers, coming, chosen, leaves=form.to.data == LEAVES)
    tell(_("Saved.") if form.to.data != LATER else _("Saved. You find them under “No place yet”."))
    return go(".coming_year")
