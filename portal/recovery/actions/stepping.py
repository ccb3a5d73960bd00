"""The deeds of a case in their order: the first word, a talk that was held or not wanted, the check, and the end."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import update

from portal.contact import actions as contact
from portal.db import Refusal, db, rows_changed
from portal.incidents.models import Incident
from portal.incidents.rules import What
from portal.recovery import queries
from portal.recovery.actions.next import renew
from portal.recovery.actions.next import write_down as _write_down
from portal.recovery.actions.talks import withdraw
from portal.recovery.models import RecoveryCase
from portal.recovery.rules import CHECK_AFTER_DAYS, Outcome
from portal.school.models import Person

# Features above that want to know that a family is back to normal: the evaluation counts its weeks from then.
on_closed: list[Callable[[Incident, datetime], None]] = []


class DoneBefore(Refusal):
    """Somebody did this a moment earlier, or the case is closed."""


class NotYet(Refusal):
    """This comes later: the talk has not begun, or nothing was agreed with the family yet."""


def speak_first_word(case: RecoveryCase, by: Person, *, now: datetime) -> None:
    """Somebody of the school spoke with the family. Raises DoneBefore."""
    _only_once(case, RecoveryCase.first_word_at, now, first_word_by_id=by.id)
    _write_down(case, "recovery first word", What.RECOVERY_FIRST_WORD, by, now,
          core={"on_time": now <= case.first_word_due_at})  # fmt: skip
    renew(case, now)


def decline_talk(case: RecoveryCase, by: Person, *, now: datetime) -> None:
    """The family wants no talk: it is voluntary. What was planned is called off. Raises DoneBefore."""
    if case.talk_held_at is not None:
        raise DoneBefore
    _only_once(case, RecoveryCase.talk_declined_at, now, check_due_at=now + timedelta(days=CHECK_AFTER_DAYS))
    if (talk := queries.talk_of(case)) is not None:
        withdraw(talk, by, now)
    _write_down(case, "recovery talk declined", What.RECOVERY_DECLINED, by, now)
    renew(case, now, told=by.id == case.owner_id)


def hold(case: RecoveryCase, by: Person, *, now: datetime) -> None:
    """The talk was held; a check follows after four weeks. Raises NotYet or DoneBefore."""
    talk = queries.talk_of(case)
    if talk is None or talk.starts_at > now:
        raise NotYet
    _only_once(case, RecoveryCase.talk_held_at, now, check_due_at=now + timedelta(days=CHECK_AFTER_DAYS))
    _write_down(case, "recovery talk held", What.RECOVERY_HELD, by, now)
    renew(case, now)


def check(case: RecoveryCase, by: Person, *, now: datetime) -> None:
    """Somebody asked the family, and the colleague, whether it goes as agreed. Raises NotYet or DoneBefore."""
    if case.talk_held_at is None and case.talk_declined_at is None:
        raise NotYet
    _only_once(case, RecoveryCase.check_done_at, now)
    _write_down(case, "recovery checked", What.RECOVERY_CHECKED, by, now)
    renew(case, now)


def close(case: RecoveryCase, outcome: Outcome, good_news_on: date | None, by: Person, *, now: datetime) -> None:
    """Back to normal: the teacher sees the family again, with a next good-news moment. Raises DoneBefore.

    A talk that still lies ahead is called off; features above hear of it.
    """
    talk = queries.talk_of(case)
    _only_once(case, RecoveryCase.closed_at, now, closed_by_id=by.id, outcome=outcome)
    if talk is not None and case.talk_held_at is None and talk.starts_at > now:
        withdraw(talk, by, now)
    if case.pupil_id and case.household_id and good_news_on:
        contact.plan_next(case.pupil_id, case.household_id, good_news_on, by, now=now)
    _write_down(case, "recovery closed", What.RECOVERY_CLOSED, by, now, core={"outcome": outcome})
    for tell in on_closed:
        tell(case.incident, now)


def _only_once(case: RecoveryCase, column, now: datetime, **more) -> None:
    """Of two who press, one does it; nothing happens in a case that is closed."""
    one = update(RecoveryCase).where(RecoveryCase.id == case.id, column.is_(None), RecoveryCase.closed_at.is_(None))
    if rows_changed(one.values({column.key: now} | more)) != 1:
        raise DoneBefore
    db.session.refresh(case)
