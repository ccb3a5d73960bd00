"""Whoever was there has dated steps with an owner in the transaction that names them; once."""

import pytest

from portal import clock
from portal.aftercare.models import Care, CareStep
from portal.aftercare.rules import PLAN, Kind, Whom
from portal.db import db
from portal.help_calls import actions as help_calls
from portal.help_calls.rules import Ended, Ending
from portal.incidents import actions as incidents
from portal.incidents.actions import Named
from portal.incidents.models import InvolvedColleague
from portal.incidents.rules import Part
from tests.aftercare.conftest import MARK
from tests.stories import a_call, some_facts


@pytest.mark.parametrize("who", ["ravi", "noor", "elif"])
def test_reporter_target_and_witness_each_get_all_steps_at_once(who, care_of):
    care = care_of(who)
    assert tuple(step.kind for step in care.steps) == PLAN[Whom.COLLEAGUE]
    assert all(step.due_at > care.begun_at and step.is_open for step in care.steps)


def test_first_care_and_what_follows_are_done_by_two_people_who_were_not_there(cast, care_of):
    owners = {step.kind: step.owner_id for step in care_of("noor").steps}
    assert owners[Kind.FIRST_HOURS] == owners[Kind.SAME_DAY] == cast.people["head"].id
    assert {owners[kind] for kind in (Kind.RECEPTION, Kind.TWO_WEEKS, Kind.SIX_WEEKS)} == {cast.people["sam"].id}


def test_nobody_looks_after_themselves(cast, care_of, incident):
    named = Named({Part.TARGET: [cast.people["head"], cast.people["sam"]]})
    incidents.name(incident, named, cast.people["ravi"], now=clock.now())
    for who in ("head", "sam"):
        owners = {step.owner_id for step in care_of(who).steps}
        assert cast.people[who].id not in owners
        assert not owners & {cast.people[name].id for name in ("ravi", "noor", "elif", "head", "sam")}


def test_the_teachers_of_a_class_that_saw_it_and_the_team_have_their_steps(cast, care_for):
    of_class, team = care_for(Whom.CLASS), care_for(Whom.TEAM)
    teachers = {cast.people["celik"].id, cast.people["jansen"].id}
    assert tuple(step.kind for step in of_class.steps) == PLAN[Whom.CLASS]
    assert {step.owner_id for step in of_class.steps} <= teachers
    assert [step.owner_id for step in team.steps] == [cast.people["head"].id]


def test_who_called_and_who_came_get_it_when_a_call_ends(cast):
    call, ravi = a_call(cast), cast.people["ravi"]
    db.session.flush()
    help_calls.answer_coming(call, ravi, now=clock.now())
    help_calls.stand_down(call, ravi, Ended(Ending.SAFE, at_the_desk=cast.people["noor"].id), now=clock.now())
    concerned = {care.person_id for care in db.session.query(Care).filter_by(whom=Whom.COLLEAGUE)}
    assert concerned == {ravi.id, cast.people["noor"].id}
    parts = {(row.part, row.person_id) for row in db.session.query(InvolvedColleague)}
    assert parts == {
        (Part.CALLER, cast.people["noor"].id), (Part.RESPONDER, ravi.id), (Part.REPORTER, ravi.id),
    }  # fmt: skip
    assert db.session.query(Care).filter_by(whom=Whom.TEAM).count() == 1


def test_a_drill_leaves_nobody_with_aftercare(cast):
    call = a_call(cast)
    call.is_drill = True
    db.session.flush()
    help_calls.stand_down(call, cast.people["ravi"], Ended(Ending.SAFE), now=clock.now())
    assert db.session.query(Care).count() == 0


def test_naming_somebody_twice_changes_nothing(cast, incident):
    before = db.session.query(CareStep).count()
    named = Named({Part.WITNESS: [cast.people["noor"]], Part.TARGET: [cast.people["noor"]]}, [cast.classes["3B"]])
    incidents.name(incident, named, cast.people["ravi"], now=clock.now())
    assert db.session.query(CareStep).count() == before


def test_what_is_not_kept_has_begun_for_nobody(cast):
    """The steps stand in the transaction of the incident: both are there, or neither."""
    incidents.log(cast.people["noor"], some_facts(cast), now=clock.now())
    assert db.session.query(CareStep).count() == 5
    db.session.rollback()
    assert db.session.query(CareStep).count() == 0


def test_nobody_is_said_to_have_been_there_who_did_not_sign(cast):
    incidents.log(cast.people["noor"], some_facts(cast), now=clock.now(), is_confirmed=False)
    assert db.session.query(Care).count() == 0


def test_at_the_desk_colleagues_and_classes_are_ticked_with_the_facts(cast, incident, visit):
    noor, place = visit("noor"), cast.places["reception"].id
    page = noor.get("/incidents/log")
    assert "To which colleagues did it happen?" in page.text
    fields = {
        "kind": "verbal", "place": place, "happened_at": f"{clock.now():%Y-%m-%dT%H:%M}", "involved": "x",
        "what_happened": "x", "witnesses": [cast.people["vos"].id], "classes": [cast.classes["6A"].id],
    }  # fmt: skip
    read = noor.follow(noor.post("/incidents/log", fields))
    assert "Saw or heard it" in read.text and "6A" in read.text
    assert db.session.query(Care).filter_by(person_id=cast.people["vos"].id).count() == 1
    refused = noor.post("/incidents/log", fields | {"witnesses": [cast.people["bart"].id]})
    assert refused.status == 422, "a parent is no colleague"


def test_the_kiosk_names_no_colleague_as_having_been_there(cast, visit):
    from portal.incidents.forms import DeskForm
    from portal.kiosk.forms import HastyForm

    assert not issubclass(HastyForm, DeskForm)


def test_who_turns_out_to_have_been_there_is_named_later(cast, incident, visit):
    ravi, address = visit("ravi"), f"/incidents/{incident.id}/colleagues"
    assert ravi.get(address).status == 200
    read = ravi.follow(ravi.post(address, {"witnesses": [cast.people["vos"].id]}))
    assert cast.people["vos"].full_name in read.text
    assert ravi.post(address, {"witnesses": ["x"]}).status == 422
    for who, status in (("noor", 404), ("vos", 404), ("bart", 403)):
        assert visit(who).post(address, {"witnesses": [cast.people["elif"].id]}).status == status


def test_who_reported_sees_whom_they_named_and_no_others(cast, incident, visit):
    named = Named({Part.WITNESS: [cast.people["vos"]]})
    incidents.name(incident, named, cast.people["sam"], now=clock.now())
    row = db.session.query(InvolvedColleague).filter_by(person_id=cast.people["vos"].id).one()
    name, address = cast.people["vos"].full_name, f"/incidents/{incident.id}"
    section = visit("ravi").get(address).html.partition("Colleagues who were there")[2].partition("</section>")[0]
    assert cast.people["noor"].full_name in section and name not in section
    assert name in visit("head").get(address).text
    assert visit("ravi").post(f"/incidents/colleagues/{row.id}/take-back").status == 404


def test_who_was_not_there_after_all_is_let_go_and_taken_up_again(cast, incident, care_of, visit):
    row = db.session.query(InvolvedColleague).filter_by(person_id=cast.people["elif"].id).one()
    ravi = visit("ravi")
    read = ravi.follow(ravi.post(f"/incidents/colleagues/{row.id}/take-back"))
    assert (
        cast.people["elif"].full_name
        not in read.html.partition("Colleagues who were there")[2].partition("</section>")[0]
    )
    assert care_of("elif").open_steps == [] and "Since" not in visit("elif").get("/aftercare/mine").text
    ravi.post(f"/incidents/{incident.id}/colleagues", {"witnesses": [cast.people["elif"].id]})
    assert len(care_of("elif").open_steps) == 5


def test_no_page_of_aftercare_holds_a_word_of_what_happened(cast, incident, care_of, visit):
    step = care_of("noor").steps[0]
    for who, address in (("head", "/aftercare"), ("head", f"/aftercare/steps/{step.id}"), ("noor", "/aftercare/mine"),
                         ("noor", "/"), ("celik", "/aftercare")):  # fmt: skip
        assert MARK not in visit(who).get(address).html
