"""Whoever stands behind a colleague sees what to ask, and taps once how it went."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.aftercare import actions
from portal.aftercare.actions import AlreadyClosed
from portal.aftercare.models import CareStep
from portal.aftercare.rules import Kind, Outcome, Whom
from portal.audit import Audit
from portal.db import db


@pytest.fixture
def step(care_of) -> CareStep:
    """The first step for Noor, which is the school leader's."""
    return care_of("noor").steps[0]


def address(step: CareStep, deed: str = "") -> str:
    return f"/aftercare/steps/{step.id}{deed}"


def test_the_step_waits_on_the_first_page_and_says_what_to_ask(cast, step, visit):
    head = visit("head")
    assert address(step) in head.get("/").links and address(step) in head.get("/aftercare").links
    page = head.get(address(step))
    assert cast.people["noor"].full_name in page and "we stand behind you" in page.text
    assert {address(step, deed) for deed in ("/done", "/needs-more", "/not-reached", "/cannot")} <= set(page.forms)
    assert db.session.query(Audit).filter_by(did="saw", kind="aftercare", about=step.care_id).count() == 1


def test_what_comes_later_is_not_on_the_first_page_yet(care_of, visit):
    later = next(step for step in care_of("noor").steps if step.kind is Kind.TWO_WEEKS)
    sam = visit("sam")
    assert address(later) not in sam.get("/").links and address(later) in sam.get("/aftercare").links


def test_done_keeps_that_and_the_date(cast, step, visit):
    head = visit("head")
    page = head.follow(head.post(address(step, "/done")))
    assert address(step) not in page.links and address(step, "/undo") in page.forms
    assert (step.outcome, step.closed_by_id) == (Outcome.DONE, cast.people["head"].id) and step.closed_at
    assert "Done on" in head.get(address(step)).text
    assert set(CareStep.__table__.columns.keys()) == {
        "id", "care_id", "kind", "number", "added_id", "owner_id", "from_at", "due_at", "tell_at", "told_at",
        "late_told_at", "tries", "outcome", "closed_at", "closed_by_id",
    }, "there is no column for what was said"  # fmt: skip


def test_tapped_twice_it_is_done_once(step, visit):
    head = visit("head")
    head.post(address(step, "/done"))
    again = head.post(address(step, "/done"))
    assert again.status == 422 and again.alerts == 1


def test_what_was_tapped_by_mistake_is_taken_back_within_a_day(step, visit):
    head = visit("head")
    head.post(address(step, "/done"))
    head.post(address(step, "/undo"))
    assert step.is_open and step.outcome is None
    head.post(address(step, "/done"))
    clock.advance(hours=25)
    assert visit("head").post(address(step, "/undo")).status == 422 and not step.is_open


def test_needs_more_adds_a_talk_within_a_week(care_of, step, visit):
    visit("head").post(address(step, "/needs-more"))
    (more,) = [each for each in care_of("noor").steps if each.kind is Kind.MORE]
    assert step.outcome is Outcome.DONE and more.is_open and more.owner_id == step.owner_id
    ahead = i18n.local_date(more.due_at) - i18n.local_date(clock.now())
    assert timedelta(days=2) < ahead <= timedelta(days=7)
    with pytest.raises(AlreadyClosed):
        actions.needs_more(step, step.owner, now=clock.now())


def test_not_reached_stays_open_on_its_day_and_is_told_again(step, visit, work):
    work()
    due = step.due_at
    visit("head").post(address(step, "/not-reached"))
    assert step.is_open and step.due_at == due and step.tries == 1
    assert not [parcel for parcel in work() if parcel.to.startswith("head@")]
    clock.advance(minutes=31)
    assert [parcel for parcel in work() if parcel.to.startswith("head@")]


def test_whoever_cannot_gives_it_to_a_colleague(cast, care_of, step, visit):
    head = visit("head")
    page = head.follow(head.post(address(step, "/cannot")))
    first = [each for each in care_of("noor").steps if each.kind in (Kind.FIRST_HOURS, Kind.SAME_DAY)]
    assert cast.people["head"].id not in {each.owner_id for each in first}
    assert cast.people["noor"].id not in {each.owner_id for each in first}
    assert page.status == 200 and head.post(address(step, "/cannot")).status == 404, "it is not theirs any more"


def test_a_class_is_looked_after_by_its_teachers_who_hear_what_to_do_and_not_what_happened(care_for, visit):
    step = care_for(Whom.CLASS).steps[0]
    for who in ("celik", "jansen"):
        page = visit(who).get(address(step))
        assert "Let children tell or draw what they saw." in page.text and address(step) in visit(who).get("/").links
    assert visit("celik").post(address(step, "/done")).status == 303 and step.outcome is Outcome.DONE


@pytest.mark.parametrize("who, status", [
    ("noor", 404), ("ravi", 404), ("elif", 404), ("celik", 404), ("office", 404), ("bart", 403), ("amina", 403),
])  # fmt: skip
def test_nobody_else_opens_or_closes_it(who, status, step, visit):
    visitor = visit(who)
    assert visitor.get(address(step)).status == status
    for deed in ("/done", "/needs-more", "/not-reached", "/undo", "/cannot"):
        assert visitor.post(address(step, deed)).status == status
    assert step.is_open


def test_the_leader_sees_what_is_open_for_others_but_not_for_themselves(cast, incident, visit):
    from portal.incidents import actions as incidents
    from portal.incidents.actions import Named
    from portal.incidents.rules import Part

    incidents.name(incident, Named({Part.WITNESS: [cast.people["head"]]}), cast.people["ravi"], now=clock.now())
    db.session.commit()
    mine = db.session.query(CareStep).join(CareStep.care).filter_by(person_id=cast.people["head"].id).all()
    links = visit("head").get("/aftercare").links
    assert mine and not {address(each) for each in mine} & set(links)
    assert visit("head").get(address(mine[0])).status == 404
    assert visit("elif").get("/aftercare").text.count("Elif") < 3
