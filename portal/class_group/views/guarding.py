"""Saying that something does not belong here; for hosts, removing it or leaving it; for its writer, the appeal."""

from flask import abort
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.class_group import actions, queries
from portal.class_group.actions import AlreadyLookedAt
from portal.class_group.forms import REASONS, AppealForm, ReasonForm
from portal.class_group.models import Entry
from portal.class_group.queries import Circle
from portal.class_group.views.blueprint import routes
from portal.class_group.views.doors import circle_in, host_in, is_too_much, opened, own
from portal.pages import go, refused, show, tell
from portal.school.models import SchoolClass


@routes.route("/entries/<int:group_entry>/report", methods=["GET", "POST"])
@allow(To.TAKE_PART_IN_GROUP, group_entry=Entry)
def report(group_entry: Entry):
    """The hosts look at it, or the school when it is about a host."""
    circle, form = circle_in(group_entry.class_id), ReasonForm()
    found = opened(circle, group_entry)
    if circle.me is None or found.member_id == circle.me.id:
        abort(404)
    about = {"form": form, "entry": found, "name": queries.name_of(circle.members[found.member_id])}
    if not form.is_submitted():
        return show("class_group/report.html", **about)
    if not form.validate() or is_too_much("group-report", form.reason):
        return refused("class_group/report.html", **about)
    actions.report(found, circle.me, form.chosen, form.words, now=clock.now())
    tell(_("Thank you. It is looked at; who wrote it does not hear who said so."))
    return go(".group", school_class=found.class_id)


@routes.get("/<int:school_class>/reports")
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def reports(school_class: SchoolClass):
    """What the hosts have still to look at."""
    circle = host_in(school_class.id)
    return show(
        "class_group/reports.html", school_class=school_class, reports=queries.reports_of(circle), circle=circle,
        called=queries.name_of, reasons=REASONS,
    )  # fmt: skip


@routes.route("/entries/<int:group_entry>/remove", methods=["GET", "POST"])
@allow(To.TAKE_PART_IN_GROUP, group_entry=Entry)
def remove(group_entry: Entry):
    """A host takes it off the page; who wrote it hears why, and may ask the school to look again."""
    found, form = _judged(host_in(group_entry.class_id), group_entry), ReasonForm()
    about = {"form": form, "entry": found, "by_school": False, "reason": ""}
    if not form.is_submitted():
        return show("class_group/remove.html", **about)
    if not form.validate():
        return refused("class_group/remove.html", **about)
    try:
        actions.remove(found, actor(), form.chosen, form.words, by_school=False, now=clock.now())
    except AlreadyLookedAt:
        return refused("class_group/remove.html", **about | {"reason": _("It was removed a moment ago.")})
    tell(_("It is off the page. Who wrote it reads why, in their own language."))
    return go(".group", school_class=found.class_id)


@routes.post("/entries/<int:group_entry>/leave-it")
@allow(To.TAKE_PART_IN_GROUP, group_entry=Entry)
def leave_it(group_entry: Entry):
    """A host looked, and it may stay."""
    circle = host_in(group_entry.class_id)
    found = _judged(circle, group_entry)
    seen = [each for each in queries.reports_of(circle) if each.entry_id == found.id]
    actions.leave_it(found, seen, actor(), now=clock.now())
    tell(_("It stays."))
    return go(".reports", school_class=found.class_id)


def _judged(circle: Circle, entry: Entry) -> Entry:
    """What a host may judge: nothing of a host, and nothing of the other home of an own child."""
    if entry.member_id in circle.hosts or entry.member_id not in circle.members or not entry.is_there:
        abort(404)
    return entry


@routes.post("/entries/<int:removed>/appeal")
@allow(To.TAKE_PART_IN_GROUP, removed=Entry)
def appeal(removed: Entry):
    """Who wrote it asks the school to look again."""
    circle, form = circle_in(removed.class_id), AppealForm()
    removal = own(circle, removed).removal
    if removal is None or circle.me is None:
        abort(404)
    about = {"form": form, "entry": removed, "reasons": REASONS}
    try:
        if form.validate():
            actions.appeal(removal, circle.me, form.words, now=clock.now())
            tell(_("The school leader reads it, and answers you here."))
            return go(".entry", group_entry=removed.id)
    except AlreadyLookedAt:
        form.text.errors = [_("You asked this already. The answer comes here.")]
    return refused("class_group/removed.html", **about)
