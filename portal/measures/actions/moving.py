"""Moving a measure on, so that of two who do it at once one wins; and its entry in the register."""

import json
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, update

from portal import audit
from portal.db import Refusal, db, rows_changed
from portal.incidents.actions import record
from portal.incidents.rules import What
from portal.measures.models import Measure
from portal.measures.rules import State, next_reminder
from portal.school.models import Person

DRAFTED = (What.MEASURE_BEGUN, What.MEASURE_CHANGED)


class AlreadyMoved(Refusal):
    """Somebody did this, or something else with it, a moment earlier."""


def move(measure: Measure, since: Collection[State], *also: ColumnElement[bool], **values: Any) -> None:
    """Change columns of a measure that is in one of these states, and of which this holds too. Raises AlreadyMoved."""
    db.session.flush()
    one = update(Measure).where(Measure.id == measure.id, Measure.state.in_(since), *also)
    if rows_changed(one.values(**values)) != 1:
        raise AlreadyMoved
    db.session.refresh(measure)


def write_down(
    measure: Measure, what: What, by: Person | None, now: datetime, words: dict[str, str] | None = None
) -> None:
    """What happened with a measure: in the register without names, in words with them; and in the log of deeds."""
    core = {
        "measure": measure.id, "measure_kind": measure.kind, "state": measure.state,
        "starts_on": _iso(measure.starts_on),
        "ends_on": _iso(measure.ends_on), "review_on": _iso(measure.review_on),
        "verdict": measure.verdict, "at_desk": measure.at_desk,
    }  # fmt: skip
    # Once its words were destroyed an incident gets no new key: only writing a draft makes the first one.
    is_kept = what in DRAFTED or measure.incident.identity_key is not None
    told = {name: text for name, text in (words or {}).items() if text and is_kept}
    record(measure.incident, what, by, now=now, core=core, words=told or None)
    audit.did(by, "measure changed", measure, now=now)


def put_words(measure: Measure, words: dict[str, str]) -> None:
    """Seal the words with the incident's key, which its first entry with words made."""
    key = measure.incident.identity_key
    if key is None:
        db.session.refresh(measure.incident, ["identity_key"])
        key = measure.incident.identity_key
    if key is None:
        # The names of this incident were destroyed: none comes back.
        return
    measure.sealed = key.ring.seal(_as_json(words), measure.place)
    db.session.flush()


def look_ahead(measure: Measure, *, after: date) -> None:
    """When somebody hears of it next."""
    measure.tell_on = next_reminder(measure.watched, after=after)
    db.session.flush()


def _as_json(words: dict[str, str]) -> str:
    return json.dumps({name: text for name, text in words.items() if text}, ensure_ascii=False)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
