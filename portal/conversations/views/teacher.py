"""A teacher team's page: its rounds with who comes when, and opening, closing and blocking."""

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow, may
from portal.conversations import actions, queries
from portal.conversations.actions import (
    Happened,
    NoTimes,
    RoundRuns,
    SlotOffered,
    SlotTaken,
    TeacherElsewhere,
    TimesOverlap,
)
from portal.conversations.forms import CancelForm, FillInForm, RoundForm
from portal.conversations.models import Booking, RoundClass, Slot
from portal.conversations.queries.new_times import rows_that_wait, waiting_times
from portal.conversations.views import new_times, times
from portal.conversations.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import SchoolClass


def page():
    """The teacher's own classes, each with its rounds."""
    return show("conversations/teacher.html", **_context())


@routes.get("/team")
@allow(To.MANAGE_ROUND)
def team():
    """The same page for a teacher who is a parent here too."""
    return page()


def _context(**more) -> dict:
    now = clock.now()
    classes = school.classes_taught_by(actor())
    return {
        "classes": [(c, queries.days_of(c, now=now)) for c in classes],
        "names": queries.names_of_household,
        "joins": bool(queries.joined_by(actor(), now=now)),
        "to_read": queries.answers_to_read([c.id for c in classes]),
        "waiting": rows_that_wait([c.id for c in classes]),
        "now": now,
    } | more


@routes.route("/classes/<int:school_class>/open", methods=["GET", "POST"])
@allow(To.OPEN_ROUND, school_class=SchoolClass)
def open_round(school_class: SchoolClass):
    form = RoundForm()
    number_of_pupils = len(school.pupils_of(school_class.id))
    context = {"form": form, "school_class": school_class, "pupils": number_of_pupils, "times": None, "reason": ""}
    if request.method == "GET":
        return show("conversations/open.html", **context)
    if not form.validate():
        return refused("conversations/open.html", **context)
    context["times"] = form.number_of_times(form.minutes.data or 0)
    if "preview" in request.form:
        return show("conversations/open.html", **context)
    if form.is_too_long():
        return refused("conversations/open.html", **context | {"reason": _("These are too many times for one round.")})
    try:
        _open(form, school_class)
    except (TimesOverlap, TeacherElsewhere, NoTimes) as refusal:
        return refused("conversations/open.html", **context | {"reason": _why_not(refusal)})
    tell(_("The round is open. Every family of the class gets a mail to choose a time."))
    return go(".page")


@routes.route("/rounds/<int:row>/fill-in", methods=["GET", "POST"])
@allow(To.MANAGE_ROUND, row=RoundClass)
def fill_in(row: RoundClass):
    """The team's own times in a round of the whole school, before families can choose."""
    form = FillInForm()
    context = {"form": form, "row": row, "times": None, "reason": ""}
    if request.method == "GET":
        return show("conversations/fill_in.html", **context)
    if not form.validate():
        return refused("conversations/fill_in.html", **context)
    context["times"] = form.number_of_times(row.round.minutes)
    if "preview" in request.form:
        return show("conversations/fill_in.html", **context)
    try:
        actions.fill_in(row, actor(), form.parts(), gap=form.gap.data or 0, now=clock.now())
    except (TimesOverlap, TeacherElsewhere, NoTimes, RoundRuns, SlotTaken) as refusal:
        return refused("conversations/fill_in.html", **context | {"reason": _why_not(refusal)})
    tell(_("Your times are filled in. You can change them until families can choose."))
    return go(".team")


def _why_not(refusal: TimesOverlap | TeacherElsewhere | NoTimes | RoundRuns | SlotTaken) -> str:
    if isinstance(refusal, TimesOverlap):
        return _("Some of these times overlap with each other, or with times you offer already.")
    if isinstance(refusal, TeacherElsewhere):
        return times.with_another_class(refusal)
    if isinstance(refusal, NoTimes):
        return _("No conversation fits in these times.")
    if isinstance(refusal, RoundRuns):
        return _("Families can choose already. Keep single times free, or call the office.")
    return _("A time is booked for a family already, so your times stay. Add or remove single times instead.")


def _open(form: RoundForm, school_class: SchoolClass) -> None:
    actions.open_round(
        actor(), school_class, form.parts(), title=form.title.data or "", minutes=form.minutes.data or 0,
        gap=form.gap.data or 0, where=form.where.data or "", now=clock.now(),
    )  # fmt: skip


@routes.post("/slots/<int:slot>/block")
@allow(To.TEND_ROUND, slot=Slot)
def block(slot: Slot):
    try:
        actions.block(slot, actor(), now=clock.now())
    except (SlotTaken, SlotOffered) as refusal:
        reason = times.reason_of(refusal)
        if _is_on_its_page():
            return refused("conversations/time.html", **times.context(slot, reason))
        return refused("conversations/teacher.html", **_context(reason=reason))
    return _back(slot)


@routes.post("/slots/<int:slot>/unblock")
@allow(To.TEND_ROUND, slot=Slot)
def unblock(slot: Slot):
    try:
        actions.unblock(slot, actor(), now=clock.now())
    except (TimesOverlap, TeacherElsewhere) as refusal:
        return refused("conversations/time.html", **times.context(slot, _why_not(refusal)))
    return _back(slot)


def _is_on_its_page() -> bool:
    """Whether the button was on the time's own page; the office has no other."""
    return "own" in request.args or not may(To.MANAGE_ROUND)


def _back(slot: Slot):
    return go(".time", slot=slot.id) if _is_on_its_page() else go(".page")


@routes.post("/rounds/<int:row>/close")
@allow(To.CLOSE_ROUND, row=RoundClass)
def close_round(row: RoundClass):
    actions.close_round(row.round, actor(), now=clock.now())
    tell(_("The round is closed. What is booked stays booked."))
    return go(".page")


@routes.post("/rounds/<int:row>/reopen")
@allow(To.CLOSE_ROUND, row=RoundClass)
def reopen_round(row: RoundClass):
    actions.reopen_round(row.round, actor(), now=clock.now())
    tell(_("The round is open again."))
    return go(".page")


@routes.route("/bookings/<int:booking>/call-off", methods=["GET", "POST"])
@allow(To.TEND_ROUND, booking=Booking)
def call_off(booking: Booking):
    """The team cancels: with a reason, which the family reads."""
    form = CancelForm()
    names, row = queries.names_of_household(booking), queries.row_of(booking.slot)
    if request.method == "GET":
        return show("conversations/call_off.html", form=form, booking=booking, names=names, row=row)
    if not form.validate():
        return refused("conversations/call_off.html", form=form, booking=booking, names=names, row=row)
    try:
        actions.cancel(booking, actor(), reason=form.reason.data or "", now=clock.now())
    except Happened:
        reason = _("This conversation has begun or has been.")
        return refused("conversations/teacher.html", **_context(reason=reason))
    tell(_("The conversation is cancelled. The family gets your reason and can choose another time."))
    if waiting_times(row) is not None:
        return new_times.on_with(row, booking.slot)
    return go(".page") if may(To.MANAGE_ROUND) else go(".time", slot=booking.slot_id)
