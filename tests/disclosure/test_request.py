"""Somebody asks what the register says: who, when, checked by whom; the month is watched, a refusal has its reason."""

from datetime import date, timedelta

import pytest

from portal import clock, i18n
from portal.audit import Audit
from portal.db import db
from portal.disclosure.models import AccessRequest
from portal.disclosure.rules import Stage, months_after
from portal.incidents.models import RegisterEntry
from portal.incidents.rules import What
from tests.conftest import rows


def filled_in(cast, **change) -> dict:
    return {
        "name": "Bart Visser", "asked_on": i18n.local_date(clock.now()).isoformat(), "about": "Het gesprek in de hal",
        "language": "ar", "checked_by": cast.people["noor"].id, "identity": "Paspoort gezien",
    } | change  # fmt: skip


def test_the_office_writes_a_request_down_and_sees_no_word_of_the_register(cast, incident, visit):
    office = visit("office")
    page = office.follow(office.post("/disclosure/requests/new", filled_in(cast)))
    asked = db.session.query(AccessRequest).one()
    assert asked.due_on == months_after(asked.asked_on, 1) and asked.language == "ar"
    assert "Bart Visser" in page and i18n.dated(asked.due_on) in page
    assert "Noor de Wit" in page, "who checked the identity"
    assert office.get(f"/disclosure/requests/{asked.id}/texts").status == 403
    assert "Visser" not in str(rows("access_request")), "sealed at rest"


@pytest.mark.parametrize("change", [
    {"name": " "}, {"about": ""}, {"identity": ""}, {"asked_on": ""}, {"asked_on": "2020-01-01"},
    {"asked_on": "2999-01-01"}, {"language": "xx"}, {"checked_by": "987654"},
])  # fmt: skip
def test_what_is_not_known_is_asked_for(change, cast, visit):
    page = visit("office").post("/disclosure/requests/new", filled_in(cast, **change))
    assert page.status == 422 and page.alerts and db.session.query(AccessRequest).count() == 0


@pytest.mark.parametrize("day, months, wanted", [
    (date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2028, 1, 31), 1, date(2028, 2, 29)),
    (date(2026, 12, 15), 1, date(2027, 1, 15)), (date(2026, 11, 30), 3, date(2027, 2, 28)),
])  # fmt: skip
def test_a_month_is_the_same_day_or_the_last_one(day, months, wanted):
    assert months_after(day, months) == wanted


def test_a_week_before_the_day_leader_and_coordinator_are_told_once_and_not_of_whom(cast, asked, work, recorded):
    work()
    recorded.clear()
    clock.advance(days=24)
    work()
    told = [parcel for parcel in recorded if "/disclosure/requests" in parcel.text]
    assert {parcel.to for parcel in told} == {cast.people["head"].email, cast.people["sam"].email}
    assert "Visser" not in str(told)
    recorded.clear()
    work()
    assert not [parcel for parcel in recorded if "/disclosure/requests" in parcel.text]


def test_what_is_late_says_so_and_stands_on_the_first_page(asked, visit):
    assert "Bart Visser" not in visit("head").get("/")
    clock.advance(days=40)
    assert "te laat" in visit("sam").get("/disclosure/requests")
    page = visit("head").get("/")
    assert f"/disclosure/requests/{asked.id}" in page.links and "Bart Visser" not in page
    assert f"/disclosure/requests/{asked.id}" not in visit("celik").get("/").links


def test_two_more_months_once_with_a_reason(asked, visit):
    head, address = visit("head"), f"/disclosure/requests/{asked.id}/extend"
    assert head.post(address, {"more-reason": " "}).status == 422
    page = head.follow(head.post(address, {"more-reason": "Veel teksten"}))
    assert "Veel teksten" in page
    assert db.session.get_one(AccessRequest, asked.id).due_on == months_after(asked.asked_on, 3)
    assert head.post(address, {"more-reason": "Nog eens"}).status == 422


def test_a_refusal_has_its_reason_sealed_in_the_chain(asked, incident, visit):
    head, address = visit("head"), f"/disclosure/requests/{asked.id}/refuse"
    assert head.post(address, {"no-reason": ""}).status == 422
    page = head.follow(head.post(address, {"no-reason": "Niet te bewijzen wie het is"}))
    assert "Niet te bewijzen" in page and "geweigerd" in page
    entry = db.session.query(RegisterEntry).filter_by(what=What.COPY_REFUSED).one()
    assert entry.words == {"reason": "Niet te bewijzen wie het is"} and entry.facts["request"] == asked.id
    assert head.post(address, {"no-reason": "Twee keer"}).status == 422, "once"
    assert db.session.get_one(AccessRequest, asked.id).stage is Stage.REFUSED


def test_every_look_at_a_request_is_written_down(cast, asked, incident, visit):
    sam = visit("sam")
    sam.get(f"/disclosure/requests/{asked.id}")
    sam.get(f"/disclosure/requests/{asked.id}/texts")
    seen = [(row.kind, row.about) for row in db.session.query(Audit).filter_by(did="saw").order_by(Audit.id)]
    assert seen == [("access_request", asked.id), ("access_request", asked.id), ("incident", incident.id)]


def test_the_request_of_the_schools_own_file_is_not_the_offices(cast, incident, visit):
    head = visit("head")
    done = head.post(f"/disclosure/incidents/{incident.id}/file", {"reason": "Dossier aangifte"})
    number = db.session.query(AccessRequest.id).scalar()
    assert head.follow(done).status == 200
    office = visit("office")
    assert office.get(f"/disclosure/requests/{number}").status == 404
    assert "Eigen" not in office.get("/disclosure/requests") and "eigen dossier" not in office.get(
        "/disclosure/requests"
    )


def test_what_was_answered_long_ago_is_forgotten(asked, visit, command):
    visit("head").post(f"/disclosure/requests/{asked.id}/refuse", {"no-reason": "Ingetrokken"})
    clock.advance(days=729)
    command("retention")
    assert db.session.query(AccessRequest).count() == 1
    clock.advance(days=3)
    command("retention")
    assert db.session.query(AccessRequest).count() == 0


def test_the_term_of_a_request_ends_in_a_day_that_exists(asked):
    assert asked.due_on - asked.asked_on <= timedelta(days=31)
