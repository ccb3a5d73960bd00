"""A hold: while it lasts nothing of somebody is erased, by its term or on request; then the terms count again."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from portal import audit, clock
from portal.accounts.models import UserSession
from portal.audit import Audit
from portal.conversations.models import Booking
from portal.db import db, transaction
from portal.home_context.models import HomeItem
from portal.outbox import Message
from portal.privacy.actions import erasing
from portal.privacy.actions import holds as actions
from portal.privacy.models import Erasure, Hold
from portal.privacy.queries import holds
from portal.privacy.rules import PUPIL_KEPT, RECORDS_KEPT
from portal.school.models import Household, Person, Pupil
from tests.conftest import rows
from tests.meanwhile import Another, at_call
from tests.privacy.conftest import leaves, today
from tests.stories import a_home_item

REASON = "Klacht bij de commissie, zaak 12"


def hold(visit, thing: str, number: int, who: str = "office", **fields):
    fields = {"reason": REASON, "review_on": (today() + timedelta(days=90)).isoformat()} | fields
    return visit(who).post(f"/privacy/{thing}/{number}/hold", fields)


@pytest.fixture
def on_hold(cast, zofia, visit):
    """Zofia is on hold, and left long ago; everything of her is old."""
    assert hold(visit, "pupils", zofia.id).status == 303
    leaves(zofia, days_ago=PUPIL_KEPT.days + 1)
    return zofia


def test_nothing_of_a_held_child_is_erased_by_its_term(cast, on_hold, letting_go):
    item = db.session.query(HomeItem).order_by(HomeItem.id).limit(1).one()
    item.removed_at, item.expires_on = clock.now() - timedelta(days=5), today() - timedelta(days=400)
    db.session.query(Message).update({"state": "sent"})
    # A year that ended long ago, so that conversations would go too.
    cast.classes["3B"].year.ends_on = today() - timedelta(days=800)
    db.session.commit()
    kept = [db.session.query(model).count() for model in (HomeItem, Booking)]
    messages = db.session.query(Message).filter(Message.person_id == cast.people["dana"].id).count()
    clock.advance(days=100)
    gone = letting_go()
    assert not gone.keys() & {"pupil", "person", "home_item", "booking", "enrolment", "guardianship", "round"}
    assert [db.session.query(model).count() for model in (HomeItem, Booking)] == kept
    assert db.session.query(Message).filter(Message.person_id == cast.people["dana"].id).count() == messages > 0
    assert gone["slot"] == 6, "times that nobody held go; the two that a held booking points at stay"


def test_ways_in_and_deeds_of_the_held_stay_too(cast, on_hold, visit, letting_go):
    for who in ("dana", "bart"):
        visit(who)
    deeds = db.session.query(Audit).filter_by(pupil_id=on_hold.id).count()
    clock.advance(days=800)
    letting_go()
    assert {row.person_id for row in db.session.query(UserSession)} == {cast.people["dana"].id}
    assert db.session.query(Audit).filter_by(pupil_id=on_hold.id).count() == deeds > 0


def test_nor_on_request(cast, on_hold, visit):
    answer = visit("office").post(f"/privacy/pupils/{on_hold.id}/erase", {"reason": "Op verzoek."})
    assert answer.status == 422 and "vastgezet" in answer and db.session.query(Erasure).count() == 0
    dana = cast.people["dana"].guardian.id
    assert visit("office").post(f"/privacy/guardians/{dana}/erase", {"reason": "Op verzoek."}).status == 422


def test_a_hold_placed_after_the_plan_stops_it_and_lifting_lets_it_happen(cast, zofia, visit, work):
    leaves(zofia)
    number = zofia.id
    visit("office").post(f"/privacy/pupils/{number}/erase", {"reason": "Op verzoek."})
    hold(visit, "pupils", number)
    clock.advance(days=30)
    work()
    assert db.session.get(Pupil, number) and db.session.query(Erasure).one().is_waiting
    row = db.session.query(Hold).one()
    visit("head").post(f"/privacy/holds/{row.id}/lift")
    clock.advance(minutes=11)
    work()
    assert db.session.get(Pupil, number) is None and not db.session.query(Erasure).one().is_waiting


def test_lifted_the_terms_count_again(cast, on_hold, visit, letting_go):
    number = on_hold.id
    row = db.session.query(Hold).one()
    assert visit("office").post(f"/privacy/holds/{row.id}/lift").status == 303
    assert letting_go()["pupil"] == 1 and db.session.get(Pupil, number) is None


def test_a_lifted_hold_is_forgotten_in_its_turn(cast, visit, letting_go):
    hold(visit, "pupils", cast.pupils["fleur"].id)
    visit("office").post(f"/privacy/holds/{db.session.query(Hold).one().id}/lift")
    clock.advance(days=RECORDS_KEPT.days + 1)
    assert letting_go()["hold"] == 1


@pytest.mark.parametrize("thing", ["pupils", "guardians", "households"])
def test_what_is_being_erased_at_that_moment_is_not_said_to_be_held(thing, cast, zofia, visit, app):
    dana, pupil = cast.people["dana"].guardian, zofia.id
    number = {"pupils": pupil, "guardians": dana.id, "households": dana.household_id}[thing]
    office = visit("office")
    db.session.commit()
    other = Another(app, lambda: hold(lambda _who: office, thing, number).status)
    with at_call("after", holds, "held", other), transaction():
        assert erasing.erase_pupil(pupil, clock.now())
    assert other.result() == 404 and db.session.get(Pupil, pupil) is None and db.session.query(Hold).count() == 0


@pytest.mark.parametrize("model", [Pupil, Person, Household])
def test_what_is_being_held_at_that_moment_is_not_erased(model, cast, zofia, app):
    dana, pupil, office = cast.people["dana"], zofia.id, cast.people["office"].id
    number = {Pupil: pupil, Person: dana.id, Household: dana.guardian.household_id}[model]
    db.session.commit()
    other = Another(app, lambda: erasing.erase_pupil(pupil, clock.now()).total())
    with at_call("before", audit, "did", other), transaction() as session:
        thing, by = session.get_one(model, number), session.get_one(Person, office)
        actions.place(thing, by, reason=REASON, review_on=today(), now=clock.now())
    assert other.result() == 0 and db.session.get(Pupil, pupil) and db.session.query(Hold).count() == 1


@pytest.mark.parametrize("thing", ["pupils", "guardians", "households"])
def test_a_hold_on_one_holds_the_family_that_belongs_to_it(thing, cast, visit):
    dana, zofia = cast.people["dana"], cast.pupils["zofia"]
    number = {"pupils": zofia.id, "guardians": dana.guardian.id, "households": dana.guardian.household_id}[thing]
    hold(visit, thing, number)
    held = holds.held()
    assert held.pupils == {zofia.id} and dana.id in held.persons
    assert dana.guardian.household_id in held.households and dana.guardian.id in held.guardians
    assert (cast.people["pawel"].id in held.persons) == (thing == "pupils"), "the other home only through the child"
    assert cast.people["bart"].id not in held.persons


def test_somebody_elses_data_goes_on_its_term(cast, on_hold, letting_go):
    leaves(cast.pupils["fleur"], days_ago=PUPIL_KEPT.days + 1)
    a_home_item(cast.people["amina"], cast.pupils["yusuf"], "Yusuf").removed_at = clock.now() - timedelta(days=3)
    db.session.commit()
    gone = letting_go()
    assert gone["pupil"] == 1 and gone["home_item"] == 1


def test_a_second_hold_on_the_same_is_refused_and_after_lifting_there_can_be_another(cast, visit):
    number = cast.pupils["fleur"].id
    hold(visit, "pupils", number)
    again = hold(visit, "pupils", number)
    assert again.status == 422 and "al vastgezet" in again and db.session.query(Hold).count() == 1
    row = db.session.query(Hold).one()
    visit("office").post(f"/privacy/holds/{row.id}/lift")
    visit("office").post(f"/privacy/holds/{row.id}/lift")
    assert db.session.query(Audit).filter_by(did="hold lifted").count() == 1
    assert hold(visit, "pupils", number).status == 303


@pytest.mark.parametrize("fields", [{"reason": ""}, {"reason": "x" * 1001}, {"review_on": ""}, {"review_on": "morgen"},
                                    {"review_on": "2020-01-01"}, {"review_on": "9999-12-31"}])  # fmt: skip
def test_without_a_reason_or_a_day_to_look_again_nothing_is_held(fields, cast, visit):
    assert hold(visit, "pupils", cast.pupils["fleur"].id, **fields).status == 422
    assert db.session.query(Hold).count() == 0


def test_the_reason_lies_sealed_and_is_read_by_office_and_leader(cast, visit):
    hold(visit, "pupils", cast.pupils["fleur"].id, who="head")
    assert REASON not in str(rows("hold"))
    for who in ("office", "head"):
        page = visit(who).get("/privacy/office")
        assert REASON in page and "Fleur Visser" in page and "Hanna van Dijk" in page
        assert REASON in visit(who).get(f"/privacy/pupils/{cast.pupils['fleur'].id}")


def test_a_day_to_look_again_that_has_come_stands_out(cast, visit):
    hold(visit, "pupils", cast.pupils["fleur"].id)
    assert 'class="new"' not in visit("office").get("/privacy/office").html
    clock.advance(days=91)
    assert 'class="new"' in visit("office").get("/privacy/office").html


def test_a_relative_of_somebody_held_is_shown_as_held(cast, visit):
    hold(visit, "pupils", cast.pupils["zofia"].id)
    page = visit("office").get(f"/privacy/guardians/{cast.people['pawel'].guardian.id}")
    assert "iemand van dit gezin is vastgezet" in page and REASON not in page


def test_the_database_itself_refuses_a_hold_on_nobody_or_two_at_once(cast):
    office, fleur = cast.people["office"], cast.pupils["fleur"]
    actions.place(fleur, office, reason=REASON, review_on=today(), now=clock.now())
    with pytest.raises(actions.HeldAlready):
        actions.place(fleur, office, reason=REASON, review_on=today(), now=clock.now())
    actions.place(cast.people["bart"], office, reason=REASON, review_on=today(), now=clock.now())
    db.session.flush()
    with pytest.raises(IntegrityError):
        db.session.execute(text("UPDATE hold SET pupil_id = NULL"))
    db.session.rollback()
