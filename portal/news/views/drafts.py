"""Drafts: kept while a teacher types, gone on with, looked at as a parent would, thrown away and brought back."""

from flask import abort, render_template, request, send_file
from flask_babel import gettext as _
from markupsafe import Markup

from portal import clock, pictures
from portal.access import To, actor, allow
from portal.i18n import LANGUAGES, current_language, in_language, language
from portal.news import actions, queries
from portal.news.actions import AlreadyPublished
from portal.news.models import Draft, Post
from portal.news.views.addresses import address_for
from portal.news.views.blueprint import routes
from portal.news.views.form import Desk, desk_for, desk_of, folders, form_at, page, typed
from portal.news.views.why import REFUSALS, say_why
from portal.pages import go, htmx, show, tell
from portal.school.models import SchoolClass


@routes.post("/classes/<int:school_class>/draft")
@allow(To.WRITE_NEWS, school_class=SchoolClass)
def keep_draft(school_class: SchoolClass):
    return _keep(desk_of(school_class))


@routes.post("/posts/<int:post>/draft")
@allow(To.CHANGE_NEWS, post=Post)
def keep_change(post: Post):
    return _keep(desk_of(post=post))


@routes.post("/news/school/draft")
@allow(To.WRITE_TO_SCHOOL)
def keep_school_draft():
    return _keep(desk_of())


def _keep(desk: Desk):
    form = form_at(desk)
    try:
        draft = actions.keep(actor(), desk.about, typed(form), folders(), now=clock.now())
    except AlreadyPublished as before:
        return go(".class_page", school_class=before.post.class_id, sent=form.key.data)
    except REFUSALS as refusal:
        say_why(form, refusal)
        return page(desk, form, queries.draft_with(actor(), form.key.data or ""), is_refused=True)
    is_beside = draft.key != form.key.data
    if htmx:
        form.key.data, form.seen.data = draft.key, str(draft.version)
        hints = queries.hints_about(draft)
        return show("news/_kept.html", form=form, desk=desk, draft=draft, hints=hints, is_beside=is_beside)
    if is_beside:
        tell(_("This draft was changed on another page or device. What you typed here is kept as a draft of its own."))
    if request.form.get("then") == "preview":
        return go(".preview", post_draft=draft.id)
    is_about_files = bool(form.pictures.data or form.documents.data or {"up", "remove"} & request.form.keys())
    return go(".draft", post_draft=draft.id, _anchor="files" if is_about_files else None)


@routes.get("/drafts/<int:post_draft>")
@allow(To.WRITE_DRAFT, post_draft=Draft)
def draft(post_draft: Draft):
    desk = desk_for(post_draft)
    form = form_at(desk, post_draft)
    if "look" in request.args:
        form.validate()
    return page(desk, form, post_draft)


@routes.get("/drafts/<int:post_draft>/preview")
@allow(To.WRITE_DRAFT, post_draft=Draft)
def preview(post_draft: Draft):
    """As a parent reads it: the letter, and the words around it, in a chosen language."""
    asked = request.args.get("language", "")
    spoken = language(asked if asked in LANGUAGES else current_language().code)
    letter = queries.as_read_in(post_draft, spoken.code, now=clock.now())
    with in_language(spoken.code):
        as_read = Markup(render_template(
            "news/_post.html", letter=letter, is_fresh=True, writes=False, mine=None, said=queries.NOTHING, asks=False,
            address=address_for(actor(), clock.now()),
        ))  # fmt: skip
    return show(
        "news/preview.html", draft=post_draft, desk=desk_for(post_draft), spoken=spoken, as_read=as_read,
        hints=queries.hints_about(post_draft),
    )  # fmt: skip


@routes.get("/drafts/<int:post_draft>/pictures/<mark>/<int:size>")
@allow(To.WRITE_DRAFT, post_draft=Draft)
def draft_picture(post_draft: Draft, mark: str, size: int):
    key = next((file.key for file in post_draft.pictures if file.mark == mark), None)
    path = pictures.path_of(key, size, pictures.folder()) if key else None
    if path is None:
        abort(404)
    return send_file(path, mimetype="image/webp")


@routes.post("/drafts/<int:post_draft>/throw-away")
@allow(To.WRITE_DRAFT, post_draft=Draft)
def throw_draft_away(post_draft: Draft):
    actions.throw_away(post_draft, now=clock.now())
    tell(_("The draft is thrown away. For a week you can still bring it back."))
    return go(".draft", post_draft=post_draft.id)


@routes.post("/drafts/<int:post_draft>/bring-back")
@allow(To.WRITE_DRAFT, post_draft=Draft)
def bring_draft_back(post_draft: Draft):
    actions.bring_draft_back(post_draft)
    tell(_("Your draft is back."))
    return go(".draft", post_draft=post_draft.id)
