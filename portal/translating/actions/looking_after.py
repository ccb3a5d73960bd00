"""Leaves an engine alone that fails, counts what it costs, and asks it now and then how it is."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, update

from portal import audit, engines, heartbeat, i18n
from portal.db import Base, Refusal, db, insert_once, rows_changed, transaction
from portal.engines import EngineRefuses, EngineTrouble
from portal.school.models import Person
from portal.translating.models import EngineMonth, EngineState, Rendered
from portal.translating.queries import month_of
from portal.translating.rules import rest_after

ASK_EVERY = timedelta(hours=6)
KEPT_UNUSED = timedelta(days=60)
TRY_AGAIN = timedelta(minutes=2)

log = logging.getLogger(__name__)


class EngineOff(Refusal):
    """This school has no engine."""


class EngineFails(Refusal):
    """The engine does not do it now; `reason` is a word or number, `retry_at` when to try again, None for never."""

    def __init__(self, reason: str, *, retry_at: datetime | None):
        super().__init__(reason)
        self.reason, self.retry_at = reason, retry_at


def refuse_while_resting(now: datetime) -> None:
    """Raise EngineFails while the engine is left alone. Kept in the database: worker and pages are other processes."""
    state = db.session.get(EngineState, 1, populate_existing=True)
    if state is not None and state.rests_until is not None and state.rests_until > now:
        raise EngineFails("rests", retry_at=state.rests_until)


def spend(characters: int, now: datetime) -> None:
    """Count characters before they are sent. Raises EngineFails when the month's limit would be passed."""
    month = month_of(now)
    db.session.execute(insert_once(EngineMonth), [{"month": month, "characters": 0, "requests": 0}])
    fits = (EngineMonth.month == month, EngineMonth.characters + characters <= engines.monthly_limit())
    counted = {"characters": EngineMonth.characters + characters, "requests": EngineMonth.requests + 1}
    if rows_changed(update(EngineMonth).where(*fits).values(**counted)) == 0:
        next_month = (month + timedelta(days=32)).replace(day=1)
        raise EngineFails("limit", retry_at=i18n.at_school(next_month))


def give_back(characters: int, now: datetime) -> None:
    """Count no longer what the engine refused."""
    less = {"characters": EngineMonth.characters - characters}
    db.session.execute(update(EngineMonth).where(EngineMonth.month == month_of(now)).values(**less))


def note_failure(trouble: EngineTrouble, now: datetime, *, is_refused: bool) -> datetime:
    """Remember that it failed, and leave it alone when it did so too often; returns when to try again."""
    state = _state()
    state.failures += 1
    state.reason, state.failed_at = trouble.reason, now
    rest = rest_after(state.failures, is_refused=is_refused, asked=trouble.retry_after)
    state.rests_until = now + rest if rest else None
    log.warning("the translation engine failed %d times in a row: %s", state.failures, trouble.reason)
    return state.rests_until or now + TRY_AGAIN


def note_success(now: datetime) -> None:
    """It answered: what went wrong before is over."""
    state = _state()
    state.failures, state.reason, state.rests_until, state.worked_at = 0, "", None, now


def try_again(by: Person, *, now: datetime) -> None:
    """Ask the engine again from now on: somebody mended it."""
    state = _state()
    state.failures, state.rests_until = 0, None
    audit.did(by, "engine asked again", state, now=now)


def check_one(now: datetime) -> bool:
    """Job: every few hours ask the engine which languages it knows and what it counted; that costs nothing."""
    engine = engines.configured()
    if engine is None or not heartbeat.comes_round("engine", now, every=ASK_EVERY):
        return False
    try:
        about = engine.about()
    except EngineTrouble as trouble:
        with transaction():
            note_failure(trouble, now, is_refused=isinstance(trouble, EngineRefuses))
        return False
    with transaction():
        state = _state()
        state.languages, state.used, state.most = " ".join(sorted(about.languages)), about.used, about.most
    return False


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Sentences that nobody asked for in a while."""
    return [(Rendered, Rendered.used_on < i18n.local_date(now - KEPT_UNUSED))]


def _state() -> EngineState:
    db.session.execute(insert_once(EngineState), [{"id": 1, "failures": 0, "reason": "", "languages": ""}])
    return db.session.get_one(EngineState, 1, populate_existing=True)
