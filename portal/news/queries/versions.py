"""A post in the reader's language, and what its teachers see of all languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, case, func, select

from portal import i18n
from portal.asking import columns
from portal.db import db
from portal.news.models import (
    NEVER_BY_MACHINE_ALONE,
    Made,
    NotUnderstood,
    Post,
    PostKind,
    Version,
    VersionAsked,
    Words,
)
from portal.school.models import Enrolment, Guardian, Guardianship, Person, Pupil


class Said(NamedTuple):
    """What a reader gets of a post beside its original: the words in the reader's language, or no version at all.

    `is_mine_unclear`: this reader told the teachers that it is not clear, and they have not explained it yet.
    """

    title: str = ""
    html: str = ""
    place_words: str = ""
    bring: str = ""
    language: str = ""
    is_by_machine: bool = False
    is_checked: bool = False
    is_stale: bool = False
    untouched: int = 0
    alternatives: tuple[tuple[str, str], ...] = ()
    is_mine_unclear: bool = False

    def of_picture(self, number: int) -> str:
        """What is on this picture, in the reader's language; empty when nobody said it."""
        return dict(self.alternatives).get(str(number), "")

    @property
    def has_version(self) -> bool:
        return bool(self.html)


NOTHING = Said()


_MINE = and_(
    NotUnderstood.post_id == Post.id, NotUnderstood.person_id == bindparam("reader_id"), NotUnderstood.done_at.is_(None)
)
_THEIRS = and_(
    Version.post_id == Post.id, Version.language == bindparam("language"), Post.language != bindparam("language")
)
# What `said_in` reads beside the original; its text only where a version was made of it.
IN_LANGUAGE = (
    case((Version.id.is_not(None), Post.text), else_="").label("original_text"), Version.title.label("said_title"),
    Version.html.label("said_html"), Version.place_words.label("said_place_words"),
    Version.bring.label("said_bring"), Version.made, Version.checked_at, Version.original_mark, Version.untouched,
    Version.alternatives, NotUnderstood.id.label("unclear_id"),
)  # fmt: skip


def with_versions(query: Select) -> Select:
    """A query for posts with the version in one language, and with what one reader did not understand, beside each."""
    return query.outerjoin(Version, _THEIRS).outerjoin(NotUnderstood, _MINE)


# Written once: it is asked with every agenda.
_VERSIONS = with_versions(
    select(Post.id, Post.kind, Post.language, Post.title, Post.place_words, Post.bring, *IN_LANGUAGE)
).where(Post.id.in_(bindparam("posts", expanding=True)), Version.id.is_not(None) | NotUnderstood.id.is_not(None))


def versions_for(post_ids: list[int], language: str, reader: Person) -> dict[int, Said]:
    """For each of these posts what this reader gets in this language, in one question."""
    if not post_ids:
        return {}
    about = {"posts": post_ids, "language": language, "reader_id": reader.id}
    return said_in(language, columns(_VERSIONS, about))


def said_in(language: str, rows: Iterable[Any]) -> dict[int, Said]:
    """What a reader gets of each post that has a version, or that this reader did not understand."""
    return {row.id: _said(row, language) for row in rows if row.said_html is not None or row.unclear_id is not None}


def _said(row: Any, language: str) -> Said:
    is_unclear, is_machine = row.unclear_id is not None, row.made is Made.BY_ENGINE
    is_too_early = is_machine and row.checked_at is None and row.kind in NEVER_BY_MACHINE_ALONE
    if row.said_html is None or is_too_early or row.kind is PostKind.PHRASES:
        return Said(is_mine_unclear=is_unclear)
    original = Words(row.title, row.original_text, row.place_words, row.bring)
    return Said(
        row.said_title, row.said_html, row.said_place_words, row.said_bring, language, is_by_machine=is_machine,
        is_checked=row.checked_at is not None, is_stale=row.original_mark != original.marked(row.language),
        untouched=row.untouched, alternatives=tuple((row.alternatives or {}).items()), is_mine_unclear=is_unclear,
    )  # fmt: skip


def version_in(post: Post, language: str) -> Version | None:
    """The version of a post in a language, if there is one."""
    if post.id is None:
        return None
    return db.session.scalar(select(Version).where(Version.post_id == post.id, Version.language == language))


def readers_of(class_ids: Iterable[int]) -> Select:
    """The guardians who read the pages of these classes, as a subquery to compare with."""
    return (
        select(Guardian.person_id)
        .join(Guardianship, Guardianship.guardian_id == Guardian.id)
        .join(Enrolment, Enrolment.pupil_id == Guardianship.pupil_id)
        .join(Pupil, Pupil.id == Enrolment.pupil_id)
        .where(Enrolment.class_id.in_(list(class_ids)), Guardianship.has_access, Pupil.left_on.is_(None))
    )


def languages_of_families(class_ids: Iterable[int]) -> dict[str, int]:
    """The languages that guardians of these classes read, with how many of them, most first."""
    here = (Person.id.in_(readers_of(class_ids)), Person.left_on.is_(None))
    query = select(Person.language, func.count()).where(*here).group_by(Person.language)
    found = {code: number for code, number in db.session.execute(query) if code in i18n.LANGUAGES}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True)
class InLanguage:
    """One language of a post for its teachers: how many read it, the version, and what the engine still has to do."""

    language: i18n.Language
    readers: int
    version: Version | None
    asked: VersionAsked | None


def in_all_languages(post: Post) -> list[InLanguage]:
    """Every language but the post's own, those that families read first."""
    readers = languages_of_families(post.class_ids)
    versions = {row.language: row for row in db.session.scalars(select(Version).where(Version.post_id == post.id))}
    asked = {
        row.language: row for row in db.session.scalars(select(VersionAsked).where(VersionAsked.post_id == post.id))
    }
    found = [
        InLanguage(each, readers.get(each.code, 0), versions.get(each.code), asked.get(each.code))
        for each in i18n.languages()
        if each.code != post.language
    ]
    return sorted(found, key=lambda each: -each.readers)


def is_shown(post: Post, now: datetime) -> bool:
    """Whether families read a post now."""
    return post.published_at <= now and post.withdrawn_at is None
