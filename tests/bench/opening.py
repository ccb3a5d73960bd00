"""The opening minute: all families of a school choose at the same moment, on both databases, and through kills."""

import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException

from sqlalchemy import select

from portal.conversations.models import AlsoTaken, Booking, BookingChange, Slot, SlotOffer, WaitingPlace
from portal.db import db
from portal.outbox import Message
from tests import postgres
from tests.bench.crash import Processes
from tests.bench.help_calls import share
from tests.bench.school import Parent, School, a_school
from tests.bench.stage import Figures, Stage, deployment
from tests.crowd import free_times, offered_instead
from tests.live import Browser, wait_for
from tests.stories import everybody_is_told

SWAPS, TAPS_TWICE, GIVES_BACK = 0.10, 0.10, 0.03
KILLS = 4
# A proxy in front of the portal asks again for as long when nobody listens.
TRIES = 40


@dataclass
class Minute:
    """What the crowd lived through: every answer, how long each took, and what each was told that it has."""

    statuses: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    booked: list[tuple[int, int, int]] = field(default_factory=list)
    unanswered: int = 0


def figures() -> Figures:
    """For each database: answers, their times, and what must be 0; then the same with web and worker killed."""
    with deployment() as stage:
        yield from _minute(stage, "sqlite")
    with postgres.server(durable=True) as server:
        with deployment(postgres.create_database(server, "samen_opening")) as stage:
            yield from _minute(stage, "postgresql")
        with deployment(postgres.create_database(server, "samen_opening_killed")) as stage:
            yield from _minute(stage, "postgresql.killed", kills=KILLS)
    with deployment() as stage:
        yield from _minute(stage, "sqlite.killed", kills=KILLS)


def _minute(stage: Stage, name: str, kills: int = 0) -> Figures:
    school, minute = a_school(stage.app), Minute()
    db.session.rollback()
    processes = Processes(stage)
    try:
        wait_for(f"{processes.url}/sign-in")
        took = _all_at_once(processes, school, minute, kills)
    finally:
        for each in processes.running:
            processes.end(each)
    db.session.rollback()
    everybody_is_told()
    yield f"opening.{name}.parents", len(school.parents), f"in {took:.1f} s, {sum(minute.statuses.values())} answers"
    yield f"opening.{name}.answer_ms.p50", share(minute.seconds, 0.5) * 1000, "ms"
    yield f"opening.{name}.answer_ms.p99", share(minute.seconds, 0.99) * 1000, "ms"
    yield f"opening.{name}.errors", sum(n for status, n in minute.statuses.items() if status >= 500), "answers of 5xx"
    yield f"opening.{name}.unanswered", minute.unanswered, "presses"
    yield f"opening.{name}.lost", _lost(minute), "conversations that a family was told it has"
    yield f"opening.{name}.doubles", _doubles(), "times given twice"
    yield f"opening.{name}.overlaps", _overlaps(), "families in two places"
    yield f"opening.{name}.untold", _untold(), "conversations of which nobody was told"
    yield f"opening.{name}.held", db.session.query(Booking).filter_by(cancelled_at=None).count(), "conversations"
    yield f"opening.{name}.waiting", db.session.query(WaitingPlace).filter_by(ended_at=None).count(), "families wait"


def _all_at_once(processes: Processes, school: School, minute: Minute, kills: int) -> float:
    start, over = threading.Barrier(len(school.parents) + 1), threading.Event()
    threads = [
        threading.Thread(target=_live_through, args=(processes.url, parent, start, minute, random.Random(n)))
        for n, parent in enumerate(school.parents)
    ]
    for thread in threads:
        thread.start()
    start.wait(timeout=300)
    began = time.perf_counter()
    beside = [threading.Thread(target=_change_of_mind, args=(processes.url, school, over))]
    if kills:
        beside.append(threading.Thread(target=_kill, args=(processes, kills, over)))
    for thread in beside:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    over.set()
    for thread in beside:
        thread.join()
    return took


def _kill(processes: Processes, kills: int, over: threading.Event) -> None:
    for n in range(kills):
        if not over.wait(1.5):
            processes.kill(("web", "worker")[n % 2])


def _change_of_mind(url: str, school: School, over: threading.Event) -> None:
    """A teacher keeps times free and gives them back while the families choose."""
    teacher, chance = Browser(url, school.teacher), random.Random(1)
    while not over.wait(0.25):
        try:
            teacher.get("/conversations/team")
            slot = chance.choice(school.slots_of_teacher)
            for deed in ("block", "unblock"):
                teacher.post(f"/conversations/slots/{slot}/{deed}", {})
        except (OSError, HTTPException):
            teacher.close()


class _Press:
    """A parent's phone: each press is answered, asked again when the server went away, and written down."""

    def __init__(self, url: str, parent: Parent, minute: Minute):
        self.browser, self.minute = Browser(url, parent.cookie), minute

    def __call__(self, path: str, fields: dict | None = None) -> tuple[int, str]:
        began, resting = time.perf_counter(), threading.Event()
        for _try in range(TRIES):
            try:
                asked = self.browser.get(path) if fields is None else self.browser.post(path, fields)
            except (OSError, HTTPException):
                self.browser.close()
                resting.wait(0.25)
                continue
            self.minute.statuses[asked[0]] += 1
            self.minute.seconds.append(time.perf_counter() - began)
            return asked
        self.minute.unanswered += 1
        return 0, ""


def _live_through(
    url: str, parent: Parent, start: threading.Barrier, minute: Minute, chance: random.Random
) -> None:  # fmt: skip
    start.wait(timeout=300)
    press = _Press(url, parent, minute)
    _status, page = press("/conversations")
    if len(parent.children) > 1:
        _book_all(press, parent, minute, page)
        return
    slot = _book_one(press, parent, minute, page, chance)
    if slot and chance.random() < TAPS_TWICE:
        press(f"/conversations/slots/{slot}/book", {"pupil": min(parent.children)})
    if slot and chance.random() < SWAPS + GIVES_BACK:
        _change(press, chance)


def _book_one(press: _Press, parent: Parent, minute: Minute, page: str, chance: random.Random) -> int | None:
    """Choose until something is free; whoever finds nothing waits."""
    child, times = parent.children[0], free_times(page)
    while times:
        slot = chance.choice(times)
        status, page = press(f"/conversations/slots/{slot}/book", {"pupil": child})
        if status == 303:
            minute.booked.append((parent.household, child, slot))
            return slot
        times = offered_instead(page)
    if row := re.search(r"/conversations/rounds/(\d+)/wait", page):
        press(f"/conversations/rounds/{row[1]}/wait?pupil={child}", {"pupil": child})
    return None


def _book_all(press: _Press, parent: Parent, minute: Minute, page: str) -> None:
    """The first proposal for all children, and the next when somebody was just before."""
    for _try in range(TRIES):
        form = re.search(r'class="book-all".*?</form>', page, re.S)
        if form is None:
            return
        pairs = re.findall(r'name="time" value="(\d+)-(\d+)"', form[0])
        status, page = press("/conversations/all", {"time": [f"{slot}-{child}" for slot, child in pairs]})
        if status == 303:
            minute.booked += [(parent.household, int(child), int(slot)) for slot, child in pairs]
            return


def _change(press: _Press, chance: random.Random) -> None:
    _status, page = press("/conversations")
    booking = re.search(r"/conversations/bookings/(\d+)/move", page)
    if booking is None:
        return
    if chance.random() < GIVES_BACK / (SWAPS + GIVES_BACK):
        press(f"/conversations/bookings/{booking[1]}/cancel", {})
        return
    _status, page = press(f"/conversations/bookings/{booking[1]}/move")
    times = re.findall(rf"/conversations/bookings/{booking[1]}/move/(\d+)", page)
    if times:
        press(f"/conversations/bookings/{booking[1]}/move/{chance.choice(times)}", {})


def _lost(minute: Minute) -> int:
    """What was answered with success and of which no row exists, whatever became of it since."""
    kept = {(b.household_id, b.pupil_id) for b in db.session.query(Booking)}
    return sum((household, child) not in kept for household, child, _slot in minute.booked)


def _doubles() -> int:
    held = [*db.session.scalars(select(Booking.slot_id).where(Booking.cancelled_at.is_(None)))]
    held += [*db.session.scalars(select(AlsoTaken.slot_id))]
    held += [*db.session.scalars(select(SlotOffer.slot_id).where(SlotOffer.ended_at.is_(None)))]
    return sum(count - 1 for count in Counter(held).values())


def _overlaps() -> int:
    query = select(Booking.household_id, Slot.starts_at, Slot.ends_at).join(Slot, Slot.id == Booking.slot_id)
    query = query.where(Booking.cancelled_at.is_(None)).order_by(Booking.household_id, Slot.starts_at)
    rows = db.session.execute(query).all()
    return sum(a[0] == b[0] and b[1] < a[2] for a, b in zip(rows, rows[1:], strict=False))


def _untold() -> int:
    told = set(db.session.scalars(select(Message.about).where(Message.kind == "booking")))
    # One that was cancelled before anybody heard of it is told to nobody.
    held = db.session.scalars(select(Booking.id).where(Booking.cancelled_at.is_(None)))
    # The worker that was ended at the close held one of them for a minute; the next one tells it.
    told |= set(db.session.scalars(select(BookingChange.booking_id)))
    return sum(number not in told for number in held)
