"""A family's page: all children, the free times, booking, moving and cancelling."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions import (
    BookedAlready,
    CannotBook,
    Happened,
    HouseholdBusy,
    InterpreterClosed,
    NotNeeded,
    SlotClosed,
)
from portal.conversations.forms import WAYS, BookForm
from portal.conversations.forms.interpreter import INTERPRETERS, LONGEST_LANGUAGE, own_language
from portal.conversations.models import Booking, Slot
from portal.conversations.queries import elsewhere
from portal.conversations.rules import Interpreter, Meet
from portal.conversations.views.blueprint import routes
from portal.conversations.views.confirmed import norm_with_it
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import Pupil, Role


def page():
    """The page of a guardian; a guardian who teaches finds the way to the class's rounds on it."""
    return show("conversations/parent.html", **context())


def interpreter_asked() -> tuple[Interpreter, str]:
    """What the family says about an interpreter; as long as it says nothing, what the school knows of this guardian.

    A press that says nothing asks for none.
    """
    said, me = request.values.get("interpreter", ""), actor()
    if said in set(Interpreter):
        kind = Interpreter(said)
    else:
        is_known = request.method == "GET" and me.guardian is not None and me.guardian.needs_interpreter
        kind = Interpreter.SCHOOL if is_known else Interpreter.NONE
    language = request.values.get("interpreter_language", "").strip()[:LONGEST_LANGUAGE]
    return kind, "" if kind is Interpreter.NONE else language or own_language(me)


def context(*, moving: Booking | None = None, reason: str = "", instead=(), chosen: Pupil | None = None) -> dict:
    now = clock.now()
    kind, language = interpreter_asked()
    choices = queries.choices_for(actor(), interpreter=kind, now=now)
    at_school = school.the_school()
    return {
        "choices": choices,
        "together": [] if moving else queries.proposals_for(choices),
        "phone": at_school.phone if at_school else "",
        "asking": queries.wishes_asked_of(actor(), now=now),
        "interpreter": kind, "interpreter_language": language, "interpreters": INTERPRETERS,
        "all_ask": kind if all(c.interpreter is kind for c in choices if c.booking is None) else Interpreter.NONE,
        "may_ask": any(c.booking is None and c.round.takes_interpreter(now) for c in choices),
        "ways": WAYS,
        "moving": moving,
        "reason": reason,
        "instead": instead,
        "chosen": chosen,
        "now": now,
        "to_read": (),
        "elsewhere": elsewhere.talks_elsewhere(actor(), now=now),
        "norm": norm_with_it(),
        "teaches": Role.TEACHER in actor().roles,
    }  # fmt: skip


@routes.post("/slots/<int:slot>/book")
@allow(To.BOOK_CONVERSATION, before_turn=True, slot=Slot)
def book(slot: Slot):
    form = BookForm()
    pupil = _own_child(form, slot)
    meet = Meet(form.meet.data) if form.meet.data in set(Meet) else Meet.SCHOOL
    try:
        kind, language = interpreter_asked()
        actions.book(
            slot, pupil, actor(), meet=meet, interpreter=kind, interpreter_language=language, now=clock.now()
        )  # fmt: skip
    except InterpreterClosed:
        return refused("conversations/parent.html", **context(reason=too_late_for_interpreter()))
    except CannotBook as refusal:
        return _refused(refusal, pupil)
    except BookedAlready:
        reason = _("There is a conversation for %(child)s already. You can change its time.", child=pupil.first_name)
        return refused("conversations/parent.html", **context(reason=reason))
    tell(_("Your conversation is booked. We have mailed it to you; the teacher sees it too."))
    return go(".page", booked=slot.id)


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
    return show("conversations/parent.html", **context(moving=booking))


@routes.post("/bookings/<int:booking>/move/<int:slot>")
@allow(To.CHANGE_BOOKING, booking=Booking)
def swap(booking: Booking, slot: int):
    wanted = queries.slot_of_same_team(booking, slot)
    if wanted is None:
        abort(404)
    try:
        actions.swap(booking, wanted, actor(), now=clock.now())
    except Happened:
        return _has_been()
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
    try:
        actions.cancel(booking, actor(), now=clock.now())
    except Happened:
        return _has_been()
    tell(_("The conversation is cancelled and the teacher has been told. You can choose another time."))
    return go(".page")


def too_late_for_interpreter() -> str:
    return _("It is too late to ask for an interpreter here. Call the school.")


def _has_been():
    reason = _("This conversation has begun or has been. Do you want to talk again? Call the school.")
    return refused("conversations/parent.html", **context(reason=reason))


def reason_of(refusal: CannotBook) -> str:
    """Why a time cannot be had, to the family."""
    if isinstance(refusal, NotNeeded):
        return _("The teachers think that no conversation is needed now. Do you want one? Call the school.")
    if isinstance(refusal, HouseholdBusy):
        return _("You have another conversation at that time.")
    if isinstance(refusal, SlotClosed):
        return _("This time can no longer be booked.")
    return _("Somebody else was just before you.")


def _refused(refusal: CannotBook, pupil: Pupil, moving: Booking | None = None):
    shown = context(reason=reason_of(refusal), instead=refusal.instead, chosen=pupil, moving=moving)
    return refused("conversations/parent.html", **shown)
