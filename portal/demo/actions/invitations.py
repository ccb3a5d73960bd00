"""The demo's letters: half of class 3B came in, the others hold one; 6A still has to be written to."""

from datetime import datetime, timedelta

from portal import codes
from portal.demo.actions.people import CLASSMATES, Cast
from portal.invitations import actions as invitations

HANDED_OUT = timedelta(days=9)


def fill(cast: Cast, *, now: datetime) -> None:
    """Letters for the parents of 3B, nine days ago; nobody knows their codes any more, as it should be."""
    parents = [cast.people[f"parent{number + 1}"] for number in range(len(CLASSMATES["3B"].split()))]
    for person in (*parents[::2], cast.people["bart"]):
        person.came_in_at = now - HANDED_OUT + timedelta(days=1)
    waiting = {person.id: codes.fresh() for person in (*parents[1::2], cast.people["pawel"])}
    invitations.bring_to_life(waiting, office_id=cast.people["office"].id, task_id=None, now=now - HANDED_OUT)
