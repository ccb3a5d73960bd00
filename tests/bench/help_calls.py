"""From the press on the kiosk to its first step handed over, while 5,000 newsletter messages wait; and what breaks."""

import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, update

from portal import clock, outbox
from portal.accounts import actions as accounts
from portal.accounts.models import Attempt, UserSession
from portal.db import db, transaction
from portal.demo.actions.help_calls import fill as fill_chain
from portal.help_calls import actions
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import Ended, Ending
from portal.kiosk import actions as kiosks
from portal.outbox import Channel, Message, State, Topic
from portal.school.models import Person, Place
from tests.bench.sinks import Sinks, sinks
from tests.bench.stage import Figures, Stage, deployment
from tests.live import Browser, served
from tests.test_push import Phone

PRESSES = 100
# For each way to fail: as many with it as without it, in turns; so many that the p99 is not the one worst press.
PAIRS = 200
NEWSLETTERS = 5000
PATIENCE = timedelta(seconds=10)
SETTLED_MS = 300
RESPONDERS = ("ravi", "elif")
# Each by mail, by text message, and on one phone.
FIRST_STEP = len(RESPONDERS) * 3
BROKEN = {Channel.EMAIL: {"mail": "hang"}, Channel.SMS: {"sms": "500"}, Channel.PUSH: {"push": "410"}}


@dataclass(frozen=True)
class Sent:
    """One message of a first step: on which channel, and how many milliseconds after the press it was taken."""

    channel: Channel
    ms: float


def figures() -> Figures:
    """A message counts as handed over when the channel has taken it; lost is who of the first step got none."""
    with busy_school() as (stage, kiosk, there):
        steps = [_press(stage, kiosk, f"press {n}") for n in range(PRESSES)]
        lost = sum(FIRST_STEP - len(step) for step in steps)
        for name, waits in (
            ("first_message_ms", [min(each.ms for each in step) for step in steps if step]),
            ("first_step_ms", [max(each.ms for each in step) for step in steps if step]),
        ):
            yield f"help.{name}.p50", share(waits, 0.5), "ms"
            yield f"help.{name}.p99", share(waits, 0.99), "ms"
        worst = 0.0
        for channel, how in BROKEN.items():
            ratio, more = _others(stage, kiosk, there, channel, how)
            worst, lost = max(worst, ratio), lost + more
            yield f"help.other_channels.{channel.value}.ratio", ratio, "of their p99 when all works"
        yield "help.other_channels.ratio", worst, "of their p99 when all works"
        yield "help.lost", lost, "messages"


def share(waits: list[float], part: float) -> float:
    """The value below which this part of them lies."""
    return sorted(waits)[max(0, round(len(waits) * part) - 1)]


@contextmanager
def busy_school(database_url: str | None = None):
    """A school whose newsletter is on its way, served with a worker; its kiosk, and the servers of the channels."""
    with (
        tempfile.TemporaryDirectory(prefix="samen-sinks-") as folder,
        sinks(Path(folder)) as there,
        deployment(database_url, **there.settings) as stage,
    ):
        with transaction():
            fill_chain(stage.cast, now=clock.now())
        bring_phones(stage, there)
        write_newsletters()
        with served(stage.app.config["SETTINGS"], worker=True) as url:
            yield stage, paired(url, stage, stage.cast.places["reception"].id), there


def paired(url: str, stage: Stage, place_id: int) -> Browser:
    """A browser that is the kiosk of a place."""
    with transaction():
        place, office = db.session.get_one(Place, place_id), db.session.get_one(Person, stage.cast.people["office"].id)
        code = kiosks.make_pairing_code(place, office, now=clock.now())
        # Thirty kiosks from one address would be somebody who guesses.
        db.session.query(Attempt).delete()
    kiosk = Browser(url, "")
    kiosk.get("/kiosk/pair")
    status, _text = kiosk.post("/kiosk/pair", {"code": code})
    assert status == 303, status
    kiosk.get("/kiosk")
    return kiosk


def bring_phones(stage: Stage, there: Sinks, ending: str = "well") -> None:
    """Each responder of the first step has one phone that shows notices."""
    with transaction():
        for who in RESPONDERS:
            person = db.session.get_one(Person, stage.cast.people[who].id)
            person.phone = f"+3161234567{RESPONDERS.index(who)}"
            session = accounts.start_session(person, "a phone", now=clock.now(), is_strong=True)
            number = db.session.query(UserSession.id).filter_by(person_id=person.id).first()
            assert session and number
            host = f"localhost:{there.ports['push']}"
            phone = Phone(f"https://{host}/{who}/{ending}")
            outbox.keep_device(person, number[0], phone.device, service=host, name="A phone", now=clock.now())


def write_newsletters(number: int = NEWSLETTERS) -> None:
    """So many messages about news wait for the mail server."""
    with transaction() as session:
        now = clock.now()
        parents = session.query(Person).filter(Person.guardian.has(), Person.email.is_not(None)).all()
        rows = [
            {"person_id": one.id, "channel": Channel.EMAIL, "way": "email", "topic": Topic.NEWS, "address": one.email,
             "language": "nl", "subject": "Nieuws", "body": "Er is nieuws.\n\nLees het.\n", "path": "/", "kind": "post",
             "about": 1, "state": State.WAITING, "queued_at": now, "due_at": now}
            for one in (parents[n % len(parents)] for n in range(number))
        ]  # fmt: skip
        session.execute(insert(Message), rows)


def _keep_busy() -> None:
    waiting = db.session.query(Message).filter_by(state=State.WAITING, is_urgent=False).count()
    db.session.rollback()
    if waiting < NEWSLETTERS * 0.8:
        write_newsletters(NEWSLETTERS - waiting)


def _others(stage: Stage, kiosk: Browser, there: Sinks, channel: Channel, how: dict) -> tuple[float, int]:
    """How long the other channels take while this one fails, as a part of how long they take when it works."""
    waits: dict[bool, list[float]] = {True: [], False: []}
    lost = 0
    for n in range(PAIRS * 2):
        fails = bool(n % 2)
        there.be(**(how if fails else {}))
        if channel is Channel.PUSH:
            bring_phones(stage, there, "gone" if fails else "well")
        others = [each for each in _press(stage, kiosk, f"{channel} {n}", without=channel) if each.channel != channel]
        waits[fails] += [each.ms for each in others]
        lost += FIRST_STEP - len(RESPONDERS) - len(others)
    there.be()
    _settle(stage, kiosk, channel)
    return share(waits[True], 0.99) / share(waits[False], 0.99), lost


def _settle(stage: Stage, kiosk: Browser, channel: Channel) -> None:
    """Until nobody waits any more for the server that failed: what is measured next has nothing to do with it."""
    for n in range(PATIENCE.seconds * 10):
        step = _press(stage, kiosk, f"after {channel} {n}")
        if len(step) == FIRST_STEP and max(each.ms for each in step) < SETTLED_MS:
            return


def _press(stage: Stage, kiosk: Browser, key: str, *, without: Channel | None = None) -> list[Sent]:
    _keep_busy()
    kiosk.get("/kiosk")
    pressed_at = clock.now()
    status, _text = kiosk.post("/kiosk/call", {"key": key})
    assert status == 303, status
    step = first_step(pressed_at, FIRST_STEP - (len(RESPONDERS) if without else 0), without)
    end(stage)
    return step


def first_step(pressed_at: datetime, wanted: int, without: Channel | None = None) -> list[Sent]:
    """What was handed over of the first step, as far as it was within our patience."""
    resting = threading.Event()
    while True:
        db.session.rollback()
        told = db.session.query(Message.channel, Message.sent_at).filter(
            Message.kind == "help_call", Message.queued_at >= pressed_at, Message.state == State.SENT
        )
        taken = [(channel, at) for channel, at in told if channel != without and at is not None]
        found = [Sent(channel, (at - pressed_at).total_seconds() * 1000) for channel, at in taken]
        if len(found) >= wanted or clock.now() - pressed_at > PATIENCE:
            return found
        resting.wait(0.02)


def end(stage: Stage) -> None:
    """The call is over, and all that is still to be said about it is said or dropped."""
    db.session.rollback()
    with transaction() as session:
        call = session.query(HelpCall).order_by(HelpCall.id.desc()).first()
        assert call is not None
        ravi = session.get_one(Person, stage.cast.people["ravi"].id)
        actions.stand_down(call, ravi, Ended(Ending.SAFE), now=clock.now())
    with transaction() as session:
        urgent = (Message.is_urgent, Message.state == State.WAITING)
        session.execute(update(Message).where(*urgent).values(state=State.DROPPED))
