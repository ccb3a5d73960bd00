"""The demo's help chain for reception."""

from datetime import datetime

from portal.chains.models import Chain, ChainResponder, ChainStep
from portal.chains.rules import Part
from portal.db import db
from portal.demo.actions.people import Cast

# Seconds until the next step, and who does what.
CHAIN = (
    (60, (("ravi", Part.STAND_BESIDE), ("elif", Part.TAKE_CHILDREN_AWAY))),
    (60, (("sam", Part.LEAD), ("vos", Part.WATCH_DOOR))),
    (45, (("head", Part.LEAD),)),
)  # fmt: skip


def fill(cast: Cast, *, now: datetime) -> None:
    """Two colleagues first, then the safety coordinator and a teacher, then the school leader."""
    place = cast.places["reception"]
    if db.session.query(Chain.id).filter_by(place_id=place.id).first():
        return
    steps = [
        ChainStep(position=number, wait_seconds=wait, needed=1, responders=[
            ChainResponder(person_id=cast.people[who].id, part=part) for who, part in called
        ])
        for number, (wait, called) in enumerate(CHAIN, start=1)
    ]  # fmt: skip
    db.session.add(Chain(place_id=place.id, in_use_since=now, steps=steps))
    for _wait, called in CHAIN:
        for who, _part in called:
            # Somebody stands in a chain who showed that messages arrive.
            cast.people[who].email_verified_at = cast.people[who].email_verified_at or now
    db.session.flush()
