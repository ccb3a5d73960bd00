"""A family waits for a time: joining the list, leaving it, and taking or declining what is held for it."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions import BookedAlready, CannotBook, RoundOver
from portal.conversations.forms.waiting import WaitForm
from portal.conversations.models import RoundClass, SlotOffer, WaitingPlace
from portal.conversations.views.blueprint import routes
from portal.conversations.views.parent import context, reason_of
from portal.pages import go, refused, show, tell
from portal.school import queries as school


@routes.route("/rounds/<int:row>/wait", methods=["GET", "POST"])
@allow(To.BOOK_CONVERSATION, row=RoundClass)
def wait(row: RoundClass):
    """When can you come? Without an answer every time suits."""
    children = [pupil for pupil, c in school.children_with_classes(actor()) if c.id == row.class_id]
    number = _number_of_child() or (children[0].id if children else 0)
    pupil = next((each for each in children if each.id == number), None)
    if pupil is None:
        abort(404)
    form = WaitForm(queries.days_of_team(row, now=clock.now()))
    about = {"form": form, "row": row, "pupil": pupil, "team": queries.names_of_team(row.class_id)}
    if request.method == "GET":
        return show("conversations/wait.html", **about)
    if not form.validate():
        return refused("conversations/wait.html", **about)
    try:
        actions.wait(row, pupil, actor(), form.spans(), now=clock.now())
    except BookedAlready:
        return refused("conversations/parent.html", **context(reason=_("You have a time for this child already.")))
    except RoundOver:
        return refused("conversations/parent.html", **context(reason=_("No times are given out in this round now.")))
    tell(_("You are on the waiting list. You get a message as soon as there is a time for you."))
    return go(".page")


def _number_of_child() -> int:
    given = request.values.get("pupil", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


@routes.post("/waiting/<int:waiting_place>/leave")
@allow(To.CHANGE_BOOKING, waiting_place=WaitingPlace)
def leave(waiting_place: WaitingPlace):
    actions.leave(waiting_place, actor(), now=clock.now())
    tell(_("You are no longer on the waiting list."))
    return go(".page")


@routes.post("/offers/<int:offer>/take")
@allow(To.CHANGE_BOOKING, offer=SlotOffer)
def take(offer: SlotOffer):
    try:
        actions.take(offer, actor(), now=clock.now())
    except CannotBook as refusal:
        shown = context(reason=reason_of(refusal), instead=refusal.instead, chosen=offer.pupil)
        return refused("conversations/parent.html", **shown)
    except BookedAlready:
        return refused("conversations/parent.html", **context(reason=_("You have a time for this child already.")))
    tell(_("Your conversation is booked. We have mailed it to you; the teacher sees it too."))
    return go(".page", booked=offer.slot_id)


@routes.post("/offers/<int:offer>/decline")
@allow(To.CHANGE_BOOKING, offer=SlotOffer)
def decline(offer: SlotOffer):
    actions.decline(offer, actor(), now=clock.now())
    tell(_("Another family gets this time. You stay on the waiting list for other times."))
    return go(".page")
