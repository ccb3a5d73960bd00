"""Who is missing from the list: the office says who has left and who is still here, one or several at once."""

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.office.forms.rosters import LeftForm
from portal.office.views.blueprint import routes
from portal.pages import go, refused, show, tell
from portal.rosters.actions import leaving
from portal.rosters.models import Answer, LeftQuestion
from portal.rosters.queries import imports as queries


@routes.get("/left")
@allow(To.RUN_OFFICE)
def left():
    return show("office/rosters/left.html", **_context(LeftForm()))


@routes.post("/left")
@allow(To.RUN_OFFICE)
def answer_left():
    """The answer about those who were ticked, or about the one whose own button was pressed."""
    form = LeftForm()
    one = request.form.get("one", type=int)
    what = Answer.HERE if request.values.get("answer") == "here" else Answer.LEFT
    chosen = {one} if one else set(request.form.getlist("question", type=int))
    if what is Answer.LEFT and not form.validate():
        return refused("office/rosters/left.html", **_context(form, chosen))
    questions = [each for each in queries.questions_open(i18n.local_date(clock.now())) if each.id in chosen]
    if not chosen:
        return refused("office/rosters/left.html", **_context(form) | {"nobody_chosen": True})
    number = leaving.answer(questions, what, actor(), left_on=form.left_on.data, now=clock.now())
    _tell(number, what)
    return go(".left")


@routes.post("/left/<int:question>/undo")
@allow(To.RUN_OFFICE, question=LeftQuestion)
def take_back_left(question: LeftQuestion):
    try:
        leaving.take_back(question, actor(), now=clock.now())
    except leaving.AnsweredAlready:
        return refused("office/rosters/left.html", **_context(LeftForm(formdata=None)) | {"was_first": True})
    tell(_("Undone. The question is open again."))
    return go(".left")


def _tell(number: int, what: Answer) -> None:
    if number == 0:
        tell(_("A colleague answered this already; nothing was changed."))
    elif what is Answer.LEFT:
        tell(ngettext("%(num)d is marked as left.", "%(num)d are marked as left.", number))
    else:
        tell(ngettext("%(num)d is still here.", "%(num)d are still here.", number))


def _context(form: LeftForm, chosen: set[int] | None = None) -> dict:
    today = i18n.local_date(clock.now())
    questions = queries.questions_open(today)
    pupils = [question.pupil_id for question in questions if question.pupil_id]
    return {
        "form": form, "questions": questions, "chosen": chosen or set(), "answered": queries.questions_answered(),
        "class_names": queries.last_class_names(pupils), "answers": Answer, "nobody_chosen": False, "was_first": False,
        "today": today,
    }  # fmt: skip
