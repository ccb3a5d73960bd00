"""The real worker, with a mail server that hangs: what goes another way does not wait for it."""

import threading
from dataclasses import replace

import pytest

from portal import clock, outbox
from portal.db import db, transaction
from portal.outbox import Channel, Way
from portal.school.models import Person
from tests.live import begun_worker, ended
from tests.servers import receiving, silent

PATIENCE = 30


@pytest.fixture
def at_work(app):
    """Starts the real worker as a process of its own, with other settings."""
    running = []

    def start(**settings) -> None:
        running.append(begun_worker(replace(app.config["SETTINGS"], **settings)))

    yield start
    for process in running:
        ended(process)


def tell(cast, way: Way, number: int) -> None:
    with transaction():
        person = db.session.get_one(Person, cast.people["ravi"].id)
        outbox.queue_to(way, person, "help_calls/messages/come.txt", cast.places["reception"], now=clock.now(),
                        is_urgent=True, place=f"lokaal {number}", level="emergency", is_drill=False,
                        waited=None)  # fmt: skip


def test_a_mail_server_that_hangs_holds_up_no_text_message(cast, at_work):
    """Every attempt at mail takes seconds; text messages that are queued meanwhile arrive within one."""
    with silent() as mail_port, receiving() as gateway:
        for number in range(3):
            tell(cast, Way(Channel.EMAIL, "ravi@regenboog.example"), number)
        at_work(
            mail_url=f"smtp://127.0.0.1:{mail_port}", sms_url=f"{gateway.url}/sms", sms_body="to={to}&text={text}",
        )  # fmt: skip
        tell(cast, Way(Channel.SMS, "+31612345678"), 0)
        assert _until(lambda: len(gateway.asked) == 1, PATIENCE), "the worker did not start"
        # From here on the worker has been waiting for the mail server, and goes on doing so.
        for number in range(1, 4):
            tell(cast, Way(Channel.SMS, "+31612345678"), number)
            assert _until(lambda wanted=number + 1: len(gateway.asked) == wanted, 2), "it waited for the mail server"
        db.session.rollback()
        assert db.session.query(outbox.Message).filter_by(channel=Channel.EMAIL, state="sent").count() == 0


def _until(is_so, seconds: float) -> bool:
    waiting = threading.Event()
    for _look in range(int(seconds * 20)):
        if is_so():
            return True
        waiting.wait(0.05)
    return is_so()
