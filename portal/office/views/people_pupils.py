"""Changing a pupil: added by hand, another name, another class, leaving and coming back."""

from datetime import date

from flask import request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.conversations import queries as conversations
from portal.office.forms.people import DayForm, MoveForm, NewPupilForm, PupilForm
from portal.office.queries import people as queries
from portal.office.views.blueprint import routes
from portal.pages import choice, go, refused, show, tell
from portal.school import actions
from portal.school import queries as school
from portal.school.actions import InThatClass, SamePupil, WrongDay
from portal.school.models import Pupil


def today():
    """The day it is at the school."""
    return i18n.local_date(clock.now())


@routes.route("/pupils/new", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE)
def add_pupil():
    """A pupil who is in no roster."""
    form = NewPupilForm(data={"school_class": request.args.get("class", 0, type=int)})
    classes = _offer_classes(form.school_class, _("No class yet"))
    if request.method == "GET":
        return show("office/add_pupil.html", form=form, known=None)
    if not form.validate():
        return refused("office/add_pupil.html", form=form, known=None)
    try:
        chosen = classes.get(form.school_class.data)
        pupil = actions.add_pupil(form.identity(), chosen, actor(), now=clock.now())
    except SamePupil as same:
        return refused("office/add_pupil.html", form=form, known=same.pupil)
    tell(_("%(child)s is added. Add the guardians now.", child=pupil.first_name))
    return go(".pupil", pupil=pupil.id)


@routes.route("/pupils/<int:pupil>/change", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, pupil=Pupil)
def change_pupil(pupil: Pupil):
    """Another name or date of birth."""
    born = queries.with_birth_date(pupil).born_on
    names = {"first_name": pupil.first_name, "infix": pupil.infix, "last_name": pupil.last_name}
    form = PupilForm(data=names | {"born_on": date.fromisoformat(born) if born else None})
    if request.method == "GET":
        return show("office/change_pupil.html", form=form, pupil=pupil)
    if not form.validate():
        return refused("office/change_pupil.html", form=form, pupil=pupil)
    actions.change_pupil(pupil, form.identity(), actor(), now=clock.now())
    tell(_("Saved."))
    return go(".pupil", pupil=pupil.id)


@routes.route("/pupils/<int:pupil>/class", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, pupil=Pupil)
def move_class(pupil: Pupil):
    """Another class from a day on; the one before stays in the pupil's history."""
    form = MoveForm(data={"on": today()})
    classes = _offer_classes(form.school_class, _("Choose a class"))
    if request.method == "GET":
        return show("office/move_class.html", **_move_context(form, pupil))
    if not form.validate() or form.school_class.data == 0:
        form.school_class.errors = form.school_class.errors or [_("Choose a class.")]
        return refused("office/move_class.html", **_move_context(form, pupil))
    chosen = classes[form.school_class.data]
    try:
        actions.move_class(pupil, chosen, form.day(), actor(), today=today(), now=clock.now())
    except InThatClass:
        form.school_class.errors = [_("The child is in this class already.")]
        return refused("office/move_class.html", **_move_context(form, pupil))
    except WrongDay:
        form.on.errors = [_("Choose today or an earlier day of this school year, after the last move.")]
        return refused("office/move_class.html", **_move_context(form, pupil))
    tell(_("%(child)s is in %(name)s now.", child=pupil.first_name, name=chosen.name))
    return go(".pupil", pupil=pupil.id)


def _offer_classes(field, none: str) -> dict:
    classes = {each.id: each for each in school.current_classes()}
    field.choices = [choice("0", none), *(choice(str(each.id), each.name) for each in classes.values())]
    return classes


def _move_context(form: MoveForm, pupil: Pupil) -> dict:
    meetings = conversations.next_of_pupil(pupil.id, now=clock.now())
    return {"form": form, "pupil": pupil, "now_in": school.class_of(pupil), "meetings": meetings}


@routes.route("/pupils/<int:pupil>/leave", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, pupil=Pupil)
def pupil_leaves(pupil: Pupil):
    """A pupil leaves the school; what follows is said before."""
    form = DayForm(data={"on": today()})
    context = {"pupil": pupil, "meetings": conversations.next_of_pupil(pupil.id, now=clock.now())}
    if request.method == "GET":
        return show("office/pupil_leaves.html", form=form, **context)
    if not form.validate():
        return refused("office/pupil_leaves.html", form=form, **context)
    try:
        actions.leave_school(pupil, form.day(), actor(), today=today(), now=clock.now())
    except WrongDay:
        form.on.errors = [_("This day is still to come. Write it down on the day itself.")]
        return refused("office/pupil_leaves.html", form=form, **context)
    tell(
        _("%(child)s has left the school. The pages about %(child)s are closed for the family.", child=pupil.first_name)
    )
    return go(".pupil", pupil=pupil.id)


@routes.post("/pupils/<int:pupil>/come-back")
@allow(To.CHANGE_PEOPLE, pupil=Pupil)
def pupil_comes_back(pupil: Pupil):
    actions.come_back_to_school(pupil, actor(), now=clock.now())
    tell(_("%(child)s is at school again. Look whether class and guardians are still right.", child=pupil.first_name))
    return go(".pupil", pupil=pupil.id)
