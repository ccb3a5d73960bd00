"""What a case is waiting for, from its dates and its talk."""

from datetime import datetime

from sqlalchemy import func, select

from portal import i18n
from portal.chains import queries as chains
from portal.db import db
from portal.recovery.models import RecoveryCase, RecoveryTalk
from portal.recovery.rules import Days, Facts, Next, next_of


def talk_of(case: RecoveryCase) -> RecoveryTalk | None:
    """The talk that is planned or was held; None when there is none, or it was called off."""
    query = select(RecoveryTalk).where(RecoveryTalk.case_id == case.id, RecoveryTalk.cancelled_at.is_(None))
    return db.session.scalars(query).unique().first()


def facts_of(case: RecoveryCase) -> Facts:
    """The dates that decide what comes next."""
    talk = talk_of(case)
    called_off = select(func.max(RecoveryTalk.cancelled_at)).where(RecoveryTalk.case_id == case.id)
    last = db.session.scalar(called_off)
    return Facts(
        case.first_word_due_at, case.first_word_at, talk.ends_at if talk else None, case.talk_declined_at,
        case.talk_held_at, case.check_due_at, case.check_done_at,
        max((at for at in (last, case.first_word_at) if at), default=None),
    )  # fmt: skip


def next_step(case: RecoveryCase, now: datetime) -> Next:
    """What comes next, and when it is late."""
    return next_of(facts_of(case), school_days(now))


def school_days(now: datetime) -> Days:
    """The school's clock and calendar, from today on."""
    roster = chains.roster_from(i18n.local_date(now))
    return Days(i18n.school_zone(), lambda day: day.weekday() in roster.hours and not roster.is_holiday(day))
