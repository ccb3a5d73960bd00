"""The school adds steps and people; what is always there cannot be taken away."""

import pytest

from portal import audit, clock
from portal.aftercare import actions
from portal.aftercare.models import AddedStep, Care, Caregiver
from portal.aftercare.rules import PLAN, Kind, Whom
from portal.db import db, transaction
from portal.incidents import actions as incidents
from portal.school.models import Person
from tests.meanwhile import Another, at_call
from tests.stories import some_facts


def log_one(cast) -> Care:
    logged = incidents.log(cast.people["noor"], some_facts(cast), now=clock.now())
    db.session.flush()
    return db.session.query(Care).filter_by(incident_id=logged.id, person_id=cast.people["noor"].id).one()


def test_a_step_is_added_for_everybody_from_now_on_and_ended_again(cast, visit):
    head = visit("head")
    head.post("/aftercare/settings/steps", {"title": "Vertrouwenspersoon", "after_days": "5"})
    assert "Vertrouwenspersoon" in head.get("/aftercare/settings").text
    care = log_one(cast)
    assert [step.kind for step in care.steps if step.kind is Kind.ADDED] == [Kind.ADDED]
    assert len(care.steps) == len(PLAN[Whom.COLLEAGUE]) + 1
    db.session.commit()
    assert "Vertrouwenspersoon" in visit("noor").get("/aftercare/mine").text
    added = db.session.query(AddedStep).one()
    assert "Vertrouwenspersoon" not in head.follow(head.post(f"/aftercare/settings/steps/{added.id}/end")).text
    assert len(log_one(cast).steps) == len(PLAN[Whom.COLLEAGUE])


@pytest.mark.parametrize("title, days", [("", "5"), ("x" * 81, "5"), ("Gesprek", ""), ("Gesprek", "0"),
                                         ("Gesprek", "366"), ("Gesprek", "x"), ("Gesprek", "9" * 30)])  # fmt: skip
def test_a_step_that_is_not_right_yet_is_refused(title, days, cast, visit):
    refused = visit("head").post("/aftercare/settings/steps", {"title": title, "after_days": days})
    assert refused.status == 422 and refused.alerts == 1 and db.session.query(AddedStep).count() == 0


def test_who_stands_behind_others_is_asked_before_other_colleagues(cast, visit):
    vos, head, sam = (cast.people[who] for who in ("vos", "head", "sam"))
    visit("sam").post("/aftercare/settings/caregivers", {"people": [vos.id]})
    assert [row.person_id for row in db.session.query(Caregiver)] == [vos.id]
    logged = incidents.log(sam, some_facts(cast), now=clock.now())
    care = db.session.query(Care).filter_by(incident_id=logged.id, person_id=sam.id).one()
    owners = {step.kind: step.owner_id for step in care.steps}
    assert owners[Kind.FIRST_HOURS] == head.id and owners[Kind.RECEPTION] == vos.id
    assert visit("sam").post("/aftercare/settings/caregivers", {"people": ["x"]}).status == 422


def test_of_two_who_name_caregivers_at_once_the_last_counts(cast, app):
    vos, sam, head = (cast.people[who].id for who in ("vos", "sam", "head"))
    db.session.commit()

    def name(*numbers: int) -> None:
        people = [db.session.get_one(Person, number) for number in numbers]
        actions.set_caregivers(people, db.session.get_one(Person, head), now=clock.now())

    other = Another(app, lambda: name(vos))
    with at_call("before", audit, "did", other), transaction():
        name(vos, sam)
    other.result()
    assert [row.person_id for row in db.session.query(Caregiver)] == [vos]


@pytest.mark.parametrize("who", ["noor", "office", "celik", "bart"])
def test_only_leader_and_coordinator_decide(who, cast, visit):
    visitor = visit(who)
    assert visitor.get("/aftercare/settings").status == 403
    assert visitor.post("/aftercare/settings/steps", {"title": "x", "after_days": "1"}).status == 403
    assert visitor.post("/aftercare/settings/caregivers", {"people": []}).status == 403
