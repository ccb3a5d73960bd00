"""Figures about calls for help for a monitor: numbers only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from portal import heartbeat
from portal.db import db
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import State
from portal.watch.models import NotedTrouble
from portal.watch.queries.reach import kiosk_device
from portal.watch.queries.tests import last_test
from portal.watch.rules import KIOSK_MISSING_AFTER, Kind


@dataclass(frozen=True)
class Figures:
    """`open_calls` by state and whether it is a drill; ages in seconds, None for what never was."""

    open_calls: dict[tuple[State, bool], int]
    step_lateness: float
    heartbeats: dict[str, float]
    kiosks: int
    silent_kiosks: int
    troubles: dict[Kind, int]
    is_test_passed: bool | None
    test_age: float | None
    people: int
    verified: int
    drill_age: float | None


def figures(now: datetime) -> Figures:
    """All of them, as they are now."""
    test = last_test()
    drilled = db.session.scalar(select(func.max(HelpCall.raised_at)).where(HelpCall.is_drill))
    seen = list(db.session.scalars(select(kiosk_device.c.seen_at).where(kiosk_device.c.revoked_at.is_(None))))
    return Figures(
        open_calls=_open_calls(), step_lateness=_step_lateness(now), kiosks=len(seen),
        heartbeats={name: _age(at, now) for name, at in heartbeat.all_seen().items()},
        silent_kiosks=sum(now - at >= KIOSK_MISSING_AFTER for at in seen), troubles=_troubles(),
        is_test_passed=test.is_passed if test else None,
        test_age=_age(test.ended_at, now) if test and test.ended_at else None,
        people=test.people if test else 0, verified=test.verified if test else 0,
        drill_age=_age(drilled, now) if drilled else None,
    )  # fmt: skip


def _age(at: datetime, now: datetime) -> float:
    return max(0.0, (now - at).total_seconds())


def _open_calls() -> dict[tuple[State, bool], int]:
    counted = select(HelpCall.state, HelpCall.is_drill, func.count()).where(HelpCall.closed_at.is_(None))
    found = {
        (state, is_drill): number
        for state, is_drill, number in db.session.execute(counted.group_by(HelpCall.state, HelpCall.is_drill))
    }
    kinds = [(state, is_drill) for state in State if state is not State.STOOD_DOWN for is_drill in (False, True)]
    return {kind: found.get(kind, 0) for kind in kinds}


def _step_lateness(now: datetime) -> float:
    due = db.session.scalar(select(func.min(HelpCall.climbs_at)).where(HelpCall.closed_at.is_(None)))
    return _age(due, now) if due else 0.0


def _troubles() -> dict[Kind, int]:
    counted = select(NotedTrouble.kind, func.count()).where(NotedTrouble.over_at.is_(None)).group_by(NotedTrouble.kind)
    found = {kind: number for kind, number in db.session.execute(counted)}
    return {kind: found.get(kind, 0) for kind in Kind}
