"""Noticing what is wrong, telling the office, testing every day, and letting go of what was long ago."""

from datetime import datetime

from sqlalchemy import ColumnElement

from portal.db import Base
from portal.watch.models import NotedTrouble, SelfTest
from portal.watch.rules import KEPT_FOR


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Troubles and tests of long ago."""
    return [(NotedTrouble, NotedTrouble.over_at < now - KEPT_FOR), (SelfTest, SelfTest.asked_at < now - KEPT_FOR)]
