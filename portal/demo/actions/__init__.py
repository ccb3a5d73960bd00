"""Fill an empty database with the demo school: its people first, then what happened there."""

from datetime import datetime
from importlib import import_module

from portal.db import Refusal
from portal.demo.actions.people import Cast, fill_people
from portal.school import queries as school

# Each tells its part of the story, in this order.
CHAPTERS = (
    "hats", "channels", "news", "phrases", "photos", "conversations", "contact", "home_context", "class_group", "norms",
    "help_calls", "chains", "incidents", "measures", "invitations", "office", "rosters",
    "taking_part",
)  # fmt: skip


class RealSchoolHere(Refusal):
    """This database holds a real school."""


def fill(*, now: datetime) -> bool:
    """Fill an empty database; False when the demo school is there already. Raises RealSchoolHere."""
    here = school.the_school()
    if here is not None:
        if not here.is_demo:
            raise RealSchoolHere
        return False
    cast = fill_people(now=now)
    for chapter in CHAPTERS:
        import_module(f"portal.demo.actions.{chapter}").fill(cast, now=now)
    return True


__all__ = ["CHAPTERS", "Cast", "RealSchoolHere", "fill", "fill_people"]
