"""What a monitor is told, and what people see when the database is gone."""

import itertools
import os
import subprocess
import sys
import threading
from dataclasses import replace

import pytest

from portal import clock, heartbeat
from portal.app import create_app
from portal.db import db
from portal.outbox import Channel, Message, State, WayOut
from portal.settings import ROOT, from_environment
from portal.worker import ALL
from tests.live import as_environment
from tests.postgres import free_port
from tests.stories import a_call, a_post, hear_at_once


@pytest.fixture
def at_work(app):
    heartbeat.beat("worker", clock.now())


def _parts(visitor):
    page = visitor.get("/health")
    return page.status, page.response.get_json()


def test_all_is_well_while_the_worker_shows_itself(cast, visit, at_work):
    status, parts = _parts(visit())
    assert (status, parts["status"]) == (200, "well") and all(parts.values())


def test_a_worker_that_is_silent_is_named(cast, visit, at_work):
    clock.advance(seconds=31)
    status, parts = _parts(visit())
    assert status == 503 and not parts["worker"] and parts["database"]


def test_a_call_that_nobody_carries_further_is_named(cast, visit, at_work):
    a_call(cast)
    db.session.commit()
    clock.advance(minutes=5)
    heartbeat.beat("worker", clock.now())
    status, parts = _parts(visit())
    assert status == 503 and parts["worker"] and not parts["help_calls"] and not parts["urgent_messages"]


def test_a_channel_that_takes_nothing_is_named(cast, visit, at_work):
    hear_at_once(*cast.people.values())
    a_post(cast.people["celik"], cast.classes["3B"])
    db.session.query(Message).update({"trouble": "mail server: 421", "attempts": 1})
    db.session.commit()
    status, parts = _parts(visit())
    assert status == 503 and not parts["channels"] and not parts["email"] and parts["sms"] and parts["push"]


def test_a_way_out_that_failed_again_and_again_is_named_until_it_works(cast, visit, at_work):
    way = WayOut(name="push fcm.example", channel=Channel.PUSH, failures=3, failed_at=clock.now(), trouble="503")
    db.session.add(way)
    db.session.commit()
    status, parts = _parts(visit())
    assert status == 503 and not parts["push"] and parts["email"]
    db.session.query(WayOut).update({"failures": 0})
    db.session.commit()
    assert _parts(visit())[0] == 200


def test_figures_of_each_channel(cast, visit, at_work):
    hear_at_once(*cast.people.values())
    a_post(cast.people["celik"], cast.classes["3B"])
    a_call(cast)
    db.session.query(Message).filter_by(person_id=cast.people["bart"].id).update({"state": State.RETURNED})
    db.session.add(WayOut(name="email", channel=Channel.EMAIL, failures=2, failed_at=clock.now()))
    db.session.commit()
    clock.advance(seconds=40)
    figures = visit().get("/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"}).html
    ages = {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in figures.splitlines() if line[0] != "#"}
    assert 40 <= ages['samen_message_age_seconds{channel="email",urgent="yes"}'] < 60
    assert 40 <= ages['samen_message_age_seconds{channel="email",urgent="no"}'] < 60
    assert ages['samen_message_age_seconds{channel="sms",urgent="yes"}'] == 0
    assert ages['samen_channel_failures{way="email"}'] == 2
    assert ages['samen_messages_undelivered{channel="email"}'] == 1


def test_figures_are_for_those_they_are_meant_for(cast, visit, at_work):
    hear_at_once(*cast.people.values())
    a_post(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    waiting = db.session.query(Message).filter_by(state=State.WAITING).count()
    mine = visit().get("/metrics", environ_base={"REMOTE_ADDR": "127.0.0.1"})
    assert f'samen_messages{{state="waiting"}} {float(waiting)}' in mine.html
    assert 'samen_well{part="worker"} 1.0' in mine.html
    assert visit().get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status == 404


@pytest.mark.parametrize("language, words", [("nl", "Probeer"), ("ar", "حاول")])
def test_without_its_database_the_portal_says_so_kindly(stage, language, words):
    """PostgreSQL is stopped: every page is a plain 503 in the reader's language, and /health says which part."""
    nowhere = f"postgresql+psycopg://samen@127.0.0.1:{free_port()}/none"
    app = create_app(replace(stage.settings, database_url=nowhere))
    client = app.test_client()
    for path in ("/sign-in", "/sign-in/staff"):
        answer = client.get(path, headers={"Accept-Language": language})
        assert answer.status_code == 503 and words in answer.text and f'lang="{language}"' in answer.text, path
    health = client.get("/health")
    assert health.status_code == 503 and health.get_json()["database"] is False


def test_a_page_that_breaks_is_said_kindly_and_leaks_nothing(app, caplog):
    def breaks():
        raise RuntimeError("the secret of Zofia")

    breaks.access = "all"  # type: ignore[attr-defined]
    app.view_functions["breaks"] = breaks
    real = app.view_functions["accounts.sign_in"]
    app.view_functions["accounts.sign_in"] = breaks
    try:
        answer = app.test_client().get("/sign-in")
    finally:
        app.view_functions["accounts.sign_in"] = real
        del app.view_functions["breaks"]
    assert answer.status_code == 500 and "Zofia" not in answer.text and "<h1>" in answer.text
    assert "a page broke" in caplog.text


def test_the_worker_survives_a_database_that_goes_away(tmp_path):
    """The real process, pointed at nothing: it keeps trying, and stops when it is asked to."""
    nowhere = f"postgresql+psycopg://samen@127.0.0.1:{free_port()}/none"
    settings = from_environment({"PORTAL_INSTANCE": str(tmp_path), "PORTAL_DATABASE_URL": nowhere})
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    environment = os.environ | as_environment(settings)
    worker = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    at_last = threading.Timer(60, worker.kill)
    at_last.start()
    try:
        assert worker.stderr is not None
        # More often than once for the worker and once for each of its lanes.
        tries = (line for line in worker.stderr if "does not answer" in line)
        assert len(list(itertools.islice(tries, 2 * len(ALL)))) == 2 * len(ALL), "the worker gave up"
        worker.terminate()
        worker.communicate(timeout=20)
        assert worker.returncode == 0
    finally:
        worker.kill()
        at_last.cancel()
