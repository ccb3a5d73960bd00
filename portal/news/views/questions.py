"""A question about a post: a private conversation between one household and the teacher team."""

from datetime import time

from flask import request
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow, may
from portal.news import actions, queries
from portal.news.actions import HoursTheWrongWayRound
from portal.news.forms import HoursForm, QuestionForm
from portal.news.models import Post, Question
from portal.news.views.blueprint import routes
from portal.news.views.reactions import class_of, on_the_page
from portal.pages import go, refused, show, tell
from portal.school import queries as school
from portal.school.models import Pupil, SchoolClass
from portal.translating import queries as translating


@routes.route("/posts/<int:post>/question", methods=["GET", "POST"])
@allow(To.ASK_QUESTION, post=Post)
def ask(post: Post):
    """The first question about a post; who asked already goes on there."""
    on_the_page(post)
    class_id, form = class_of(post), QuestionForm()
    asked = queries.question_about(post.id, class_id, actor().guardian.household_id)
    if request.method == "GET" and asked is not None:
        return go(".question", asked=asked.id)
    if request.method == "GET":
        return show("news/ask.html", **_for_asking(form, post, class_id))
    if not form.validate():
        return refused("news/ask.html", **_for_asking(form, post, class_id))
    asked = actions.ask(post, class_id, _child(class_id), actor(), form.words, now=clock.now())
    tell(_("Your question is with the teachers. You get a message when they have answered."))
    return go(".question", asked=asked.id)


@routes.get("/questions/<int:asked>")
@allow(To.SEE_QUESTION, asked=Question)
def question(asked: Question):
    """What was asked and answered; a family that opens it has read the answer."""
    if not may(To.ANSWER_QUESTION, asked):
        actions.note_answer_read(asked)
    return show("news/question.html", **_shown(QuestionForm(), asked))


@routes.post("/questions/<int:asked>")
@allow(To.SEE_QUESTION, asked=Question)
def write_on(asked: Question):
    """The team answers; the family asks on."""
    form = QuestionForm()
    if not form.validate():
        return refused("news/question.html", **_shown(form, asked))
    if may(To.ANSWER_QUESTION, asked):
        actions.answer(asked, actor(), form.words, now=clock.now())
        tell(_("Your answer is sent. Only this family and your team can read it."))
    else:
        actions.ask(asked.post, asked.class_id, asked.pupil, actor(), form.words, now=clock.now())
        tell(_("Your question is with the teachers. You get a message when they have answered."))
    return go(".question", asked=asked.id)


@routes.post("/questions/<int:asked>/translate")
@allow(To.SEE_QUESTION, asked=Question)
def translate_question(asked: Question):
    """What the other side wrote, in the reader's language; the worker has the engine make it."""
    try:
        actions.ask_words_in(asked, queries.words_of(asked), i18n.current_language().code, now=clock.now())
    except actions.NoEngine:
        about = _shown(QuestionForm(formdata=None), asked) | {"reason": _("This school has no translation engine.")}
        return refused("news/question.html", **about)
    tell(_("The engine is at work. Look again in a minute."))
    return go(".question", asked=asked.id)


@routes.post("/questions/<int:asked>/settle")
@allow(To.ANSWER_QUESTION, asked=Question)
def settle(asked: Question):
    actions.settle(asked, actor(), now=clock.now())
    return go(".questions", school_class=asked.class_id, settled=asked.id)


@routes.post("/questions/<int:asked>/unsettle")
@allow(To.ANSWER_QUESTION, asked=Question)
def unsettle(asked: Question):
    actions.let_wait_again(asked, actor(), now=clock.now())
    return go(".questions", school_class=asked.class_id)


@routes.get("/classes/<int:school_class>/questions")
@allow(To.ANSWER_QUESTION, school_class=SchoolClass)
def questions(school_class: SchoolClass):
    """What families asked the team of a class, and its hours."""
    hours = queries.hours_of(school_class.id)
    return show("news/questions.html", **_listed(HoursForm(data=hours._asdict()), school_class))


@routes.post("/classes/<int:school_class>/questions")
@allow(To.ANSWER_QUESTION, school_class=SchoolClass)
def set_hours(school_class: SchoolClass):
    form = HoursForm()
    try:
        if form.validate():
            actions.set_hours(school_class.id, form.from_time.data or time(), form.until_time.data or time())
            tell(_("Saved. Families read it when they ask something."))
            return go(".questions", school_class=school_class.id)
    except HoursTheWrongWayRound:
        form.until_time.errors = [_("Choose an end that comes after the beginning.")]
    return refused("news/questions.html", **_listed(form, school_class))


def _child(class_id: int) -> Pupil:
    """The child in this class whom it is about: with several the one that was chosen."""
    children, chosen = school.children_in(actor(), class_id), request.form.get("pupil", type=int)
    return next((child for child in children if child.id == chosen), children[0])


def _for_asking(form: QuestionForm, post: Post, class_id: int) -> dict:
    children = school.children_in(actor(), class_id)
    return {
        "form": form, "post": post, "class_id": class_id, "children": children, "hours": queries.hours_of(class_id),
        "team": school.teachers_of(class_id),
    }  # fmt: skip


def _shown(form: QuestionForm, question: Question) -> dict:
    words, mine = queries.words_of(question), i18n.current_language().code
    translated = queries.words_in(question, mine)
    asked_for = {number for number, row in translated.items() if row.given_up_at is None}
    left = [each for each in words if each.language != mine and each.id not in asked_for]
    return {
        "form": form, "question": question, "words": words, "translated": translated, "reason": "",
        "can_translate": bool(left) and translating.is_on(),
        "hours": queries.hours_of(question.class_id), "answers": may(To.ANSWER_QUESTION, question),
        "team": school.teachers_of(question.class_id), "mine": actor().id,
    }  # fmt: skip


def _listed(form: HoursForm, school_class: SchoolClass) -> dict:
    waiting, answered = queries.questions_of(school_class.id)
    settled = request.args.get("settled", type=int)
    return {
        "form": form, "school_class": school_class, "waiting": waiting, "answered": answered,
        "settled": next((each for each in answered if each.id == settled and each.settled_by_id), None),
    }  # fmt: skip
