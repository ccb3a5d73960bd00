"""A family's own page about home, and what the child's teachers read of it."""

from flask import Blueprint
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import Person, To, actor, allow, may
from portal.home_context import actions, queries
from portal.home_context.forms import PURPOSES, THEMES, HomeForm
from portal.home_context.models import HomeItem
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import Pupil

routes = Blueprint("home_context", __name__, url_prefix="/home-context")


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


@routes.get("/<int:pupil>")
@allow(To.SEE_HOME_CONTEXT, pupil=Pupil)
def child(pupil: Pupil):
    """The family writes; the child's teachers read."""
    if not may(To.WRITE_HOME_CONTEXT, pupil):
        return _for_teacher(pupil)
    form = HomeForm(data=_as_data(queries.items_of_household(pupil, actor())))
    return show("home_context/write.html", **_context(form, pupil))


@routes.post("/<int:pupil>")
@allow(To.WRITE_HOME_CONTEXT, pupil=Pupil)
def share(pupil: Pupil):
    form = HomeForm()
    if not form.validate():
        return refused("home_context/write.html", **_context(form, pupil))
    _share(form, pupil, actor())
    tell(_("Saved. The teachers of %(child)s can read it now, and you see here when they do.", child=pupil.first_name))
    return go(".child", pupil=pupil.id)


def _for_teacher(pupil: Pupil):
    now = clock.now()
    homes = queries.homes_of(pupil, today=i18n.local_date(now))
    actions.note_look([item for home in homes for item in home.items], actor(), now=now)
    return show("home_context/read.html", pupil=pupil, homes=homes, themes=THEMES)


def _share(form: HomeForm, pupil: Pupil, guardian: Person) -> None:
    now = clock.now()
    until = queries.end_of_school_year(i18n.local_date(now))
    mine = queries.items_of_household(pupil, guardian)
    for theme, text, box, _purpose in form.themes():
        words = (text.data or "").strip()
        if words or box.data:
            actions.share(guardian, pupil, theme, words, in_conversation=box.data, until=until, now=now)
        elif theme in mine:
            actions.remove(mine[theme], guardian, now=now)


@routes.post("/items/<int:item>/remove")
@allow(To.CHANGE_HOME_ITEM, item=HomeItem)
def remove(item: HomeItem):
    actions.remove(item, actor(), now=clock.now())
    return show("home_context/removed.html", item=item, theme=THEMES[item.theme])


@routes.post("/items/<int:item>/bring-back")
@allow(To.CHANGE_HOME_ITEM, item=HomeItem)
def bring_back(item: HomeItem):
    actions.bring_back(item, actor(), now=clock.now())
    tell(_("It is back."))
    return go(".child", pupil=item.pupil_id)


def _as_data(items: dict) -> dict:
    data = {theme.value: item.text for theme, item in items.items()}
    return data | {f"{theme.value}_in_conversation": item.in_conversation for theme, item in items.items()}


def _context(form: HomeForm, pupil: Pupil) -> dict:
    items = queries.items_of_household(pupil, actor())
    school_class = school.class_of(pupil)
    return {
        "form": form,
        "pupil": pupil,
        "items": items,
        "looks": queries.looks_at(list(items.values())),
        "until": queries.end_of_school_year(i18n.local_date(clock.now())),
        "readers": school.teachers_of(school_class.id) if school_class else [],
        "purposes": PURPOSES,
    }
