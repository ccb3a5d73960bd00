"""What a kiosk keeps for when there is no network, and how a press of a page that is days old is accepted."""

import re

import pytest

from portal.db import db
from portal.help_calls.models import HelpCall
from tests.stories import told

PRESS = {"key": "a press", "level": "emergency", "csrf_token": "a token of long ago"}


@pytest.mark.parametrize("headers, status", [
    ({"Sec-Fetch-Site": "same-origin"}, 303),
    ({"Origin": "http://localhost"}, 303),
    ({"Sec-Fetch-Site": "cross-site"}, 400),
    ({"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"}, 400),
    ({"Sec-Fetch-Site": "none"}, 400),
    ({"Origin": "https://elsewhere.example"}, 400),
    ({"Origin": "null"}, 400),
    ({}, 400),
])  # fmt: skip
def test_a_press_counts_when_a_page_of_this_portal_sent_it(cast, kiosk, headers, status):
    assert kiosk.post("/kiosk/call", PRESS, headers=headers).status == status
    assert db.session.query(HelpCall).count() == (status == 303)


def test_a_browser_that_says_nothing_of_itself_shows_the_token_of_its_page(cast, kiosk):
    assert kiosk.post("/kiosk/call", {"key": "a press"}).status == 303


def test_every_other_form_of_the_kiosk_needs_its_token(cast, kiosk):
    kiosk.token, call = "a token of long ago", told(cast)["help_call"]
    same = {"Sec-Fetch-Site": "same-origin"}
    for path in ("/kiosk/incident", f"/kiosk/call/{call}/stand-down", "/kiosk/language/nl"):
        assert kiosk.post(path, headers=same).status == 400, path


def test_the_page_that_is_kept_holds_numbers_of_places_and_nothing_of_anybody(cast, kiosk):
    told(cast)
    page = kiosk.get("/kiosk/shell")
    assert page.status == 200 and "112" in page and "Lokaal 12" in page
    words = set(re.findall(r"\w+", page.text))
    for person in cast.people.values():
        assert not {person.last_name, person.first_name} & words
    assert "data-call" not in page.html and "hx-get" not in page.html and 'id="lamp"' not in page.html
    assert {"call-for-help", "call-assist", "call-quietly"} <= set(re.findall(r'<form[^>]*id="([^"]+)"', page.html))


def test_the_form_that_is_kept_names_nobody_and_holds_no_token(cast, kiosk):
    told(cast)
    page = kiosk.get("/kiosk/incident/shell")
    assert page.status == 200 and 'name="csrf_token"' not in page.html and 'name="key"' not in page.html
    words = set(re.findall(r"\w+", page.text))
    for person in cast.people.values():
        assert not {person.last_name, person.first_name} & words
    assert set(page.links) == {"/kiosk"} and 'name="called"' in page.html and 'name="colleague"' not in page.html


def test_the_page_that_is_kept_leads_to_the_form_only_and_holds_no_token(cast, kiosk):
    page = kiosk.get("/kiosk/shell")
    assert page.links == ["/kiosk/incident"] and set(page.forms) == {"/kiosk/call"}
    assert 'name="csrf_token"' not in page.html and 'name="key"' not in page.html


def test_the_worker_answers_for_the_kiosk_and_for_nothing_else(cast, kiosk, visit):
    answer = kiosk.get("/kiosk/sw.js").response
    assert answer.status_code == 200 and "javascript" in answer.content_type
    assert answer.headers["Service-Worker-Allowed"] == "/kiosk" and answer.headers["Cache-Control"] == "no-store"
    assert visit().get("/kiosk/sw.js").location.endswith("/kiosk/pair")
