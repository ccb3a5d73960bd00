"""Thirty kiosks call within one second, on PostgreSQL with three workers."""

import os
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path

from portal import clock
from portal.db import db, transaction
from portal.demo.actions.help_calls import fill as fill_chain
from portal.outbox import Message, State
from portal.school.models import Place
from portal.settings import ROOT
from tests import postgres
from tests.bench.help_calls import FIRST_STEP, bring_phones, paired, share, write_newsletters
from tests.bench.sinks import sinks
from tests.bench.stage import Figures, Stage, deployment
from tests.live import Browser, as_environment, served

KIOSKS, WORKERS = 30, 3
PATIENCE = 30


def figures() -> Figures:
    """From each press to the last message of its first step; all of them take the same two colleagues."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="samen-sinks-"))
        there = stack.enter_context(sinks(Path(folder)))
        server = stack.enter_context(postgres.server(durable=True))
        database = postgres.create_database(server, "samen_rush")
        stage = stack.enter_context(deployment(database, **there.settings))
        places = _places(stage)
        bring_phones(stage, there)
        write_newsletters()
        url = stack.enter_context(served(stage.app.config["SETTINGS"], worker=True))
        for _more in range(WORKERS - 1):
            stack.callback(_stop, _worker(stage))
        kiosks = [paired(url, stage, number) for number in places]
        waits, lost = _rush(kiosks)
    yield "help.rush_ms.p50", share(waits, 0.5), "ms"
    yield "help.rush_ms.p99", share(waits, 0.99), "ms"
    yield "help.rush.lost", lost, "messages"


def _places(stage: Stage) -> list[int]:
    """Thirty places, each with the chain of reception; their numbers."""
    with transaction() as session:
        made = [Place(name=f"Plek {n}", phone="") for n in range(KIOSKS)]
        session.add_all(made)
        session.flush()
        for place in made:
            stage.cast.places["reception"] = place
            fill_chain(stage.cast, now=clock.now())
        return [place.id for place in made]


def _worker(stage: Stage) -> subprocess.Popen:
    environment = os.environ | as_environment(stage.app.config["SETTINGS"])
    return subprocess.Popen([sys.executable, "-m", "flask", "--app", "wsgi", "worker"], cwd=ROOT, env=environment)


def _stop(process: subprocess.Popen) -> None:
    process.terminate()
    process.wait(20)


def _rush(kiosks: list[Browser]) -> tuple[list[float], int]:
    together, statuses = threading.Barrier(len(kiosks) + 1), []

    def press(n: int, kiosk: Browser) -> None:
        together.wait()
        # All within one second, each at a moment of its own.
        threading.Event().wait(n / len(kiosks))
        statuses.append(kiosk.post("/kiosk/call", {"key": f"rush {n}"})[0])

    threads = [threading.Thread(target=press, args=pair) for pair in enumerate(kiosks)]
    for thread in threads:
        thread.start()
    together.wait()
    for thread in threads:
        thread.join()
    assert statuses == [303] * len(kiosks), statuses
    return _sent(len(kiosks) * FIRST_STEP)


def _sent(wanted: int) -> tuple[list[float], int]:
    """For each call the milliseconds until its last message was taken, and how many messages were not."""
    resting, since = threading.Event(), clock.now()
    while True:
        db.session.rollback()
        rows = db.session.query(Message.about, Message.queued_at, Message.sent_at, Message.state).filter(
            Message.kind == "help_call"
        )
        sent = [row for row in rows if row.state is State.SENT and row.sent_at]
        if len(sent) >= wanted or (clock.now() - since).total_seconds() > PATIENCE:
            break
        resting.wait(0.05)
    last: dict[int, float] = {}
    for about, queued_at, sent_at, _state in sent:
        taken = ((sent_at or queued_at) - queued_at).total_seconds() * 1000
        last[about] = max(last.get(about, 0.0), taken)
    return list(last.values()), wanted - len(sent)
