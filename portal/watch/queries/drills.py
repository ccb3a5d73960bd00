"""The drills: how long it took until somebody answered and until somebody was there, and who did not answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from portal import i18n
from portal.db import db
from portal.help_calls.models import HelpCall
from portal.norms.queries import Practice
from portal.school.models import Person
from portal.watch.queries.reach import kiosk_device
from portal.watch.rules import DRILL_EVERY, Kind, Trouble

SHOWN = 24


@dataclass(frozen=True)
class Drill:
    """One drill. The two spans are from its beginning; None: it did not come to that."""

    call: HelpCall
    first_answer: timedelta | None
    first_there: timedelta | None
    silent: tuple[Person, ...]


def drills() -> list[Drill]:
    """The drills of the last two years or so, newest first."""
    query = select(HelpCall).where(HelpCall.is_drill).order_by(HelpCall.raised_at.desc(), HelpCall.id.desc())
    with_people = query.options(selectinload(HelpCall.responders)).limit(SHOWN)
    return [_as_drill(call) for call in db.session.scalars(with_people).unique()]


def drill_moments() -> list[datetime]:
    """When the drills of the last two years or so began, newest first."""
    query = select(HelpCall.raised_at).where(HelpCall.is_drill).order_by(HelpCall.raised_at.desc()).limit(SHOWN)
    return list(db.session.scalars(query))


def drill_practice(_now: datetime) -> Practice:
    """When help was practised last, and when it is due again."""
    last = next(iter(drill_moments()), None)
    return Practice(
        "drill", i18n.local_date(last) if last else None, i18n.local_date(last + DRILL_EVERY) if last else None
    )


def _as_drill(call: HelpCall) -> Drill:
    told = [row for row in call.responders if row.told_at]
    answered = {row.person_id for row in told if row.answer or row.there_at}
    silent = {row.person_id: row.person for row in told if row.person_id not in answered}
    first_answer = _first(call, (row.answered_at for row in told))
    return Drill(call, first_answer, _first(call, (row.there_at for row in told)), tuple(silent.values()))


def _first(call: HelpCall, moments: Iterable[datetime | None]) -> timedelta | None:
    known = [moment for moment in moments if moment is not None]
    return max(min(known) - call.raised_at, timedelta(0)) if known else None


def overdue(now: datetime) -> list[Trouble]:
    """A drill that is due: each month that goes by without one is a trouble of its own, so that each is told."""
    last = db.session.scalar(select(func.max(HelpCall.raised_at)).where(HelpCall.is_drill))
    since = last or db.session.scalar(
        select(func.min(kiosk_device.c.paired_at)).where(kiosk_device.c.revoked_at.is_(None))
    )
    if since is None or now - since < DRILL_EVERY:
        return []
    return [Trouble(Kind.DRILL, f"{since:%Y-%m-%d} {(now - since) // DRILL_EVERY}")]
