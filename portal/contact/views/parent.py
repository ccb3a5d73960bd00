"""A family's own timeline with the school, and what it says of what was written down."""

from datetime import datetime

from flask_babel import gettext as _

from portal import clock
from portal.access import Person, To, actor, allow
from portal.contact import actions, queries
from portal.contact.forms import CorrectForm
from portal.contact.models import ContactMoment
from portal.contact.views.blueprint import routes
from portal.contact.views.words import drawn_year, words
from portal.conversations import queries as conversations
from portal.pages import go, refused, show, tell
from portal.school import queries as school


@routes.get("/mine")
@allow(To.SEE_OWN_CONTACT)
def mine():
    return timeline_page(actor())


def timeline_page(person: Person):
    """The page of this guardian."""
    return show("contact/mine.html", **_context(person, clock.now()))


def _context(person: Person, now: datetime, refused_form: CorrectForm | None = None, about: int = 0) -> dict:
    assert person.guardian is not None
    home = person.guardian.household_id
    since, calendar = queries.kept_since(now), queries.calendar_of_school()
    children = []
    for child in school.children_of(person):
        entries = queries.timeline_of(child.id, home, since=since, now=now)
        marks = queries.marks_of_entries(entries)
        year = drawn_year(child.first_name, marks, calendar, now) if calendar and entries else None
        children.append((child, conversations.contact_agreement_of(child.id, home), year, entries))
    return {"children": children, "form_of": _form_of(refused_form, about)} | words()


def _form_of(refused_form: CorrectForm | None, about: int):
    """Makes the form of each contact, with what stands there; the refused one as it was typed."""

    def form_of(moment: ContactMoment) -> CorrectForm:
        if refused_form is not None and moment.id == about:
            return refused_form
        said = moment.correction.words if moment.correction else ""
        form = CorrectForm(formdata=None, data={"words": said})
        form.words.id = f"words-{moment.id}"
        return form

    return form_of


@routes.post("/moments/<int:moment>/correct")
@allow(To.CORRECT_CONTACT, moment=ContactMoment)
def correct(moment: ContactMoment):
    now, form = clock.now(), CorrectForm()
    form.words.id = f"words-{moment.id}"
    if not form.validate():
        return refused("contact/mine.html", **_context(actor(), now, form, moment.id))
    words_given = (form.words.data or "").strip()
    actions.correct(moment, actor(), words_given, now=now)
    if words_given:
        tell(_("Saved. The teachers of your child read it beside what they wrote."))
    else:
        tell(_("Your words are taken back."))
    return go(".mine", _anchor=f"moment-{moment.id}")
