"""What a responder's page shows and does, whether it was opened by signing in or by the link of a message."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from flask import abort, request
from flask_babel import gettext as _

from portal import clock
from portal.help_calls import actions, queries
from portal.help_calls.actions import CallIsOver, PartIsTaken
from portal.help_calls.forms import KINDS, PART_NAMES, PARTS, StandDownForm
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import Answer, Part
from portal.pages import tell
from portal.school.models import Person

Deed = Callable[[HelpCall, Person, datetime], None]


def _take_part(call: HelpCall, person: Person, now: datetime) -> None:
    word = request.form.get("part", "")
    if word not in set(Part):
        abort(400)
    actions.take_part(call, person, Part(word), now=now)


DEEDS: dict[str, Deed] = {
    "coming": lambda call, person, now: actions.answer_coming(call, person, now=now),
    "cannot": lambda call, person, now: actions.answer_cannot(call, person, now=now),
    "there": lambda call, person, now: actions.arrive(call, person, now=now),
    "part": _take_part,
}


def answered(call: HelpCall, person: Person, deed: Deed) -> str | None:
    """Do it; returns why not, or None when it is done."""
    try:
        deed(call, person, clock.now())
    except CallIsOver:
        return ""
    except PartIsTaken:
        return _("A colleague does that already. Choose another part.")
    return None


def noticed(call: HelpCall, person: Person):
    """Sent by the page itself once it is on a screen: whoever only fetches addresses has seen nothing."""
    with suppress(CallIsOver):
        actions.answer_seen(call, person, now=clock.now())
    return "", 204


def ended(call: HelpCall, person: Person) -> tuple[StandDownForm, bool]:
    """End the call as the form says; returns the form and whether it is done."""
    form = StandDownForm()
    form.offer_helpers(call)
    if not form.validate():
        return form, False
    try:
        actions.stand_down(call, person, form.ended(), now=clock.now())
    except CallIsOver:
        return form, False
    tell(_("The call is over. Everybody who was called hears it now."))
    return form, True


def context(
    call: HelpCall, person: Person, address: Callable[[str], str], *, form: StandDownForm | None = None,
    reason: str = "",
) -> dict:  # fmt: skip
    """What the page shows to this person; `address` gives the address of a deed."""
    mine = next((row for row in call.responders if row.person_id == person.id and row.told_at), None)
    others = {row.part for row in call.responders if row.helps and row.person_id != person.id}
    if form is None:
        form = StandDownForm(formdata=None)
        form.offer_helpers(call)
    return {
        "call": call,
        "person": person,
        "address": address,
        "reason": reason,
        "part": PARTS[mine.part] if mine else None,
        "other_parts": [(p.value, PART_NAMES[p]) for p in Part if mine and p is not mine.part and p not in others],
        "mine": mine.answer if mine else None,
        "is_coming": mine is not None and mine.answer is Answer.COMING,
        "is_there": mine is not None and mine.there_at is not None,
        "is_seen": mine is None or mine.seen_at is not None,
        "kind": KINDS[call.kind] if call.kind else None,
        "told": queries.told_once(call),
        "part_names": PART_NAMES,
        "form": form,
    }
