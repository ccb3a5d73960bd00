"""Everybody at once, through the real web server: exactly one wins, nobody is lost, nothing breaks."""

from collections import Counter

from portal.conversations.models import Booking, Slot
from portal.db import db
from portal.outbox import Message
from tests.crowd import counted, families, rush
from tests.live import served
from tests.stories import a_round, everybody_is_told


def _booked() -> Counter:
    # What others did since is seen in a new transaction only.
    db.session.rollback()
    return Counter(b.slot_id for b in db.session.query(Booking).filter(Booking.cancelled_at.is_(None)))


def test_fifty_parents_want_one_time_and_the_others_are_offered_the_nearest(cast, app):
    slots = a_round(cast.people["celik"], cast.classes["3B"], times=8)
    crowd = families(app, cast.classes["3B"], 50)
    with served(app.config["SETTINGS"]) as url:
        outcomes = rush(url, crowd, lambda times, _chance: slots[3].id if slots[3].id in times else None)
    assert counted(outcomes) == {200: 50, 303: 1, 422: 49}, "an answer was lost, or somebody was shown an error"
    assert _booked() == {slots[3].id: 1}
    offers = {tuple(outcome.was_offered) for outcome in outcomes if outcome.booked is None}
    assert offers == {tuple(slots[n].id for n in (1, 2, 4))}


def test_two_hundred_parents_share_forty_times(cast, app):
    a_round(cast.people["celik"], cast.classes["3B"], times=40, minutes=10)
    crowd = families(app, cast.classes["3B"], 200)
    before = db.session.query(Message).count()
    with served(app.config["SETTINGS"]) as url:
        outcomes = rush(url, crowd, lambda times, chance: chance.choice(times))
    assert len(outcomes) == 200, "an answer was lost"
    assert set(counted(outcomes)) == {200, 303, 422}, "nobody was shown an error"
    assert _booked() == {slot.id: 1 for slot in db.session.query(Slot)} and len(_booked()) == 40, "each is held once"
    assert sorted(_booked()) == sorted(o.booked for o in outcomes if o.booked), "what was said is what is stored"
    assert len([o for o in outcomes if o.booked is None and not o.was_offered]) == 160
    everybody_is_told()
    assert db.session.query(Message).count() - before == 40 * 3, "the family and both teachers are told of each"
