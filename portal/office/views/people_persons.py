"""Changing a person: how they are reached and addressed, where a guardian lives, and whether they are still here."""

from flask import request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.office import actions as office
from portal.office.actions import HomeHasMeetings
from portal.office.forms.guardians import HouseholdForm
from portal.office.forms.people import ContactForm, DayForm, ReadingForm
from portal.office.queries import people as queries
from portal.office.views.blueprint import routes
from portal.office.views.people_pupils import today
from portal.office.views.staff import why_not
from portal.pages import choice, go, refused, show, tell
from portal.school import actions
from portal.school.actions import EmailTaken, LastWithRole, LivesThere, WrongDay
from portal.school.models import Household, Person


@routes.route("/people/<int:person>/change", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, person=Person)
def change_person(person: Person):
    """Name, language, address and number; of a guardian also how they like to be addressed."""
    names = ("first_name", "infix", "last_name", "language", "email", "phone")
    known = {name: getattr(queries.with_contact(person), name) for name in names}
    guardian = person.guardian
    if guardian is not None:
        known |= {name: getattr(guardian, name) for name in ("reads_easily", "prefers_call", "needs_interpreter")}
    form = ReadingForm(data=known) if guardian is not None else ContactForm(data=known)
    if request.method == "GET":
        return show("office/change_person.html", form=form, person=person, known=None)
    if not form.validate():
        return refused("office/change_person.html", form=form, person=person, known=None)
    reading = form.reading() if isinstance(form, ReadingForm) else None
    try:
        actions.change_person(person, form.contact(), reading, actor(), now=clock.now())
    except EmailTaken as taken:
        form.email.errors = [_("%(name)s has this address already.", name=taken.person.full_name)]
        return refused("office/change_person.html", form=form, person=person, known=taken.person)
    tell(_("Saved."))
    return go(".person", person=person.id)


@routes.route("/people/<int:person>/household", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, person=Person)
def move_household(person: Person):
    """A guardian lives with somebody else, or in a household of their own."""
    if person.guardian is None:
        return go(".person", person=person.id)
    form = HouseholdForm()
    homes = _offer_homes(form, person)
    context = {"form": form, "person": person, "home": person.guardian.household}
    if request.method == "GET":
        return show("office/move_household.html", **context)
    if not form.validate():
        return refused("office/move_household.html", **context)
    try:
        office.move_home(person.guardian, homes.get(form.household.data), actor(), now=clock.now())
    except LivesThere:
        form.household.errors = [_("%(name)s lives there already.", name=person.full_name)]
        return refused("office/move_household.html", **context)
    except HomeHasMeetings as busy:
        moment = i18n.moment(busy.meetings[0].slot.starts_at)
        form.household.errors = [
            _("This household has a conversation on %(moment)s. Cancel or move it first.", moment=moment)
        ]
        return refused("office/move_household.html", **context)
    tell(_("Saved. What the household from before wrote stays there."))
    return go(".person", person=person.id)


def _offer_homes(form: HouseholdForm, person: Person) -> dict[int, Household]:
    children = [tie.pupil_id for tie, _class_name in queries.ties_of(person)]
    mine = person.guardian.household_id if person.guardian else 0
    homes = {home.id: home for home in queries.households_near(children, but=mine)}
    named = [(number, " · ".join(each.person.full_name for each in home.guardians)) for number, home in homes.items()]
    own = choice("0", _("A household of their own"))
    form.household.choices = [*(choice(str(number), name) for number, name in named), own]
    return homes


@routes.route("/people/<int:person>/leave", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, person=Person)
def person_leaves(person: Person):
    """Somebody is no longer with the school: they are signed out everywhere and cannot sign in."""
    form = DayForm(data={"on": today()})
    ties = queries.ties_of(person)
    if request.method == "GET":
        return show("office/person_leaves.html", form=form, person=person, ties=ties)
    if not form.validate():
        return refused("office/person_leaves.html", form=form, person=person, ties=ties)
    try:
        actions.leave(person, form.day(), actor(), today=today(), now=clock.now())
    except WrongDay:
        form.on.errors = [_("This day is still to come. Write it down on the day itself.")]
        return refused("office/person_leaves.html", form=form, person=person, ties=ties)
    except LastWithRole as last:
        form.on.errors = [why_not(last)]
        return refused("office/person_leaves.html", form=form, person=person, ties=ties)
    tell(_("%(name)s can no longer sign in.", name=person.full_name))
    return go(".person", person=person.id)


@routes.post("/people/<int:person>/come-back")
@allow(To.CHANGE_PEOPLE, person=Person)
def person_comes_back(person: Person):
    actions.come_back(person, actor(), now=clock.now())
    tell(_("%(name)s can sign in again. Look whether everything is still right.", name=person.full_name))
    return go(".person", person=person.id)
