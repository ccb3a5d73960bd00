"""Two workers that see the same call climb it once."""

import threading

from portal import clock
from portal.db import db
from portal.help_calls import actions
from portal.help_calls.models import CallEvent
from tests.stories import a_call


def test_two_workers_at_once_tell_a_step_once(cast, app):
    a_call(cast)
    db.session.commit()
    clock.advance(seconds=60)
    together = threading.Barrier(2)

    def work() -> None:
        with app.app_context():
            together.wait()
            actions.climb_one(clock.now())

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    db.session.rollback()
    told = db.session.query(CallEvent).filter_by(what="told").count()
    assert told == 2 + 2, "the first step's two, and the second step's two once"
