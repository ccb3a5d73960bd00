"""What goes when the words of an incident are destroyed."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select, update

from portal.db import db, rows_changed
from portal.incidents.models import Incident
from portal.incidents.rules import What
from portal.measures.actions.moving import move, write_down
from portal.measures.models import Measure
from portal.measures.rules import OPEN, State


def forget(incident: Incident, now: datetime) -> Counter[str]:
    """Nothing of the measures of this incident names anybody outside the staff any more; their days and kinds stay.

    What is still open is over: nobody could be told whom it is about. Returns how many rows of which table changed.
    """
    mine = Measure.incident_id == incident.id
    still_open = select(Measure).where(mine, Measure.state.in_(OPEN)).order_by(Measure.id)
    for measure in db.session.scalars(still_open).unique():
        was_active = measure.state is State.ACTIVE
        move(measure, OPEN, state=State.ENDED if was_active else State.DROPPED, closed_at=now)
        write_down(measure, What.MEASURE_ENDED if was_active else What.MEASURE_DROPPED, None, now)
    gone = {"sealed": None, "against_id": None, "language": None, "at_desk": False, "tell_on": None}
    return Counter({"measure": rows_changed(update(Measure).where(mine).values(**gone))})
