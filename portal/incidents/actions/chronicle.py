"""Writing into the register: every entry is added to the chain of the school, in the transaction of what it says."""

import json
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.db import Refusal, db, insert_once
from portal.incidents.models import Incident, RegisterEntry, RegisterHead, RegisterKey
from portal.incidents.queries import core_of
from portal.incidents.rules import NOTHING_BEFORE, What, as_core, hash_of, place_of
from portal.school.models import Person
from portal.vault import ring

ONLY_ONE = 1
COLUMNS = [column.key for column in Incident.__mapper__.column_attrs]


class IsDestroyed(Refusal):
    """The names and words of this incident were destroyed; nothing new is written about it."""


def record(
    incident: Incident, what: What, by: Person | None, *, now: datetime, core: dict[str, Any] | None = None,
    words: dict[str, Any] | None = None,
) -> RegisterEntry:  # fmt: skip
    """Add one entry. `core` names nobody and is kept; `words` may, and goes with the incident's key.

    Two at once stand one after the other: the head of the chain is locked until the end of the transaction.
    Raises IsDestroyed.
    """
    if incident.destroyed_at is not None and what is not What.DESTROYED:
        raise IsDestroyed
    db.session.flush()
    head = _head()
    # Whoever stood before us may have changed the row: the entry says what stands there now.
    db.session.refresh(incident, COLUMNS)
    number, before = head.number + 1, head.hash
    said = as_core({"facts": core_of(incident)} | (core or {}))
    sealed = key_of(incident).ring.seal(json.dumps(words), place_of(incident.id, number)) if words else None
    by_id = by.id if by else None
    entry = RegisterEntry(
        number=number, incident=incident, what=what, at=now, person=by, core=said, sealed=sealed, before=before,
        hash=hash_of(number=number, incident_id=incident.id, what=what, at=now, person_id=by_id, core=said,
                     sealed=sealed, before=before),
    )  # fmt: skip
    db.session.add(entry)
    head.number, head.hash, head.mark = number, entry.hash, mark_of(number, entry.hash)
    db.session.flush()
    return entry


def lock_incident(incident: Incident) -> None:
    """Read an incident as whoever stood before us left it; it stays so until this transaction ends.

    An incident is always locked before the head of the chain; of several the lower number first.
    """
    # What only points at the incident waits for nobody.
    db.session.refresh(incident, COLUMNS, with_for_update={"key_share": True})


def mark_of(number: int, hash_: str) -> str:
    """Whoever changes the database cannot make this mark: its key is elsewhere."""
    return ring.mark(f"{number}:{hash_}", "register_head.mark")


def _head() -> RegisterHead:
    locked = select(RegisterHead).where(RegisterHead.id == ONLY_ONE).with_for_update()
    fresh = locked.execution_options(populate_existing=True)
    if (head := db.session.scalar(fresh)) is not None:
        return head
    first = {"id": ONLY_ONE, "number": 0, "hash": NOTHING_BEFORE, "mark": mark_of(0, NOTHING_BEFORE)}
    db.session.execute(insert_once(RegisterHead).values(**first))
    return db.session.scalars(fresh).one()


def key_of(incident: Incident) -> RegisterKey:
    """The key of this incident's words and files, made when it is first needed."""
    if incident.identity_key is None:
        incident.identity_key = RegisterKey(key=secrets.token_hex(32))
        db.session.flush()
    return incident.identity_key
