"""The demo's door exists in demo mode only, and never over a real school; `flask demo` stays out of one too."""

import subprocess
import sys

import pytest

from portal.db import db
from portal.demo.actions import CHAPTERS
from portal.incidents.models import Incident
from portal.kiosk.models import KioskDevice
from portal.news.models import Post
from portal.outbox import Message, State
from portal.school.models import Person, Pupil, School
from portal.settings import ROOT
from tests.visitor import Visitor

DOORS = (("GET", "/demo"), ("POST", "/demo/sign-in"), ("GET", "/demo/outbox"))


def knock(browser: Visitor, method: str, address: str) -> int:
    return (browser.get(address) if method == "GET" else browser.post(address, {"who": "amina"})).status


@pytest.mark.parametrize("method, address", DOORS)
def test_without_demo_mode_there_is_no_door(method, address, cast, visit):
    assert knock(visit(), method, address) == 404
    assert knock(visit("office"), method, address) == 404


@pytest.mark.parametrize("method, address", DOORS)
def test_over_a_real_school_there_is_no_door_in_demo_mode_either(method, address, a_real_school, enter):
    browser = enter()
    assert knock(browser, method, address) == 404
    assert browser.get("/").location.startswith("/sign-in"), "nobody came in"


def test_the_kiosk_cannot_be_had_over_a_real_school(a_real_school, enter):
    assert enter().post("/demo/sign-in", {"who": "kiosk"}).status == 404
    assert db.session.query(KioskDevice).count() == 0


def test_a_real_school_is_never_called_a_demo(a_real_school, enter):
    page = enter().get("/sign-in")
    assert page.status == 200 and 'class="demo"' not in page.html and "/demo" not in page.links


def test_a_page_without_demo_mode_does_not_speak_of_it(visit):
    assert 'class="demo"' not in visit("bart").get("/").html


def test_over_an_empty_database_there_is_no_door(empty_app):
    with empty_app.app_context():
        browser = Visitor(empty_app)
        assert browser.get("/demo").status == browser.get("/demo/outbox").status == 404


def test_flask_demo_fills_an_empty_database_once(empty_app):
    with empty_app.app_context():
        run = empty_app.test_cli_runner().invoke
        assert run(args=["demo"]).output == "The demo school is ready.\n"
        people = db.session.query(Person).count()
        assert db.session.query(Pupil).count() == 46 and db.session.query(Post).count() >= 5
        assert db.session.query(Incident).one().is_draft is False and len(CHAPTERS) >= 5
        again = run(args=["demo"])
        assert (again.exit_code, again.output) == (0, "The demo school was there already.\n")
        assert db.session.query(Person).count() == people


def test_nothing_that_is_long_ago_is_mailed_when_the_demo_begins(empty_app):
    with empty_app.app_context():
        empty_app.test_cli_runner().invoke(args=["demo"])
        kinds = {m.kind for m in db.session.query(Message).filter_by(state=State.WAITING)}
        assert not kinds & {"help_call", "incident"}


def test_every_door_of_the_filled_demo_opens(empty_app):
    with empty_app.app_context():
        empty_app.test_cli_runner().invoke(args=["demo"])
        browser = Visitor(empty_app)
        for who in ("amina", "celik", "head"):
            first = browser.follow(browser.post("/demo/sign-in", {"who": who}))
            assert first.status == 200
            browser.token = ""
        assert 'data-channel="email"' in browser.get("/demo/outbox").html


def test_flask_demo_refuses_a_real_school_and_touches_nothing(empty_app):
    with empty_app.app_context():
        db.session.add(School(name="De Vuurtoren", name_key="12AB"))
        db.session.commit()
        refused = empty_app.test_cli_runner().invoke(args=["demo"])
        assert refused.exit_code == 1 and "holds a real school" in refused.output
        assert db.session.query(Person).count() == 0 and db.session.query(School).one().name == "De Vuurtoren"


def test_the_command_itself_says_so_with_its_exit_status(empty_app, empty_settings):
    with empty_app.app_context():
        db.session.add(School(name="De Vuurtoren"))
        db.session.commit()
    asked = {"PORTAL_INSTANCE": str(empty_settings.instance), "PORTAL_DATABASE_URL": empty_settings.database_url}
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "demo"]
    done = subprocess.run(command, env={"PATH": "", **asked}, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and done.stdout == "" and done.stderr.startswith("refused: ")
