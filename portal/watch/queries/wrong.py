"""What is wrong at this moment: for one place as its lamp shows it, and everywhere as the office hears it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from portal import heartbeat, outbox
from portal.db import db
from portal.help_calls import queries as help_calls
from portal.outbox import OUTSIDE
from portal.school.models import Place
from portal.watch.queries.drills import overdue
from portal.watch.queries.reach import called_at, kiosk_device, places_with_kiosk
from portal.watch.queries.tests import is_missed, last_test
from portal.watch.rules import KIOSK_MISSING_AFTER, LANE_MISSING_AFTER, LATE, Kind, Trouble


def what_is_wrong(place: Place, *, now: datetime) -> list[Trouble]:
    """Why help from this place may not come, the worst first; empty when all is well."""
    return _once(
        [*_of_the_worker(now), *_of_channels(now), *_of_chain(place, now), *_found_by_test(place.id), *_of_tests(now)]
    )


def everything_wrong(*, now: datetime) -> list[Trouble]:
    """The same for every place with a kiosk, and the kiosks that are silent; for the office."""
    chains = [trouble for place in places_with_kiosk() for trouble in _of_chain(place, now)]
    slow = _of_lanes(now, is_urgent=False)
    return _once(
        [
            *_of_the_worker(now),
            *_of_channels(now),
            *slow,
            *chains,
            *_of_kiosks(now),
            *_found_by_test(None),
            *_of_tests(now),
            *overdue(now),
        ]
    )


def _once(troubles: Iterable[Trouble]) -> list[Trouble]:
    return list(dict.fromkeys(troubles))


def _of_the_worker(now: datetime) -> list[Trouble]:
    if heartbeat.is_missing("worker", now):
        # Then nothing else of it shows itself either.
        return [Trouble(Kind.WORKER)]
    late = help_calls.is_climb_late(now, after=LATE) or outbox.is_urgent_late(now, after=LATE)
    return [*([Trouble(Kind.LATE)] if late else []), *_of_lanes(now, is_urgent=True)]


def _of_lanes(now: datetime, *, is_urgent: bool) -> list[Trouble]:
    """The lanes of which this worker showed once that it has them, and that stand still."""
    if heartbeat.is_missing("worker", now):
        return []
    seen = heartbeat.all_seen()
    names = {channel: heartbeat.lane_name(channel, is_urgent=is_urgent) for channel in OUTSIDE}
    after = LANE_MISSING_AFTER[is_urgent]
    still = [channel for channel in OUTSIDE if heartbeat.is_old(seen.get(names[channel], now), now, after=after)]
    return [Trouble(Kind.LANE, channel.value) for channel in still]


def _of_channels(now: datetime) -> list[Trouble]:
    return [Trouble(Kind.CHANNEL, channel.value) for channel in sorted(outbox.in_trouble(now))]


def _of_chain(place: Place, now: datetime) -> list[Trouble]:
    reachable = [person for person in called_at(place, now=now) if outbox.can_be_called(person)]
    return [] if reachable else [Trouble(Kind.NOBODY, str(place.id), place.name)]


def _of_kiosks(now: datetime) -> list[Trouble]:
    silent = (
        select(kiosk_device.c.id, kiosk_device.c.seen_at, kiosk_device.c.number, Place.name)
        .join(Place, Place.id == kiosk_device.c.place_id)
        .where(kiosk_device.c.revoked_at.is_(None))
        .order_by(kiosk_device.c.id)
    )
    return [
        Trouble(Kind.KIOSK, str(number), " · ".join(str(part) for part in (name, position) if part))
        for number, seen_at, position, name in db.session.execute(silent)
        if now - seen_at >= KIOSK_MISSING_AFTER
    ]


def _found_by_test(place_id: int | None) -> list[Trouble]:
    """What the last self-test met, until a later one passes: all of it, or what concerns one place."""
    test = last_test()
    found = test.troubles if test is not None else []
    about_place = (Kind.NOBODY, Kind.WEAK)
    return [
        trouble for trouble in found if place_id is None or trouble.kind not in about_place
        or trouble.about == str(place_id)
    ]  # fmt: skip


def _of_tests(now: datetime) -> list[Trouble]:
    return [Trouble(Kind.TEST)] if is_missed(now) else []
