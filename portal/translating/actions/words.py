"""The school's own words, which are never left to an engine."""

from datetime import datetime

from sqlalchemy import func, select

from portal import audit
from portal.db import Refusal, db
from portal.school.models import Person
from portal.translating.models import GlossaryTerm


class TermIsThere(Refusal):
    """The school has this word in this language already."""


def add_term(term: str, language: str, words: dict[str, str], by: Person, *, now: datetime) -> GlossaryTerm:
    """Fix a word of the school, with its word in other languages. Raises TermIsThere."""
    _refuse_double(term, language, None)
    row = GlossaryTerm(language=language, term=term, words=words)
    db.session.add(row)
    audit.did(by, "term added", row, now=now)
    return row


def change_term(
    row: GlossaryTerm, term: str, language: str, words: dict[str, str], by: Person, *, now: datetime
) -> None:
    """Correct a word of the school. Raises TermIsThere."""
    _refuse_double(term, language, row.id)
    row.term, row.language, row.words = term, language, words
    audit.did(by, "term changed", row, now=now)


def remove_term(row: GlossaryTerm, by: Person, *, now: datetime) -> None:
    """Leave a word to the engine again."""
    audit.did(by, "term removed", row, now=now)
    db.session.delete(row)


def _refuse_double(term: str, language: str, but: int | None) -> None:
    same = select(GlossaryTerm.id).where(
        GlossaryTerm.language == language, func.lower(GlossaryTerm.term) == term.lower()
    )
    with db.session.no_autoflush:
        found = db.session.scalars(same).all()
    if any(number != but for number in found):
        raise TermIsThere
