"""From the press on the kiosk to the first message handed over, with the worker idle."""

import threading
from datetime import datetime, timedelta

from portal import clock
from portal.db import db, transaction
from portal.demo.actions.help_calls import fill as fill_chain
from portal.help_calls import actions
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import Ended, Ending
from portal.outbox import Message, State
from tests.bench.stage import Figures, Stage, deployment
from tests.live import Browser, served

PRESSES = 100
PATIENCE = timedelta(seconds=10)
# Two colleagues, by mail and by text message: none of them asked for notices.
FIRST_STEP = 2 * 2


def figures() -> Figures:
    """A message counts as handed over when the channel has taken it; lost is who of the first step got none."""
    with deployment() as stage:
        with transaction():
            fill_chain(stage.cast, now=clock.now())
        with served(stage.app.config["SETTINGS"], worker=True) as url:
            kiosk = Browser(url, "")
            kiosk.get("/demo")
            kiosk.post("/demo/sign-in", {"who": "kiosk"})
            waits, lost = _presses(stage, kiosk)
    waits.sort()
    yield "help.first_message_ms.p50", waits[len(waits) // 2], "ms"
    yield "help.first_message_ms.p99", waits[int(len(waits) * 0.99) - 1], "ms"
    yield "help.lost", lost, "messages"


def _presses(stage: Stage, kiosk: Browser) -> tuple[list[float], int]:
    waits, lost = [], 0
    for n in range(PRESSES):
        kiosk.get("/kiosk")
        pressed_at = clock.now()
        status, _text = kiosk.post("/kiosk/call", {"key": f"press {n}"})
        assert status == 303, status
        sent = _first_step(pressed_at)
        lost += FIRST_STEP - len(sent)
        waits += [(min(sent) - pressed_at).total_seconds() * 1000] if sent else []
        _end(stage)
    return waits, lost


def _first_step(pressed_at: datetime) -> list[datetime]:
    """When the first step was told, as far as they were within our patience."""
    resting = threading.Event()
    while True:
        db.session.rollback()
        told = db.session.query(Message.sent_at).filter(
            Message.kind == "help_call", Message.queued_at >= pressed_at, Message.state == State.SENT
        )
        found = [at for (at,) in told if at]
        if len(found) >= FIRST_STEP or clock.now() - pressed_at > PATIENCE:
            return found
        resting.wait(0.01)


def _end(stage: Stage) -> None:
    db.session.rollback()
    with transaction() as session:
        call = session.query(HelpCall).order_by(HelpCall.id.desc()).first()
        assert call is not None
        actions.stand_down(call, stage.cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
    resting = threading.Event()
    while db.session.query(Message).filter(Message.state == State.WAITING).count():
        db.session.rollback()
        resting.wait(0.05)
