"""Whether the front desk may say that a named measure is in force; the school leader chooses, for each."""

from datetime import datetime

from portal.db import Refusal
from portal.incidents.rules import What
from portal.measures.actions.moving import move, write_down
from portal.measures.models import Measure
from portal.measures.rules import DESK_KINDS, State
from portal.school.models import Person


class NobodyToCall(Refusal):
    """The front desk can be told only of an agreement or a refusal, with a name and with somebody to call."""


def show_at_desk(measure: Measure, by: Person, *, now: datetime) -> None:
    """From now on a colleague at the front desk finds the name and whom to call. Raises NobodyToCall, AlreadyMoved."""
    if measure.kind not in DESK_KINDS or measure.contact_id is None or not measure.plan.against.strip():
        raise NobodyToCall
    _set(measure, True, by, now)


def show_no_longer(measure: Measure, by: Person, *, now: datetime) -> None:
    """The front desk finds nothing of it any more. Raises AlreadyMoved."""
    _set(measure, False, by, now)


def _set(measure: Measure, is_shown: bool, by: Person, now: datetime) -> None:
    if measure.at_desk is is_shown:
        return
    move(measure, {State.ACTIVE}, at_desk=is_shown)
    write_down(measure, What.MEASURE_AT_DESK, by, now)
