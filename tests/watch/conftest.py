"""A school on a Tuesday morning where everything is as it should be: worker at work, a kiosk, a tested chain."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from portal import clock, heartbeat, i18n, worker
from portal.db import db
from portal.demo.actions.help_calls import fill as fill_chain
from portal.kiosk import actions as kiosk
from portal.kiosk.models import KioskDevice
from portal.outbox import OUTSIDE
from portal.school.models import Person
from portal.watch.models import SelfTest


@pytest.fixture
def tuesday(app):
    """Moves the clock to a time on a school day: `tuesday(7, 30)`."""

    def at(hour: int, minute: int = 0) -> datetime:
        now = clock.now()
        days = (1 - i18n.local_date(now).weekday()) % 7 + 7
        wanted = i18n.at_school(i18n.local_date(now), hour, minute)
        clock.advance(seconds=(wanted - now).total_seconds() + days * 86400)
        return clock.now()

    return at


@pytest.fixture
def beat(app):
    """Every part of the worker shows itself, and the kiosks do."""

    def now() -> None:
        lanes = [heartbeat.lane_name(channel, is_urgent=urgent) for channel in OUTSIDE for urgent in (True, False)]
        heartbeat.beat_for(["worker", *lanes], clock.now())
        db.session.query(KioskDevice).update({"seen_at": clock.now()})
        db.session.commit()

    return now


@pytest.fixture
def well(cast, tuesday, beat):
    """All is well at reception, ten o'clock on a Tuesday; returns the kiosk there."""
    tuesday(10)
    fill_chain(cast, now=clock.now())
    db.session.execute(update(Person).values(email_verified_at=clock.now()))
    opened = clock.now() - timedelta(hours=3)
    today = i18n.local_date(clock.now())
    db.session.add(SelfTest(day=today, asked_at=opened, began_at=opened, ended_at=opened, round_trip_ms=100))
    code = kiosk.make_pairing_code(cast.places["reception"], cast.people["office"], now=clock.now())
    device, _token = kiosk.pair(code, now=clock.now())
    db.session.commit()
    beat()
    return device


@pytest.fixture
def jobs() -> tuple[worker.Job, ...]:
    """All that the worker does, looking after itself too."""
    return worker.ALL
