"""A colleague logs an incident at the desk under the own name and PIN; the screen forgets it on sending."""

import re

import pytest

from portal import clock, i18n
from portal.db import db
from portal.demo.rules import PIN
from portal.incidents.models import Incident
from tests.conftest import rows


@pytest.fixture
def fields(cast):
    return {
        "kind": "verbal", "place": cast.places["reception"].id,
        "happened_at": f"{i18n.local(clock.now()):%Y-%m-%dT%H:%M}", "involved": "Een bezoeker",
        "what_happened": "SCHREEUWDE aan de balie", "injuries": "", "measures_taken": "Gebeld",
        "colleague": cast.people["noor"].id, "pin": PIN,
    }  # fmt: skip


def test_what_is_logged_is_in_the_register_and_nowhere_on_the_kiosk(cast, kiosk, fields, visit, work):
    page = kiosk.follow(kiosk.post("/kiosk/incident", fields))
    assert "SCHREEUWDE" not in page.html and "SCHREEUWDE" not in kiosk.get("/kiosk/incident").html
    (incident,) = db.session.query(Incident).all()
    assert incident.reporter_id == cast.people["noor"].id and incident.words["what_happened"] == fields["what_happened"]
    assert "SCHREEUWDE" not in str(rows("incident"))
    told = [parcel for parcel in work() if "/incidents" in parcel.text]
    assert {parcel.to.partition("@")[0] for parcel in told} == {"sam", "head"}
    assert "SCHREEUWDE" in visit("noor").get(f"/incidents/{incident.id}")


def test_a_wrong_pin_keeps_what_was_typed_but_not_the_pin(cast, kiosk, fields):
    page = kiosk.post("/kiosk/incident", fields | {"pin": "135790"})
    assert page.status == 422 and "SCHREEUWDE" in page.html and "135790" not in page.html
    assert db.session.query(Incident).count() == 0


def test_a_name_without_pin_and_a_wrong_pin_look_the_same(cast, kiosk, fields):
    wrong = kiosk.post("/kiosk/incident", fields | {"pin": "135790"})
    celik = kiosk.post("/kiosk/incident", fields | {"pin": "135790", "colleague": cast.people["celik"].id})
    assert wrong.status == celik.status == 422
    assert ("PIN do not belong" in wrong) == ("PIN do not belong" in celik)


def test_five_wrong_pins_and_the_name_has_to_wait(cast, kiosk, fields):
    for _guess in range(5):
        kiosk.post("/kiosk/incident", fields | {"pin": "135790"})
    assert kiosk.post("/kiosk/incident", fields).status == 422, "even the right one"
    clock.advance(minutes=5, seconds=1)
    fields["happened_at"] = f"{i18n.local(clock.now()):%Y-%m-%dT%H:%M}"
    assert kiosk.post("/kiosk/incident", fields).status == 303


def test_what_is_missing_or_impossible_is_said_beside_the_field(cast, kiosk, fields):
    for name, value in (("kind", ""), ("kind", "nonsense"), ("place", "99"), ("happened_at", "2099-01-01T10:00"),
                        ("happened_at", "yesterday"), ("what_happened", "x" * 4001), ("colleague", "0"),
                        ("pin", "")):  # fmt: skip
        page = kiosk.post("/kiosk/incident", fields | {name: value})
        assert page.status == 422 and page.alerts >= 1, (name, value)
    assert db.session.query(Incident).count() == 0


def test_switching_the_language_keeps_the_text_and_forgets_the_pin(cast, kiosk, fields):
    answer = kiosk.post("/kiosk/language/ar?next=/kiosk/incident", fields)
    page = kiosk.follow(answer)
    assert 'dir="rtl"' in page.html and "SCHREEUWDE" in page.html and PIN not in page.html
    assert "SCHREEUWDE" not in kiosk.get("/kiosk/incident?kept=1").html


def test_kind_name_and_pin_are_enough_and_the_rest_waits_at_the_own_desk(cast, kiosk, visit):
    """Six taps and a PIN: the screen, the kind, the name (two), the PIN's field, sending."""
    page = kiosk.get("/kiosk/incident")
    typed = {"kind": "digital", "place": cast.places["reception"].id,
             "happened_at": f"{i18n.local(clock.now()):%Y-%m-%dT%H:%M}", "colleague": cast.people["noor"].id,
             "pin": PIN}  # fmt: skip
    form = page.html.partition('id="incident-form"')[2].partition("</form>")[0]
    assert form.count("<details>") == 2, "what need not be filled in is folded away"
    assert kiosk.post("/kiosk/incident", typed).status == 303
    incident = db.session.query(Incident).one()
    assert incident.is_draft
    noor = visit("noor")
    form = noor.get(f"/incidents/{incident.id}/complete")
    assert re.search(r"<input[^>]*checked[^>]*value=.digital.", form.html), "what is known already stays"
    done = noor.post(f"/incidents/{incident.id}/complete", typed | {
        "involved": "Een ouder", "what_happened": "Dreigde per app", "roles": ["parent"], "children_saw": "no",
        "somebody_hurt": "no", "police": "none"})  # fmt: skip
    page = noor.follow(done)
    assert "Dreigde per app" in page and not db.session.get_one(Incident, incident.id).is_draft


def test_no_family_can_be_looked_up_from_the_form(cast, kiosk):
    page = kiosk.get("/kiosk/incident").html
    staff = {person.last_name for person in cast.people.values() if person.all_roles}
    names = {person.last_name for person in cast.people.values() if person.guardian} - staff
    assert names and not [name for name in names if name and name in page]
    surnames = {pupil.last_name for pupil in cast.pupils.values()} - staff
    assert surnames and not [name for name in surnames if name and name in page]


def test_the_same_sending_twice_is_one_incident_also_when_the_second_was_sealed(cast, kiosk, fields):
    page = kiosk.get("/kiosk/incident").html
    (key,) = re.findall(r'id="incident-form".*?name="key" value="([^"]+)"', page, re.S)
    for _press in range(2):
        assert kiosk.post("/kiosk/incident", fields | {"key": key}).status == 303
    assert db.session.query(Incident).count() == 1
    assert key not in kiosk.get("/kiosk/incident").html, "the next form is another sending"
