"""Writing, changing and withdrawing posts, and noting who opened them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import nh3
from markdown_it import MarkdownIt
from sqlalchemy.dialects import postgresql, sqlite

from portal import audit, outbox, pictures
from portal.db import apart, db
from portal.news.models import Opened, Picture, Post
from portal.school import queries as school
from portal.school.models import Person, SchoolClass

SCHEMES = {"https", "http", "mailto"}
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "h3", "h4"}


@dataclass(frozen=True)
class Written:
    """What a teacher filled in; `picture` are the bytes of the file, or None."""

    title: str
    text: str
    happens_on: date | None = None
    picture: bytes | None = None
    alternative: str = ""


def write(teacher: Person, school_class: SchoolClass, written: Written, *, folder: Path, now: datetime) -> Post:
    """Publish a post and tell the families. Raises NotAPicture, TooManyPixels or CannotKeep before anything is kept."""
    kept = pictures.keep(written.picture, folder) if written.picture else None
    post = Post(
        class_id=school_class.id, author_id=teacher.id, title=written.title, text=written.text,
        html=html_of(written.text), language=teacher.language, happens_on=written.happens_on, published_at=now,
    )  # fmt: skip
    if kept:
        post.picture = Picture(key=kept.key, alternative=written.alternative, width=kept.width, height=kept.height)
    db.session.add(post)
    audit.did(teacher, "post written", post, now=now)
    for person in school.guardians_of_class(school_class.id):
        outbox.queue(person, "news/messages/new.txt", post, now=now, path=f"/classes/{school_class.id}",
                     class_name=school_class.name)  # fmt: skip
    return post


def change(post: Post, teacher: Person, written: Written, *, folder: Path, now: datetime) -> None:
    """Correct a post; a new picture takes the place of the old one. Raises as `write`."""
    if written.picture:
        kept = pictures.keep(written.picture, folder)
        if post.picture is None:
            post.picture = Picture(key=kept.key, width=kept.width, height=kept.height)
        post.picture.key, post.picture.width, post.picture.height = kept.key, kept.width, kept.height
    if post.picture is not None:
        post.picture.alternative = written.alternative
    post.title, post.text, post.html = written.title, written.text, html_of(written.text)
    post.happens_on, post.edited_at = written.happens_on, now
    audit.did(teacher, "post changed", post, now=now)


def withdraw(post: Post, teacher: Person, *, now: datetime) -> None:
    """Take a post off the class page."""
    post.withdrawn_at = now
    audit.did(teacher, "post withdrawn", post, now=now)


def bring_back(post: Post, teacher: Person, *, now: datetime) -> None:
    """Undo withdrawing."""
    post.withdrawn_at = None
    audit.did(teacher, "post brought back", post, now=now)


def note_opened(posts: Iterable[Post], person: Person, *, now: datetime) -> None:
    """Remember which posts a guardian has opened; kept beside the request, which only looks."""
    rows = [{"post_id": post.id, "person_id": person.id, "at": now} for post in posts]
    if not rows:
        return
    with apart() as session:
        # Two tabs at once may both be first.
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        session.execute(dialect.insert(Opened).on_conflict_do_nothing(), rows)


def html_of(text: str) -> str:
    """Light formatting to safe HTML: what people type in Markdown, and nothing that does anything."""
    return nh3.clean(_markdown().render(text), tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES,
                     link_rel="noopener noreferrer")  # fmt: skip


@lru_cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")
