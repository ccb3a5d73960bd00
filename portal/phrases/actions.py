"""The school adds phrases of its own, changes and retires them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select, update

from portal import audit
from portal.db import Refusal, db, rows_changed
from portal.phrases.models import OwnPhrase, OwnPhraseText
from portal.school.models import Person


@dataclass(frozen=True)
class Texts:
    """What somebody wrote as one phrase: its group, and its text by language."""

    group: str
    by_language: dict[str, str]


class NoLongerOffered(Refusal):
    """A phrase was retired, or other words took its place, a moment ago."""


def add(person: Person, texts: Texts, *, now: datetime) -> OwnPhrase:
    """A new phrase of the school."""
    row = _made(person, texts, now=now)
    audit.did(person, "phrase added", row, now=now)
    return row


def change(row: OwnPhrase, person: Person, texts: Texts, *, now: datetime) -> OwnPhrase:
    """Other words: what was sent keeps its own, so that a new phrase follows. A language more is added to the same.

    Raises NoLongerOffered.
    """
    if row.retired_at is not None:
        raise NoLongerOffered
    if row.group == texts.group and row.by_language.items() <= texts.by_language.items():
        new = texts.by_language.items() - row.by_language.items()
        row.texts += [OwnPhraseText(language=code, text=text) for code, text in sorted(new)]
        audit.did(person, "phrase changed", row, now=now)
        return row
    if not _put_away(row, now):
        raise NoLongerOffered
    follower = _made(person, texts, now=now)
    follower.follows_id = row.id
    audit.did(person, "phrase changed", follower, now=now)
    return follower


def _made(person: Person, texts: Texts, *, now: datetime) -> OwnPhrase:
    row = OwnPhrase(group=texts.group, made_by_id=person.id, made_at=now)
    row.texts = [OwnPhraseText(language=code, text=text) for code, text in texts.by_language.items()]
    db.session.add(row)
    db.session.flush()
    return row


def retire(row: OwnPhrase, person: Person, *, now: datetime) -> None:
    """Offer it no longer; messages that hold it keep it. A second time changes nothing."""
    if _put_away(row, now):
        audit.did(person, "phrase retired", row, now=now)


def _put_away(row: OwnPhrase, now: datetime) -> bool:
    # Of two at once one does it.
    offered = update(OwnPhrase).where(OwnPhrase.id == row.id, OwnPhrase.retired_at.is_(None))
    return rows_changed(offered.values(retired_at=now)) == 1


def bring_back(row: OwnPhrase, person: Person, *, now: datetime) -> None:
    """Offer it again. Raises NoLongerOffered when other words took its place."""
    if db.session.scalar(select(exists().where(OwnPhrase.follows_id == row.id))):
        raise NoLongerOffered
    if row.retired_at is not None:
        row.retired_at = None
        audit.did(person, "phrase brought back", row, now=now)
