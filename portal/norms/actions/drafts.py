"""Writing the norm in a draft, and publishing it."""

import secrets
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from portal import audit
from portal.db import Refusal, db, rows_changed
from portal.norms import queries
from portal.norms.models import NormLine, NormText, NormVersion
from portal.norms.rules import MOST_LINES, Side, Words, lacking
from portal.school.models import Person


class PublishedAlready(Refusal):
    """Somebody published this draft a moment ago; what was published does not change."""


class NormFull(Refusal):
    """A norm of more lines is remembered by nobody."""


class CannotPublish(Refusal):
    """The draft is no norm yet."""


class NothingInIt(CannotPublish):
    """It has no line."""


class OneSided(CannotPublish):
    """It says only what one side may expect; `side` is the one that is missing."""

    def __init__(self, side: Side):
        super().__init__(side)
        self.side = side


class LanguagesLack(CannotPublish):
    """Lines lack a text in these `languages`."""

    def __init__(self, languages: list[str]):
        super().__init__(languages)
        self.languages = languages


class NothingChanged(CannotPublish):
    """It says what the norm in force says: nobody needs to read that again."""


def begin(person: Person, *, now: datetime) -> NormVersion:
    """The draft that there is, or a new one with the lines of the norm in force."""
    if (found := queries.draft()) is not None:
        return found
    before = queries.in_force()
    draft = NormVersion(number=before.number + 1 if before else 1, made_at=now, made_by_id=person.id)
    try:
        with db.session.begin_nested():
            db.session.add(draft)
            db.session.flush()
    except IntegrityError:
        # Somebody began a moment earlier: that one draft is for both.
        return db.session.scalars(select(NormVersion).where(NormVersion.published_at.is_(None))).one()
    draft.lines = [_copied(line) for line in before.lines] if before else []
    audit.did(person, "norm draft begun", draft, now=now)
    return draft


def _copied(line: NormLine) -> NormLine:
    texts = [NormText(language=text.language, text=text.text) for text in line.texts]
    return NormLine(key=line.key, position=line.position, side=line.side, texts=texts)


def add_line(draft: NormVersion, words: Words) -> NormLine:
    """One more line, as the last. Raises PublishedAlready or NormFull."""
    _hold(draft)
    if len(draft.standing_lines) >= MOST_LINES:
        raise NormFull
    last = max((line.position for line in draft.lines), default=0)
    line = NormLine(key=secrets.token_urlsafe(9), position=last + 1, side=words.side)
    draft.lines.append(line)
    _write(line, words)
    return line


def change_line(line: NormLine, words: Words) -> None:
    """Other words, or the other side. Raises PublishedAlready."""
    _hold(line.version)
    line.side = words.side
    _write(line, words)


def _write(line: NormLine, words: Words) -> None:
    known = {text.language: text for text in line.texts}
    for language, text in words.texts.items():
        if language in known:
            known.pop(language).text = text
        else:
            line.texts.append(NormText(language=language, text=text))
    for gone in known.values():
        line.texts.remove(gone)


def move_up(line: NormLine) -> None:
    """One place earlier; the first one stays where it is. Raises PublishedAlready."""
    _swap(line, -1)


def move_down(line: NormLine) -> None:
    """One place later; the last one stays where it is. Raises PublishedAlready."""
    _swap(line, 1)


def _swap(line: NormLine, by: int) -> None:
    _hold(line.version)
    lines = line.version.standing_lines
    there = lines.index(line) + by if line in lines else -1
    if 0 <= there < len(lines):
        line.position, lines[there].position = lines[there].position, line.position


def remove(line: NormLine) -> None:
    """Out of the draft, until it is put back. Raises PublishedAlready."""
    _hold(line.version)
    line.is_removed = True


def bring_back(line: NormLine) -> None:
    """Undo removing: it is where it was. Raises PublishedAlready or NormFull."""
    _hold(line.version)
    if line.is_removed and len(line.version.standing_lines) >= MOST_LINES:
        raise NormFull
    line.is_removed = False


def publish(draft: NormVersion, person: Person, languages: list[str], *, now: datetime) -> None:
    """From now on it is the norm. Raises PublishedAlready, NothingInIt, OneSided, LanguagesLack, NothingChanged."""
    _hold(draft)
    lines = draft.standing_lines
    if not lines:
        raise NothingInIt
    if missing := set(Side) - {line.side for line in lines}:
        raise OneSided(missing.pop())
    if codes := lacking((line.by_language for line in lines), languages):
        raise LanguagesLack(codes)
    before = queries.in_force()
    if before is not None and _said(before.lines) == _said(lines):
        raise NothingChanged
    draft.lines = lines
    for position, line in enumerate(lines, start=1):
        line.position = position
    draft.published_at, draft.published_by_id = now, person.id
    audit.did(person, "norm published", draft, now=now)


def _said(lines: list[NormLine]) -> list[tuple]:
    return [(line.key, line.side, line.by_language) for line in lines]


def throw_away(draft: NormVersion, person: Person, *, now: datetime) -> None:
    """The draft goes; the norm in force stays. Raises PublishedAlready."""
    _hold(draft)
    audit.did(person, "norm draft thrown away", draft, now=now)
    db.session.delete(draft)


def _hold(draft: NormVersion) -> None:
    """Whoever changes a draft has it alone until the end of the transaction: nothing slips in after publishing."""
    db.session.flush()
    held = update(NormVersion).where(NormVersion.id == draft.id, NormVersion.published_at.is_(None))
    if rows_changed(held.values(number=NormVersion.number)) == 0:
        raise PublishedAlready
    # Who waited for somebody else reads what they left.
    db.session.expire_all()
