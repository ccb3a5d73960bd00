"""The page of a group: what parents of a class ask and offer each other, and what it is to who did not join."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.class_group import actions, queries
from portal.class_group.forms import HEADINGS, KINDS
from portal.class_group.queries import Circle
from portal.class_group.rules import ERASED_AFTER, Kind, Standing, is_announced
from portal.class_group.views.blueprint import routes
from portal.class_group.views.doors import me_in, standing_of
from portal.pages import go, show, tell
from portal.school import queries as school
from portal.school.models import SchoolClass


@routes.get("")
@allow(To.SEE_GROUPS)
def groups():
    """The groups of a parent's classes, and those that a teacher was invited to."""
    person = actor()
    children = school.classes_with_children(person) if person.is_guardian else {}
    classes = {each: names for each, names in children.items() if standing_of(each) is not Standing.OVER}
    joined = queries.takes_part(person, list(classes))
    if len(classes) == 1 and not person.is_staff:
        return go(".group", school_class=next(iter(classes)).id)
    invited = queries.invitations_of(person) if person.is_staff else []
    return show("class_group/groups.html", classes=classes, joined=joined, invited=invited)


@routes.get("/<int:school_class>")
@allow(To.SEE_GROUP, school_class=SchoolClass)
def group(school_class: SchoolClass):
    """A member reads and writes; a parent who did not join reads what it is; an invited teacher reads along."""
    person, where = actor(), standing_of(school_class)
    if where is Standing.OVER:
        abort(404)
    if not school.has_child_in(person, school_class.id):
        guest = queries.guest_of(person, school_class.id)
        if guest is None or guest.accepted_at is None:
            return go(".team", school_class=school_class.id)
        return _page(queries.circle_for_guest(school_class.id), school_class)
    me = queries.member_of(person, school_class.id)
    if me is None:
        if where is not Standing.OPEN:
            abort(404)
        return show("class_group/join.html", school_class=school_class, team=school.teachers_of(school_class.id))
    circle = queries.circle_of(me)
    actions.note_seen(me)
    return _page(circle, school_class)


def _page(circle: Circle, school_class: SchoolClass):
    before = request.args.get("before", type=int)
    shown, has_older = queries.page_of(circle, i18n.current_language().code, before=before)
    me, today = circle.me, i18n.local_date(clock.now())
    ends_on = school_class.year.ends_on
    return show(
        "class_group/page.html", circle=circle, school_class=school_class, shown=shown, has_older=has_older,
        before=before, me_here=me, called=queries.name_of, kinds=KINDS, headings=HEADINGS, today=today,
        is_open=standing_of(school_class) is Standing.OPEN, event=Kind.EVENT,
        guests=[each for each in queries.guests_of(school_class.id) if each.accepted_at],
        reports=len(queries.reports_of(circle)) if circle.is_host else 0, taken_back=_taken_back(circle),
        pair=queries.pair_of(me, circle) if me else None, offer=queries.host_of(me) if me else None,
        closes_on=ends_on if is_announced(ends_on, today) else None, erased_on=ends_on + ERASED_AFTER,
    )  # fmt: skip


def _taken_back(circle: Circle):
    """What was taken back a moment ago: it can be put back."""
    number = request.args.get("taken", type=int)
    entry = queries.own_entry(circle, number) if number else None
    return entry if entry is not None and entry.taken_back_at is not None else None


@routes.post("/<int:school_class>/join")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def join(school_class: SchoolClass):
    if standing_of(school_class) is not Standing.OPEN:
        abort(404)
    actions.join(actor(), school_class, now=clock.now())
    tell(_("You are in the group. Others see nothing of you yet: choose below what you want to show."))
    return go(".card", school_class=school_class.id)


@routes.post("/<int:school_class>/leave")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def leave(school_class: SchoolClass):
    actions.leave(me_in(school_class.id), now=clock.now())
    tell(_("You left the group. Everything you showed and wrote there is gone."))
    return go(".groups") if len(school.classes_with_children(actor())) > 1 else go("today.today")


@routes.post("/<int:school_class>/notices/<word>")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def notices(school_class: SchoolClass, word: str):
    """Messages that there is something new: on, or off."""
    actions.be_told(me_in(school_class.id), word == "on")
    tell(_("You get a message when there is something new, once a day at most.") if word == "on"
         else _("You get no more messages that there is something new."))  # fmt: skip
    return go(".card", school_class=school_class.id)
