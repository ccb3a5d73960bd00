"""Bookings through the web server against the rate at which the database keeps single rows, on both databases."""

import threading
import time
from collections import Counter
from statistics import median

from sqlalchemy.orm import Session

from portal import clock
from portal.conversations.models import Booking
from portal.db import db
from portal.heartbeat import Heartbeat
from portal.outbox import Message
from tests import postgres
from tests.bench.stage import Connection, Figures, Stage, deployment, written
from tests.crowd import Family, families
from tests.live import Browser, served
from tests.stories import a_round, everybody_is_told

# The first turn is not counted, of bookings as of single rows: both then run as they will all day.
CLIENTS, EACH, TURNS = 8, 8, 6
COMMITS = 100


def figures() -> Figures:
    """A booking counts from the press to its 303; that both sides are told is kept in the same transaction."""
    doubles = 0
    with deployment() as stage:
        ratio, more = _measure(stage)
        doubles += more
        yield "booking.ratio.sqlite", ratio, "of single-row commits"
    with postgres.server(durable=True) as server, deployment(postgres.create_database(server, "samen_bench")) as stage:
        ratio, more = _measure(stage)
        doubles += more
        yield "booking.ratio.postgresql", ratio, "of single-row commits"
    yield "booking.doubles", doubles, "times held by two families"


def _measure(stage: Stage) -> tuple[float, int]:
    """The ratio, and how many times are held twice. Both are measured in turns, so that noise meets both alike.

    Of the turns the middle one counts, as with pages: what else the machine does is no part of either.
    """
    number = CLIENTS * EACH * TURNS
    slots = a_round(stage.cast.people["celik"], stage.cast.classes["3B"], times=number, minutes=1)
    numbers = [slot.id for slot in slots]
    crowd = families(stage.app, stage.cast.classes["3B"], number)
    before = db.session.query(Message).count()
    db.session.rollback()
    single, booking = [], []
    with served(stage.app.config["SETTINGS"]) as url:
        requests = [_press(url, family, slot) for family, slot in zip(crowd, numbers, strict=True)]
        for turn in range(TURNS):
            single.append(_seconds_for_commits() / COMMITS)
            booking.append(_seconds_for_bookings(url, requests[turn::TURNS]) / (CLIENTS * EACH))
    db.session.rollback()
    everybody_is_told()
    held = Counter(row.slot_id for row in db.session.query(Booking))
    assert db.session.query(Message).count() - before == 3 * len(numbers), "a confirmation is missing"
    assert len(held) == len(numbers), "a booking is missing"
    return median(single[1:]) / median(booking[1:]), sum(count - 1 for count in held.values())


def _seconds_for_bookings(url: str, requests: list[bytes]) -> float:
    """Eight clients, each on one kept connection as behind a proxy, press for one family after the other."""
    start, wrong = threading.Barrier(CLIENTS + 1), []

    def client(mine: list[bytes]) -> None:
        connection = Connection(url)
        start.wait()
        statuses = Counter(connection.ask(request)[0] for request in mine)
        wrong.extend(status for status in statuses if status != 303)

    threads = [threading.Thread(target=client, args=(requests[n::CLIENTS],)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    assert not wrong, f"refused: {wrong}"
    return time.perf_counter() - began


def _press(url: str, family: Family, slot: int) -> bytes:
    browser = Browser(url, family.cookie)
    browser.get("/account")
    browser.close()
    fields = {"pupil": family.pupil_id, "csrf_token": browser.token}
    return written("POST", f"/conversations/slots/{slot}/book", family.cookie, fields)


def _seconds_for_commits() -> float:
    """One process keeps one row after the other through the ORM, with a new session each."""
    start = time.perf_counter()
    for n in range(COMMITS):
        with Session(db.engine) as session:
            session.add(Heartbeat(name=f"bench {start} {n}", at=clock.now()))
            session.commit()
    return time.perf_counter() - start
