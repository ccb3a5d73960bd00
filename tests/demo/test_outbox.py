"""In the demo every message is shown instead of sent, newest first."""

import re
from dataclasses import replace

import pytest

from portal import clock, worker
from portal.accounts import actions as accounts
from portal.accounts.models import UserSession
from portal.app import create_app
from portal.db import db
from tests.stories import a_call, a_device, a_post, a_round, everybody_is_told, hear_at_once

ARTICLE = re.compile(
    r'<article[^>]*data-channel="(\w+)" data-state="(\w+)" data-language="(\w+)">(.*?)</article>', re.S
)


def test_nothing_was_written_yet(enter):
    page = enter().get("/demo/outbox")
    assert page.status == 200 and ARTICLE.findall(page.html) == [] and "Nog geen bericht" in page


def test_newest_first_each_with_its_channel_language_and_words(cast, enter):
    hear_at_once(cast.people["amina"], cast.people["bart"])
    a_post(cast.people["celik"], cast.classes["3B"])
    clock.advance(minutes=1)
    accounts.start_session(cast.people["ravi"], "a phone", now=clock.now())
    a_device(cast.people["ravi"], db.session.query(UserSession).one())
    a_call(cast)
    shown = ARTICLE.findall(enter().get("/demo/outbox").html)
    assert {channel for channel, *_rest in shown[:4]} == {"email", "push"}, "the call for help came last"
    assert {state for _channel, state, *_rest in shown} == {"waiting"}
    words = {re.findall(r"(\w+)@", body)[0]: (language, body) for _c, _s, language, body in shown if "@" in body}
    assert words["amina"][0] == "ar" and "3B" in words["amina"][1] and words["bart"][0] == "nl"
    assert "Balie" in words["ravi"][1]


def test_a_calendar_item_is_shown_with_its_message(cast, enter):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    browser = enter()
    browser.post("/demo/sign-in", {"who": "bart"})
    browser.token = ""
    browser.post(f"/conversations/slots/{slots[0].id}/book", {"pupil": cast.pupils["fleur"].id})
    everybody_is_told()
    assert "BEGIN:VCALENDAR" in browser.get("/demo/outbox").html


@pytest.fixture
def send(stage, app):
    """Queue a letter and let the worker of a portal with a mail server that is off do its work; the states after."""

    def run(cast, *, demo: bool) -> set[str]:
        made = create_app(replace(stage.settings, demo=demo, mail_url="smtp://127.0.0.1:9"))
        hear_at_once(cast.people["bart"])
        a_post(cast.people["celik"], cast.classes["3B"])
        db.session.commit()
        with made.app_context():
            worker.work()
            db.session.remove()
            db.engine.dispose()
        return {state for (state,) in db.session.execute(db.text("SELECT DISTINCT state FROM message"))}

    return run


def test_nothing_leaves_the_demo_even_with_a_mail_server(cast, send, recorded):
    assert send(cast, demo=True) == {"sent"}
    assert recorded, "it was kept to be looked at"


def test_a_real_school_sends_its_mail_even_when_somebody_left_demo_mode_on(cast, a_real_school, send, recorded):
    assert send(cast, demo=True) == {"waiting"}, "it was tried, and the server was off"
    assert recorded == []
