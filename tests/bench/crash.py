"""The worker or the web server is killed (`kill -9`) at a random moment of an open call, again and again.

BENCH=crash takes half an hour; CRASH_RUNS=10 makes it shorter, CRASH_OF=worker or web does one of the two.
"""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http.client import HTTPException

from sqlalchemy import select, update

from portal import clock
from portal.db import db, transaction
from portal.demo.actions.help_calls import fill as fill_chain
from portal.help_calls import actions
from portal.help_calls.models import CalledResponder, CallEvent, HelpCall
from portal.help_calls.rules import Ended, Ending
from portal.outbox import Message, State
from portal.school.models import Person
from portal.settings import ROOT
from tests.bench.stage import Figures, Stage, deployment
from tests.live import Browser, as_environment, wait_for
from tests.postgres import free_port

RUNS = int(os.environ.get("CRASH_RUNS", "200"))
OF = os.environ.get("CRASH_OF", "worker web").split()
WAIT = 1
STEPS = 3
# Whoever starts the processes again does so at once; a new worker looks at what is due within a few seconds.
STEP_WITHIN = timedelta(seconds=15)
# And a message that the old one held is free after its lease of 12 seconds.
MESSAGE_WITHIN = timedelta(seconds=30)
GIVE_UP = 60


@dataclass
class Course:
    """What became of the calls: times in seconds beyond what a step or message takes by itself."""

    lost_steps: int = 0
    lost_messages: int = 0
    told_twice: int = 0
    tried_again: int = 0
    step_late: list[float] = field(default_factory=list)
    message_late: list[float] = field(default_factory=list)


class Processes:
    """Web and worker of one deployment, each in a group of its own; one that is killed is started again at once."""

    def __init__(self, stage: Stage):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        settings = replace(stage.app.config["SETTINGS"], url=self.url)
        self.environment = os.environ | as_environment(settings) | {"PORT": str(self.port), "HOST": "127.0.0.1"}
        self.commands = {
            "web": [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py", "wsgi:app"],
            "worker": [sys.executable, "-m", "flask", "--app", "wsgi", "worker"],
        }
        self.running = {name: self._started(name) for name in self.commands}

    def _started(self, name: str) -> subprocess.Popen:
        return subprocess.Popen(
            self.commands[name], cwd=ROOT, env=self.environment, start_new_session=True, stderr=subprocess.DEVNULL
        )

    def kill(self, name: str) -> None:
        self.end(name)
        self.running[name] = self._started(name)

    def end(self, name: str) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.running[name].pid, signal.SIGKILL)
        self.running[name].wait()


def figures() -> Figures:
    """For worker and web each: what was lost (0), what came later than promised (0), and how late at most."""
    for name in OF:
        course = _course(name)
        yield f"crash.{name}.runs", RUNS, "kills"
        yield f"crash.{name}.lost_steps", course.lost_steps, "steps"
        yield f"crash.{name}.lost_messages", course.lost_messages, "messages"
        yield f"crash.{name}.told_twice", course.told_twice, "people"
        yield f"crash.{name}.tried_again", course.tried_again, "messages"
        late = sum(each > STEP_WITHIN.total_seconds() for each in course.step_late)
        late += sum(each > MESSAGE_WITHIN.total_seconds() for each in course.message_late)
        yield f"crash.{name}.later_than_promised", late, "steps and messages"
        yield f"crash.{name}.step_late.max", max(course.step_late), "s"
        yield f"crash.{name}.message_late.max", max(course.message_late), "s"


def _course(name: str) -> Course:
    chance, course = random.Random(), Course()
    with deployment() as stage:
        with transaction():
            fill_chain(stage.cast, now=clock.now())
        processes = Processes(stage)
        try:
            wait_for(f"{processes.url}/sign-in")
            kiosk = Browser(processes.url, "")
            kiosk.get("/demo")
            kiosk.post("/demo/sign-in", {"who": "kiosk"})
            kiosk.get("/kiosk")
            for run in range(RUNS):
                moment = chance.uniform(0, WAIT * STEPS)
                killing = threading.Timer(moment, processes.kill, args=(name,))
                killing.start()
                _call(kiosk, f"run {run}", course)
                killing.join()
                _end(stage)
        finally:
            for each in processes.running:
                processes.end(each)
    return course


def _call(kiosk: Browser, key: str, course: Course) -> None:
    """One call, pressed as a kiosk does: again and again with the same key until it is taken."""
    pressed_at = clock.now()
    assert _until(lambda: _is_taken(kiosk, key)), "the call was never taken"
    number = _shortened(key)
    _until(lambda: _told(number) >= STEPS)
    _climbs_no_more(number)
    _until(lambda: _waiting(number) == 0)
    db.session.rollback()
    course.lost_steps += STEPS - _told(number)
    course.lost_messages += _waiting(number)
    messages = db.session.scalars(select(Message).where(Message.kind == "help_call", Message.about == number)).all()
    course.tried_again += sum(message.attempts > 1 for message in messages)
    course.message_late += [(m.sent_at - m.queued_at).total_seconds() for m in messages if m.sent_at]
    told = _first_told(number)
    course.step_late += [(b - a).total_seconds() - WAIT for a, b in zip(told, told[1:], strict=False)]
    course.told_twice += _doubles(number)
    assert pressed_at <= clock.now()


def _is_taken(kiosk: Browser, key: str) -> bool:
    try:
        return kiosk.post("/kiosk/call", {"key": key})[0] == 303
    except (OSError, HTTPException):
        kiosk.close()
        return False


def _shortened(key: str) -> int:
    """The call with steps of a second; its number. It is as if the school had set them so."""
    with transaction() as session:
        call = session.scalars(select(HelpCall).where(HelpCall.key == key)).unique().one()
        session.execute(update(CalledResponder).where(CalledResponder.call_id == call.id).values(wait_seconds=WAIT))
        if call.position == 1:
            call.climbs_at = call.raised_at + timedelta(seconds=WAIT)
        return call.id


def _climbs_no_more(number: int) -> None:
    """The whole chain was told: it does not begin again, so that what is counted comes to an end."""
    db.session.rollback()
    with transaction() as session:
        held = clock.now() + timedelta(hours=1)
        session.execute(update(HelpCall).where(HelpCall.id == number).values(climbs_at=held))


def _told(number: int) -> int:
    db.session.rollback()
    told = select(CalledResponder.position).where(
        CalledResponder.call_id == number, CalledResponder.told_at.is_not(None)
    )
    return len(set(db.session.scalars(told)))


def _first_told(number: int) -> list[datetime]:
    """When each step was told first, in order."""
    rows = db.session.execute(
        select(CalledResponder.position, CalledResponder.told_at).where(CalledResponder.call_id == number)
    ).all()
    steps = sorted({position for position, at in rows if at})
    return [min(at for position, at in rows if position == step and at) for step in steps]


def _doubles(number: int) -> int:
    """People whom one round of the chain told twice."""
    db.session.rollback()
    found, told = 0, set()
    events = select(CallEvent.what, CallEvent.person_id).where(CallEvent.call_id == number).order_by(CallEvent.id)
    for what, person in db.session.execute(events):
        if what == "unanswered":
            told.clear()
        elif what == "told":
            found += person in told
            told.add(person)
    return found


def _waiting(number: int) -> int:
    db.session.rollback()
    mine = (Message.kind == "help_call", Message.about == number, Message.state.in_((State.WAITING, State.FAILED)))
    return db.session.query(Message).filter(*mine).count()


def _until(is_so: Callable[[], bool]) -> bool:
    resting, ends = threading.Event(), clock.now() + timedelta(seconds=GIVE_UP)
    while not is_so():
        if clock.now() > ends:
            return False
        resting.wait(0.1)
    return True


def _end(stage: Stage) -> None:
    db.session.rollback()
    with transaction() as session:
        call = session.query(HelpCall).order_by(HelpCall.id.desc()).first()
        ravi = session.get_one(Person, stage.cast.people["ravi"].id)
        assert call is not None
        actions.stand_down(call, ravi, Ended(Ending.SAFE), now=clock.now())
