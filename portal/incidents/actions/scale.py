"""Changing how the school says its scale, and what must be reported from now on."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update

from portal import audit
from portal.db import db, insert_once
from portal.incidents.models import ReportingRule, SeriousnessExample
from portal.incidents.queries import ONLY_ONE
from portal.incidents.rules import SCALE, Reporting
from portal.school.models import Person


def set_examples(language: str, texts: Mapping[int, str], by: Person, *, now: datetime) -> None:
    """The school's own example words in one language; a level that is left out is said in the portal's words again."""
    query = select(SeriousnessExample).where(SeriousnessExample.language == language)
    for level in SCALE:
        text = texts.get(level, "")
        values = {"level": level, "language": language, "text": text}
        db.session.execute(insert_once(SeriousnessExample).values(**values))
        row = db.session.scalars(query.where(SeriousnessExample.level == level)).one()
        row.text = text
        audit.did(by, "scale changed", row, now=now)


def set_reporting(rule: Reporting, by: Person, *, now: datetime) -> None:
    """What must be reported; it holds for what is written down from now on."""
    values = {"from_level": rule.from_level, "kinds": list(rule.kinds), "set_by_id": by.id, "set_at": now}
    db.session.execute(insert_once(ReportingRule).values(id=ONLY_ONE, **values))
    db.session.execute(update(ReportingRule).where(ReportingRule.id == ONLY_ONE).values(**values))
    audit.did(by, "reporting changed", db.session.get_one(ReportingRule, ONLY_ONE), now=now)
