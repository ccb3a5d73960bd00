"""One text after the other through the engine: leased while it is made, tried again later, given up with its reason."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select, update

from portal.db import reading, rows_changed, transaction
from portal.translating.actions.asking import translated
from portal.translating.actions.looking_after import EngineFails, EngineOff

LEASE = timedelta(minutes=10)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=2)
LIMIT = 10
# These are about the engine or the month, not about this text: they wear out nobody's patience.
NOT_COUNTED = ("rests", "limit")

Piece = TypeVar("Piece")


class Waiting(NamedTuple):
    """What a worker turns into another language: the row it is of, its words by name, and what stays as it is."""

    number: int
    attempts: int
    words: dict[str, str]
    source: str
    target: str
    keep: frozenset[str] = frozenset()


Keep = Callable[[Waiting, dict[str, str], datetime], None]


class Later(NamedTuple):
    """What follows when the engine did not do it: whether that is the end, when to try again, after how many."""

    is_over: bool
    due_at: datetime
    attempts: int


def turn_one(due: Select, now: datetime, *, claim: Callable[[Any], Waiting], keep: Keep) -> bool:
    """Turn the words of the row that is due first. Returns whether there was one.

    Its table has `attempts`, `due_at`, `reason` and `given_up_at`; `keep` gets the words in the other language by name.
    """
    waiting = leased(due, now, claim)
    if waiting is None:
        return False
    said = list(waiting.words.values())
    try:
        found = translated(said, waiting.source, waiting.target, keep=waiting.keep, now=now)
    except EngineOff:
        _note(due, waiting, reason="off", given_up_at=now)
    except EngineFails as refusal:
        is_over, due_at, attempts = waits_after(refusal, waiting.attempts, now)
        given_up_at = now if is_over else None
        _note(due, waiting, reason=refusal.reason, due_at=due_at, attempts=attempts, given_up_at=given_up_at)
    else:
        keep(waiting, dict(zip(waiting.words, (each.words for each in found), strict=True)), now)
    return True


def leased(due: Select, now: datetime, as_piece: Callable[[Any], Piece]) -> Piece | None:
    """Take the row that is due first for LEASE, as what its worker needs of it; None when nothing is due."""
    with reading() as session:
        # Most of the time there is nothing; looking takes nobody's turn to write.
        if session.scalars(due.with_only_columns(_table_of(due).id)).first() is None:
            return None
    with transaction() as session:
        row = session.scalars(due.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        # Leased: a crash delays it and loses nothing.
        row.due_at, row.attempts = now + LEASE, row.attempts + 1
        return as_piece(row)


def waits_after(refusal: EngineFails, attempts: int, now: datetime) -> Later:
    """Longer after each attempt; what is about the engine or the month wears out nobody's patience."""
    is_counted = refusal.reason not in NOT_COUNTED
    is_over = refusal.retry_at is None or (is_counted and attempts >= LIMIT)
    wait = min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT) if is_counted else timedelta()
    return Later(is_over, max(refusal.retry_at or now, now + wait), attempts - (0 if is_counted else 1))


def _table_of(due: Select) -> Any:
    return due.column_descriptions[0]["entity"]


def _note(due: Select, waiting: Waiting, **values: Any) -> None:
    model = _table_of(due)
    with transaction():
        rows_changed(update(model).where(model.id == waiting.number).values(**values))
