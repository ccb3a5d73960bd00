"""A family's page, for all children at once: the times after each other are booked together, or none is."""

import re

from flask import abort, request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions import BookedAlready, CannotBook, InterpreterClosed
from portal.conversations.models import Slot
from portal.conversations.rules import MOST_CHILDREN
from portal.conversations.views.blueprint import routes
from portal.conversations.views.parent import context, interpreter_asked, reason_of, too_late_for_interpreter
from portal.pages import go, refused, tell
from portal.school import queries as school
from portal.school.models import Pupil

# One time of a proposal, as its button says it: the time and the child.
PAIR = re.compile(r"(\d{1,9})-(\d{1,9})")


@routes.post("/all")
@allow(To.BOOK_CONVERSATION)
def book_all():
    """Every child has its time after it, or none has."""
    try:
        kind, language = interpreter_asked()
        actions.book_set(_wanted(), actor(), interpreter=kind, interpreter_language=language, now=clock.now())
    except InterpreterClosed:
        return refused("conversations/parent.html", **context(reason=too_late_for_interpreter()))
    except (CannotBook, BookedAlready) as refusal:
        why = reason_of(refusal) if isinstance(refusal, CannotBook) else _("One of your children has a time already.")
        reason = _("%(why)s Nothing was booked. Choose again below.", why=why)
        return refused("conversations/parent.html", **context(reason=reason))
    tell(_("Your conversations are booked. We have mailed them to you; the teachers see them too."))
    return go(".page", booked="all")


def _wanted() -> list[tuple[Slot, Pupil]]:
    """The times that were pressed; another family's child, and a time of another class, do not exist."""
    pairs = [PAIR.fullmatch(each) for each in request.form.getlist("time")]
    if not 2 <= len(pairs) <= MOST_CHILDREN:
        abort(404)
    children = {pupil.id: (pupil, c.id) for pupil, c in school.children_with_classes(actor())}
    found = []
    for pair in pairs:
        slot = queries.slot_numbered(int(pair[1])) if pair else None
        pupil, class_id = children.get(int(pair[2]) if pair else 0, (None, 0))
        if slot is None or pupil is None or slot.class_id != class_id:
            abort(404)
        found.append((slot, pupil))
    return found
