"""From the kiosk's browser nothing but /kiosk answers, and its cookie opens nothing elsewhere."""

import re
from pathlib import Path

import pytest

from portal import clock
from portal.db import db
from portal.help_calls.models import HelpCall
from portal.help_calls.rules import State
from portal.incidents import actions as incidents
from portal.kiosk.models import KioskDevice
from tests.crawler import walk
from tests.stories import a_call, some_facts, told


@pytest.mark.looks_only
def test_every_other_address_is_not_found_with_every_method(cast, kiosk, app):
    things = told(cast)
    adapter = app.url_map.bind("localhost")
    outside = 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static" or rule.rule.startswith("/kiosk"):
            continue
        parts = {name: things.get(name, "x") for name in rule.arguments}
        address = adapter.build(rule.endpoint, parts, method=sorted(rule.methods)[0])
        for method in ("get", "post", "put", "delete"):
            answer = getattr(kiosk.client, method)(address)
            assert answer.status_code == 404 and answer.data == b"", f"{method} {address}"
            outside += 1
    assert outside > 150


FORGED = (
    {"HX-Request": "true"}, {"HX-Request": "true", "HX-Boosted": "true"}, {"X-Forwarded-For": "10.0.0.1"},
    {"X-Original-URL": "/kiosk"}, {"X-Rewrite-URL": "/kiosk"}, {"X-HTTP-Method-Override": "GET"},
    {"X-Forwarded-Prefix": "/kiosk"}, {"X-Forwarded-Host": "elsewhere.example"}, {"Host": "localhost:81"},
    {"Referer": "http://localhost/kiosk"}, {"Origin": "http://localhost"}, {"Accept": "text/html"},
    {"Authorization": "Basic aGVhZDpoZWFk"}, {"Cookie": "kiosk-only=1; kiosk=x; samen=x"},
)  # fmt: skip


@pytest.mark.looks_only
@pytest.mark.parametrize("headers", FORGED, ids=lambda each: " ".join(each))
def test_headers_open_no_other_door(headers, kiosk):
    for path in ("/", "/kiosk/../office", "/office", "/sign-in", "/demo", "/sw.js", "/health", "/kiosks"):
        assert kiosk.client.get(path, headers=headers).status_code == 404, path


@pytest.mark.looks_only
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_no_method_opens_another_door(method, kiosk):
    for path in ("/", "/office", "/sign-in", "/language/nl", "/static/js/push.js", "/no-such-page"):
        assert kiosk.client.open(path, method=method).status_code == 404, path


def test_of_the_files_only_those_that_the_kiosk_is_made_of_are_there(kiosk, app):
    needed = set()
    for path in ("/kiosk", "/kiosk/incident", "/kiosk/self-check", "/kiosk/self-check/found", "/kiosk/thanks"):
        needed |= set(re.findall(r'(?:src|href)="(/static/[^"?#]+)', kiosk.get(path).html))
    assert len(needed) > 5
    everything = {
        f"/static/{p.relative_to(app.static_folder)}" for p in Path(app.static_folder).rglob("*") if p.is_file()
    }
    for path in sorted(everything):
        status = kiosk.client.get(path).status_code
        assert status == (200 if path in needed or "/kiosk" in path else 404), path


def test_who_types_another_address_is_led_back_to_the_screen_at_once(kiosk):
    answer = kiosk.client.get("/office", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 404 and "url=/kiosk" in answer.text
    assert set(re.findall(r'href="([^"]+)"', answer.text)) == {"/kiosk"}
    assert answer.headers["Cache-Control"] == "no-store"


def test_even_somebody_who_knows_a_password_cannot_come_in_there(cast, kiosk):
    assert kiosk.client.post("/sign-in/staff", data={"email": "head@regenboog.example"}).status_code == 404


def test_no_page_of_the_kiosk_leads_out_or_is_kept(cast, kiosk):
    told(cast)
    pages, forms = walk(kiosk, "/kiosk")
    assert all(path.startswith("/kiosk") for path in pages)
    assert all(form.action.startswith("/kiosk") for form in forms)
    for path in pages:
        headers = kiosk.get(path).response.headers
        assert headers["Cache-Control"] == "no-store", path
        assert "default-src 'none'" in headers["Content-Security-Policy"] and "unsafe" not in str(headers), path
        assert "sandbox" in headers["Content-Security-Policy"] and "popups" not in str(headers), path


@pytest.mark.parametrize("path", ["/kiosk/nothing", "/kiosk/call/77", "/kiosk/call/x", "/kiosk/language/nl"])
def test_also_what_goes_wrong_is_not_kept_and_leads_only_back(path, kiosk):
    answer = kiosk.get(path)
    assert answer.status in (404, 405) and answer.response.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.response.headers["Content-Security-Policy"]
    assert set(answer.links) <= {"/kiosk"} and all(form.startswith("/kiosk") for form in answer.forms)


def test_also_the_answer_to_a_part_that_asks_who_it_is_is_not_kept(kiosk, visit):
    visit("office").post(f"/office/kiosks/{db.session.query(KioskDevice).one().id}/revoke")
    answer = kiosk.get("/kiosk/lamp", headers={"HX-Request": "true"})
    assert answer.status == 204 and answer.response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "target", ["https://elsewhere.example/", "//elsewhere.example", "/office", "/\\\\elsewhere", "javascript:1"]
)
def test_changing_the_language_leads_nowhere_else(target, kiosk):
    for answer in (kiosk.post("/kiosk/language/en", {"next": target}), kiosk.post(f"/kiosk/language/nl?next={target}")):
        assert answer.status == 303 and answer.location == "/kiosk"


def test_what_was_typed_comes_back_once_after_a_change_of_language_and_then_never(kiosk):
    typed = {"what_happened": "een geheim", "next": "/kiosk/incident"}
    there = kiosk.post("/kiosk/language/en", typed)
    assert there.location.startswith("/kiosk/incident?kept=")
    assert "een geheim" in kiosk.get(there.location).html
    assert "een geheim" not in kiosk.get(there.location).html, "back, or a restored tab"
    late = kiosk.post("/kiosk/language/nl", typed)
    clock.advance(seconds=31)
    assert "een geheim" not in kiosk.get(late.location).html


def test_a_kept_text_of_another_browser_is_not_given_back_there(kiosk, visit, cast):
    bart = visit("bart")
    page = f"/home-context/{cast.pupils['fleur'].id}"
    bart.post("/language/en", {"words": "iets van thuis", "next": page})
    for guess in ("1", "", "x"):
        assert "iets van thuis" not in kiosk.get(f"/kiosk/incident?kept={guess}").html


def test_no_page_of_the_kiosk_shows_an_incident_or_a_family(cast, kiosk):
    told(cast)
    incidents.log(cast.people["noor"], some_facts(cast, "ZEVENKLAPPER"), now=clock.now())
    db.session.commit()
    pages, _forms = walk(kiosk, "/kiosk")
    for path in pages:
        page = kiosk.get(path)
        assert "ZEVENKLAPPER" not in page.html and "Visser" not in page.html and "Fleur" not in page.html


def test_nobody_reaches_the_kiosk_pages_without_a_paired_browser(cast, visit):
    for who in (None, "noor", "head", "amina"):
        for path in ("/kiosk", "/kiosk/incident", "/kiosk/thanks", "/kiosk/lamp"):
            answer = visit(who).get(path)
            assert answer.status == 403 or answer.location.endswith("/kiosk/pair"), (who, path, answer.status)
    assert visit("noor").post("/kiosk/call", {"key": "k"}).status in (303, 403)
    assert db.session.query(HelpCall).count() == 0


def test_a_call_of_another_place_is_not_found(cast, kiosk):
    call = HelpCall(
        key="z", place_id=cast.places["room 12"].id, is_quiet=False, raised_at=clock.now(), climbs_at=clock.now()
    )
    db.session.add(call)
    db.session.commit()
    assert kiosk.get(f"/kiosk/call/{call.id}").status == 404


def test_a_call_that_is_over_is_on_the_screen_for_ten_minutes_and_then_never_again(cast, kiosk):
    call = a_call(cast)
    db.session.commit()
    page, status = f"/kiosk/call/{call.id}", f"/kiosk/call/{call.id}/status"
    assert kiosk.get(page).status == kiosk.get(status).status == 200
    end(call)
    assert kiosk.get(page).status == 200
    clock.advance(minutes=10, seconds=1)
    assert kiosk.get(page).status == kiosk.get(status).status == 404
    assert kiosk.post(f"{page}/stand-down", {"ending": "safe"}).status == 404


def end(call: HelpCall) -> None:
    """The call is over from now on, whoever ended it."""
    call.state, call.closed_at = State.STOOD_DOWN, clock.now()
    db.session.commit()


@pytest.mark.parametrize("number", ["0", "-1", "987654321", "99999999999999999999", "1.5", "x"])
def test_numbers_of_calls_cannot_be_tried_out(number, kiosk):
    assert kiosk.get(f"/kiosk/call/{number}").status == 404


def test_no_address_under_the_kiosk_gives_anything_back(cast, kiosk, app):
    """Every address there is, also those that no page links to, with what happened at the school before."""
    things = told(cast)
    incidents.log(cast.people["noor"], some_facts(cast, "ZEVENKLAPPER"), now=clock.now())
    for call in db.session.query(HelpCall):
        end(call)
    clock.advance(hours=1)
    tried = 0
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/kiosk") or "GET" not in rule.methods:
            continue
        path = app.url_map.bind("localhost").build(rule.endpoint, {n: things.get(n, "x") for n in rule.arguments})
        for query in ("", "?q=e&search=e&page=1&id=1&all=1&kept=1"):
            page = kiosk.get(path + query)
            tried += 1
            assert not {"ZEVENKLAPPER", "Visser", "Fleur", "Een bezoeker schreeuwde"} & set_of_words(page), path
    assert tried > 10


def set_of_words(page) -> set[str]:
    return {words for words in ("ZEVENKLAPPER", "Visser", "Fleur", "Een bezoeker schreeuwde") if words in page.html}
