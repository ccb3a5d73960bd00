"""The worker: the jobs in order of urgency, and the loop that does them."""

import logging
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from portal import clock, heartbeat, outbox, retention, tasks, wake
from portal.accounts import actions as accounts
from portal.aftercare import actions as aftercare
from portal.alarm import Alarm
from portal.channels import push
from portal.class_group import actions as class_group
from portal.contact import actions as contact
from portal.conversations import actions as conversations
from portal.db import db
from portal.disclosure import actions as disclosure
from portal.evaluations import actions as evaluations
from portal.guidance import actions as guidance
from portal.help_calls import actions as help_calls
from portal.home_context import actions as home_context
from portal.kiosk import actions as kiosk
from portal.measures import actions as measures
from portal.news import actions as news
from portal.recovery import actions as recovery
from portal.taking_part import actions as taking_part
from portal.translating import actions as translating
from portal.watch import actions as watch

Job = Callable[[datetime], bool]

PAUSE = 0.2
UNHURRIED_PAUSE = 1.0
# Of one step several are told at once: a server takes its time for each. The other hands wait for the bell.
HANDS = 3
LONG_PAUSE = 5.0
LIVELINESS = timedelta(seconds=5)
READ_BOUNCES_EVERY = timedelta(minutes=5)
PATIENCE = 10.0
SWITCH = 0.0005

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Lane:
    """One job with a thread of its own, and how long it rests when there is nothing to do."""

    job: Job
    name: str
    pause: float
    is_urgent: bool = False
    hand: int = 0

    @property
    def key(self) -> str:
        return f"{self.name} {self.hand}"


def _name(job: partial) -> str:
    return heartbeat.lane_name(job.args[0], is_urgent=job.keywords["is_urgent"])


def read_bounces_one(now: datetime) -> bool:
    """Job: once every while, look in the mailbox for mail that came back."""
    has_mailbox = bool(current_app.config["SETTINGS"].bounces_url)
    if has_mailbox and heartbeat.comes_round("bounces", now, every=READ_BOUNCES_EVERY):
        outbox.read_mailbox(now)
    return False


# Each does one piece of work in a transaction of its own and says whether there was any. What talks to other
# servers has a thread of its own, so that none waits for a server that another one needs.
JOBS: tuple[Job, ...] = (
    help_calls.climb_one, kiosk.tell_office_one, watch.look_one, watch.ask_for_test_one,
    aftercare.hand_over_one, aftercare.tell_one, aftercare.escalate_one, disclosure.remind_one,
    recovery.hand_over_one, recovery.tell_one, recovery.escalate_one,
    evaluations.begin_and_hand_over_one, evaluations.tell_one, evaluations.escalate_one,
    measures.end_one, measures.remind_one,
    accounts.answer_one_request, news.publish_one, conversations.tell_one, conversations.tell_stage_one,
    conversations.tell_first_one, conversations.pass_on_one, conversations.settle_one, conversations.remind_one,
    conversations.remind_of_interpreter_one, news.tell_digest_one, news.remind_of_post_one,
    contact.remind_teacher_one, home_context.ask_one, class_group.tell_one, guidance.remind_one, tasks.do_one,
    retention.forget_one,
)  # fmt: skip
LANES: tuple[Lane, ...] = (
    *(
        Lane(job, _name(job), PAUSE if hand == 0 else LONG_PAUSE, is_urgent=True, hand=hand)
        for job in outbox.URGENT_LANES
        for hand in range(HANDS)
    ),
    *(Lane(job, _name(job), UNHURRIED_PAUSE) for job in outbox.LANES),
    Lane(read_bounces_one, "lane bounces", UNHURRIED_PAUSE),
    # An engine may hang for as long as its setting says: nothing but other translations waits for it.
    Lane(news.translate_one, "lane translating", UNHURRIED_PAUSE),
    Lane(news.translate_words_one, "lane translating questions", UNHURRIED_PAUSE),
    Lane(taking_part.translate_one, "lane translating invitations", UNHURRIED_PAUSE),
    Lane(taking_part.translate_contribution_one, "lane translating contributions", UNHURRIED_PAUSE),
    Lane(class_group.translate_entries_one, "lane translating groups", UNHURRIED_PAUSE),
    Lane(translating.check_one, "lane engine", UNHURRIED_PAUSE),
    Lane(watch.run_test_one, "lane tests", UNHURRIED_PAUSE),
)
ALL: tuple[Job, ...] = (JOBS[0], *(lane.job for lane in LANES if lane.hand == 0), *JOBS[1:])


def work(jobs: tuple[Job, ...] = ALL) -> int:
    """Do all that is due now, the most urgent first after each piece; returns the number of pieces."""
    pieces = 0
    while any(job(clock.now()) for job in jobs):
        pieces += 1
    return pieces


def run_until_stopped() -> None:
    """Work, rest a moment, work again, until the process is told to stop. A job that breaks is tried again."""
    # Whoever holds the database for writing, or works for a call, gets its turn back soon.
    sys.setswitchinterval(SWITCH)
    stopped = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopped.set())
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    alarm = Alarm(lane.key for lane in LANES if lane.is_urgent)
    threading.Thread(target=push.get_ready, daemon=True).start()
    threading.Thread(target=wake.listen, args=(db.engine, alarm.ring, stopped), daemon=True).start()
    lanes = [threading.Thread(target=_keep_to, args=(app, lane, alarm, stopped), daemon=True) for lane in LANES]
    for lane in lanes:
        lane.start()
    log.info("the worker is at work")
    _begin()
    mine, beaten = alarm.bell(), None
    while not stopped.is_set():
        beaten = _try_once(beaten, alarm)
        mine.wait(PAUSE)
        mine.clear()
    alarm.ring()
    until = time.monotonic() + PATIENCE
    for lane in lanes:
        # What is being sent is sent; what still waits for a server is leased, and goes out after the lease.
        lane.join(max(0.0, until - time.monotonic()))
    log.info("the worker has stopped")


def _keep_to(app: Flask, lane: Lane, alarm: Alarm, stopped: threading.Event) -> None:
    """One lane, for as long as the worker lives, whatever breaks in it."""
    bell = alarm.bell() if lane.is_urgent else stopped
    with app.app_context():
        while not stopped.is_set():
            bell.wait(lane.pause)
            if lane.is_urgent:
                bell.clear()
            try:
                _turns(lane, alarm, stopped)
            except SQLAlchemyError as error:
                log.error("the database does not answer the worker: %s", type(error).__name__)
                stopped.wait(UNHURRIED_PAUSE)
            except Exception:
                log.exception("a lane broke; the others go on, and it is tried again")


def _turns(lane: Lane, alarm: Alarm, stopped: threading.Event) -> None:
    """All that a lane finds to do now; what is not urgent waits while somebody calls for help."""
    while not stopped.is_set():
        if not lane.is_urgent:
            alarm.wait_until_calm()
        alarm.note_turn(lane.name)
        if not lane.job(clock.now()):
            break
    alarm.note_rest(lane.key)


def _begin() -> None:
    """What is only done at the start: tell that the worker was away."""
    try:
        watch.note_outage(clock.now())
    except SQLAlchemyError as error:
        log.error("the database does not answer the worker: %s", type(error).__name__)


def _try_once(beaten: datetime | None, alarm: Alarm) -> datetime | None:
    now = clock.now()
    try:
        # Also when the clock was put back.
        if beaten is None or abs(now - beaten) >= LIVELINESS:
            heartbeat.beat_for(["worker", *alarm.moving()], now)
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
