"""Whether help is ready, as office, leader and coordinator see it on one page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal import heartbeat
from portal.db import db
from portal.outbox import OUTSIDE, Channel, is_only_shown, is_set_up, people_with_devices
from portal.school.models import Place
from portal.watch.models import NotedTrouble, SelfTest
from portal.watch.queries.drills import Drill, drills
from portal.watch.queries.reach import Reach, called_at, places_with_kiosk, reach_of
from portal.watch.queries.tests import A_FEW_TIMES, last_test, moments_of, waiting_test
from portal.watch.queries.wrong import everything_wrong
from portal.watch.rules import Trouble

SHOWN = 10


@dataclass(frozen=True)
class Readiness:
    """All of it. `people` are everybody whom a chain calls today; `past` what was wrong lately, newest first."""

    wrong: list[Trouble]
    people: list[Reach]
    last: SelfTest | None
    waiting: SelfTest | None
    places: list[Place]
    drills: list[Drill]
    past: list[NotedTrouble]
    recorded_only: list[Channel]
    devices: int
    worker_at: datetime | None

    @property
    def verified(self) -> int:
        return sum(each.is_verified for each in self.people)

    @property
    def unproven(self) -> list[Reach]:
        return [each for each in self.people if not each.is_verified]


def readiness(*, now: datetime) -> Readiness:
    """What the page about readiness shows."""
    places = places_with_kiosk()
    past = select(NotedTrouble).order_by(NotedTrouble.since.desc(), NotedTrouble.id.desc()).limit(SHOWN)
    return Readiness(
        wrong=everything_wrong(now=now), people=people_of(places, now), last=last_test(), waiting=waiting_test(),
        places=places, drills=drills(), past=list(db.session.scalars(past)),
        recorded_only=[channel for channel in OUTSIDE if is_only_shown() or not is_set_up(channel)],
        devices=len(people_with_devices()), worker_at=heartbeat.all_seen().get("worker"),
    )  # fmt: skip


def people_of(places: list[Place], now: datetime) -> list[Reach]:
    """Everybody whom the chains of these places call at some time of this day, by name."""
    found = {
        p.id: p
        for place in places
        for moment in moments_of(now, every=A_FEW_TIMES)
        for p in called_at(place, now=moment)
    }
    by_name = sorted(found.values(), key=lambda person: (person.last_name, person.first_name, person.id))
    return [reach_of(person) for person in by_name]
