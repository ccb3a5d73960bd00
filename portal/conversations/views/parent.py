"""A family's page: all children, the free times, booking, moving and cancelling."""

from flask import abort
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions import BookedAlready, CannotBook, HouseholdBusy, SlotClosed
from portal.conversations.forms import WAYS, BookForm
from portal.conversations.models import Booking, Slot
from portal.conversations.rules import Meet
from portal.conversations.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import Pupil, Role


def page():
    """The page of a guardian; a guardian who teaches finds the way to the class's rounds on it."""
    return show("conversations/parent.html", **_context())


def _context(*, moving: Booking | None = None, reason: str = "", instead=(), chosen: Pupil | None = None) -> dict:
    now = clock.now()
    return {
        "choices": queries.choices_for(actor(), now=now),
        "asking": queries.wishes_asked_of(actor(), now=now),
        "ways": WAYS,
        "moving": moving,
        "reason": reason,
        "instead": instead,
        "chosen": chosen,
        "teaches": Role.TEACHER in actor().roles,
    }


@routes.post("/slots/<int:slot>/book")
@allow(To.BOOK_CONVERSATION, slot=Slot)
def book(slot: Slot):
    form = BookForm()
    pupil = _own_child(form, slot)
    meet = Meet(form.meet.data) if form.meet.data in set(Meet) else Meet.SCHOOL
    try:
        actions.book(slot, pupil, actor(), meet=meet, now=clock.now())
    except CannotBook as refusal:
        return _refused(refusal, pupil)
    except BookedAlready:
        reason = _("There is a conversation for %(child)s already. You can change its time.", child=pupil.first_name)
        return refused("conversations/parent.html", **_context(reason=reason))
    tell(_("Your conversation is booked. We have mailed it to you; the teacher sees it too."))
    return go(".page")


def _own_child(form: BookForm, slot: Slot) -> Pupil:
    number = form.pupil.data or 0
    children = {pupil.id: (pupil, c.id) for pupil, c in school.children_with_classes(actor())}
    pupil, class_id = children.get(number, (None, 0))
    if pupil is None or class_id != slot.class_id:
        abort(404)
    return pupil


@routes.get("/bookings/<int:booking>/move")
@allow(To.CHANGE_BOOKING, booking=Booking)
def move(booking: Booking):
    """The free times, each a button that swaps."""
    if booking.cancelled_at is not None:
        abort(404)
    return show("conversations/parent.html", **_context(moving=booking))


@routes.post("/bookings/<int:booking>/move/<int:slot>")
@allow(To.CHANGE_BOOKING, booking=Booking)
def swap(booking: Booking, slot: int):
    wanted = queries.slot_of_same_team(booking, slot)
    if wanted is None:
        abort(404)
    try:
        actions.swap(booking, wanted, actor(), now=clock.now())
    except CannotBook as refusal:
        return _refused(refusal, booking.pupil, moving=booking)
    tell(_("The new time is booked, the old one is free again. The teacher has been told."))
    return go(".page")


@routes.get("/bookings/<int:booking>/cancel")
@allow(To.CHANGE_BOOKING, booking=Booking)
def ask_to_cancel(booking: Booking):
    """One plain question that names who is told."""
    team = queries.names_of_team(booking.class_id)
    return show("conversations/cancel.html", booking=booking, team=team)


@routes.post("/bookings/<int:booking>/cancel")
@allow(To.CHANGE_BOOKING, booking=Booking)
def cancel(booking: Booking):
    actions.cancel(booking, actor(), now=clock.now())
    tell(_("The conversation is cancelled and the teacher has been told. You can choose another time."))
    return go(".page")


def _refused(refusal: CannotBook, pupil: Pupil, moving: Booking | None = None):
    if isinstance(refusal, HouseholdBusy):
        reason = _("You have another conversation at that time.")
    elif isinstance(refusal, SlotClosed):
        reason = _("This time can no longer be booked.")
    else:
        reason = _("Somebody else was just before you.")
    context = _context(reason=reason, instead=refusal.instead, chosen=pupil, moving=moving)
    return refused("conversations/parent.html", **context)
