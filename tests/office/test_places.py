"""The office names the places in the building, before a kiosk can stand at one."""

import pytest

from portal.db import db
from portal.kiosk.models import KioskDevice
from portal.school.models import Place


def test_a_place_is_added_and_a_kiosk_can_stand_there(cast, office):
    page = office.follow(office.post("/office/places", {"name": " Gymzaal ", "phone": "115"}))
    assert "Gymzaal is added. A kiosk can be paired for it now." in page and "115" in page
    assert ">Gymzaal</option>" in office.get("/office").html


def test_a_school_without_places_is_led_to_them(app, office):
    db.session.query(Place).delete()
    db.session.commit()
    page = office.get("/office")
    assert "A kiosk stands at a place. Add the place first." in page and "/office/places" in page.links
    assert "There is no place yet. Add the front desk first." in office.get("/office/places")


def test_another_name_is_on_the_kiosk_at_once(cast, office, visit):
    desk = cast.places["reception"]
    made = office.post("/office/kiosks", {"place": desk.id})
    code = made.html.partition('class="code"')[2].partition("<strong>")[2].partition("<")[0]
    screen = visit()
    screen.post("/kiosk/pair", {"code": code})
    office.post(f"/office/places/{desk.id}", {"name": "Hoofdingang", "phone": "101"})
    assert "Hoofdingang · 1" in screen.get("/kiosk") and db.session.query(KioskDevice).count() == 1


@pytest.mark.parametrize("fields", [{"name": "  "}, {"name": "Balie"}, {"name": "x" * 121}, {"phone": "1" * 41}])
def test_a_place_without_a_name_of_its_own_is_refused(fields, cast, office):
    form = {"name": "Gymzaal", "phone": ""} | fields
    for address in ("/office/places", f"/office/places/{cast.places['room 12'].id}"):
        page = office.post(address, form)
        assert page.status == 422 and page.alerts == 1
    assert sorted(place.name for place in db.session.query(Place)) == ["Balie", "Lokaal 12"]


def test_saving_a_place_as_it_is_changes_nothing(cast, office):
    assert office.post(f"/office/places/{cast.places['reception'].id}", {"name": "Balie", "phone": "101"}).status == 303
