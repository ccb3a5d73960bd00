"""What the front desk may know of a measure: after a PIN, a name and whom to call, and only if the leader chose so."""

import re

import pytest

from portal import clock
from portal.audit import Audit
from portal.db import db
from portal.demo.rules import PIN
from portal.help_calls.models import HelpCall
from portal.measures import actions
from portal.measures.actions import NobodyToCall
from portal.measures.rules import Kind
from tests.measures.made import MARK, a_draft, address, all_of_a_refusal, decided, in_days
from tests.stories import an_incident


@pytest.fixture
def draft(cast):
    """A draft of the school leader about one incident."""
    incident, whole = an_incident(cast), all_of_a_refusal(cast)
    return lambda kind=Kind.REFUSAL, **otherwise: a_draft(cast, incident, whole, kind, **otherwise)


@pytest.fixture
def refusal(cast, draft):
    """Access refused, by two."""
    return lambda: decided(cast, draft())


@pytest.fixture
def signed(cast) -> dict:
    """Noor's name and PIN."""
    return {"colleague": str(cast.people["noor"].id), "pin": PIN}


@pytest.fixture
def shown(cast, refusal):
    """A refusal that the school leader lets the front desk know of."""
    measure = refusal()
    actions.show_at_desk(measure, cast.people["head"], now=clock.now())
    db.session.commit()
    return measure


def test_without_the_leaders_choice_nothing_is_shown(kiosk, refusal, signed):
    refusal()
    assert "/kiosk/known" not in kiosk.get("/kiosk").links
    page = kiosk.post("/kiosk/known", signed)
    assert page.status == 200 and MARK not in page.text and "Er is nu niets om te weten." in page


def test_after_the_choice_a_colleague_finds_the_name_and_whom_to_call(cast, kiosk, shown, signed):
    assert "/kiosk/known" in kiosk.get("/kiosk").links
    assert MARK not in kiosk.get("/kiosk").text and MARK not in kiosk.get("/kiosk/known").text
    page = kiosk.post("/kiosk/known", signed)
    assert f"{MARK} Jansma" in page and f"bel {cast.people['vos'].full_name}" in page
    said = page.text.lower()
    assert (
        "ontzegd" not in said
        and "sloeg" not in said
        and not re.search(rf"{in_days(60).year}-|{in_days(60):%d %B}", said)
    )
    looks = db.session.query(Audit).filter_by(did="saw", kind="measure", about=shown.id).all()
    assert [look.person_id for look in looks] == [cast.people["noor"].id]


def test_it_is_forgotten_after_thirty_seconds_and_kept_nowhere(kiosk, shown, signed):
    answer = kiosk.client.post("/kiosk/known", data=signed | {"csrf_token": kiosk._forgery_token()})
    assert MARK in answer.text
    assert answer.headers["Refresh"] == "30; url=/kiosk" and answer.headers["Cache-Control"] == "no-store"
    assert not [each for each in answer.headers.getlist("Set-Cookie") if MARK in each]
    assert MARK not in kiosk.get("/kiosk/known").text, "the address alone asks for the PIN again"


def test_the_kept_page_knows_nothing_of_it(kiosk, shown):
    page = kiosk.get("/kiosk/shell")
    assert "/kiosk/known" not in page.links and MARK not in page.text
    assert "/kiosk/known" not in kiosk.client.get("/kiosk/sw.js").text


def test_a_wrong_pin_shows_nothing(kiosk, shown, signed):
    page = kiosk.post("/kiosk/known", signed | {"pin": "0000"})
    assert page.status == 422 and MARK not in page.text
    assert kiosk.post("/kiosk/known", {"pin": ""}).status == 422


def test_tries_are_counted(kiosk, shown, signed):
    for _try in range(12):
        page = kiosk.post("/kiosk/known", signed | {"pin": "000000"})
    assert "Te vaak geprobeerd" in page
    assert MARK not in kiosk.post("/kiosk/known", signed).text, "not even with the right one"


def test_a_browser_that_is_no_kiosk_is_asked_to_pair(shown, visit, signed):
    for who in (None, "head"):
        assert visit(who).get("/kiosk/known").status in (303, 403)
        assert visit(who).post("/kiosk/known", signed).status in (303, 403)


@pytest.mark.parametrize("over", ["taken back", "lifted", "ended", "not begun"])
def test_what_is_not_in_force_is_not_shown(over, cast, kiosk, shown, signed):
    head = cast.people["head"]
    if over == "taken back":
        actions.show_no_longer(shown, head, now=clock.now())
    elif over == "lifted":
        actions.lift(shown, "Klaar.", head, now=clock.now())
    elif over == "ended":
        shown.ends_on = in_days(-1)
    else:
        shown.starts_on = in_days(1)
    db.session.commit()
    assert MARK not in kiosk.post("/kiosk/known", signed).text
    assert "/kiosk/known" not in kiosk.get("/kiosk").links


def test_only_the_leader_chooses(cast, refusal, visit):
    measure = refusal()
    assert visit("sam").post(address(measure, "/desk")).status == 403
    assert address(measure, "/desk") not in visit("sam").get(address(measure)).forms
    head = visit("head")
    assert head.post(address(measure, "/desk")).status == 303
    db.session.refresh(measure)
    assert measure.at_desk and address(measure, "/desk/off") in head.get(address(measure)).forms
    assert head.post(address(measure, "/desk/off")).status == 303
    db.session.refresh(measure)
    assert not measure.at_desk


def test_a_warning_or_one_without_a_contact_person_is_not_for_the_desk(cast, draft):
    for measure in (draft(Kind.WARNING), draft(Kind.AGREEMENT, contact_id=None)):
        actions.activate(measure, cast.people["head"], now=clock.now())
        with pytest.raises(NobodyToCall):
            actions.show_at_desk(measure, cast.people["head"], now=clock.now())


def test_no_call_for_help_comes_of_asking(kiosk, shown, signed):
    kiosk.post("/kiosk/known", signed)
    assert db.session.query(HelpCall).count() == 0
