"""The school's own texts: which holds, and those of before."""

from sqlalchemy import func, select

from portal.db import db
from portal.guidance.models import GuidanceText
from portal.guidance.rules import Reader


def history(reader: Reader, language: str) -> list[GuidanceText]:
    """Every version of a page in a language, newest first; empty while the portal's own text was never changed."""
    query = select(GuidanceText).where(GuidanceText.reader == reader, GuidanceText.language == language)
    return list(db.session.scalars(query.order_by(GuidanceText.number.desc())))


def in_force(reader: Reader, language: str) -> GuidanceText | None:
    """The version that holds; None: the portal's own text was never changed in this language."""
    return next(iter(history(reader, language)), None)


def own_languages(reader: Reader) -> list[str]:
    """The languages in which a text of the school's own holds."""
    newest = select(func.max(GuidanceText.id)).where(GuidanceText.reader == reader).group_by(GuidanceText.language)
    query = select(GuidanceText.language).where(GuidanceText.id.in_(newest), GuidanceText.words != "")
    return sorted(db.session.scalars(query))
