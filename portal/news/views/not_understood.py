""" "I don't understand this": for a guardian one tap, for the teachers a list of families who wait for them."""

from flask import abort, request
from flask_babel import gettext as _

from portal import clock
from portal.access import To, actor, allow
from portal.news import actions, queries
from portal.news.forms import UnclearForm
from portal.news.models import NotUnderstood, Post
from portal.news.views.blueprint import routes
from portal.pages import go, show, tell
from portal.school import queries as school
from portal.school.models import SchoolClass


@routes.route("/posts/<int:post>/not-understood", methods=["GET", "POST"])
@allow(To.SAY_UNCLEAR, post=Post)
def say_unclear(post: Post):
    """A guardian tells the teachers that a post is not clear, and may ask to be called."""
    if not queries.is_shown(post, clock.now()):
        abort(404)
    asked = queries.asked_by(actor(), post)
    form = UnclearForm(data={"wants_call": bool(asked and asked.wants_call)})
    page_of = _class_of(post)
    if request.method == "GET":
        waits = asked is not None and asked.done_at is None
        return show("news/not_understood.html", form=form, post=post, page_of=page_of, waits=waits)
    actions.say_not_understood(post, actor(), wants_call=form.wants_call.data, now=clock.now())
    tell(_("The teacher knows, and explains it to you."))
    return go(".class_page", school_class=page_of, _anchor=f"post-{post.id}")


@routes.post("/posts/<int:post>/not-understood/take-back")
@allow(To.SAY_UNCLEAR, post=Post)
def take_back_unclear(post: Post):
    actions.take_back(post, actor())
    tell(_("It is taken back."))
    return go(".class_page", school_class=_class_of(post), _anchor=f"post-{post.id}")


@routes.get("/classes/<int:school_class>/not-understood")
@allow(To.WRITE_NEWS, school_class=SchoolClass)
def unclear(school_class: SchoolClass):
    """Which families wait for an explanation, and what was explained lately."""
    return show(
        "news/unclear.html", school_class=school_class, waiting=queries.not_understood_in(school_class.id),
        explained=queries.explained_in(school_class.id), children_of=_children_in(school_class),
    )  # fmt: skip


@routes.post("/classes/<int:school_class>/not-understood/<int:unclear>/done")
@allow(To.WRITE_NEWS, school_class=SchoolClass)
def explained(school_class: SchoolClass, unclear: int):
    actions.say_done(_found(unclear, school_class), actor(), now=clock.now())
    return go(".unclear", school_class=school_class.id)


@routes.post("/classes/<int:school_class>/not-understood/<int:unclear>/undone")
@allow(To.WRITE_NEWS, school_class=SchoolClass)
def not_explained(school_class: SchoolClass, unclear: int):
    actions.say_undone(_found(unclear, school_class))
    return go(".unclear", school_class=school_class.id)


def _found(number: int, school_class: SchoolClass) -> NotUnderstood:
    found = queries.in_class(number, school_class.id)
    if found is None:
        abort(404)
    return found


def _class_of(post: Post) -> int:
    """The class of an own child on whose page the post stands."""
    return next(number for number in post.class_ids if school.has_child_in(actor(), number))


def _children_in(school_class: SchoolClass):
    return lambda person: [pupil.first_name for pupil in school.children_in(person, school_class.id)]
