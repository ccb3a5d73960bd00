"""Coming along to what has places, and coming no more."""

from flask import abort
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, allow
from portal.class_group import actions
from portal.class_group.models import Entry, Member
from portal.class_group.views.blueprint import routes
from portal.class_group.views.doors import opened, writing_in
from portal.pages import error_page, go, tell


@routes.errorhandler(actions.EntryGone)
def entry_gone(_refusal):
    return error_page(404)


@routes.post("/entries/<int:group_entry>/come")
@allow(To.TAKE_PART_IN_GROUP, group_entry=Entry)
def come(group_entry: Entry):
    """The first free place, or a place in the row of who waits."""
    seat = actions.sign_up(group_entry, _coming(group_entry))
    if seat.number is None:
        tell(_("It is full. You are on the waiting list, and get a message when there is a place."))
    else:
        tell(_("You come. The parents in this group see it here."))
    return go(".entry", group_entry=group_entry.id)


@routes.post("/entries/<int:group_entry>/stay-away")
@allow(To.TAKE_PART_IN_GROUP, group_entry=Entry)
def stay_away(group_entry: Entry):
    actions.sign_off(group_entry, _coming(group_entry), now=clock.now())
    tell(_("You do not come. Who waits longest has the place now."))
    return go(".entry", group_entry=group_entry.id)


def _coming(entry: Entry) -> Member:
    """The acting parent, for what is still to come and is somebody else's."""
    circle = writing_in(entry.class_id)
    post = opened(circle, entry)
    is_past = post.on_day is not None and post.on_day < i18n.local_date(clock.now())
    if post.places is None or is_past or not post.is_there or circle.me is None or post.member_id == circle.me.id:
        abort(404)
    return circle.me
