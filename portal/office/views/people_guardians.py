"""Whose child is whose: adding, linking, changing and removing a guardian, with what follows said before it is kept."""

from collections.abc import Callable

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.office.forms.guardians import LinkForm, NewGuardianForm, TermsForm, as_data
from portal.office.queries import people as queries
from portal.office.queries.consequences import what_follows
from portal.office.views.blueprint import routes
from portal.office.views.people import searched
from portal.office.views.people_pupils import today
from portal.pages import choice, go, refused, show, tell
from portal.school import actions
from portal.school.actions import AlreadyGuardian, EmailTaken, NeedsDocument, Terms, WrongDay
from portal.school.models import Guardianship, Household, Person, Pupil
from portal.school.queries import search
from portal.school.words import ROLES, relation


@routes.get("/pupils/<int:pupil>/guardians")
@allow(To.CHANGE_PEOPLE, pupil=Pupil)
def find_guardian(pupil: Pupil):
    """Look first whether the school knows this person: one person has one account."""
    words, page = searched()
    hits, has_more = search.find_persons(words, page=page) if words else ([], False)
    found = {"words": words, "page": page, "hits": hits, "has_more": has_more}
    return show("office/find_guardian.html", pupil=pupil, roles=ROLES, **found)


@routes.route("/pupils/<int:pupil>/guardians/new", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, pupil=Pupil)
def add_guardian(pupil: Pupil):
    """Somebody the school does not know yet."""
    form = NewGuardianForm()
    homes = _offer_homes(form.household, pupil)
    context = {"form": form, "pupil": pupil, "known": None}

    def keep() -> str:
        person = actions.add_person(form.contact(), actor(), now=clock.now())
        guardian = actions.make_guardian(person, homes.get(form.household.data), form.reading())
        actions.tie(pupil, guardian, form.terms(), actor(), today=today(), now=clock.now())
        return _("%(guardian)s is a guardian of %(child)s now.", guardian=person.full_name, child=pupil.first_name)

    return _answer("office/add_guardian.html", form, pupil, _typed_name(form), context, keep)


def _typed_name(form: NewGuardianForm) -> str:
    return " ".join(part for part in (form.first_name.data, form.infix.data, form.last_name.data) if part)


@routes.route("/pupils/<int:pupil>/guardians/<int:person>", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, pupil=Pupil, person=Person)
def link_guardian(pupil: Pupil, person: Person):
    """Somebody the school knows: of another child, or as a member of staff."""
    form = LinkForm()
    homes = _offer_homes(form.household, pupil)
    if person.guardian is not None:
        del form.household
    context = {"form": form, "pupil": pupil, "person": person}

    def keep() -> str:
        home = homes.get(form.household.data) if form.household else None
        guardian = actions.make_guardian(person, home)
        actions.tie(pupil, guardian, form.terms(), actor(), today=today(), now=clock.now())
        return _("%(guardian)s is a guardian of %(child)s now.", guardian=person.full_name, child=pupil.first_name)

    return _answer("office/link_guardian.html", form, pupil, person.full_name, context, keep)


@routes.route("/guardianships/<int:guardianship>", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, guardianship=Guardianship)
def change_tie(guardianship: Guardianship):
    """Custody, access and restrictions of one guardian about one pupil."""
    pupil, person = guardianship.pupil, guardianship.guardian.person
    form = TermsForm(data=as_data(queries.with_terms(guardianship)))
    form.offer_relation(guardianship.relation)
    context = {"form": form, "pupil": pupil, "person": person, "tie": guardianship}

    def keep() -> str:
        actions.change_tie(guardianship, form.terms(), actor(), today=today(), now=clock.now())
        return _("Saved. It counts from now on.")

    return _answer("office/change_tie.html", form, pupil, person.full_name, context, keep, guardianship)


def _answer(template: str, form, pupil: Pupil, name: str, context: dict, keep: Callable[[], str], row=None):
    """Show the form; then what follows for access; and keep it only after that was read."""
    if request.method == "GET":
        return show(template, **context)
    if not form.validate():
        return refused(template, **context)
    try:
        actions.check_terms(form.terms(), today=today())
        if "understood" not in request.form and (row is None or _opens_or_closes(row, form.terms())):
            facts = what_follows(pupil, row, name, form.terms(), now=clock.now())
            return show("office/what_follows.html", facts=facts, typed=_typed(), **context)
        tell(keep())
    except (AlreadyGuardian, EmailTaken, NeedsDocument, WrongDay) as refusal:
        _explain(refusal, form, context)
        return refused(template, **context)
    return go(".pupil", pupil=pupil.id)


def _opens_or_closes(row: Guardianship, terms: Terms) -> bool:
    """Whether something changes that a guardian or the school can suffer from."""
    old = Terms(**{name: getattr(row, name) for name in Terms.__dataclass_fields__})
    return old != Terms(**{**terms.__dict__, "relation": old.relation})


def _typed() -> list[tuple[str, str]]:
    """What was filled in, to be sent again with the answer."""
    return [pair for pair in request.form.items(multi=True) if pair[0] not in ("csrf_token", "understood")]


def _explain(refusal: Exception, form, context: dict) -> None:
    if isinstance(refusal, NeedsDocument):
        form.document_reference.errors = [_("Name the document this rests on, for example the number of the ruling.")]
    elif isinstance(refusal, WrongDay):
        form.restricted_until.errors = [_("A restriction begins today or earlier, and is looked at again after that.")]
    elif isinstance(refusal, EmailTaken):
        form.email.errors = [
            _("%(name)s has this address already. Is it the same person?", name=refusal.person.full_name)
        ]
        context["known"] = refusal.person
    else:
        form.relation.errors = [_("This person is a guardian of this child already.")]


def _offer_homes(field, pupil: Pupil) -> dict[int, Household]:
    homes = {home.id: home for home in queries.households_near([pupil.id])}
    named = [(number, " · ".join(each.person.full_name for each in home.guardians)) for number, home in homes.items()]
    own = choice("0", _("Nobody of them: a household of their own"))
    field.choices = [*(choice(str(number), name) for number, name in named), own]
    return homes


@routes.route("/guardianships/<int:guardianship>/remove", methods=["GET", "POST"])
@allow(To.CHANGE_PEOPLE, guardianship=Guardianship)
def remove_tie(guardianship: Guardianship):
    """Somebody is no longer a guardian of this pupil; it can be undone on the pupil's page."""
    pupil, person = guardianship.pupil, guardianship.guardian.person
    if request.method == "GET":
        facts = what_follows(pupil, guardianship, person.full_name, Terms(has_access=False), now=clock.now())
        word = relation(guardianship.relation)
        return show("office/remove_tie.html", tie=guardianship, pupil=pupil, person=person, facts=facts, word=word)
    actions.remove_tie(guardianship, actor(), now=clock.now())
    words = {"guardian": person.full_name, "child": pupil.first_name}
    tell(_("%(guardian)s is no longer a guardian of %(child)s. You can undo it here.", **words))
    return go(".pupil", pupil=pupil.id)
