"""Making an occasion, opening it for families, changing it, and calling it off."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from portal import audit, outbox
from portal.db import Refusal, db
from portal.school.models import Person
from portal.taking_part import queries
from portal.taking_part.actions import telling
from portal.taking_part.actions.places import hold, pass_on
from portal.taking_part.actions.words import ask_by_itself
from portal.taking_part.models import Occasion, OccasionClass
from portal.taking_part.rules import Kind, Ready, State, state_of


class InThePast(Refusal):
    """It would be over before anybody was told."""


class NothingSaid(Refusal):
    """It has neither a title of its own nor a ready-made subject."""


class FewerThanTaken(Refusal):
    """More places are `taken` than there would be; nobody loses a place."""

    def __init__(self, taken: int):
        super().__init__(taken)
        self.taken = taken


class NoWayBack(Refusal):
    """It was opened, called off or thrown away already."""


@dataclass(frozen=True)
class Planned:
    """What somebody fills in for an occasion; `words` are {"title", "text", "where"} in `language`."""

    kind: Kind
    language: str
    words: dict[str, str]
    ends_at: datetime
    starts_at: datetime | None = None
    sign_up_until: datetime | None = None
    ready: Ready | None = None
    places: int | None = None
    has_childcare: bool = False
    has_interpreters: bool = False
    norm_version_id: int | None = None
    class_ids: Sequence[int] = field(default_factory=tuple)


def make(planned: Planned, person: Person, *, now: datetime) -> Occasion:
    """A draft that families do not see. Raises InThePast or NothingSaid."""
    occasion = Occasion(made_by_id=person.id, made_at=now)
    _fill(occasion, planned, now)
    db.session.add(occasion)
    audit.did(person, "occasion made", occasion, now=now)
    return occasion


def change(occasion: Occasion, planned: Planned, person: Person, *, now: datetime) -> None:
    """Other words, another time, more places; who comes hears of another time or place.

    Raises InThePast, NothingSaid, FewerThanTaken, or NoWayBack when it was called off or thrown away.
    """
    if not hold(occasion) or occasion.called_off_at:
        raise NoWayBack
    taken = len(queries.seats_taken(occasion))
    if planned.places is not None and planned.places < taken:
        raise FewerThanTaken(taken)
    before = (occasion.starts_at, occasion.ends_at, occasion.words.get("where"))
    _fill(occasion, planned, now)
    if occasion.opened_at and before != (occasion.starts_at, occasion.ends_at, occasion.words.get("where")):
        occasion.sequence += 1
        db.session.flush()
        telling.tell_changed(occasion, now=now)
    db.session.flush()
    pass_on(occasion, now=now)
    audit.did(person, "occasion changed", occasion, now=now)
    if occasion.opened_at:
        ask_by_itself(occasion, now=now)


def _fill(occasion: Occasion, planned: Planned, now: datetime) -> None:
    if planned.ends_at <= now and occasion.answered_at is None:
        raise InThePast
    if planned.ready is None and not planned.words.get("title"):
        raise NothingSaid
    for name in (
        "kind", "ready", "language", "starts_at", "ends_at", "sign_up_until", "places", "has_childcare",
        "has_interpreters", "norm_version_id",
    ):  # fmt: skip
        setattr(occasion, name, getattr(planned, name))
    occasion.words = dict(planned.words)
    kept = {each.class_id: each for each in occasion.classes}
    occasion.classes = [kept.get(number) or OccasionClass(class_id=number) for number in sorted(planned.class_ids)]


def open_up(occasion: Occasion, person: Person, *, now: datetime) -> int:
    """Families see it and are told, each in their own language; returns how many parents. Twice is once.

    Raises InThePast or NoWayBack.
    """
    if not hold(occasion) or occasion.called_off_at:
        raise NoWayBack
    if occasion.opened_at:
        return 0
    if occasion.ends_at <= now:
        raise InThePast
    occasion.opened_at = now
    audit.did(person, "occasion opened", occasion, now=now)
    ask_by_itself(occasion, now=now)
    return telling.tell_invited(occasion, now=now)


def call_off(occasion: Occasion, person: Person, *, now: datetime) -> None:
    """It does not happen: who comes is told, and it leaves their calendars. Raises NoWayBack when it is over."""
    hold(occasion)
    state = state_of(occasion.times, now)
    if state is State.CALLED_OFF:
        return
    if state is not State.OPEN:
        raise NoWayBack
    occasion.called_off_at = now
    occasion.sequence += 1
    outbox.drop_waiting(occasion)
    db.session.flush()
    telling.tell_called_off(occasion, now=now)
    audit.did(person, "occasion called off", occasion, now=now)


def throw_away(occasion: Occasion, person: Person, *, now: datetime) -> None:
    """A draft goes, before anybody saw it; twice is once. Raises NoWayBack."""
    if not hold(occasion):
        return
    if occasion.opened_at:
        raise NoWayBack
    audit.did(person, "occasion thrown away", occasion, now=now)
    db.session.delete(occasion)
