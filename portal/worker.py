"""The worker: the jobs in order of urgency, and the loop that does them."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError

from portal import clock, heartbeat, outbox, retention, tasks
from portal.accounts import actions as accounts
from portal.help_calls import actions as help_calls

Job = Callable[[datetime], bool]

# Each does one piece of work in a transaction of its own and says whether there was any.
JOBS: tuple[Job, ...] = (
    help_calls.climb_one,
    outbox.send_urgent_one,
    accounts.answer_one_request,
    outbox.send_one,
    tasks.do_one,
    retention.forget_one,
)

PAUSE = 0.2
LIVELINESS = timedelta(seconds=5)

log = logging.getLogger(__name__)


def work(jobs: tuple[Job, ...] = JOBS) -> int:
    """Do all that is due now, the most urgent first after each piece; returns the number of pieces."""
    pieces = 0
    while any(job(clock.now()) for job in jobs):
        pieces += 1
    return pieces


def run_until_stopped() -> None:
    """Work, rest a moment, work again, until the process is told to stop. A job that breaks is tried again."""
    stopped = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    log.info("the worker is at work")
    beaten: datetime | None = None
    while not stopped.is_set():
        beaten = _try_once(beaten)
        stopped.wait(PAUSE)
    log.info("the worker has stopped")


def _try_once(beaten: datetime | None) -> datetime | None:
    now = clock.now()
    try:
        if beaten is None or now - beaten >= LIVELINESS:
            heartbeat.beat("worker", now)
            beaten = now
        _work_without_stopping_at_the_first()
    except SQLAlchemyError as error:
        log.error("the database does not answer the worker: %s", type(error).__name__)
    return beaten


def _work_without_stopping_at_the_first() -> None:
    """Like `work`, but a job that breaks does not keep the ones below it from being done."""
    for number in range(len(JOBS)):
        try:
            work(JOBS[number:] if number else JOBS)
            return
        except SQLAlchemyError:
            raise
        except Exception:
            log.exception("a job broke; the ones after it go on, and it is tried again")
