"""One letter to 1,500 guardians: how soon it is queued, and whether it arrives once when workers are killed.

BENCH=fanout; FANOUT_GUARDIANS=300 makes it smaller. Each time is also given as a ratio to its floor: the same rows
written by themselves, since the speed of a machine differs from minute to minute.
"""

import os
import threading
import time
from email import message_from_bytes

from aiosmtpd.controller import Controller
from sqlalchemy import func, insert, select, update

from portal import clock, outbox, pictures
from portal.db import db, transaction
from portal.news import actions as news
from portal.news.actions import Written
from portal.outbox import Digest, Message, Pace, State, Times
from portal.school.models import Enrolment, Guardian, Guardianship, Household, Person, Pupil, SchoolClass
from tests.bench.stage import Figures, Stage, deployment
from tests.live import begun_worker, ended
from tests.postgres import free_port, server

GUARDIANS = int(os.environ.get("FANOUT_GUARDIANS", "1500"))
CLASSES, KILLS, LANGUAGES = 25, 3, ("nl", "en", "ar")
GIVE_UP = 300


class Postbox:
    """A mail server that counts how often each mail came, by its Message-ID."""

    def __init__(self):
        self.came: dict[str, int] = {}
        self.whose: set[str] = set()

    async def handle_DATA(self, _server, _session, envelope):
        number = str(message_from_bytes(envelope.original_content)["Message-ID"])
        self.came[number] = self.came.get(number, 0) + 1
        self.whose.update(envelope.rcpt_tos)
        return "250 OK"


def figures() -> Figures:
    """Queued at once, gathered for a digest, and sent by workers that are killed; on SQLite and on PostgreSQL."""
    with deployment() as stage:
        yield from _queueing(stage, "sqlite")
    with server() as url, deployment(url) as stage:
        yield from _queueing(stage, "postgresql")
    yield from _sending()


def _queueing(stage: Stage, name: str) -> Figures:
    classes = _a_school(stage)
    taken, made = _timed(stage, classes)
    _write_rows(made)
    floor = _write_rows(made)
    yield f"fanout.{name}.queued", made, "messages"
    yield f"fanout.{name}.seconds", taken, "s"
    yield f"fanout.{name}.per_row_of_floor", taken / floor, "times"
    with transaction() as session:
        session.execute(update(outbox.MessageTimes).values(pace=Pace.DAILY))
    taken, _none = _timed(stage, classes)
    gathered = db.session.scalar(select(func.count()).select_from(Digest).where(Digest.told_at.is_(None)))
    yield f"fanout.{name}.gathered", gathered or 0, "digests"
    yield f"fanout.{name}.gathered.seconds", taken, "s"


def _timed(stage: Stage, classes: list[SchoolClass]) -> tuple[float, int]:
    """Seconds that writing one letter takes until it is kept, and how many messages that made."""
    before = db.session.scalar(select(func.count()).select_from(Message)) or 0
    db.session.rollback()
    start = time.perf_counter()
    _written(stage, classes)
    taken = time.perf_counter() - start
    return taken, (db.session.scalar(select(func.count()).select_from(Message)) or 0) - before


def _written(stage: Stage, classes: list[SchoolClass]) -> None:
    with transaction() as session:
        there = [session.get_one(SchoolClass, each.id) for each in classes]
        celik = session.get_one(Person, stage.cast.people["celik"].id)
        letter = Written("Schoolfeest", "Vrijdag is het schoolfeest.", language="nl")
        news.write(celik, there, letter, folder=pictures.folder(), now=clock.now())


def _write_rows(number: int) -> float:
    """Seconds to write as many messages as rows that are ready: the floor."""
    now = clock.now()
    row = {
        "person_id": 1, "language": "nl", "topic": "news", "is_urgent": False, "subject": "Nieuws", "body": "Nieuws.",
        "path": "/", "kind": "floor", "about": 1, "calendar": None, "calendar_method": None, "queued_at": now,
        "due_at": now, "channel": "email", "way": "email", "address": "a@b.example", "is_shown": True,
        "state": State.SENT, "sent_at": now,
    }  # fmt: skip
    start = time.perf_counter()
    with transaction() as session:
        session.execute(insert(Message), [dict(row) for _n in range(number)])
    return time.perf_counter() - start


def _a_school(stage: Stage) -> list[SchoolClass]:
    """Classes with so many guardians in all, who want to hear at once, in several languages."""
    with transaction() as session:
        year = stage.cast.classes["3B"].year_id
        classes = [SchoolClass(year_id=year, name=f"F{n}") for n in range(CLASSES)]
        session.add_all(classes)
        session.flush()
        people = []
        for n in range(GUARDIANS):
            person = Person(first_name=f"Ouder {n}", last_name="Bank", email=f"fan{n}@regenboog.example")
            person.language, person.phone = LANGUAGES[n % 3], f"06{n:08d}"
            person.guardian = Guardian(household=Household())
            pupil = Pupil(first_name=f"Kind {n}", last_name="Bank")
            pupil.guardianships = [Guardianship(guardian=person.guardian)]
            school_class = classes[n % CLASSES]
            session.add_all([person, Enrolment(pupil=pupil, class_id=school_class.id, year_id=year)])
            people.append(person)
        session.flush()
        at_once = Times(Pace.AT_ONCE)
        for person in people:
            outbox.choose_times(person, at_once, now=clock.now())
        return classes


def _sending() -> Figures:
    """All of it through a mail server, by a worker that is killed (`kill -9`) three times while it sends."""
    box = Postbox()
    mail = Controller(box, hostname="127.0.0.1", port=free_port())
    mail.start()
    try:
        with deployment(mail_url=f"smtp://127.0.0.1:{mail.port}") as stage:
            classes = _a_school(stage)
            _written(stage, classes)
            start = time.perf_counter()
            _killed_thrice(stage, box)
            yield "fanout.sent.seconds", time.perf_counter() - start, "s"
    finally:
        mail.stop()
    yield "fanout.kills", KILLS, "kills"
    yield "fanout.lost", GUARDIANS - len(box.whose), "guardians"
    yield "fanout.doubles", sum(number - 1 for number in box.came.values()), "mails"


def _killed_thrice(stage: Stage, box: Postbox) -> None:
    settings = stage.app.config["SETTINGS"]
    for kill in range(1, KILLS + 1):
        worker = begun_worker(settings)
        _until(lambda part=kill: len(box.came) >= GUARDIANS * part // (KILLS + 1))
        ended(worker)
    worker = begun_worker(settings)
    try:
        _until(lambda: _waiting() == 0)
    finally:
        ended(worker)


def _waiting() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(Message.state == State.WAITING)) or 0


def _until(is_so) -> None:
    resting, ends = threading.Event(), time.monotonic() + GIVE_UP
    while not is_so():
        assert time.monotonic() < ends, "the worker does not get on"
        resting.wait(0.05)
