"""A version of the norm beside the one before it, line by line, in the reader's language."""

from dataclasses import dataclass

from sqlalchemy import select

from portal import i18n
from portal.db import db
from portal.norms.models import NormLine, NormVersion
from portal.norms.rules import Side, spoken

Words = tuple[i18n.Language, str]


@dataclass(frozen=True)
class Line:
    """What a line says now and what is proposed; one is missing when it is new, or is to go."""

    side: Side
    now: Words | None
    proposed: Words | None

    @property
    def is_same(self) -> bool:
        return self.now == self.proposed


def side_by_side(version: NormVersion, code: str) -> list[Line]:
    """The lines of a version, then those that are to go."""
    query = select(NormVersion).where(NormVersion.number < version.number, NormVersion.published_at.is_not(None))
    before = db.session.scalar(query.order_by(NormVersion.number.desc()).limit(1))
    old = {line.key: line for line in before.standing_lines} if before else {}
    lines = [
        Line(each.side, _said(old.pop(each.key, None), code), _said(each, code)) for each in version.standing_lines
    ]
    return lines + [Line(each.side, _said(each, code), None) for each in old.values()]


def _said(line: NormLine | None, code: str) -> Words | None:
    texts = line.by_language if line else {}
    found = spoken((code, i18n.school_language()), texts)
    return (i18n.language(found), texts[found]) if found in i18n.LANGUAGES else None
