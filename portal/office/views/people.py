"""Finding people, the lists of classes, the page of a pupil and the page of a person; and undoing the last change."""

from datetime import date

from flask import request
from flask_babel import gettext as _

from portal import audit, clock, i18n
from portal.access import To, actor, allow, may
from portal.audit import Audit
from portal.office import actions
from portal.office.queries import history
from portal.office.queries import people as queries
from portal.office.views.blueprint import routes
from portal.pages import go, refused, show, tell, without_control_characters
from portal.school import queries as school
from portal.school.actions import CannotUndo
from portal.school.models import Person, Pupil, SchoolClass
from portal.school.queries import search
from portal.school.words import CUSTODY, ROLES, relation

LONGEST_SEARCH = 80
MOST_PAGES = 500


@routes.get("/people")
@allow(To.SEE_PEOPLE)
def people():
    """Find somebody by any part of a name; the list follows what is typed."""
    words, page = searched()
    with_left = "left" in request.args
    hits, has_more = search.find(words, with_left=with_left, page=page) if words else ([], False)
    again = queries.to_look_at_again(i18n.local_date(clock.now())) if not words else []
    found = {"words": words, "page": page, "hits": hits, "has_more": has_more, "with_left": with_left}
    return show("office/people.html", again=again, roles=ROLES, **found)


def searched() -> tuple[str, int]:
    """What is looked for, and which page of it."""
    words = without_control_characters(request.args.get("q", ""))[:LONGEST_SEARCH].strip()
    page = request.args.get("page", 1, type=int)
    return words, page if 0 < page <= MOST_PAGES else 1


@routes.get("/classes")
@allow(To.SEE_PEOPLE)
def classes():
    """The classes of this year or of one before."""
    years = school.begun_years()
    number = request.args.get("year", 0, type=int)
    year = next((each for each in years if each.id == number), years[0] if years else None)
    this_one = school.current_year()
    if year is None or number != year.id:
        year = this_one
    listed = school.classes_of_year(year) if year else []
    teams = school.teams_of(each.id for each in listed)
    sizes = queries.sizes_of(each.id for each in listed)
    without = queries.without_class() if year is this_one else []
    context = {"years": years, "year": year, "this_one": this_one, "classes": listed, "teams": teams}
    return show("office/classes.html", sizes=sizes, without=without, **context)


@routes.get("/classes/<int:school_class>")
@allow(To.SEE_PEOPLE, school_class=SchoolClass)
def school_class(school_class: SchoolClass):
    """Who is in a class, and who teaches it; also of years before."""
    year, this_one = queries.year_of(school_class), school.current_year()
    is_now = this_one is not None and year.id == this_one.id
    pupils = school.pupils_of(school_class.id) if is_now else queries.pupils_once_in(school_class)
    team = school.teachers_of(school_class.id)
    return show(
        "office/school_class.html", school_class=school_class, year=year, is_now=is_now, pupils=pupils, team=team
    )


@routes.get("/pupils/<int:pupil>")
@allow(To.SEE_PEOPLE, pupil=Pupil)
def pupil(pupil: Pupil):
    """Everything the office knows about a pupil; who opens it is written down."""
    audit.saw(actor(), pupil, now=clock.now())
    stays = queries.classes_of(pupil)
    return show(
        "office/pupil.html", pupil=queries.with_birth_date(pupil), homes=queries.homes_of(pupil), stays=stays,
        now_in=school.class_of(pupil), history=history.history_of(pupil), custody=CUSTODY, relation=relation,
        can_change=may(To.CHANGE_PEOPLE), iso=_as_day,
    )  # fmt: skip


@routes.get("/people/<int:person>")
@allow(To.SEE_PEOPLE, person=Person)
def person(person: Person):
    """A guardian, a member of staff, or both: one person, one page; who opens it is written down."""
    audit.saw(actor(), person, now=clock.now())
    taught = school.classes_taught_by(person) if person.is_staff else []
    return show(
        "office/person.html", person=queries.with_contact(person), ties=queries.ties_of(person), taught=taught,
        history=history.history_of(person), custody=CUSTODY, relation=relation, roles=ROLES,
        can_change=may(To.CHANGE_PEOPLE), spoken=i18n.language,
    )  # fmt: skip


def _as_day(text: str) -> str:
    """A stored birth date in the reader's words."""
    return i18n.full_day(date.fromisoformat(text))


@routes.post("/deeds/<int:deed>/undo")
@allow(To.CHANGE_PEOPLE, deed=Audit)
def undo(deed: Audit):
    try:
        thing = actions.undo(deed, actor(), now=clock.now())
    except CannotUndo:
        return refused("office/cannot_undo.html")
    tell(_("Undone. It is as it was before."))
    return go(".pupil", pupil=thing.id) if isinstance(thing, Pupil) else go(".person", person=thing.id)
