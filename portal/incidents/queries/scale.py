"""The school's scale of seriousness, what must be reported, and the lines of the norm that can be crossed."""

from sqlalchemy import select

from portal.db import db
from portal.incidents.models import ReportingRule, SeriousnessExample
from portal.incidents.rules import Reporting
from portal.norms import queries as norms
from portal.norms.models import NormLine
from portal.norms.rules import Side

ONLY_ONE = 1


def examples_in(language: str) -> dict[int, str]:
    """The school's own example words by level, where it wrote any in this language."""
    query = select(SeriousnessExample).where(SeriousnessExample.language == language)
    return {row.level: row.text for row in db.session.scalars(query) if row.text}


def reporting() -> Reporting:
    """What must be reported now; nothing as long as the school did not say so."""
    row = db.session.get(ReportingRule, ONLY_ONE)
    return Reporting(row.from_level, tuple(row.kinds)) if row else Reporting()


def norm_lines() -> list[NormLine]:
    """What the norm in force asks of families and visitors: the lines that can be crossed."""
    norm = norms.in_force()
    return [line for line in norm.standing_lines if line.side is Side.FAMILIES] if norm else []
