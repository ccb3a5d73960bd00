"""Long work that a person starts and may leave: the worker does it piece by piece, a page shows how far it is."""

import logging
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, ForeignKey, Index, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import Base, db, rows_changed, transaction
from portal.vault import EncryptedJson

if TYPE_CHECKING:
    from portal.school.models import Person

LEASE = timedelta(seconds=60)
LIMIT = 3
KEPT_FOR = timedelta(days=30)

log = logging.getLogger(__name__)


class State(StrEnum):
    """Where a task stands. Refused: what was asked cannot be done; failed: it broke too often."""

    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class TaskRefused(Exception):
    """What was asked cannot be done; `details` (plain JSON) are kept for the page that explains it."""

    def __init__(self, **details: Any):
        super().__init__()
        self.details = details


class Task(Base):
    """One piece of long work. `asked` and `result` are plain JSON, whose shape its kind decides."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_waiting", "state", "lease_until", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked: Mapped[dict] = mapped_column(EncryptedJson("task.asked"))
    result: Mapped[dict | None] = mapped_column(EncryptedJson("task.result"))
    state: Mapped[State] = mapped_column(default=State.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    person: Mapped["Person"] = relationship()

    @property
    def is_over(self) -> bool:
        return self.state is not State.WAITING


@dataclass(frozen=True)
class Asked:
    """What a handler is given: the task's number, whose it is, and what was asked."""

    task_id: int
    person_id: int
    asked: dict


# A handler yields (done, total) after each short piece, so that calls for help come first, and returns the result.
# It runs outside any transaction and opens one for each piece that needs it. After a crash it is started again
# from the beginning: what it does must bear being done twice.
Handler = Callable[[Asked], Generator[tuple[int, int], None, dict]]
Working = tuple[Asked, int, Generator[tuple[int, int], None, dict]]

_handlers: dict[str, Handler] = {}
_at_work: list[Working] = []


def handle(kind: str, handler: Handler) -> None:
    """Name the function that does tasks of this kind; features plug theirs in when the app is put together."""
    _handlers[kind] = handler


def start(person: "Person", kind: str, asked: dict, *, now: datetime) -> Task:
    """Ask for long work; it begins after this transaction is kept."""
    task = Task(kind=kind, person_id=person.id, asked=asked, started_at=now)
    db.session.add(task)
    db.session.flush()
    return task


def do_one(now: datetime) -> bool:
    """Job: one piece of the oldest task that waits. Returns whether there was one."""
    working = _at_work.pop() if _at_work else _claim(now)
    if working is None:
        return False
    asked, attempt, pieces = working
    try:
        done, total = next(pieces)
    except StopIteration as end:
        _end(asked.task_id, State.DONE, end.value or {}, now)
    except TaskRefused as refusal:
        _end(asked.task_id, State.REFUSED, refusal.details, now)
    else:
        if _note_progress(asked.task_id, attempt, done, total, now):
            _at_work.append(working)
    return True


def _claim(now: datetime) -> Working | None:
    # Leased: a crash delays the work but never loses it.
    due = (
        select(Task)
        .where(Task.state == State.WAITING, (Task.lease_until.is_(None)) | (Task.lease_until < now))
        .order_by(Task.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with transaction() as session:
        task = session.scalars(due).first()
        if task is None:
            return None
        task.attempts += 1
        task.lease_until, task.done = now + LEASE, 0
        if task.attempts > LIMIT:
            log.error("task %d (%s) broke %d times and is given up", task.id, task.kind, LIMIT)
            task.state, task.ended_at = State.FAILED, now
            return None
        asked = Asked(task.id, task.person_id, task.asked)
        return asked, task.attempts, _handlers[task.kind](asked)


def _note_progress(task_id: int, attempt: int, done: int, total: int, now: datetime) -> bool:
    """Write down how far it is; False when another worker has taken the task over meanwhile."""
    mine = update(Task).where(Task.id == task_id, Task.attempts == attempt, Task.state == State.WAITING)
    with transaction():
        return rows_changed(mine.values(done=done, total=total, lease_until=now + LEASE)) == 1


def _end(task_id: int, state: State, result: dict, now: datetime) -> None:
    with transaction() as session:
        over = {"state": state, "result": result, "ended_at": now, "lease_until": None, "done": Task.total}
        session.execute(update(Task).where(Task.id == task_id, Task.state == State.WAITING).values(**over))


def run_out(now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    """Tasks that ended, or were never done, longer ago than anybody looks for them."""
    return [(Task, Task.started_at < now - KEPT_FOR)]
