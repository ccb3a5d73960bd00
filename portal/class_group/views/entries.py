"""One post with its answers: answering, and reading it in the own language."""

from flask import abort
from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, allow
from portal.class_group import actions, queries
from portal.class_group.forms import KINDS, REASONS, AnswerForm, AppealForm
from portal.class_group.models import Entry
from portal.class_group.queries import Circle
from portal.class_group.rules import Kind, Standing
from portal.class_group.views.blueprint import routes
from portal.class_group.views.doors import circle_in, is_too_much, opened, standing_of, writing_in
from portal.pages import go, refused, show, tell
from portal.translating import queries as translating


@routes.get("/entries/<int:group_entry>")
@allow(To.TAKE_PART_IN_GROUP, group_entry=Entry)
def entry(group_entry: Entry):
    """A post; an answer or a card leads to where it stands; what was removed, its writer reads why."""
    circle = circle_in(group_entry.class_id)
    if circle.me is not None and queries.is_called_off_for(circle.me, group_entry):
        tell(_("What you signed up for does not take place."))
        return go(".group", school_class=group_entry.class_id)
    found = opened(circle, group_entry)
    if found.removal is not None:
        return show("class_group/removed.html", entry=found, form=AppealForm(), reasons=REASONS)
    if found.kind is Kind.CARD:
        return go(".people", school_class=found.class_id)
    if found.post_id is not None:
        return go(".entry", group_entry=found.post_id, _anchor=f"entry-{found.id}")
    if found.taken_back_at is not None:
        return go(".group", school_class=found.class_id, taken=found.id)
    return show("class_group/entry.html", **_thread(circle, found, AnswerForm()))


@routes.post("/entries/<int:group_entry>/answer")
@allow(To.TAKE_PART_IN_GROUP, group_entry=Entry)
def answer(group_entry: Entry):
    circle, form = writing_in(group_entry.class_id), AnswerForm()
    post = opened(circle, group_entry)
    if not post.is_post or not post.is_there or circle.me is None:
        abort(404)
    if not form.validate() or is_too_much("group-answer", form.text):
        return refused("class_group/entry.html", **_thread(circle, post, form))
    written = actions.answer(post, circle.me, form.words, now=clock.now())
    tell(_("Your answer is there."))
    return go(".entry", group_entry=post.id, _anchor=f"entry-{written.id}")


@routes.post("/entries/<int:group_entry>/translate")
@allow(To.TAKE_PART_IN_GROUP, group_entry=Entry)
def translate(group_entry: Entry):
    """A post with its answers, or a card, in the reader's language; the worker has the engine make it."""
    circle, language = circle_in(group_entry.class_id), i18n.current_language().code
    found = opened(circle, group_entry)
    if not translating.is_on():
        if found.kind is Kind.CARD:
            abort(404)
        about = _thread(circle, found, AnswerForm(formdata=None))
        return refused("class_group/entry.html", **about | {"reason": _("This school has no translation engine.")})
    for each in [found, *(answer.entry for answer in queries.thread_of(circle, found, language).answers)]:
        actions.ask_in(each, language, now=clock.now())
    tell(_("The engine is at work. Look again in a minute."))
    return go(".people", school_class=found.class_id) if found.kind is Kind.CARD else go(".entry", group_entry=found.id)


def _thread(circle: Circle, post: Entry, form: AnswerForm) -> dict:
    shown = queries.thread_of(circle, post, i18n.current_language().code)
    mine = i18n.current_language().code
    left = [each for each in [shown, *shown.answers] if each.entry.language != mine and _is_left(each)]
    return {
        "shown": shown, "form": form, "circle": circle, "me_here": circle.me, "kinds": KINDS, "called": queries.name_of,
        "school_class": post.member.school_class, "today": i18n.local_date(clock.now()), "event": Kind.EVENT,
        "is_open": standing_of(post.member.school_class) is Standing.OPEN, "reason": "",
        "can_translate": bool(left) and translating.is_on(),
    }  # fmt: skip


def _is_left(each: queries.Shown) -> bool:
    return each.version is None or each.version.given_up_at is not None
