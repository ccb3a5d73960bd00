"""The one form for writing: filled from a draft, a post or nothing, and read into what the actions take."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask import current_app, request, url_for
from werkzeug.datastructures import FileStorage, MultiDict

from portal import clock, documents, i18n, pictures
from portal.access import actor
from portal.i18n import LANGUAGES
from portal.news import actions, queries
from portal.news.actions import About, Arranged, Folders, Typed, Written
from portal.news.forms import KINDS, LONGEST_ALTERNATIVE, PostForm, typed_in
from portal.news.models import Draft, DraftFile, Post, PostKind
from portal.news.views.addresses import address_for
from portal.pages import refused, show, without_control_characters
from portal.school import queries as school
from portal.school.models import SchoolClass


@dataclass(frozen=True)
class Desk:
    """Where somebody writes: what it is about, and the addresses that its form is sent to."""

    about: About
    send: str
    keep: str
    back: str

    @property
    def classes(self) -> list[SchoolClass]:
        """The classes that can be chosen; for a change none, since those were told already."""
        if self.about.school_class is None:
            return []
        return school.classes_taught_by(actor())


def desk_of(school_class: SchoolClass | None = None, post: Post | None = None) -> Desk:
    """The desk for a class, for a change of a post, or for the whole school."""
    if post is not None:
        back = url_for("news.class_page", school_class=post.class_id)
        return Desk(
            About(post=post), url_for("news.change", post=post.id), url_for("news.keep_change", post=post.id), back
        )
    if school_class is not None:
        number = school_class.id
        return Desk(
            About(school_class), url_for("news.write", school_class=number),
            url_for("news.keep_draft", school_class=number), url_for("news.class_page", school_class=number),
        )  # fmt: skip
    return Desk(About(), url_for("news.write_to_school"), url_for("news.keep_school_draft"), url_for("today.today"))


def desk_for(draft: Draft) -> Desk:
    """The desk at which a draft was begun."""
    return desk_of(draft.school_class, draft.post)


def form_at(desk: Desk, draft: Draft | None = None) -> PostForm:
    """The form as sent; or a fresh one, filled from the draft or the post."""
    classes = [(each.id, each.name) for each in desk.classes]
    more: dict = {"now": clock.now(), "classes": classes}
    if request.method == "GET" and draft is not None and "kept" not in request.args:
        more["formdata"] = MultiDict((name, each) for name, values in draft.filled.items() for each in values)
    form = PostForm(data=_beginning(desk), **more)
    if not form.key.data:
        form.key.data = draft.key if draft else secrets.token_hex(16)
        form.seen.data = str(draft.version) if draft else "0"
    form.tab.data = form.tab.data or secrets.token_hex(8)
    return form


def _beginning(desk: Desk) -> dict:
    post = desk.about.post
    if post is None:
        chosen = [desk.about.school_class.id] if desk.about.school_class else []
        return {"language": actor().language, "classes": chosen, "kind": PostKind.NEWS.value}
    ahead = i18n.local(post.goes_out_at) if post.goes_out_at else None
    names = ("title", "text", "language", "happens_on", "from_time", "until_time", "place_words", "bring", "is_urgent")
    return {name: getattr(post, name) for name in names} | {
        "kind": post.kind.value, "is_pinned": post.is_pinned, "publish_on": ahead.date() if ahead else None,
        "publish_at": ahead.time() if ahead else None,
    }  # fmt: skip


def page(desk: Desk, form: PostForm, draft: Draft | None = None, *, is_refused: bool = False):
    """The page with the form; after a refusal with what was typed and why."""
    files = draft.files if draft else actions.files_of(desk.about.post) if desk.about.post else []
    context = {
        "form": form, "desk": desk, "draft": draft, "files": [(file, _address(file, desk, draft)) for file in files],
        "hints": queries.hints_about(draft) if draft else [],
        "others": [each for each in _others(desk) if draft is None or each.id != draft.id],
        "most_megabytes": current_app.config["SETTINGS"].document_megabytes,
    }  # fmt: skip
    return (refused if is_refused else show)("news/write.html", **context)


def _address(file: DraftFile, desk: Desk, draft: Draft | None) -> str:
    """Where a picture is looked at; of a document there is nothing to see here."""
    published = {each.key: each for each in (desk.about.post.pictures if desk.about.post else ())}
    if file.key in published:
        return address_for(actor(), clock.now())(published[file.key], 400)
    return url_for("news.draft_picture", post_draft=draft.id, mark=file.mark, size=400) if draft and file.width else ""


def _others(desk: Desk) -> list[Draft]:
    about, since = desk.about, clock.now() - queries.NOTICE
    if about.post is not None:
        found = queries.draft_of_change(actor(), about.post)
        return [found] if found else []
    return queries.drafts_of(actor(), about.school_class.id if about.school_class else None, since=since)


def folders() -> Folders:
    """Where this deployment keeps the files of posts."""
    return Folders(pictures.folder(), documents.folder(), documents.most_bytes())


def alternatives_in(given: Mapping[str, str]) -> dict[str, str]:
    """What was typed about pictures, by the mark or the number of each."""
    return {name.removeprefix("alternative-"): without_control_characters(words).strip()[:LONGEST_ALTERNATIVE]
            for name, words in given.items() if name.startswith("alternative-")}  # fmt: skip


def typed(form: PostForm) -> Typed:
    """What was sent, with its pictures and documents looked into. Raises the refusals of `actions.store`."""
    given, said = request.form, alternatives_in(request.form)
    stored = actions.store(
        [file.read() for file in form.pictures.data or ()], [_named(file) for file in form.documents.data or ()],
        (form.alternative.data or "").strip(), folders(),
    )  # fmt: skip
    seen = form.seen.data or ""
    return Typed(
        (form.key.data or secrets.token_hex(16))[:64], (form.tab.data or "")[:64],
        int(seen) if seen.isdecimal() and len(seen) < 9 else 0, typed_in(form),
        Arranged(said, given.get("remove", ""), given.get("up", "")), stored,
    )  # fmt: skip


def _named(file: FileStorage) -> tuple[str, bytes]:
    return file.filename or "", file.read()


def written(form: PostForm) -> Written:
    """A valid form as the actions take it."""
    kind = form.kind.data
    return Written(
        title=(form.title.data or "").strip(), text=form.text.data or "", happens_on=form.happens_on.data,
        from_time=form.from_time.data, until_time=form.until_time.data,
        place_words=(form.place_words.data or "").strip(), bring=(form.bring.data or "").strip(),
        language=form.language.data if form.language.data in LANGUAGES else "",
        kind=PostKind(kind) if kind in KINDS else PostKind.NEWS,
        is_urgent=form.is_urgent.data, is_pinned=form.is_pinned.data, publish_at=form.moment,
    )  # fmt: skip
