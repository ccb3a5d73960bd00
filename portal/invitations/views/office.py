"""Who came in, who holds a letter and who needs one; asking for letters, taking one back."""

from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.invitations import actions, queries
from portal.invitations.actions import IsOver, NobodyToInvite
from portal.invitations.forms import MakeForm
from portal.invitations.models import Invitation
from portal.invitations.rules import LIVES
from portal.invitations.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school import queries as schools
from portal.school.models import Person, SchoolClass


@routes.get("/school")
@allow(To.INVITE)
def school():
    return show("invitations/school.html", **_of_school(MakeForm()))


@routes.post("/school/letters")
@allow(To.INVITE)
def write_to_school():
    form = MakeForm()
    here = schools.the_school()
    try:
        return _written(form, queries.groups(now=clock.now()), here.name if here else "")
    except NobodyToInvite:
        return refused("invitations/school.html", **_of_school(form) | {"is_nobody": not form.errors})


@routes.get("/classes/<int:school_class>")
@allow(To.INVITE, school_class=SchoolClass)
def in_class(school_class: SchoolClass):
    return show("invitations/class.html", **_of_class(school_class, MakeForm()))


@routes.get("/without-class")
@allow(To.INVITE)
def without_class():
    """The guardians of children who are in no class this year."""
    return show("invitations/class.html", **_of_class(None, MakeForm()))


@routes.post("/classes/<int:school_class>/letters")
@allow(To.INVITE, school_class=SchoolClass)
def write_to_class(school_class: SchoolClass):
    form = MakeForm()
    groups = [each for each in queries.groups(now=clock.now()) if each.school_class == school_class]
    try:
        return _written(form, groups, school_class.name)
    except NobodyToInvite:
        return refused("invitations/class.html", **_of_class(school_class, form) | {"is_nobody": not form.errors})


@routes.get("/guardians/<int:person>")
@allow(To.INVITE, person=Person)
def guardian(person: Person):
    return show("invitations/guardian.html", **_of_guardian(person))


@routes.post("/guardians/<int:person>/letters")
@allow(To.INVITE, person=Person)
def write_to_guardian(person: Person):
    """A letter for one: also for who came in before, and cannot any more."""
    people = [person.id] if queries.contents(person.id) else []
    try:
        batch = actions.ask_for_letters(actor(), people, person.full_name, now=clock.now())
    except NobodyToInvite:
        return refused("invitations/guardian.html", **_of_guardian(person) | {"reason": _no_letter()})
    return go(".batch", batch=batch.id)


@routes.post("/<int:invitation>/withdraw")
@allow(To.INVITE, invitation=Invitation)
def withdraw(invitation: Invitation):
    try:
        actions.withdraw(invitation, actor(), now=clock.now())
    except IsOver:
        return refused("invitations/guardian.html", **_of_guardian(invitation.person) | {"reason": _over()})
    tell(_("This letter opens nothing any more. Was it a mistake? You can let it work again."))
    return go(".guardian", person=invitation.person_id)


@routes.post("/<int:invitation>/bring-back")
@allow(To.INVITE, invitation=Invitation)
def bring_back(invitation: Invitation):
    try:
        actions.bring_back(invitation, actor(), now=clock.now())
    except IsOver:
        return refused("invitations/guardian.html", **_of_guardian(invitation.person) | {"reason": _over()})
    tell(_("This letter works again."))
    return go(".guardian", person=invitation.person_id)


def _written(form: MakeForm, groups: list[queries.Group], title: str):
    """On to the letters that are being made; raises NobodyToInvite, also when nobody was chosen."""
    if not form.validate():
        raise NobodyToInvite
    people = queries.who_needs_one(groups, again=form.who.data == "again")
    batch = actions.ask_for_letters(actor(), people, title, now=clock.now())
    return go(".batch", batch=batch.id)


def _over() -> str:
    return _("This letter was used or replaced meanwhile, or it is too old. Look how it stands now.")


def _no_letter() -> str:
    return _("This person gets no letter: there is no child here whose pages are open to this person.")


def _of_school(form: MakeForm) -> dict:
    now = clock.now()
    groups = queries.groups(now=now)
    everybody = queries.Group(None, {number: how for group in groups for number, how in group.standings.items()})
    return {
        "form": form, "groups": groups, "everybody": everybody, "batches": queries.batches(now=now), "days": LIVES.days,
        "is_nobody": False,
    }  # fmt: skip


def _of_class(school_class: SchoolClass | None, form: MakeForm) -> dict:
    rows = queries.rows_of(school_class.id if school_class else None, now=clock.now())
    group = queries.Group(school_class, {row.person.id: row.standing for row in rows})
    return {"form": form, "group": group, "rows": rows, "is_nobody": False}


def _of_guardian(person: Person) -> dict:
    now = clock.now()
    row = queries.row_of(person, now=now)
    can_return = row.letter is not None and row.letter.can_be_brought_back(now)
    return {"row": row, "can_return": can_return, "reason": None, "days": LIVES.days}
