"""Where contact begins: a teacher's board, a family's own timeline, or the shares of the school."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow, may
from portal.contact import queries
from portal.contact.views.blueprint import routes
from portal.contact.views.parent import timeline_page
from portal.contact.views.words import words
from portal.drawing import parts_of
from portal.pages import go, show
from portal.school import queries as school
from portal.school.models import SchoolClass

SHARES = {
    "good_news": lambda: _("Families that heard something good from school this year"),
    "in_touch": lambda: _("Families that school was in touch with this year"),
    "reached": lambda: _("Families that did something themselves in the past eight weeks"),
}


@routes.get("")
@allow(To.SEE_CONTACT)
def page():
    """To the board of the only class, or the first; a guardian sees the own timeline, the leader shares."""
    person = actor()
    taught = school.classes_taught_by(person)
    if taught:
        return go(".board", school_class=taught[0].id)
    if may(To.SEE_OWN_CONTACT):
        return timeline_page(person)
    if may(To.SEE_CONTACT_SHARES):
        return shares_page()
    return show("contact/nobody.html")


@routes.get("/shares")
@allow(To.SEE_CONTACT_SHARES)
def shares():
    return shares_page()


def shares_page():
    """The shares of the school, for its leader; one who teaches too comes here from the board."""
    found = queries.shares_of_school(now=clock.now())
    is_mirrored = i18n.current_language().dir == "rtl"
    bars = {each.name: parts_of([each.number, each.of - each.number], is_mirrored=is_mirrored) for each in found}
    return show("contact/shares.html", shares=found, bars=bars, labels={name: say() for name, say in SHARES.items()})


@routes.get("/classes/<int:school_class>")
@allow(To.TEND_CONTACT, school_class=SchoolClass)
def board(school_class: SchoolClass):
    now = clock.now()
    return show(
        "contact/board.html", school_class=school_class, board=queries.board_of(school_class.id, now=now), now=now,
        classes=school.classes_taught_by(actor()), **words(),
    )  # fmt: skip
