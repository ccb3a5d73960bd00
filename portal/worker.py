"""The worker: the jobs in order of urgency, and the loop that does them."""

import logging
import signal
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from portal import clock, heartbeat, outbox, retention, tasks
from portal.accounts import actions as accounts
from portal.help_calls import actions as help_calls
from portal.kiosk import actions as kiosk

Job = Callable[[datetime], bool]

PAUSE = 0.2
UNHURRIED_PAUSE = 1.0
LIVELINESS = timedelta(seconds=5)
READ_BOUNCES_EVERY = timedelta(minutes=5)
PATIENCE = 10.0

log = logging.getLogger(__name__)


def read_bounces_one(now: datetime) -> bool:
    """Job: once every while, look in the mailbox for mail that came back."""
    has_mailbox = bool(current_app.config["SETTINGS"].bounces_url)
    if has_mailbox and heartbeat.is_missing("bounces", now, after=READ_BOUNCES_EVERY):
        heartbeat.beat("bounces", now)
        outbox.read_mailbox(now)
    return False


# Each does one piece of work in a transaction of its own and says whether there was any. What talks to other
# servers has a thread of its own, so that none waits for a server that another one needs.
JOBS: tuple[Job, ...] = (
    help_calls.climb_one, kiosk.tell_office_one, accounts.answer_one_request, tasks.do_one, retention.forget_one,
)  # fmt: skip
LANES: tuple[tuple[Job, float], ...] = (
    *((lane, PAUSE) for lane in outbox.URGENT_LANES),
    *((lane, UNHURRIED_PAUSE) for lane in outbox.LANES),
    (read_bounces_one, UNHURRIED_PAUSE),
)
ALL: tuple[Job, ...] = (JOBS[0], *(lane for lane, _pause in LANES), *JOBS[1:])


def work(jobs: tuple[Job, ...] = ALL) -> int:
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
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    lanes = [threading.Thread(target=_keep_to, args=(app, job, pause, stopped), daemon=True) for job, pause in LANES]
    for lane in lanes:
        lane.start()
    log.info("the worker is at work")
    beaten: datetime | None = None
    while not stopped.is_set():
        beaten = _try_once(beaten)
        stopped.wait(PAUSE)
    for lane in lanes:
        # What is being sent is sent; what still waits for a server is leased, and goes out after the lease.
        lane.join(PATIENCE / len(lanes))
    log.info("the worker has stopped")


def _keep_to(app: Flask, job: Job, pause: float, stopped: threading.Event) -> None:
    """One lane, for as long as the worker lives, whatever breaks in it."""
    with app.app_context():
        while not stopped.is_set():
            try:
                while job(clock.now()) and not stopped.is_set():
                    pass
            except SQLAlchemyError as error:
                log.error("the database does not answer the worker: %s", type(error).__name__)
            except Exception:
                log.exception("a lane broke; the others go on, and it is tried again")
            stopped.wait(pause)


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
