"""Incidents of a school year, counted: one lean question, no name and not a word of what happened."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from portal import i18n
from portal.db import db
from portal.incidents.models import Incident, RegisterEntry
from portal.yearly.rules import Dimension, Happened, counted

# What stands in the row itself; everything else is in the core of its newest entry in the register.
COLUMNS = {
    Dimension.KIND: Incident.kind, Dimension.PLACE: Incident.place_id, Dimension.HURT: Incident.somebody_hurt,
    Dimension.SAW: Incident.children_saw, Dimension.POLICE: Incident.police,
}  # fmt: skip


def counted_between(start: datetime, end: datetime) -> tuple[int, dict[Dimension, Counter]]:
    """How many complete incidents there were from `start` until before `end`, and how often what."""
    rows = list(_happened(start, end))
    return len(rows), counted(rows)


def _happened(start: datetime, end: datetime) -> Iterator[Happened]:
    newest = (
        select(RegisterEntry.incident_id, func.max(RegisterEntry.number).label("number"))
        .group_by(RegisterEntry.incident_id)
        .subquery()
    )
    query = (
        select(Incident.happened_at, RegisterEntry.core, *COLUMNS.values())
        .outerjoin(newest, newest.c.incident_id == Incident.id)
        .outerjoin(RegisterEntry, RegisterEntry.number == newest.c.number)
        .where(Incident.is_draft.is_(False), Incident.happened_at >= start, Incident.happened_at < end)
    )
    zone = i18n.school_zone()
    for at, core, *values in db.session.execute(query):
        facts = _facts(core)
        facts.update(zip(COLUMNS, values, strict=True))
        yield Happened(at.astimezone(zone), facts)


def _facts(core: str | None) -> dict[str, Any]:
    facts = json.loads(core)["facts"] if core else {}
    return {key: tuple(value) if isinstance(value, list) else value for key, value in facts.items()}
