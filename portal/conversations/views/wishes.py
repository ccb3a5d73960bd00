"""A family says when it can: one page for all its children of a round."""

from datetime import date

from flask import request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.conversations import actions, queries
from portal.conversations.actions import InterpreterClosed
from portal.conversations.actions.wishes import NeverPossible, WishesClosed
from portal.conversations.forms.interpreter import InterpreterForm, own_language
from portal.conversations.models import RoundClass
from portal.conversations.queries.wishes import Asking
from portal.conversations.rules import Interpreter
from portal.conversations.rules.wishes import DayPart, Mood
from portal.conversations.views.blueprint import routes
from portal.conversations.views.parent import too_late_for_interpreter
from portal.conversations.views.wish_words import MOODS, PARTS
from portal.pages import go, refused, show, tell


@routes.get("/wishes")
@allow(To.BOOK_CONVERSATION)
def wishes():
    """The round that asks; with several of them, each as a line."""
    asking = queries.wishes_asked_of(actor(), now=clock.now())
    if len(asking) == 1:
        return go(".wish", row=asking[0].row.id)
    return show("conversations/wishes.html", asking=asking)


@routes.route("/wishes/<int:row>", methods=["GET", "POST"])
@allow(To.BOOK_CONVERSATION, row=RoundClass)
def wish(row: RoundClass):
    asking = next(
        (a for a in queries.wishes_asked_of(actor(), now=clock.now()) if a.row.round_id == row.round_id), None
    )
    if asking is None:
        return go(".page")
    form = _form(asking)
    if request.method == "GET":
        return show("conversations/wish.html", **_context(asking, form, asking.said()))
    said = {part.key: request.form.get(part.key, "") for part in asking.parts}
    if not form.validate():
        return refused("conversations/wish.html", **_context(asking, form, said))
    try:
        _keep(asking, said, form)
    except WishesClosed:
        reason = _("It is too late to change this here. Call the school; together we find a time.")
        return refused("conversations/wish.html", **_context(asking, form, said, reason))
    except InterpreterClosed:
        return refused("conversations/wish.html", **_context(asking, form, said, too_late_for_interpreter()))
    except NeverPossible:
        reason = _("Choose at least one moment when you can come. Is there none? Call the school.")
        return refused("conversations/wish.html", **_context(asking, form, said, reason))
    tell(_("Thank you. We look for a time that suits you, and tell you as soon as it is there."))
    return go(".wish", row=asking.row.id)


def _form(asking: Asking) -> InterpreterForm:
    """With what the family said before; else with what the school knows of this guardian."""
    given, me = asking.given, actor()
    takes = asking.round.takes_interpreter(clock.now())
    needs = me.guardian is not None and me.guardian.needs_interpreter and takes
    interpreter = given.interpreter if given else Interpreter.SCHOOL if needs else Interpreter.NONE
    language = given.interpreter_language if given else ""
    return InterpreterForm(data={"interpreter": interpreter.value, "language": language or own_language(me)})


def _keep(asking: Asking, said: dict[str, str], form: InterpreterForm) -> None:
    moods: dict[tuple[date, DayPart], Mood] = {
        (part.day, part.part): Mood(said[part.key]) for part in asking.parts if said[part.key] in set(Mood)
    }
    interpreter, language = form.asked()
    actions.wish(asking.round, actor(), moods, interpreter=interpreter, language=language, now=clock.now())


def _context(asking: Asking, form: InterpreterForm, said: dict, reason: str = "") -> dict:
    takes = asking.round.takes_interpreter(clock.now())
    if not takes:
        form.only(asking.given.interpreter if asking.given else Interpreter.NONE)
    return {
        "asking": asking, "form": form, "said": said, "reason": reason, "parts": PARTS, "moods": MOODS,
        "takes_interpreter": takes,
    }  # fmt: skip
