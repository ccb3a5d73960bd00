"""Proposing and activating: what is lacking is refused, and refusing access takes two people."""

from datetime import datetime

from portal import i18n, outbox
from portal.db import Refusal
from portal.incidents.rules import What
from portal.measures import queries
from portal.measures.actions.moving import look_ahead, move, write_down
from portal.measures.actions.watching import close_if_followed
from portal.measures.models import Measure
from portal.measures.rules import Kind, Need, State, missing
from portal.school import queries as school
from portal.school.models import Person


class NotComplete(Refusal):
    """Something is lacking; `needs` says what."""

    def __init__(self, needs: list[Need]):
        super().__init__()
        self.needs = needs


class CannotConfirm(Refusal):
    """Whoever proposed it does not confirm it, and what the leader proposes the coordinator confirms."""


def propose(measure: Measure, by: Person, *, now: datetime) -> None:
    """Ask somebody else to confirm it; who can is told. Raises NotComplete, AlreadyMoved."""
    _is_complete(measure, now)
    move(measure, {State.DRAFT}, state=State.PROPOSED, proposed_by_id=by.id, proposed_at=now)
    write_down(measure, What.MEASURE_PROPOSED, by, now)
    for role in sorted(queries.DECIDE):
        for person in school.staff_with(role):
            if queries.is_second_pair(measure, person):
                outbox.queue(person, "measures/messages/waiting.txt", measure, now=now, path="/measures")


def send_back(measure: Measure, by: Person, *, now: datetime) -> None:
    """Not like this: it is a draft again. Raises AlreadyMoved."""
    move(measure, {State.PROPOSED}, state=State.DRAFT, proposed_by_id=None, proposed_at=None)
    write_down(measure, What.MEASURE_SENT_BACK, by, now)


def activate(measure: Measure, by: Person, *, now: datetime) -> None:
    """It is decided. Refusing access only after somebody else proposed it.

    Raises NotComplete, CannotConfirm, AlreadyMoved.
    """
    _is_complete(measure, now)
    needs_two = measure.kind is Kind.REFUSAL
    if needs_two and measure.state is State.PROPOSED and not queries.is_second_pair(measure, by):
        raise CannotConfirm
    today = i18n.local_date(now)
    # That nothing is done needs no end.
    is_over = measure.kind is Kind.NONE
    move(
        measure, {State.PROPOSED if needs_two else State.DRAFT}, decided_by_id=by.id, decided_at=now,
        state=State.ENDED if is_over else State.ACTIVE, closed_at=now if is_over else None,
        heard_on=measure.hearing_on if measure.hearing_on and measure.hearing_on <= today else None,
    )  # fmt: skip
    write_down(measure, What.MEASURE_ACTIVATED, by, now, measure.words)
    look_ahead(measure, after=today)
    close_if_followed(measure, now)


def _is_complete(measure: Measure, now: datetime) -> None:
    if needs := missing(measure.kind, measure.plan, today=i18n.local_date(now)):
        raise NotComplete(needs)
