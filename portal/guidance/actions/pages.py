"""Writing a page of guidance in one language, and going back to a text of before."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.db import Refusal, db
from portal.guidance import queries
from portal.guidance.models import GuidanceText
from portal.guidance.rules import Reader
from portal.school.models import Person


class SomebodyWrote(Refusal):
    """Another version was written since this person began; theirs would hide it."""


def write(reader: Reader, language: str, words: str, person: Person, *, after: int, now: datetime) -> None:
    """A new version, after the one with this number (0: none); without words the portal's own. Raises SomebodyWrote.

    The same words twice are one version.
    """
    newest = queries.in_force(reader, language)
    if (newest.number if newest else 0) != after:
        raise SomebodyWrote
    if newest is not None and newest.words == words:
        return
    version = GuidanceText(
        reader=reader, language=language, number=after + 1, words=words, written_at=now, written_by_id=person.id
    )
    try:
        with db.session.begin_nested():
            db.session.add(version)
            db.session.flush()
    except IntegrityError as error:
        raise SomebodyWrote from error
    audit.did(person, "guidance written", version, now=now)


def bring_back(version: GuidanceText, person: Person, *, now: datetime) -> None:
    """What a version of before says holds again, as a new version. Raises SomebodyWrote."""
    newest = queries.in_force(version.reader, version.language)
    number = newest.number if newest else 0
    write(version.reader, version.language, version.words, person, after=number, now=now)
