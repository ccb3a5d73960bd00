"""What a guardian says to a post with one tap, and the date of it for the phone's calendar."""

from urllib.parse import urlsplit

from flask import abort, make_response, redirect, request, url_for
from flask_wtf.csrf import generate_csrf

from portal import clock
from portal.access import To, actor, allow
from portal.news import actions, queries
from portal.news.models import Post
from portal.news.rules import Reaction
from portal.news.views.blueprint import routes
from portal.pages import htmx, show
from portal.school import queries as school
from portal.school.models import SchoolClass


@routes.post("/posts/<int:post>/react/<word>")
@allow(To.REACT, post=Post)
def react(post: Post, word: str):
    """Twice the same is once; what was said can be taken back."""
    on_the_page(post)
    actions.react(post, actor(), _reaction(word), now=clock.now())
    return _back_to(post, word)


@routes.post("/posts/<int:post>/unreact/<word>")
@allow(To.REACT, post=Post)
def unreact(post: Post, word: str):
    on_the_page(post)
    actions.take_reaction_back(post, actor(), _reaction(word))
    return _back_to(post, word)


@routes.get("/classes/<int:school_class>/reactions/<int:post>")
@allow(To.ANSWER_QUESTION, school_class=SchoolClass)
def who_reacted(school_class: SchoolClass, post: int):
    """What each family of a class said to a post, for its team."""
    found = queries.said_to(post, school_class.id)
    if found is None:
        abort(404)
    return show("news/reacted.html", school_class=school_class, post=found[0], families=found[1])


def on_the_page(post: Post) -> None:
    """Nothing is done with what is not, or no longer, on a page."""
    if post.withdrawn_at or post.published_at > clock.now():
        abort(404)


def class_of(post: Post) -> int:
    """The class on whose page this reader found the post."""
    person = actor()
    reads = (number for number in post.class_ids if school.has_child_in(person, number))
    return next(reads, None) or next((n for n in post.class_ids if school.teaches(person, n)), post.class_id)


def _reaction(word: str) -> Reaction:
    return Reaction(word) if word in set(Reaction) else abort(404)


def _back_to(post: Post, word: str):
    """The bar under the letter for htmx; for a browser without it the page it was on, at the same letter."""
    number = class_of(post)
    if htmx:
        mine = queries.mine_of(post, number, actor(), now=clock.now())
        return show("news/_reactions.html", letter=post, mine=mine, token=generate_csrf(), tapped=word)
    came_from = urlsplit(request.referrer or "")
    page = url_for(".class_page", school_class=number)
    older = f"?{came_from.query}" if came_from.path == page and came_from.query.startswith("before=") else ""
    return make_response(redirect(f"{page}{older}#post-{post.id}", 303))
