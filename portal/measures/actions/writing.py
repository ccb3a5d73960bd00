"""A measure as a draft: beginning it, changing it, dropping it, and going on from one that ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from portal.db import db
from portal.incidents.models import Incident
from portal.incidents.rules import What
from portal.measures.actions.moving import AlreadyMoved, move, put_words, write_down
from portal.measures.models import Measure
from portal.measures.rules import Kind, State
from portal.school.models import Person

# What a measure that goes on from another one takes along; reasons, hearing and days are decided anew.
TAKEN_ALONG = ("against", "route", "children", "evenings")


@dataclass(frozen=True)
class Typed:
    """What somebody filled in: `words` may hold names, `facts` are columns of the measure."""

    words: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


def begin(incident: Incident, kind: Kind, typed: Typed, by: Person, *, now: datetime) -> Measure:
    """A draft; nothing is in force yet."""
    measure = Measure(incident=incident, kind=kind, made_by_id=by.id, made_at=now, state=State.DRAFT, **typed.facts)
    db.session.add(measure)
    db.session.flush()
    _keep(measure, What.MEASURE_BEGUN, typed, by, now)
    return measure


def change(measure: Measure, typed: Typed, by: Person, *, now: datetime) -> None:
    """Write other words and days into a draft. Raises AlreadyMoved when it is no draft any more."""
    move(measure, {State.DRAFT}, **typed.facts)
    _keep(measure, What.MEASURE_CHANGED, typed, by, now)


def drop(measure: Measure, by: Person, *, now: datetime) -> None:
    """It comes to nothing; that it was considered stays in the register. Raises AlreadyMoved."""
    move(measure, {State.DRAFT, State.PROPOSED}, state=State.DROPPED, closed_by_id=by.id, closed_at=now)
    write_down(measure, What.MEASURE_DROPPED, by, now)


def go_on_from(measure: Measure, by: Person, *, now: datetime) -> Measure:
    """A draft that takes the place of a measure in force when it is decided. Raises AlreadyMoved: there is one."""
    if measure.state is not State.ACTIVE:
        raise AlreadyMoved
    words = {name: text for name, text in measure.words.items() if name in TAKEN_ALONG}
    facts = {
        "against_id": measure.against_id, "language": measure.language, "norm_line_id": measure.norm_line_id,
        "contact_id": measure.contact_id, "replaces_id": measure.id, "starts_on": _day_after(measure.ends_on),
        "warned_on": measure.starts_on,
    }  # fmt: skip
    try:
        with db.session.begin_nested():
            return begin(measure.incident, measure.kind, Typed(words, facts), by, now=now)
    except IntegrityError as taken:
        raise AlreadyMoved from taken


def _keep(measure: Measure, what: What, typed: Typed, by: Person, now: datetime) -> None:
    write_down(measure, what, by, now, dict(typed.words))
    if typed.words or measure.sealed:
        put_words(measure, dict(typed.words))


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None
