"""Noticing what is wrong, telling the office, testing every day, and letting go of what was long ago."""

from datetime import datetime

from sqlalchemy import ColumnElement

from portal.db import Base
from portal.watch.actions import chronicle
from portal.watch.actions.looking import look_one, note_outage
from portal.watch.actions.testing import ask_for_test, ask_for_test_one, run_test_one
from portal.watch.models import NotedTrouble, SelfTest
from portal.watch.rules import KEPT_FOR

__all__ = [
    "ask_for_test",
    "ask_for_test_one",
    "chronicle",
    "look_one",
    "note_outage",
    "run_out",
    "run_test_one",
]


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Troubles and tests of long ago."""
    return [(NotedTrouble, NotedTrouble.over_at < now - KEPT_FOR), (SelfTest, SelfTest.asked_at < now - KEPT_FOR)]
