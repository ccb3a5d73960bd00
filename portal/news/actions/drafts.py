"""Keeping what a teacher is writing, so that nothing typed is lost; throwing it away, and undoing that."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portal import pictures
from portal.db import Refusal, db
from portal.news.actions.files import NO_CHANGE, Arranged, Folders, arrange, files_of
from portal.news.models import Draft, DraftFile, Post, Sort
from portal.school.models import Person, SchoolClass


class AlreadyPublished(Refusal):
    """This very form was published before; `post` is what came of it."""

    def __init__(self, post: Post):
        super().__init__()
        self.post = post


@dataclass(frozen=True)
class About:
    """What a draft is for: a class, a change of a post, or, with neither, the whole school."""

    school_class: SchoolClass | None = None
    post: Post | None = None


@dataclass(frozen=True)
class Typed:
    """A form as it was sent: its key, the page it was typed on, the version that page had seen, and the fields."""

    key: str
    tab: str
    seen: int
    filled: dict[str, list[str]]
    arranged: Arranged = NO_CHANGE
    stored: list[DraftFile] = field(default_factory=list)


def keep(person: Person, about: About, typed: Typed, into: Folders, *, now: datetime) -> Draft:
    """Keep what was typed. When the draft was changed on another page meanwhile, both stay: this becomes a second one.

    The draft that is given back has another key then. Raises AlreadyPublished, TooManyFiles or CannotKeep.
    """
    draft = _mine(person, about, typed.key)
    # Only now: who publishes this very form holds its draft until that is kept.
    _refuse_published(person, about, typed.key)
    draft = draft or _begun(person, about, typed.key, now)
    if draft.tab not in ("", typed.tab) and draft.version > typed.seen:
        draft = _beside(draft, into, now)
    draft.filled, draft.tab, draft.kept_at, draft.thrown_at = typed.filled, typed.tab, now, None
    draft.version += 1
    arrange(draft, typed.stored, typed.arranged, into)
    db.session.flush()
    return draft


def throw_away(draft: Draft, *, now: datetime) -> None:
    """Out of sight; for a while it can be brought back."""
    draft.thrown_at = now


def bring_draft_back(draft: Draft) -> None:
    """Undo throwing away."""
    draft.thrown_at = None


def _refuse_published(person: Person, about: About, key: str) -> None:
    published = select(Post).where(Post.author_id == person.id, Post.key == key)
    if about.post is None and (post := db.session.scalars(published).unique().first()) is not None:
        raise AlreadyPublished(post)


def _mine(person: Person, about: About, key: str) -> Draft | None:
    of_post = Draft.post_id == about.post.id if about.post else Draft.post_id.is_(None)
    mine = select(Draft).where(Draft.person_id == person.id, Draft.key == key, of_post)
    return db.session.scalars(mine.with_for_update(of=Draft)).unique().first()


def _begun(person: Person, about: About, key: str, now: datetime) -> Draft:
    draft = Draft(person_id=person.id, key=key, filled={}, kept_at=now, tab="", version=0)
    draft.class_id = about.school_class.id if about.school_class else None
    draft.post_id = about.post.id if about.post else None
    draft.files = files_of(about.post) if about.post else []
    try:
        with db.session.begin_nested():
            db.session.add(draft)
            db.session.flush()
            # It may have waited for a first sending that began, published and dropped a draft with this key.
            _refuse_published(person, about, key)
    except IntegrityError:
        # The same page sent it twice at once, and the other was first; or the key is that of quite another draft.
        return _mine(person, about, key) or _begun(person, about, secrets.token_hex(16), now)
    return draft


def _beside(draft: Draft, into: Folders, now: datetime) -> Draft:
    """A second draft with files of its own."""
    other = Draft(
        person_id=draft.person_id, class_id=draft.class_id, post_id=draft.post_id, key=secrets.token_hex(16),
        filled={}, kept_at=now, tab="", version=0,
    )  # fmt: skip
    other.files = [_again(file, into) for file in draft.files]
    db.session.add(other)
    return other


def _again(file: DraftFile, into: Folders) -> DraftFile:
    place = into.pictures if file.sort is Sort.PICTURE else into.documents
    key = pictures.again(file.key, place) if file.is_own else file.key
    return DraftFile(
        number=file.number, sort=file.sort, key=key, is_own=file.is_own, alternative=file.alternative, name=file.name,
        kind=file.kind, size=file.size, width=file.width, height=file.height,
    )  # fmt: skip
