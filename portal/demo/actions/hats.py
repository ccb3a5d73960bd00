"""A teacher of the demo school who is a parent there too: one account, two hats."""

from datetime import datetime

from portal.db import db
from portal.demo.actions.people import Cast
from portal.school.models import Custody, Guardian, Guardianship


def fill(cast: Cast, *, now: datetime) -> None:
    """Marieke Jansen teaches 3B; Hidde of 6A lives with her and his other parent."""
    hidde = next(pupil for pupil in cast.pupils.values() if pupil.first_name == "Hidde")
    (other,) = hidde.guardianships
    marieke = cast.people["jansen"]
    marieke.guardian = Guardian(household=other.guardian.household)
    db.session.add(Guardianship(pupil=hidde, guardian=marieke.guardian, relation="parent", custody=Custody.YES))
    db.session.flush()
