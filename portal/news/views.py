"""The class page for families, and writing for its teachers."""

from functools import lru_cache

from flask import Blueprint, abort, render_template, request, send_file
from flask_babel import gettext as _
from markupsafe import Markup

from portal import clock, pictures
from portal.access import To, actor, allow, may
from portal.i18n import LANGUAGES, in_language
from portal.news import actions, queries
from portal.news.actions import Written
from portal.news.forms import PostForm
from portal.news.models import Picture, Post
from portal.news.queries import Letter
from portal.pages import go, refused, show, tell
from portal.pictures import CannotKeep, NotAPicture, TooManyPixels
from portal.school import queries as school
from portal.school.models import SchoolClass

routes = Blueprint("news", __name__)


@routes.get("/classes/<int:school_class>")
@allow(To.READ_NEWS, school_class=SchoolClass)
def class_page(school_class: SchoolClass):
    """Reads like letters, newest first; what a guardian sees here counts as opened."""
    person, before = actor(), request.args.get("before", type=int)
    page = queries.letters_of(school_class.id, person, before=before)
    children = school.children_in(person, school_class.id)
    fresh = page.unopened if children else []
    actions.note_opened(fresh, person, now=clock.now())
    writes = may(To.WRITE_NEWS, school_class)
    return show(
        "news/page.html", as_read=_as_read, school_class=school_class, page=page, fresh=fresh, children=children,
        writes=writes, is_older=before is not None, withdrawn=_just_withdrawn(school_class) if writes else None,
        reach=queries.reach_of([letter.id for letter in page.letters], school_class.id) if writes else {},
    )  # fmt: skip


@lru_cache(maxsize=2048)
def _as_read(letter: Letter, is_fresh: bool, language: str) -> Markup:
    """A letter as every family sees it in one language of the page: rendered once, until a word of it changes."""
    with in_language(language):
        return Markup(render_template("news/_post.html", letter=letter, is_fresh=is_fresh, writes=False))


def _just_withdrawn(school_class: SchoolClass) -> Post | None:
    number = request.args.get("withdrawn", type=int)
    return queries.withdrawn_post(number, school_class.id) if number else None


@routes.route("/classes/<int:school_class>/write", methods=["GET", "POST"])
@allow(To.WRITE_NEWS, school_class=SchoolClass)
def write(school_class: SchoolClass):
    form = PostForm(data={"language": actor().language})
    if request.method == "GET":
        return show("news/write.html", form=form, school_class=school_class, post=None)
    try:
        if form.validate():
            actions.write(actor(), school_class, _written(form), folder=pictures.folder(), now=clock.now())
            tell(_("Your message is on the class page. Every family gets a mail that there is news."))
            return go(".class_page", school_class=school_class.id)
    except (NotAPicture, TooManyPixels, CannotKeep) as refusal:
        form.picture.errors = [_why(refusal)]
    return refused("news/write.html", form=form, school_class=school_class, post=None)


@routes.route("/posts/<int:post>/change", methods=["GET", "POST"])
@allow(To.CHANGE_NEWS, post=Post)
def change(post: Post):
    form = PostForm(data=_as_data(post))
    if request.method == "GET":
        return show("news/write.html", form=form, school_class=post.school_class, post=post)
    try:
        if form.validate():
            actions.change(post, actor(), _written(form), folder=pictures.folder(), now=clock.now())
            tell(_("Your message is changed. Families see that it was."))
            return go(".class_page", school_class=post.class_id)
    except (NotAPicture, TooManyPixels, CannotKeep) as refusal:
        form.picture.errors = [_why(refusal)]
    return refused("news/write.html", form=form, school_class=post.school_class, post=post)


@routes.post("/posts/<int:post>/withdraw")
@allow(To.CHANGE_NEWS, post=Post)
def withdraw(post: Post):
    actions.withdraw(post, actor(), now=clock.now())
    return go(".class_page", school_class=post.class_id, withdrawn=post.id)


@routes.post("/posts/<int:post>/bring-back")
@allow(To.CHANGE_NEWS, post=Post)
def bring_back(post: Post):
    actions.bring_back(post, actor(), now=clock.now())
    tell(_("Your message is back on the class page."))
    return go(".class_page", school_class=post.class_id)


@routes.get("/pictures/<int:picture>/<int:size>")
@allow(To.SEE_PICTURE, picture=Picture)
def picture(picture: Picture, size: int):
    """A picture in one of its sizes, kept by the browser of whoever may see it."""
    path = pictures.path_of(picture.key, size, pictures.folder())
    if path is None or picture.post.withdrawn_at:
        abort(404)
    response = send_file(path, mimetype="image/webp")
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _written(form: PostForm) -> Written:
    file = form.picture.data
    return Written(
        title=(form.title.data or "").strip(), text=form.text.data or "", happens_on=form.happens_on.data,
        picture=file.read() if file and file.filename else None, alternative=(form.alternative.data or "").strip(),
        time_words=(form.time_words.data or "").strip(), without_picture=form.without_picture.data,
        language=form.language.data if form.language.data in LANGUAGES else "",
    )  # fmt: skip


def _as_data(post: Post) -> dict:
    alternative = post.picture.alternative if post.picture else ""
    return {
        "title": post.title, "text": post.text, "language": post.language, "happens_on": post.happens_on,
        "time_words": post.time_words, "alternative": alternative,
    }  # fmt: skip


def _why(refusal: Exception) -> str:
    if isinstance(refusal, TooManyPixels):
        return _("This picture is too large. Make it smaller and choose it again.")
    if isinstance(refusal, CannotKeep):
        return _("We cannot keep pictures right now. Try again later, or send the message without it.")
    return _("This is not a picture that we can read. Choose a photo (JPEG, PNG or WebP).")
