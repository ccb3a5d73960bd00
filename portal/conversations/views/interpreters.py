"""Interpreters: a family asks for one, the office has the list for who sends them and notes what is confirmed."""

from flask import Response, abort, request
from flask_babel import gettext as _

from portal import audit, clock, i18n, sheets
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions import CannotBook, InterpreterClosed
from portal.conversations.forms.interpreter import InterpreterForm, own_language
from portal.conversations.models import Booking, Slot
from portal.conversations.queries import elsewhere
from portal.conversations.rules import Interpreter
from portal.conversations.views.blueprint import routes
from portal.pages import go, refused, show, tell


@routes.route("/bookings/<int:booking>/interpreter", methods=["GET", "POST"])
@allow(To.CHANGE_BOOKING, booking=Booking)
def interpreter(booking: Booking):
    """What was asked for, and times at which an interpreter of this language is at school already."""
    language = booking.interpreter_language or own_language(actor())
    form = InterpreterForm(data={"interpreter": booking.interpreter.value, "language": language})
    if request.method == "GET":
        return show("conversations/interpreter.html", **_context(booking, form))
    if not form.validate():
        return refused("conversations/interpreter.html", **_context(booking, form))
    try:
        _ask(booking, form)
    except InterpreterClosed:
        reason = _("It is too late to change this here. Call the school.")
        return refused("conversations/interpreter.html", **_context(booking, form, reason=reason))
    except CannotBook as refusal:
        return refused("conversations/interpreter.html", **_context(booking, form, instead=refusal.instead))
    tell(_("We have written it down. The school sees it too."))
    return go(".interpreter", booking=booking.id)


def _ask(booking: Booking, form: InterpreterForm) -> None:
    """With a time when the family chose another one, because its own is too short with an interpreter."""
    number = request.form.get("slot", type=int)
    slot = queries.slot_of_same_team(booking, number) if number else None
    if number and slot is None:
        abort(404)
    kind, language = form.asked()
    actions.ask_interpreter(booking, actor(), kind, language=language, at=slot, now=clock.now())


def _context(booking: Booking, form: InterpreterForm, *, reason: str = "", instead: list[Slot] | None = None) -> dict:
    now = clock.now()
    return {
        "booking": booking, "form": form, "reason": reason, "instead": instead,
        "can_ask": actions.can_ask(booking, now=now),
        "beside": [] if instead is not None else queries.times_beside(booking, now=now), "moving": booking,
    }  # fmt: skip


@routes.get("/interpreters")
@allow(To.ARRANGE_INTERPRETERS)
def interpreters():
    return show(
        "conversations/interpreters.html", rows=queries.interpreted(now=clock.now()),
        others=elsewhere.interpreted_elsewhere(now=clock.now()),
    )  # fmt: skip


@routes.get("/interpreters.csv")
@allow(To.ARRANGE_INTERPRETERS)
def interpreters_file():
    """The same for a spreadsheet: no surname of a child, and no cell that a spreadsheet would calculate."""
    rows = queries.interpreted(now=clock.now())
    for row in rows:
        audit.saw(actor(), row.booking, now=clock.now())
    content = sheets.as_csv(
        [_heads(), *map(_cells, rows)], separator="," if i18n.current_language().code == "en" else ";"
    )
    named = f'attachment; filename="{i18n.local_date(clock.now()).isoformat()}-{_("interpreters")}.csv"'
    headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return Response(content, mimetype="text/csv", headers=headers)


def _heads() -> list[str]:
    return [
        _("Language"), _("Day"), _("From"), _("Until"), _("How"), _("Where"), _("Class"), _("Child"), _("Teachers"),
        _("Confirmed"),
    ]  # fmt: skip


def _cells(row) -> list:
    booking, slot = row.booking, row.booking.slot
    how = _("on the phone") if booking.interpreter is Interpreter.PHONE else _("at school")
    return [
        booking.interpreter_language, i18n.local_date(slot.starts_at), i18n.time_of_day(slot.starts_at),
        i18n.time_of_day(booking.ends_at), how, slot.room, slot.school_class.name,
        booking.pupil.first_name, row.team, booking.interpreter_confirmed_at is not None,
    ]  # fmt: skip


@routes.post("/bookings/<int:booking>/interpreter/confirm")
@allow(To.ARRANGE_INTERPRETERS, booking=Booking)
def confirm_interpreter(booking: Booking):
    actions.confirm(booking, actor(), now=clock.now())
    tell(_("Written down: the interpreter is confirmed."))
    return go(".interpreters")


@routes.post("/bookings/<int:booking>/interpreter/unconfirm")
@allow(To.ARRANGE_INTERPRETERS, booking=Booking)
def unconfirm_interpreter(booking: Booking):
    actions.unconfirm(booking, actor(), now=clock.now())
    tell(_("Written down: the interpreter is not confirmed any more."))
    return go(".interpreters")
