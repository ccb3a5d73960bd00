"""Letting go of what is kept no longer, as the table of terms says."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from flask import Flask
from sqlalchemy import ColumnElement, select

from portal import files, heartbeat, i18n, outbox, tasks
from portal.accounts import actions as accounts
from portal.accounts.models import (
    CodeApp,
    HalfWay,
    KnownDevice,
    Passkey,
    PasswordLink,
    RecoveryCode,
    Secret,
    SignInLink,
    UserSession,
)
from portal.aftercare import actions as aftercare
from portal.agenda.models import CalendarFeed
from portal.audit import Audit
from portal.chains import actions as chains
from portal.class_group import actions as class_group
from portal.contact import actions as in_touch
from portal.conversations import actions as conversations
from portal.db import Base, reading, transaction
from portal.disclosure import actions as disclosure
from portal.disclosure import queries as register
from portal.evaluations import actions as evaluations
from portal.guidance import actions as guidance
from portal.home_context import actions as home_context
from portal.home_context.models import HomeItem
from portal.invitations import actions as invitations
from portal.invitations.models import Invitation
from portal.kiosk import actions as kiosk
from portal.news import actions as news
from portal.norms import actions as norms
from portal.outbox import PushDevice
from portal.privacy import views as privacy
from portal.privacy.actions import erasing, letting_go
from portal.privacy.models import DataExport, Erasure, Hold
from portal.privacy.queries import leaving
from portal.privacy.rules import LOG_KEPT, RECORDS_KEPT, STAFF_KEPT
from portal.recovery import actions as recovery
from portal.rosters import actions as rosters
from portal.school.actions import contact
from portal.school.models import Person, Pupil, StaffRole, Teaching
from portal.taking_part import actions as taking_part
from portal.terms import TERMS
from portal.translating import actions as translating
from portal.watch import actions as watch
from portal.yearly import actions as yearly

RunOut = Callable[[datetime], list[tuple[type[Base], ColumnElement[bool]]]]
Counts = Counter[str]
Piece = Callable[[], Counts]

EVERY = timedelta(minutes=10)
# Looking where nothing has run out takes a millisecond or two: so many are looked at before help comes first again.
IN_ONE_GO = 8

# Whoever left comes in no more. What hangs on another row goes before it.
WAYS_IN = (
    CalendarFeed,
    PushDevice,
    Invitation,
    SignInLink,
    Secret,
    PasswordLink,
    HalfWay,
    CodeApp,
    RecoveryCode,
    Passkey,
    KnownDevice,
    UserSession,
)

PARTS: tuple[RunOut, ...] = (
    invitations.run_out, accounts.run_out, home_context.run_out, outbox.run_out, contact.run_out, kiosk.run_out,
    tasks.run_out, rosters.run_out, news.run_out, norms.run_out, conversations.run_out, chains.run_out, watch.run_out,
    translating.run_out, in_touch.run_out, aftercare.run_out, recovery.run_out, evaluations.run_out,
    disclosure.run_out, guidance.run_out, yearly.run_out, taking_part.run_out, class_group.run_out,
    lambda now: run_out(now),
)  # fmt: skip


def init_app(_app: Flask) -> None:
    """The page about privacy shows the table."""
    privacy.show_terms(TERMS)


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """What goes with leaving, the day after: home, and every way in. And the log and the records of long ago."""
    today = i18n.local_date(now)
    left = select(Person.id).where(Person.left_on < today)
    long_ago = select(Person.id).where(Person.left_on < today - STAFF_KEPT)
    return [
        (HomeItem, HomeItem.pupil_id.in_(select(Pupil.id).where(Pupil.left_on < today))),
        *((model, model.person_id.in_(left)) for model in WAYS_IN),
        *((model, model.person_id.in_(long_ago)) for model in (StaffRole, Teaching)),
        (Audit, Audit.at < now - LOG_KEPT),
        (DataExport, DataExport.asked_at < now - RECORDS_KEPT),
        (Erasure, (Erasure.done_at < now - RECORDS_KEPT) | (Erasure.taken_back_at < now - RECORDS_KEPT)),
        (Hold, Hold.lifted_at < now - RECORDS_KEPT),
    ]


def counted(now: datetime) -> Counts:
    """How many rows of each table would go now: it is done, counted, and undone."""
    with reading():
        pieces = _pieces(now)
    with transaction() as session:
        gone = sum((piece() for piece in pieces), Counter())
        session.rollback()
    return _with_zeros(gone)


def forget(now: datetime) -> Counts:
    """Let go of everything whose time is over, each piece in a transaction of its own; rows of each table."""
    with reading():
        pieces = _pieces(now)
    return _with_zeros(sum((_kept(piece) for piece in pieces), Counter()))


_waiting: list[Piece] = []


def forget_one(now: datetime) -> bool:
    """Job: once every while, let go of what has run out, a few looks at a time so that help comes first."""
    if not _waiting and heartbeat.comes_round("retention", now, every=EVERY):
        files.forget_old(now)
        with reading():
            _waiting.extend(_pieces(now))
    if not _waiting:
        return False
    for _look in range(min(IN_ONE_GO, len(_waiting))):
        if _kept(_waiting.pop(0)).total():
            break
    return True


def _kept(piece: Piece) -> Counts:
    with transaction():
        return piece()


def _pieces(now: datetime) -> list[Piece]:
    """What was asked for first, then who left, then what is old; each asks anew who is held."""
    today = i18n.local_date(now)
    return [
        *(partial(erasing.erase_as_planned, number, now) for number in leaving.erasures_due(now)),
        *(partial(erasing.erase_pupil, number, now) for number in leaving.pupils_gone(today)),
        *(partial(erasing.erase_guardian, number, now) for number in leaving.guardians_gone(today)),
        *(partial(disclosure.destroy_as_due, number, now) for number in register.due(now)),
        partial(letting_go.forget_address, leaving.is_staff_gone(today)),
        *(partial(letting_go.let_go, *pair) for part in PARTS for pair in part(now)),
    ]


def _with_zeros(gone: Counts) -> Counts:
    names = [name for term in TERMS if term.span for name in term.tables]
    return Counter({name: gone[name] for name in names})
