"""Reception pairs a browser once, with a code that lives ten minutes; the office takes it back at once."""

from portal import clock
from portal.db import db
from portal.kiosk.models import KioskDevice
from tests.conftest import rows


def test_a_browser_becomes_the_kiosk_with_the_code(cast, visit, pairing_code):
    browser = visit()
    answer = browser.post("/kiosk/pair", {"code": f" {pairing_code[:4].lower()} {pairing_code[4:]} "})
    assert answer.status == 303 and answer.location == "/kiosk"
    cookie = next(c for c in answer.response.headers.getlist("Set-Cookie") if c.startswith("kiosk="))
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
    assert "De Regenboog" in browser.get("/kiosk")


def test_a_code_works_once_and_for_ten_minutes(cast, visit, pairing_code):
    clock.advance(minutes=10, seconds=1)
    assert visit().post("/kiosk/pair", {"code": pairing_code}).status == 422
    clock.reset()
    assert visit().post("/kiosk/pair", {"code": pairing_code}).status == 303
    assert visit().post("/kiosk/pair", {"code": pairing_code}).status == 422


def test_guessing_codes_is_stopped(cast, visit):
    guesser = visit()
    answers = [guesser.post("/kiosk/pair", {"code": f"AAAA{n:04}"}).status for n in range(11)]
    assert answers == [422] * 10 + [429]


def test_neither_code_nor_cookie_lies_in_the_database(cast, visit, pairing_code):
    answer = visit().post("/kiosk/pair", {"code": pairing_code})
    token = answer.response.headers.getlist("Set-Cookie")[0].split("=", 1)[1].split(";")[0]
    everything = str(rows("pairing_code")) + str(rows("kiosk_device"))
    assert pairing_code not in everything and token not in everything


def test_who_was_signed_in_no_longer_is(cast, visit, pairing_code):
    noor = visit("noor")
    noor.post("/kiosk/pair", {"code": pairing_code})
    noor.client.delete_cookie("kiosk", path="/kiosk")
    noor.client.delete_cookie("kiosk-only")
    assert noor.get("/").status == 303, "the kiosk's browser keeps nobody's session"


def test_the_office_switches_a_kiosk_off_at_once(cast, kiosk, visit):
    office = visit("office")
    device = db.session.query(KioskDevice).one()
    assert office.get(f"/office/kiosks/{device.id}/revoke").status == 200
    assert office.post(f"/office/kiosks/{device.id}/revoke").status == 303
    assert kiosk.get("/kiosk").location.endswith("/kiosk/pair")
    page = kiosk.get("/kiosk/pair")
    assert "cache" in page.response.headers["Clear-Site-Data"]
    assert kiosk.post("/kiosk/call", {"key": "x"}).status == 303
    assert db.session.query(KioskDevice).filter(KioskDevice.revoked_at.is_(None)).count() == 0


def test_a_screen_that_was_switched_off_says_so_at_its_next_request(cast, kiosk, visit):
    device = db.session.query(KioskDevice).one()
    visit("office").post(f"/office/kiosks/{device.id}/revoke")
    asked_by_itself = kiosk.get("/kiosk/lamp", headers={"HX-Request": "true"})
    assert asked_by_itself.status == 204 and asked_by_itself.response.headers["HX-Redirect"] == "/kiosk/pair"
    page = kiosk.get("/kiosk/pair")
    assert page.alerts == 1 and "Dit scherm is geen kiosk meer: de administratie heeft het uitgezet." in page
    assert kiosk.get("/kiosk/pair").alerts == 0, "it was said; now it is a browser like any other"


def test_the_office_makes_a_code_and_sees_when_a_kiosk_was_last_there(cast, kiosk, visit):
    office = visit("office")
    page = office.post("/office/kiosks", {"place": cast.places["reception"].id})
    assert page.status == 200 and 'class="code"' in page.html
    assert office.post("/office/kiosks", {"place": 999}).status == 422
    assert "Balie" in office.get("/office")
