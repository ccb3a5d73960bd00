"""What happens with a measure in force: heard, handed over, looked at again, objected to, lifted, ended."""

from datetime import date, datetime

from portal import i18n
from portal.db import Refusal
from portal.incidents.rules import What
from portal.measures.actions.moving import AlreadyMoved, look_ahead, move, put_words, write_down
from portal.measures.models import Measure
from portal.measures.rules import LETTERED, Delivered, Kind, State, Verdict
from portal.school.models import Person

DECIDED = (State.ACTIVE, State.ENDED, State.LIFTED, State.REPLACED)


class NotNow(Refusal):
    """This cannot be done with a measure of this kind, or not yet, or not any more."""


def heard(measure: Measure, by: Person, *, now: datetime) -> None:
    """The hearing that had to follow was today or before. Raises NotNow, AlreadyMoved."""
    if measure.heard_on or measure.hearing_on is None:
        raise NotNow
    today = i18n.local_date(now)
    move(measure, {State.ACTIVE}, Measure.heard_on.is_(None), heard_on=today)
    write_down(measure, What.MEASURE_HEARD, by, now)
    look_ahead(measure, after=today)


def reviewed(measure: Measure, by: Person, *, now: datetime) -> None:
    """It was looked at again, and stays until its end. Raises NotNow, AlreadyMoved."""
    if measure.reviewed_on or measure.review_on is None:
        raise NotNow
    today = i18n.local_date(now)
    move(measure, {State.ACTIVE}, Measure.reviewed_on.is_(None), reviewed_on=today)
    write_down(measure, What.MEASURE_REVIEWED, by, now)
    look_ahead(measure, after=today)


def deliver(measure: Measure, how: Delivered, on: date, by: Person, *, now: datetime) -> None:
    """The letter was handed over, once. Raises NotNow, AlreadyMoved."""
    if measure.kind not in LETTERED or measure.decided_at is None:
        raise NotNow
    if measure.delivered_on is not None:
        raise AlreadyMoved
    move(measure, DECIDED, Measure.delivered_on.is_(None), delivered_how=how, delivered_on=on, delivered_by_id=by.id)
    write_down(measure, What.MEASURE_DELIVERED, by, now)


def finish(measure: Measure, by: Person, *, now: datetime) -> None:
    """A conversation was held, a report was made, an agreement is over. Raises NotNow, AlreadyMoved."""
    if measure.kind is Kind.REFUSAL:
        raise NotNow
    move(measure, {State.ACTIVE}, state=State.ENDED, closed_by_id=by.id, closed_at=now, at_desk=False)
    write_down(measure, What.MEASURE_ENDED, by, now)
    look_ahead(measure, after=i18n.local_date(now))


def lift(measure: Measure, reason: str, by: Person, *, now: datetime) -> None:
    """It is over before its end, and why. Raises NotNow, AlreadyMoved."""
    if measure.kind not in LETTERED:
        raise NotNow
    move(measure, {State.ACTIVE}, state=State.LIFTED, closed_by_id=by.id, closed_at=now, at_desk=False)
    put_words(measure, measure.words | {"lifted": reason})
    write_down(measure, What.MEASURE_LIFTED, by, now, {"text": reason})
    look_ahead(measure, after=i18n.local_date(now))


def object_to(measure: Measure, on: date, handler: str, by: Person, *, now: datetime) -> None:
    """An objection came; who deals with it. Raises NotNow, AlreadyMoved."""
    if measure.kind not in LETTERED or measure.decided_at is None:
        raise NotNow
    if measure.objected_on is not None:
        raise AlreadyMoved
    move(measure, DECIDED, Measure.objected_on.is_(None), objected_on=on)
    put_words(measure, measure.words | {"handler": handler})
    write_down(measure, What.MEASURE_OBJECTED, by, now, {"text": handler})
    look_ahead(measure, after=i18n.local_date(now))


def answer(measure: Measure, verdict: Verdict, on: date, words: str, by: Person, *, now: datetime) -> None:
    """What became of the objection. It lifts nothing by itself. Raises NotNow, AlreadyMoved."""
    if measure.objected_on is None or on < measure.objected_on:
        raise NotNow
    if measure.verdict is not None:
        raise AlreadyMoved
    move(measure, DECIDED, Measure.verdict.is_(None), verdict=verdict, verdict_on=on)
    put_words(measure, measure.words | {"answer": words})
    write_down(measure, What.MEASURE_ANSWERED, by, now, {"text": words})
    look_ahead(measure, after=i18n.local_date(now))
