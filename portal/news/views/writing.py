"""Writing, changing and withdrawing news, for the teachers of a class and for the leader of the school."""

from flask_babel import gettext as _

from portal import clock, i18n
from portal.access import To, actor, allow
from portal.news import actions, queries
from portal.news.actions import AlreadyPublished
from portal.news.forms import PostForm
from portal.news.models import Post, PostKind
from portal.news.views.blueprint import routes
from portal.news.views.form import Desk, desk_of, folders, form_at, page, typed, written
from portal.news.views.why import REFUSALS, say_why
from portal.pages import go, show, tell
from portal.school import queries as school
from portal.school.models import SchoolClass


@routes.get("/classes/<int:school_class>/write")
@allow(To.WRITE_NEWS, school_class=SchoolClass)
def begin(school_class: SchoolClass):
    desk = desk_of(school_class)
    return page(desk, form_at(desk))


@routes.post("/classes/<int:school_class>/write")
@allow(To.WRITE_NEWS, school_class=SchoolClass)
def write(school_class: SchoolClass):
    return _publish(desk_of(school_class))


@routes.get("/news/school")
@allow(To.WRITE_TO_SCHOOL)
def begin_for_school():
    desk = desk_of()
    return page(desk, form_at(desk))


@routes.post("/news/school")
@allow(To.WRITE_TO_SCHOOL)
def write_to_school():
    return _publish(desk_of())


@routes.get("/posts/<int:post>/change")
@allow(To.CHANGE_NEWS, post=Post)
def begin_change(post: Post):
    if post.kind is PostKind.PHRASES:
        return go(".change_phrases", post=post.id)
    desk = desk_of(post=post)
    return page(desk, form_at(desk))


@routes.post("/posts/<int:post>/change")
@allow(To.CHANGE_NEWS, post=Post)
def change(post: Post):
    if post.kind is PostKind.PHRASES:
        return go(".change_phrases", post=post.id)
    desk = desk_of(post=post)
    form = form_at(desk)
    try:
        if not form.validate():
            return _look_again(desk, form)
        draft = actions.keep(actor(), desk.about, typed(form), folders(), now=clock.now())
        if draft.key != form.key.data:
            return _kept_beside(draft.id)
        actions.change(post, actor(), written(form), draft=draft, into=folders(), now=clock.now())
    except REFUSALS as refusal:
        say_why(form, refusal)
        return page(desk, form, queries.draft_with(actor(), form.key.data or ""), is_refused=True)
    tell(_when(post) if post.goes_out_at else _("Your message is changed. Families see that it was."))
    return go(".class_page", school_class=post.class_id, sent=form.key.data)


def _publish(desk: Desk):
    form = form_at(desk)
    try:
        if not form.validate():
            return _look_again(desk, form)
        draft = actions.keep(actor(), desk.about, typed(form), folders(), now=clock.now())
        if draft.key != form.key.data:
            return _kept_beside(draft.id)
        post = actions.publish(draft, actor(), _chosen(desk, form), written(form), into=folders(), now=clock.now())
    except AlreadyPublished as twice:
        post = twice.post
    except REFUSALS as refusal:
        say_why(form, refusal)
        return page(desk, form, queries.draft_with(actor(), form.key.data or ""), is_refused=True)
    tell(_when(post))
    return go(".class_page", school_class=post.class_id, sent=form.key.data)


def _chosen(desk: Desk, form: PostForm) -> list[SchoolClass]:
    if desk.about.school_class is None:
        return school.current_classes()
    chosen = set(form.classes.data or ()) if "classes" in form else set()
    return [each for each in desk.classes if each.id in chosen] or [desk.about.school_class]


def _look_again(desk: Desk, form: PostForm):
    """What is missing, beside its field. Files that came along are kept first: a browser does not give them back."""
    if not form.pictures.data and not form.documents.data:
        return page(desk, form, queries.draft_with(actor(), form.key.data or ""), is_refused=True)
    draft = actions.keep(actor(), desk.about, typed(form), folders(), now=clock.now())
    return go(".draft", post_draft=draft.id, look="again")


def _kept_beside(draft: int):
    tell(_("This draft was changed on another page or device. What you typed here is kept as a draft of its own."))
    return go(".draft", post_draft=draft)


def _when(post: Post) -> str:
    if post.goes_out_at is None:
        return _("Your message is on the class page. Families hear of it at the time they chose; urgent news at once.")
    return _("Your message waits until %(moment)s. Families are told then.", moment=i18n.moment(post.goes_out_at))


@routes.get("/posts/<int:post>/history")
@allow(To.SEE_EARLIER, post=Post)
def history(post: Post):
    return show("news/history.html", post=post, earlier=queries.earlier_of(post))


@routes.post("/posts/<int:post>/withdraw")
@allow(To.CHANGE_NEWS, post=Post)
def withdraw(post: Post):
    actions.withdraw(post, actor(), now=clock.now())
    return go(".class_page", school_class=post.class_id, withdrawn=post.id)


@routes.post("/posts/<int:post>/bring-back")
@allow(To.CHANGE_NEWS, post=Post)
def bring_back(post: Post):
    actions.bring_back(post, actor(), now=clock.now())
    tell(_when(post) if post.goes_out_at else _("Your message is back on the class page."))
    return go(".class_page", school_class=post.class_id)
