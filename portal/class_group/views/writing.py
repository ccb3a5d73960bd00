"""Writing a post of one kind, changing it, taking it back and putting it back."""

from flask import abort
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, allow
from portal.class_group import actions
from portal.class_group.actions import MoreCome
from portal.class_group.forms import HEADINGS, INVITES, AnswerForm, PostForm
from portal.class_group.models import Entry
from portal.class_group.rules import POSTS, Kind
from portal.class_group.views.blueprint import routes
from portal.class_group.views.doors import is_too_much, own, writing_in
from portal.pages import go, refused, show, tell
from portal.school.models import SchoolClass


@routes.route("/<int:school_class>/write/<post_kind>", methods=["GET", "POST"])
@allow(To.TAKE_PART_IN_GROUP, school_class=SchoolClass)
def write(school_class: SchoolClass, post_kind: str):
    """One form for each kind: it asks what that kind needs."""
    circle = writing_in(school_class.id)
    if post_kind not in POSTS or circle.me is None:
        abort(404)
    kind, now = Kind(post_kind), clock.now()
    form = PostForm(kind, today=i18n.local_date(now))
    about = {"form": form, "kind": kind, "school_class": school_class, "entry": None, **_words()}
    if not form.is_submitted():
        return show("class_group/write.html", **about)
    if not form.validate() or is_too_much("group-post", form.text):
        return refused("class_group/write.html", **about)
    entry = actions.write(circle.me, kind, form.written, now=now)
    tell(_("It is on the page. The parents in this group read it, nobody else."))
    return go(".group", school_class=school_class.id, _anchor=f"entry-{entry.id}")


def _words() -> dict:
    return {"headings": HEADINGS, "invites": INVITES}


@routes.route("/entries/<int:group_entry>/change", methods=["GET", "POST"])
@allow(To.TAKE_PART_IN_GROUP, group_entry=Entry)
def change(group_entry: Entry):
    circle = writing_in(group_entry.class_id)
    own(circle, group_entry)
    if not group_entry.is_there or group_entry.kind is Kind.CARD:
        abort(404)
    form = _form_of(group_entry)
    about = {
        "form": form,
        "kind": group_entry.kind,
        "school_class": group_entry.member.school_class,
        "entry": group_entry,
        **_words(),
    }
    if not form.is_submitted():
        return show("class_group/write.html", **about)
    if not form.validate() or is_too_much("group-post", form.text):
        return refused("class_group/write.html", **about)
    try:
        actions.change(group_entry, form.written, now=clock.now())
    except MoreCome:
        form["places"].errors = [_("More families come already. Choose a higher number.")]
        return refused("class_group/write.html", **about)
    tell(_("Changed."))
    return go(".entry", group_entry=group_entry.post_id or group_entry.id)


def _form_of(entry: Entry):
    if entry.kind is Kind.ANSWER:
        return AnswerForm(obj=entry)
    return PostForm(entry.kind, today=i18n.local_date(clock.now()), entry=entry)


@routes.post("/entries/<int:group_entry>/take-back")
@allow(To.TAKE_PART_IN_GROUP, group_entry=Entry)
def take_back(group_entry: Entry):
    own(writing_in(group_entry.class_id), group_entry)
    if group_entry.kind is Kind.CARD:
        abort(404)
    actions.take_back(group_entry, now=clock.now())
    return go(".group", school_class=group_entry.class_id, taken=group_entry.id)


@routes.post("/entries/<int:group_entry>/bring-back")
@allow(To.TAKE_PART_IN_GROUP, group_entry=Entry)
def bring_back(group_entry: Entry):
    own(writing_in(group_entry.class_id), group_entry)
    actions.bring_back(group_entry)
    tell(_("It is back."))
    return go(".group", school_class=group_entry.class_id, _anchor=f"entry-{group_entry.post_id or group_entry.id}")
