"""From the kiosk's browser nothing but /kiosk answers, and its cookie opens nothing elsewhere."""

import pytest

from portal.db import db
from portal.help_calls.models import HelpCall
from tests.crawler import walk
from tests.stories import some_facts, told


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


@pytest.mark.parametrize(
    "headers", [{"HX-Request": "true"}, {"X-Forwarded-For": "10.0.0.1"}, {"X-Original-URL": "/kiosk"}]
)
def test_headers_open_no_other_door(cast, kiosk, headers):
    assert kiosk.client.get("/", headers=headers).status_code == 404
    assert kiosk.client.get("/kiosk/../office", headers=headers).status_code == 404


def test_even_somebody_who_knows_a_password_cannot_come_in_there(cast, kiosk):
    assert kiosk.client.post("/sign-in/staff", data={"email": "head@regenboog.example"}).status_code == 404


def test_no_page_of_the_kiosk_leads_out_or_is_kept(cast, kiosk):
    told(cast)
    pages, forms = walk(kiosk, "/kiosk")
    assert all(path.startswith("/kiosk") for path in pages)
    assert all(form.action.startswith("/kiosk") for form in forms)
    for path in pages:
        assert kiosk.get(path).response.headers["Cache-Control"] == "no-store", path


def test_no_page_of_the_kiosk_shows_an_incident_or_a_family(cast, kiosk):
    told(cast)
    from portal import clock
    from portal.incidents import actions as incidents

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
    call = HelpCall(key="z", place_id=cast.places["room 12"].id, is_quiet=False, raised_at=_now(), climbs_at=_now())
    db.session.add(call)
    db.session.commit()
    assert kiosk.get(f"/kiosk/call/{call.id}").status == 404


def _now():
    from portal import clock

    return clock.now()
