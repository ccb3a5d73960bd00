"""A post in other languages: written by hand, asked of the engine, checked, and taken away."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, update

from portal import audit
from portal.db import Refusal, db, insert_once
from portal.news.models import (
    NEVER_BY_MACHINE_ALONE,
    Made,
    Post,
    PostKind,
    Version,
    VersionAsked,
    Words,
    alternatives_of,
    words_of,
)
from portal.news.queries.versions import languages_of_families, version_in
from portal.news.rules import html_of
from portal.school.models import Person
from portal.translating import queries as translating


class NoEngine(Refusal):
    """This school has no engine to ask."""


class SameLanguage(Refusal):
    """The post is written in this language itself."""


def write_version(
    post: Post, language: str, words: Words, teacher: Person, *, now: datetime,
    alternatives: Mapping[str, str] | None = None,
) -> Version:  # fmt: skip
    """The teacher's own words in a language, or the engine's once read and corrected. Raises SameLanguage.

    `alternatives` say what is on the pictures, by the number of the picture; of other pictures nothing is kept.
    """
    if language == post.language:
        raise SameLanguage
    said = {number: text for number, text in (alternatives or {}).items() if text and number in alternatives_of(post)}
    more = {"untouched": 0, "at": now, "by_id": teacher.id, "alternatives": said}
    version = put_version(post, language, words, Made.BY_HAND, more)
    if version.made is Made.BY_ENGINE:
        version.checked_at, version.checked_by_id = now, teacher.id
    _ask_no_more(post, [language])
    audit.did(teacher, "version written", post, now=now)
    return version


def put_version(post: Post, language: str, words: Words, made: Made, more: dict) -> Version:
    """The version in this language has these words from now on; of two at once the later. `made` is of a new one."""
    mark = words_of(post).marked(post.language)
    values = words._asdict() | {"html": html_of(words.text), "original_mark": mark} | more
    db.session.flush()
    db.session.execute(insert_once(Version), [values | {"post_id": post.id, "language": language, "made": made}])
    version = version_in(post, language)
    if version is None:
        raise LookupError(language)
    for name, value in values.items():
        setattr(version, name, value)
    return version


def remove_version(version: Version, teacher: Person, *, now: datetime) -> None:
    """From now on families read the original again in this language."""
    audit.did(teacher, "version removed", version.post, now=now)
    db.session.delete(version)


def ask_engine(post: Post, *, now: datetime) -> list[str]:
    """Have the engine make what families need and no teacher wrote; returns for which languages. Raises NoEngine."""
    if not translating.is_on():
        raise NoEngine
    wanted = [code for code in languages_of_families(post.class_ids) if _needs_engine(post, code, now)]
    _ask(post, wanted, now)
    return wanted


def ask_when_published(post: Post, *, now: datetime) -> None:
    """What a post may have from the engine by itself; a kind that a teacher reads first is asked for by a teacher."""
    if translating.is_on() and post.kind not in NEVER_BY_MACHINE_ALONE:
        ask_engine(post, now=now)


def _needs_engine(post: Post, language: str, now: datetime) -> bool:
    # Phrases are right in every language already.
    if post.kind is PostKind.PHRASES or language == post.language or not translating.does(language, now):
        return False
    version = version_in(post, language)
    if version is None:
        return True
    # A teacher's own words are never written over by a machine, not even when they are stale.
    return version.is_by_machine_alone and version.is_stale


def _ask(post: Post, languages: Iterable[str], now: datetime) -> None:
    db.session.flush()
    rows = [{"post_id": post.id, "language": each, "due_at": now, "attempts": 0, "reason": ""} for each in languages]
    if not rows:
        return
    db.session.execute(insert_once(VersionAsked), rows)
    again = {"due_at": now, "attempts": 0, "reason": "", "given_up_at": None}
    here = (VersionAsked.post_id == post.id, VersionAsked.language.in_([row["language"] for row in rows]))
    db.session.execute(update(VersionAsked).where(*here, VersionAsked.given_up_at.is_not(None)).values(**again))


def _ask_no_more(post: Post, languages: list[str]) -> None:
    here = (VersionAsked.post_id == post.id, VersionAsked.language.in_(languages))
    db.session.execute(delete(VersionAsked).where(*here))
