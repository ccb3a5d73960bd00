"""Writing, changing and withdrawing posts, and noting who opened them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import nh3
from markdown_it import MarkdownIt
from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects import postgresql, sqlite

from portal import audit, i18n, outbox, pictures
from portal.db import Base, apart, db, let_go
from portal.news.models import Opened, Picture, Post
from portal.school import queries as school
from portal.school.models import Person, SchoolClass

BLOCKS = ("p", "ul", "ol", "li", "blockquote")
TAGS = {*BLOCKS, "br", "strong", "em", "a"}
# A letter has one heading: its title. What looks like code or a line to Markdown is what somebody typed.
NOT_IN_LETTERS = ["image", "heading", "lheading", "code", "fence", "backticks", "hr"]
KEPT_AFTER_YEAR = timedelta(days=365)
WITHDRAWN_KEPT = timedelta(days=30)
BARE_LINK = re.compile(r"""(?<!\]\()(?<![\w<\[/])https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?'"]""")


@dataclass(frozen=True)
class Written:
    """What a teacher filled in; `picture` are the bytes of the file, or None; no `language`: the teacher's own."""

    title: str
    text: str
    happens_on: date | None = None
    picture: bytes | None = None
    alternative: str = ""
    time_words: str = ""
    language: str = ""
    without_picture: bool = False


def write(teacher: Person, school_class: SchoolClass, written: Written, *, folder: Path, now: datetime) -> Post:
    """Publish a post and tell the families. Raises NotAPicture, TooManyPixels or CannotKeep before anything is kept."""
    kept = _kept(written.picture, folder)
    post = Post(
        class_id=school_class.id, author_id=teacher.id, language=written.language or teacher.language, published_at=now
    )
    _fill(post, written)
    if kept:
        post.picture = Picture(key=kept.key, alternative=written.alternative, width=kept.width, height=kept.height)
    db.session.add(post)
    audit.did(teacher, "post written", post, now=now)
    for person in school.guardians_of_class(school_class.id):
        outbox.queue(
            person, "news/messages/new.txt", post, now=now, path=f"/classes/{school_class.id}",
            class_name=school_class.name,
        )  # fmt: skip
    return post


def change(post: Post, teacher: Person, written: Written, *, folder: Path, now: datetime) -> None:
    """Correct a post; a new picture takes the place of the old one. Raises as `write`."""
    kept = _kept(written.picture, folder)
    had = post.picture
    if had is not None and (kept or written.without_picture):
        pictures.forget(had.key, folder)
    if kept and had is not None:
        had.key, had.width, had.height = kept.key, kept.width, kept.height
    elif kept:
        post.picture = Picture(key=kept.key, width=kept.width, height=kept.height)
    elif written.without_picture:
        post.picture = None
    if post.picture is not None:
        post.picture.alternative = written.alternative
    _fill(post, written)
    post.language, post.edited_at = written.language or post.language, now
    audit.did(teacher, "post changed", post, now=now)


def _kept(picture: bytes | None, folder: Path) -> pictures.Kept | None:
    if picture is None:
        return None
    # Decoding a photo takes longer than others should wait to write.
    let_go()
    return pictures.keep(picture, folder)


def _fill(post: Post, written: Written) -> None:
    post.title, post.text, post.html = written.title, written.text, html_of(written.text)
    post.happens_on = written.happens_on
    post.time_words = written.time_words


def withdraw(post: Post, teacher: Person, *, now: datetime) -> None:
    """Take a post off the class page; its picture is no longer shown either."""
    post.withdrawn_at = now
    audit.did(teacher, "post withdrawn", post, now=now)


def bring_back(post: Post, teacher: Person, *, now: datetime) -> None:
    """Undo withdrawing."""
    post.withdrawn_at = None
    audit.did(teacher, "post brought back", post, now=now)


def note_opened(posts: list[int], person: Person, *, now: datetime) -> None:
    """Remember which posts a guardian has opened; kept beside the request, which only looks."""
    rows = [{"post_id": number, "person_id": person.id, "at": now} for number in posts]
    if not rows:
        return
    with apart() as session:
        # Two tabs at once may both be first.
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        session.execute(dialect.insert(Opened).on_conflict_do_nothing(), rows)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Letters of a year that ended long ago, or taken off the page, with pictures and who opened them."""
    over = Post.class_id.in_(school.classes_ended_before(i18n.local_date(now - KEPT_AFTER_YEAR)))
    over = over | (Post.withdrawn_at < now - WITHDRAWN_KEPT)
    gone = select(Post.id).where(over)
    return [(Opened, Opened.post_id.in_(gone)), (Picture, Picture.post_id.in_(gone)), (Post, over)]


def html_of(text: str) -> str:
    """Light formatting to safe HTML: what people type in Markdown, and nothing that does anything."""
    return nh3.clean(
        _markdown().render(BARE_LINK.sub(r"<\g<0>>", text)), tags=TAGS, attributes={"a": {"href"}},
        url_schemes={"https", "http", "mailto"}, link_rel="noopener noreferrer",
        set_tag_attribute_values={tag: {"dir": "auto"} for tag in BLOCKS},
    )  # fmt: skip


@lru_cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(NOT_IN_LETTERS)
