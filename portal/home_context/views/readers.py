"""What those at school read of what families share: teachers, whom the family named beside them, and stand-ins."""

from flask import abort
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.home_context import actions, queries
from portal.home_context.forms import SIGNS, THEMES
from portal.home_context.queries import Home
from portal.home_context.views.blueprint import routes
from portal.pages import go, show
from portal.school import queries as school
from portal.school.models import Pupil, SchoolClass


@routes.get("")
@allow(To.SEE_HOME_CONTEXT)
def page():
    """The children of a guardian and the pupils of a teacher, each a step away."""
    person = actor()
    children = school.children_with_classes(person)
    classes = [(c, school.pupils_of(c.id)) for c in school.classes_taught_by(person)] if person.is_staff else []
    if len(children) == 1 and not classes:
        return go(".child", pupil=children[0][0].id)
    return show("home_context/page.html", children=children, classes=classes)


@routes.get("/shared")
@allow(To.SEE_SHARED_HOME)
def shared():
    """The children about whom a family shares something with the safety coordinator or the school leader."""
    pupils = queries.pupils_shared_with(actor(), today=i18n.local_date(clock.now()))
    return show("home_context/shared.html", pupils=pupils)


@routes.get("/shared/<int:pupil>")
@allow(To.SEE_SHARED_HOME, pupil=Pupil)
def shared_about(pupil: Pupil):
    homes = queries.shared_with(actor(), pupil, today=i18n.local_date(clock.now()))
    if not homes or pupil.left_on is not None:
        abort(404)
    return _read(pupil, homes, (".shared", _("Back to the list")))


@routes.get("/today/<int:school_class>")
@allow(To.SEE_NEEDED_TODAY, school_class=SchoolClass)
def needed_today(school_class: SchoolClass):
    """What the children of a class need on a day with somebody else; nothing else of home."""
    now = clock.now()
    children = queries.needed_today(school_class, today=i18n.local_date(now))
    actions.note_look([item for child in children for item in child.items], actor(), now=now)
    return show(
        "home_context/needed_today.html", school_class=school_class, children=children, themes=THEMES, sign_words=SIGNS
    )


def for_teacher(pupil: Pupil):
    """Each home of a pupil apart, with what it shares today."""
    homes = queries.homes_of(pupil, today=i18n.local_date(clock.now()))
    return _read(pupil, homes, (".page", _("Back to the class")))


def _read(pupil: Pupil, homes: list[Home], back: tuple[str, str]):
    actions.note_look([item for home in homes for item in home.items], actor(), now=clock.now())
    return show("home_context/read.html", pupil=pupil, homes=homes, themes=THEMES, sign_words=SIGNS, back=back)
