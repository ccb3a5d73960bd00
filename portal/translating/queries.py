"""Whether there is an engine, how it is doing, what it cost, and the school's own words."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from portal import engines, i18n
from portal.db import db
from portal.translating.models import EngineMonth, EngineState, GlossaryTerm
from portal.translating.rules import Terms

MONTHS_SHOWN = 12


@dataclass(frozen=True)
class Standing:
    """How the engine is doing now: `rests_until` is when it is asked again, None while it is asked at all."""

    kind: str
    url: str
    rests_until: datetime | None
    reason: str
    failed_at: datetime | None
    worked_at: datetime | None
    languages: frozenset[str]
    used: int | None
    most: int | None
    spent: int
    limit: int

    @property
    def is_well(self) -> bool:
        return self.rests_until is None and self.spent < self.limit


def is_on() -> bool:
    """Whether this school has an engine at all."""
    return engines.configured() is not None


def standing(now: datetime) -> Standing | None:
    """How the engine is doing; None without one."""
    engine = engines.configured()
    if engine is None:
        return None
    state = db.session.get(EngineState, 1, populate_existing=True) or EngineState(failures=0, reason="", languages="")
    is_resting = state.rests_until is not None and state.rests_until > now
    return Standing(
        kind=engine.kind, url=engine.url, rests_until=state.rests_until if is_resting else None,
        reason=state.reason if state.failures else "", failed_at=state.failed_at, worked_at=state.worked_at,
        languages=frozenset(state.languages.split()), used=state.used, most=state.most,
        spent=spent_in(month_of(now)), limit=engines.monthly_limit(),
    )  # fmt: skip


def month_of(now: datetime) -> date:
    """The first day of the month that it is at the school."""
    return i18n.local_date(now).replace(day=1)


def spent_in(month: date) -> int:
    """How many characters were sent in a month."""
    return db.session.scalar(select(EngineMonth.characters).where(EngineMonth.month == month)) or 0


def months() -> list[EngineMonth]:
    """What was sent in the last months, newest first."""
    return list(db.session.scalars(select(EngineMonth).order_by(EngineMonth.month.desc()).limit(MONTHS_SHOWN)))


def does(target: str, now: datetime) -> bool:
    """Whether the engine turns texts into this language, as far as it said; before it said anything it is asked."""
    found = standing(now)
    return found is not None and (not found.languages or target in found.languages)


def terms() -> list[GlossaryTerm]:
    """The school's own words, in order."""
    return list(db.session.scalars(select(GlossaryTerm).order_by(GlossaryTerm.language, GlossaryTerm.term)))


def terms_in(language: str) -> Terms:
    """The school's own words in this language, with what they are in others."""
    found = select(GlossaryTerm.term, GlossaryTerm.words).where(GlossaryTerm.language == language)
    return {term: words for term, words in db.session.execute(found.order_by(GlossaryTerm.term))}
