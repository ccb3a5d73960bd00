"""Who sits in the safety working group, as far as they let others read it; and joining it."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow, may
from portal.pages import go, show, tell
from portal.taking_part import actions, queries
from portal.taking_part.forms import GroupForm
from portal.taking_part.queries.names import KINDS, title_of
from portal.taking_part.rules import Kind
from portal.taking_part.views.blueprint import routes


@routes.get("/working-group")
@allow(To.SEE_TAKING_PART)
def group():
    """The names that may be read, how many others there are, and its meetings."""
    person = actor()
    member = queries.member_of(person) if may(To.TAKE_PART) else None
    meetings = [each for each in queries.shown_to(person) if each.kind is Kind.WORKING_GROUP]
    return show(
        "taking_part/group.html", member=member, sees_all=may(To.INVITE_TO_TAKE_PART), meetings=meetings, kinds=KINDS,
        members=queries.members(sees_all=may(To.INVITE_TO_TAKE_PART)), title_of=title_of,
        said=queries.said_in(meetings, i18n.current_language().code),
        form=GroupForm(data={"shows_name": member.shows_name if member else False}, formdata=None),
    )  # fmt: skip


@routes.post("/working-group/join")
@allow(To.TAKE_PART)
def join():
    form = GroupForm()
    actions.join_group(actor(), shows_name=bool(form.shows_name.data), now=clock.now())
    tell(
        _("You sit in the working group. Other parents can read your name.")
        if form.shows_name.data
        else _("You sit in the working group. Only school knows your name.")
    )
    return go(".group")


@routes.post("/working-group/leave")
@allow(To.TAKE_PART)
def leave():
    actions.leave_group(actor())
    tell(_("You no longer sit in the working group. You can always join again."))
    return go(".group")
