"""One time of a team: who has it, and what can be done with it."""

from flask import abort
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow, may
from portal.conversations import actions, queries
from portal.conversations.actions import FamilyHadIt, SlotOffered, SlotTaken, TeacherElsewhere
from portal.conversations.forms import WAYS
from portal.conversations.forms.times import WORDS, ColleagueForm, RoomForm
from portal.conversations.models import Booking, Slot
from portal.conversations.views.blueprint import routes
from portal.conversations.views.wish_words import with_another_family
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import Person


@routes.get("/slots/<int:slot>")
@allow(To.TEND_ROUND, slot=Slot)
def time(slot: Slot):
    return show("conversations/time.html", **context(slot))


@routes.post("/slots/<int:slot>/keep")
@allow(To.TEND_ROUND, slot=Slot)
def keep_for_some(slot: Slot):
    try:
        actions.keep_for_some(slot, actor(), now=clock.now())
    except (SlotTaken, SlotOffered) as refusal:
        return refused("conversations/time.html", **context(slot, reason_of(refusal)))
    return go(".time", slot=slot.id)


@routes.post("/slots/<int:slot>/release")
@allow(To.TEND_ROUND, slot=Slot)
def release(slot: Slot):
    actions.release(slot, actor(), now=clock.now())
    return go(".time", slot=slot.id)


@routes.post("/slots/<int:slot>/remove")
@allow(To.TEND_ROUND, slot=Slot)
def remove_time(slot: Slot):
    row = queries.row_of(slot)
    try:
        actions.remove_time(slot, actor(), now=clock.now())
    except (SlotTaken, SlotOffered, FamilyHadIt) as refusal:
        return refused("conversations/time.html", **context(slot, reason_of(refusal)))
    tell(_("The time is gone."))
    return go(".week", row=row.id)


@routes.post("/slots/<int:slot>/room")
@allow(To.TEND_ROUND, slot=Slot)
def set_room(slot: Slot):
    form = RoomForm()
    if not form.validate():
        return refused("conversations/time.html", **context(slot, room=form))
    actions.set_room(slot, (form.where.data or "").strip(), actor(), now=clock.now())
    tell(_("Kept. A family that has this time is told where it is."))
    return go(".time", slot=slot.id)


@routes.post("/bookings/<int:booking>/colleagues")
@allow(To.TEND_ROUND, booking=Booking)
def add_colleague(booking: Booking):
    form = ColleagueForm(_colleagues(booking))
    if booking.cancelled_at is not None or not form.validate():
        return refused("conversations/time.html", **context(booking.slot, colleague=form))
    colleague = next(each for each in _colleagues(booking) if each.id == form.colleague.data)
    if form.whole_day.data == "yes":
        actions.add_colleague_for_day(booking.slot, colleague, actor(), now=clock.now())
    actions.add_colleague(booking, colleague, actor(), now=clock.now())
    tell(_("%(name)s joins, and gets a message with the calendar item.", name=colleague.full_name))
    return go(".time", slot=booking.slot_id)


@routes.post("/bookings/<int:booking>/colleagues/<int:member>/remove")
@allow(To.TEND_ROUND, booking=Booking)
def remove_colleague(booking: Booking, member: int):
    colleague = school.person_numbered(member)
    if colleague is None or not colleague.is_staff:
        abort(404)
    actions.remove_colleague(booking, colleague, actor(), now=clock.now())
    tell(_("%(name)s does not join, and is told.", name=colleague.full_name))
    return go(".time", slot=booking.slot_id)


def with_another_class(refusal: TeacherElsewhere) -> str:
    """Why a teacher of two classes cannot have these times."""
    if refusal.of_class is None:
        return with_another_family(refusal.who)
    return _(
        "%(name)s receives families of class %(class_name)s then. Choose other times.",
        name=refusal.who.full_name, class_name=refusal.of_class.name,
    )  # fmt: skip


def reason_of(refusal: SlotTaken | SlotOffered | FamilyHadIt) -> str:
    """Why a time cannot be taken from the families, or be kept for some."""
    if isinstance(refusal, SlotOffered):
        return _("This time is held for a family that waits. Let them answer first.")
    if isinstance(refusal, FamilyHadIt):
        return _("A family had this time before, so it stays in the list. Keep it free instead.")
    return _("A family holds this time. Cancel their conversation first, or ask them to move it.")


def context(
    slot: Slot, reason: str = "", *, room: RoomForm | None = None, colleague: ColleagueForm | None = None
) -> dict:
    """The page of one time."""
    found = queries.time_of_team(slot, now=clock.now())
    booking = found.booking
    return {
        "found": found, "slot": slot, "row": queries.row_of(slot), "words": WORDS, "ways": WAYS, "reason": reason,
        "room": room or RoomForm(data={"where": slot.room}), "names": queries.names_of_household,
        "coming": queries.coming_to(booking) if booking else [],
        "joining": queries.joining(booking) if booking else [], "is_team": may(To.MANAGE_ROUND, slot),
        "colleague": colleague or (ColleagueForm(_colleagues(booking)) if booking else None),
        "is_past": slot.starts_at <= clock.now(),
    }  # fmt: skip


def _colleagues(booking: Booking) -> list[Person]:
    """Everybody on the staff who is not of the team and does not join yet."""
    there = {person.id for person in (*school.teachers_of(booking.class_id), *queries.joining(booking))}
    return [each for each in school.staff() if each.id not in there]
