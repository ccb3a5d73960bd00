"""The colleague sees who stands behind them and when, chooses somebody else, declines, or asks."""

import pytest

from portal import clock
from portal.aftercare import actions
from portal.aftercare.models import Care, CareStep
from portal.aftercare.rules import Kind, Outcome
from portal.db import db
from tests.meanwhile import meanwhile


def test_today_and_mine_say_who_and_when(cast, care_of, visit):
    noor, care = visit("noor"), care_of("noor")
    first = noor.get("/")
    assert "We stand behind you" in first.text and cast.people["head"].full_name in first.text
    assert "/aftercare/mine" in first.links
    page = noor.get("/aftercare/mine")
    assert page.text.count(cast.people["head"].full_name) == 2 and page.text.count(cast.people["sam"].full_name) == 3
    assert f"/aftercare/{care.id}/decline" in page.forms


def test_somebody_without_aftercare_reads_what_this_page_is(cast, incident, visit):
    assert "Nothing stands here now." in visit("vos").get("/aftercare/mine").text
    assert "Nothing waits for you." in visit("office").get("/aftercare").text


def test_somebody_else_is_chosen_who_is_told(cast, care_of, visit, work):
    work()
    noor, care, vos = visit("noor"), care_of("noor"), cast.people["vos"]
    page = noor.get(f"/aftercare/{care.id}/choose")
    assert vos.full_name in page.text and f'value="{cast.people["noor"].id}"' not in page.html
    seen = noor.follow(noor.post(f"/aftercare/{care.id}/choose", {"colleague": vos.id}))
    assert seen.text.count(vos.full_name) == 5
    assert {step.owner_id for step in care_of("noor").steps} == {vos.id}
    assert [parcel for parcel in work() if parcel.to.startswith("vos@")]


def test_who_said_no_cannot_be_chosen_again(cast, care_of, visit):
    noor, care, vos = visit("noor"), care_of("noor"), cast.people["vos"]
    noor.post(f"/aftercare/{care.id}/choose", {"colleague": vos.id})
    visit("vos").post(f"/aftercare/steps/{care.steps[0].id}/cannot")
    assert vos.id not in {step.owner_id for step in care_of("noor").open_steps}
    refused = noor.post(f"/aftercare/{care.id}/choose", {"colleague": vos.id})
    assert refused.status == 422 and refused.alerts == 1 and "Choose somebody else." in refused.text


@pytest.mark.parametrize("colleague", ["", "x", "0", "999999"])
def test_nobody_chosen_is_refused(colleague, care_of, visit):
    assert visit("noor").post(f"/aftercare/{care_of('noor').id}/choose", {"colleague": colleague}).status == 422


def test_declined_it_is_offered_once_more_and_then_never_again(care_of, visit):
    noor, care = visit("noor"), care_of("noor")
    page = noor.follow(noor.post(f"/aftercare/{care.id}/decline"))
    (offer,) = care_of("noor").open_steps
    assert offer.kind is Kind.OFFER and 9 <= (offer.due_at - clock.now()).days <= 14
    assert "You wanted nothing then." in page.text
    assert all(step.outcome is Outcome.DECLINED for step in care_of("noor").steps if step is not offer)
    noor.post(f"/aftercare/{care.id}/decline")
    assert care_of("noor").open_steps == [] and "Nothing waits" in noor.get("/aftercare").text


def test_what_somebody_did_a_moment_before_it_was_declined_stays_done(cast, care_of, app):
    care, noor = care_of("noor"), cast.people["noor"]
    first = care.open_steps[0].id
    db.session.commit()

    def does() -> None:
        step = db.session.get_one(CareStep, first)
        step.outcome, step.closed_at = Outcome.DONE, clock.now()

    meanwhile(app, does)
    actions.decline(care, noor, now=clock.now())
    db.session.commit()
    outcomes = {step.id: step.outcome for step in db.session.query(CareStep).filter_by(care_id=care.id)}
    assert outcomes.pop(first) is Outcome.DONE and set(outcomes.values()) == {Outcome.DECLINED, None}


def test_who_declined_can_always_ask(care_of, visit):
    noor, care = visit("noor"), care_of("noor")
    noor.post(f"/aftercare/{care.id}/decline")
    for _tap in range(2):
        noor.post(f"/aftercare/{care.id}/ask")
    (more,) = [step for step in care_of("noor").open_steps if step.kind is Kind.MORE]
    assert more.due_at > clock.now()


@pytest.mark.parametrize("who, status", [("head", 404), ("sam", 404), ("elif", 404), ("celik", 404), ("bart", 403)])
def test_nobody_decides_for_somebody_else(who, status, care_of, visit):
    visitor, care = visit(who), care_of("noor")
    assert visitor.get(f"/aftercare/{care.id}/choose").status == status
    for deed in ("choose", "decline", "ask"):
        assert visitor.post(f"/aftercare/{care.id}/{deed}", {"colleague": 1}).status == status
    assert len(db.session.get_one(Care, care.id).open_steps) == 5
