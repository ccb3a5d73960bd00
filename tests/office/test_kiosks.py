"""The office makes a code for a place, sees which screens are kiosks, and switches one off at once."""

import re
import threading
from contextvars import Context

import pytest

from portal import clock
from portal.audit import deeds_about
from portal.db import db, transaction
from portal.kiosk import actions as kiosk
from portal.kiosk.models import KioskDevice, PairingCode
from tests.meanwhile import Another, at_statement


def code_on(page) -> str:
    (found,) = re.findall(r'<p class="code"[^>]*><strong>([A-Z0-9]{4}) ([A-Z0-9]{4})</strong>', page.html)
    return "".join(found)


@pytest.fixture
def device(cast, visit) -> KioskDevice:
    """A screen at reception that the office paired through its page."""
    made = visit("office").post("/office/kiosks", {"place": cast.places["reception"].id})
    assert visit().post("/kiosk/pair", {"code": code_on(made)}).status == 303
    return db.session.query(KioskDevice).one()


def test_the_code_makes_a_browser_the_kiosk_of_the_place_that_was_chosen(cast, visit):
    office, screen = visit("office"), visit()
    assert all(f">{place.name}</option>" in office.get("/office").html for place in cast.places.values())
    page = office.post("/office/kiosks", {"place": cast.places["room 12"].id})
    assert page.status == 200 and "Lokaal 12" in page and "/kiosk/pair" in page
    assert screen.post("/kiosk/pair", {"code": code_on(page)}).location == "/kiosk"
    assert db.session.query(KioskDevice).one().place_id == cast.places["room 12"].id
    shown = office.get("/office")
    assert f"/office/kiosks/{db.session.query(KioskDevice).one().id}/revoke" in shown.links


def test_every_code_is_another_and_is_shown_once(cast, visit):
    office = visit("office")
    codes = {code_on(office.post("/office/kiosks", {"place": cast.places["reception"].id})) for _press in range(5)}
    assert len(codes) == 5
    assert not any(code[:4] in office.get("/office").text for code in codes)


@pytest.mark.parametrize("place", ["", "9999", "-1", "x", "99999999999999999999"])
def test_a_place_that_is_not_there_is_refused_and_no_code_is_made(place, visit):
    refused = visit("office").post("/office/kiosks", {"place": place})
    assert refused.status == 422 and refused.alerts == 1 and 'id="place-error"' in refused.html
    assert db.session.query(PairingCode).count() == 0


def test_asking_to_switch_off_switches_nothing_off(device, visit):
    page = visit("office").get(f"/office/kiosks/{device.id}/revoke")
    assert page.status == 200 and "Balie" in page and f"/office/kiosks/{device.id}/revoke" in page.forms
    db.session.refresh(device)
    assert device.revoked_at is None


def test_a_kiosk_that_is_switched_off_is_gone_from_the_page_and_stays_in_the_book(cast, device, visit):
    office = visit("office")
    page = office.follow(office.post(f"/office/kiosks/{device.id}/revoke"))
    assert "Die kiosk is uitgezet" in page and "Er is nog geen scherm gekoppeld." in page
    deeds = {deed.did: deed.person_id for deed in deeds_about(device)}
    assert deeds == {"kiosk paired": cast.people["office"].id, "kiosk revoked": cast.people["office"].id}


def test_switching_off_twice_keeps_the_first_moment(device, visit):
    office = visit("office")
    office.post(f"/office/kiosks/{device.id}/revoke")
    first = db.session.query(KioskDevice).one().revoked_at
    clock.advance(minutes=5)
    assert office.post(f"/office/kiosks/{device.id}/revoke").status == 303
    assert db.session.query(KioskDevice).one().revoked_at == first


def test_a_kiosk_that_never_was_is_not_found(visit):
    office = visit("office")
    assert office.get("/office/kiosks/77/revoke").status == office.post("/office/kiosks/77/revoke").status == 404


def pair_another(visit, cast, place: str = "reception"):
    """One more screen at a place; returns its browser."""
    made, screen = visit("office").post("/office/kiosks", {"place": cast.places[place].id}), visit()
    assert screen.post("/kiosk/pair", {"code": code_on(made)}).status == 303
    screen.token = ""
    return screen


def test_two_screens_of_one_place_are_told_apart_on_both_sides(cast, device, visit):
    second = pair_another(visit, cast)
    page = visit("office").get("/office")
    assert "Balie · 1" in page and "Balie · 2" in page and "Balie · 2" in second.get("/kiosk")
    visit("office").post(f"/office/kiosks/{device.id}/revoke")
    assert "Balie · 2" in second.get("/kiosk") and "Balie · 1" not in visit("office").get("/office")
    assert "Balie · 1" in pair_another(visit, cast).get("/kiosk"), "the lowest free number"
    assert "Lokaal 12 · 1" in pair_another(visit, cast, "room 12").get("/kiosk"), "each place counts for itself"


def test_two_screens_paired_at_once_get_two_numbers(cast, app):
    reception, office = cast.places["reception"], cast.people["office"]
    codes = [kiosk.make_pairing_code(reception, office, now=clock.now()) for _screen in range(2)]
    db.session.commit()
    ready = threading.Barrier(2)

    def pair(code: str) -> None:
        with app.app_context():
            ready.wait()
            with transaction():
                kiosk.pair(code, now=clock.now())

    threads = [threading.Thread(target=Context().run, args=(pair, code)) for code in codes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(device.number or 0 for device in db.session.query(KioskDevice)) == [1, 2]


def test_a_code_that_waits_is_listed_with_the_time_it_has_left_and_without_itself(cast, office):
    page = office.post("/office/kiosks", {"place": cast.places["reception"].id})
    code, until = code_on(page), re.findall(r"It works until (\d\d:\d\d)", page.text)[0]
    listed = office.get("/office")
    assert f"A code for Balie is out. It works until {until}." in listed
    assert code not in listed.html and f"{code[:4]} {code[4:]}" not in listed.html
    clock.advance(minutes=10, seconds=1)
    assert "A code for Balie is out." not in office.get("/office")


def test_a_code_that_was_used_does_not_wait_any_more(device, visit):
    assert "/withdraw" not in visit("office").get("/office").html


def test_a_withdrawn_code_pairs_nothing(cast, office, visit):
    page = office.post("/office/kiosks", {"place": cast.places["reception"].id})
    (withdraw,) = [form for form in page.forms if form.endswith("/withdraw")]
    assert "That code does not work any more." in office.follow(office.post(withdraw))
    assert visit().post("/kiosk/pair", {"code": code_on(page)}).status == 422
    assert db.session.query(KioskDevice).count() == 0
    assert office.post(withdraw).status == 404, "it is gone"


def test_a_code_that_two_withdraw_at_once_is_withdrawn_for_both(cast, app):
    kiosk.make_pairing_code(cast.places["reception"], cast.people["office"], now=clock.now())
    db.session.commit()
    code, office = db.session.query(PairingCode).one(), cast.people["office"]

    def withdraws() -> None:
        with transaction() as session:
            kiosk.withdraw(session.merge(code, load=False), session.merge(office, load=False), now=clock.now())

    other = Another(app, withdraws)
    with at_statement("before", "DELETE FROM pairing_code", other):
        withdraws()
    assert other.result() is None and [deed.did for deed in deeds_about(code)].count("pairing code withdrawn") == 1


def test_a_code_that_was_used_a_moment_ago_is_not_withdrawn(cast, office, visit):
    page = office.post("/office/kiosks", {"place": cast.places["reception"].id})
    (withdraw,) = [form for form in page.forms if form.endswith("/withdraw")]
    visit().post("/kiosk/pair", {"code": code_on(page)})
    answer = office.post(withdraw)
    assert answer.status == 422 and "Switch the kiosk off instead." in answer
    assert db.session.query(KioskDevice).one().revoked_at is None
