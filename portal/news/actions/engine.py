"""The worker's part of versions: one post in one language at a time, through the engine."""

import logging
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select, update

from portal.db import db, rows_changed, transaction
from portal.news.actions.versions import put_version
from portal.news.models import Made, Post, VersionAsked, Words, alternatives_of, words_of
from portal.news.queries.names import names_around
from portal.news.queries.versions import version_in
from portal.translating import actions as translating
from portal.translating.actions import EngineFails, EngineOff, Turned

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Claimed:
    """A version that this worker makes: which, and the words it is made from."""

    number: int
    post_id: int
    language: str
    attempts: int
    source: str
    words: Words
    alternatives: dict[str, str]
    keep: frozenset[str]


def translate_one(now: datetime) -> bool:
    """Job: the version that waits longest. Returns whether there was one."""
    claimed = translating.leased(_due(now), now, _claimed)
    if claimed is None:
        return False
    try:
        said = [*claimed.words, *claimed.alternatives.values()]
        found = translating.translated(said, claimed.source, claimed.language, keep=claimed.keep, now=now)
    except EngineOff:
        _forget(claimed)
    except EngineFails as refusal:
        _put_off(claimed, refusal, now)
    else:
        _keep(claimed, found, now)
    return True


def _due(now: datetime) -> Select:
    due = select(VersionAsked).where(VersionAsked.given_up_at.is_(None), VersionAsked.due_at <= now)
    return due.order_by(VersionAsked.due_at, VersionAsked.id).limit(1)


def _claimed(row: VersionAsked) -> Claimed:
    post = db.session.get_one(Post, row.post_id)
    return Claimed(
        row.id, post.id, row.language, row.attempts, post.language, words_of(post), alternatives_of(post),
        frozenset(names_around(post)),
    )  # fmt: skip


def _forget(claimed: Claimed) -> None:
    with transaction() as session:
        session.execute(delete(VersionAsked).where(VersionAsked.id == claimed.number))


def _put_off(claimed: Claimed, refusal: EngineFails, now: datetime) -> None:
    later = translating.waits_after(refusal, claimed.attempts, now)
    values = {
        "reason": refusal.reason, "attempts": later.attempts, "due_at": later.due_at,
        "given_up_at": now if later.is_over else None,
    }  # fmt: skip
    with transaction() as session:
        session.execute(update(VersionAsked).where(VersionAsked.id == claimed.number).values(**values))


def _keep(claimed: Claimed, found: list[Turned], now: datetime) -> None:
    with transaction() as session:
        mine = delete(VersionAsked).where(VersionAsked.id == claimed.number)
        post = session.get(Post, claimed.post_id, populate_existing=True)
        if post is None:
            return
        now_said = post.language, words_of(post), alternatives_of(post)
        if (claimed.source, claimed.words, claimed.alternatives) != now_said:
            # It was changed meanwhile: what was made is of words that nobody reads any more.
            session.execute(
                update(VersionAsked).where(VersionAsked.id == claimed.number).values(due_at=now, attempts=0)
            )
            return
        if rows_changed(mine) == 0:
            return
        version = version_in(post, claimed.language)
        if version is not None and not version.is_by_machine_alone:
            return
        words = [each.words for each in found]
        said = dict(zip(claimed.alternatives, words[len(Words._fields) :], strict=True))
        more = {"untouched": sum(each.untouched for each in found), "at": now, "by_id": None, "alternatives": said}
        put_version(post, claimed.language, Words(*words[: len(Words._fields)]), Made.BY_ENGINE, more)
