"""Staff: the list, somebody new, and what each is here for and teaches."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow, may
from portal.office.forms.staff import NewStaffForm, RolesForm
from portal.office.queries import staff as queries
from portal.office.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school import actions
from portal.school import queries as school
from portal.school.actions import EmailTaken, LastWithRole, NotATeacher
from portal.school.models import Person
from portal.school.words import ROLES


@routes.get("/staff")
@allow(To.SEE_PEOPLE)
def staff():
    """Everybody on the staff with roles and classes; who left is below."""
    people, gone = queries.staff_and_left()
    return show(
        "office/staff.html", people=people, gone=gone, taught=queries.classes_by_teacher(), roles=ROLES,
        can_change=may(To.CHANGE_PEOPLE),
    )  # fmt: skip


@routes.route("/staff/new", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE)
def add_staff():
    """Somebody new; they are told by mail what they are here for."""
    form = NewStaffForm()
    if request.method == "GET":
        return show("office/add_staff.html", form=form, known=None)
    if not form.validate():
        return refused("office/add_staff.html", form=form, known=None)
    known = None
    try:
        person = actions.add_person(form.contact(), actor(), now=clock.now())
        actions.set_roles(person, form.chosen_roles(), actor(), now=clock.now())
        actions.teach(person, form.chosen_classes(), actor(), now=clock.now())
    except EmailTaken as taken:
        known = taken.person
        form.email.errors = [_("%(name)s has this address already. Give them a role there.", name=known.full_name)]
    except NotATeacher as refusal:
        form.classes.errors = [why_not(refusal)]
    else:
        tell(_("%(name)s is on the staff now.", name=person.full_name))
        return go(".person", person=person.id)
    return refused("office/add_staff.html", form=form, known=known)


@routes.route("/people/<int:person>/roles", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, person=Person)
def roles(person: Person):
    """What somebody is here for and teaches; they are told when their roles change."""
    taught = [each.id for each in school.classes_taught_by(person)]
    form = RolesForm(data={"roles": [role.value for role in person.roles], "classes": taught})
    if request.method == "GET":
        return show("office/roles.html", form=form, person=person)
    if not form.validate():
        return refused("office/roles.html", form=form, person=person)
    chosen = form.chosen_roles()
    if not chosen and person.guardian is None:
        form.roles.errors = [_("Choose at least one role, or write down on the page before that they left.")]
        return refused("office/roles.html", form=form, person=person)
    try:
        actions.set_roles(person, chosen, actor(), now=clock.now())
        actions.teach(person, form.chosen_classes(), actor(), now=clock.now())
    except (LastWithRole, NotATeacher) as refusal:
        field = form.roles if isinstance(refusal, LastWithRole) else form.classes
        field.errors = [why_not(refusal)]
        return refused("office/roles.html", form=form, person=person)
    if person.email:
        tell(_("Saved. When roles changed, we mailed it to %(name)s.", name=person.full_name))
    else:
        tell(_("Saved. Tell %(name)s yourself: there is no e-mail address.", name=person.full_name))
    return go(".person", person=person.id)


def why_not(refusal: Exception) -> str:
    """Why a role cannot be taken away, or a class not be given."""
    if isinstance(refusal, LastWithRole):
        return _("Nobody else is %(role)s. Give somebody else this role first.", role=ROLES[refusal.role])
    return _("Only who has the role of teacher can teach a class.")
