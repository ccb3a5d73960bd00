"""A team changes its times, puts each conversation outside them at another time, or calls it off."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions import (
    CannotBook,
    Happened,
    HouseholdBusy,
    NewTimesWait,
    NoTimes,
    RoundOver,
    TeacherElsewhere,
    TimesOverlap,
)
from portal.conversations.forms.new_times import NewTimesForm, as_it_is
from portal.conversations.models import Booking, RoundClass, Slot
from portal.conversations.queries.new_times import outside, times_for, to_come, waiting_times
from portal.conversations.views.blueprint import routes
from portal.conversations.views.class_list import reason_of
from portal.conversations.views.times import with_another_class
from portal.pages import go, refused, show, tell


@routes.route("/rounds/<int:row>/new-times", methods=["GET", "POST"])
@allow(To.TEND_ROUND, row=RoundClass)
def new_times(row: RoundClass):
    """The windows to change; or, while new times wait, the conversations that are outside them."""
    if request.method == "GET":
        return show("conversations/new_times.html", **_context(row))
    form = NewTimesForm()
    if not form.validate():
        return refused("conversations/new_times.html", **_context(row, form))
    try:
        changed = actions.change_times(
            row, actor(), form.parts(), minutes=form.minutes.data or 0, gap=form.gap.data or 0, now=clock.now()
        )
    except (TimesOverlap, TeacherElsewhere, NoTimes, RoundOver, NewTimesWait) as refusal:
        return refused("conversations/new_times.html", **_context(row, form, _why_not(refusal)))
    if changed.ended_at is None:
        return go(".new_times", row=row.id)
    tell(_("Your new times hold. Families can choose them."))
    return go(".week", row=row.id)


@routes.post("/rounds/<int:row>/new-times/leave")
@allow(To.TEND_ROUND, row=RoundClass)
def leave_as_it_was(row: RoundClass):
    if actions.leave_as_it_was(row, actor(), now=clock.now()):
        tell(_("Your times are as they were. Who was moved already keeps the new time."))
    return go(".week", row=row.id)


@routes.get("/bookings/<int:booking>/other-time")
@allow(To.TEND_ROUND, booking=Booking)
def other_time(booking: Booking):
    """The times at which the team can put this conversation, each a button."""
    return show("conversations/other_time.html", **_times(booking))


@routes.post("/bookings/<int:booking>/other-time/<int:slot>")
@allow(To.TEND_ROUND, booking=Booking, slot=Slot)
def move_for(booking: Booking, slot: Slot):
    if (slot.round_id, slot.class_id) != (booking.round_id, booking.class_id):
        abort(404)
    try:
        actions.move_for(booking, slot, actor(), now=clock.now())
    except Happened:
        reason = _("This conversation has begun or has been.")
        return refused("conversations/other_time.html", **_times(booking, reason))
    except CannotBook as refusal:
        return refused("conversations/other_time.html", **_times(booking, _why_not_there(refusal)))
    tell(_("The conversation is moved. The family and the team are told, each in their own language."))
    return on_with(queries.row_of(slot), slot)


def on_with(row: RoundClass, slot: Slot):
    """Back to the conversations that are still outside new times; with none, to the time."""
    if waiting_times(row) is None:
        return go(".time", slot=slot.id)
    if actions.settle(row, now=clock.now()):
        tell(_("Nothing is outside your new times any more: they hold now."))
        return go(".week", row=row.id)
    return go(".new_times", row=row.id)


def _why_not(refusal: TimesOverlap | TeacherElsewhere | NoTimes | RoundOver | NewTimesWait) -> str:
    if isinstance(refusal, TeacherElsewhere):
        return with_another_class(refusal)
    if isinstance(refusal, RoundOver):
        return _("This round is a draft, or it is over.")
    if isinstance(refusal, NewTimesWait):
        return _("A colleague changed the times meanwhile. First move or cancel what is outside them.")
    if isinstance(refusal, NoTimes):
        return _("No conversation fits in these times.")
    return _("Some of these times overlap with each other, or with times you offer already.")


def _why_not_there(refusal: CannotBook) -> str:
    return _("The family has another conversation then.") if isinstance(refusal, HouseholdBusy) else reason_of(refusal)


def _times(booking: Booking, reason: str = "") -> dict:
    if booking.cancelled_at is not None:
        abort(404)
    return {
        "moving": booking, "row": queries.row_of(booking.slot), "names": queries.names_of_household(booking),
        "reason": reason, "free": [(slot,) for slot in times_for(booking, now=clock.now())],
        "joining": queries.joining(booking),
    }  # fmt: skip


def _context(row: RoundClass, form: NewTimesForm | None = None, reason: str = "") -> dict:
    now = clock.now()
    waiting = waiting_times(row)
    spans = [(each.slot.starts_at, each.slot.ends_at) for each in to_come(row, now=now)]
    return {
        "row": row, "waiting": waiting, "reason": reason, "names": queries.names_of_household,
        "outside": outside(waiting, now=now) if waiting else [],
        "form": form or as_it_is(spans, row.round.minutes), "stage": row.round.stage(now),
    }  # fmt: skip
