"""The demo's help chain for reception."""

from datetime import datetime

from portal.demo.actions.people import Cast
from portal.help_calls import actions as help_calls
from portal.help_calls.models import ChainResponder
from portal.help_calls.rules import Part

# Step, seconds until the next one, who, and what they do.
CHAIN = (
    (1, 60, "ravi", Part.STAND_BESIDE),
    (1, 60, "elif", Part.TAKE_CHILDREN_AWAY),
    (2, 60, "sam", Part.LEAD),
    (2, 60, "vos", Part.WATCH_DOOR),
    (3, 45, "head", Part.LEAD),
)


def fill(cast: Cast, *, now: datetime) -> None:
    """Two colleagues first, then the safety coordinator and a teacher, then the school leader."""
    responders = [
        ChainResponder(position=position, wait_seconds=wait, person_id=cast.people[who].id, part=part)
        for position, wait, who, part in CHAIN
    ]
    help_calls.set_chain(cast.places["reception"], responders)
