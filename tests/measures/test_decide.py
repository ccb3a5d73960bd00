"""From a draft to a measure in force: what is lacking is said, and refusing access takes two people."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm.attributes import set_committed_value

from portal import clock
from portal.audit import Audit
from portal.db import db
from portal.incidents import actions as incidents
from portal.incidents import queries as register
from portal.incidents.actions import Somebody
from portal.incidents.models import RegisterEntry
from portal.incidents.rules import Role
from portal.measures import actions
from portal.measures.actions import AlreadyMoved, CannotConfirm, NotComplete
from portal.measures.models import Measure
from portal.measures.rules import Kind, Need, State
from tests.measures.made import MARK, address, in_days, today


def test_a_measure_is_begun_from_the_incident_half_filled_in(incident, visit):
    head = visit("head")
    page = head.get(f"/measures/incidents/{incident.id}")
    assert f"/measures/incidents/{incident.id}/refusal" in page.links
    answer = head.post(f"/measures/incidents/{incident.id}/refusal", {"against": f"{MARK} Jansma"})
    page = head.follow(answer)
    measure = db.session.query(Measure).one()
    assert (measure.state, measure.words["against"]) == (State.DRAFT, f"{MARK} Jansma")
    assert "What still has to be done" in page and "Write down the reasons." in page
    assert address(measure, "/propose") not in page.forms
    assert measure.sealed and MARK.encode() not in bytes(measure.sealed)


def test_a_draft_begins_with_whom_the_incident_was_about(cast, incident, visit):
    for role, name in ((Role.COLLEAGUE, "Noor"), (Role.VISITOR, f"{MARK} Jansma")):
        incidents.name_person(incident, Somebody(role, name), cast.people["noor"], now=clock.now())
    db.session.commit()
    page = visit("head").get(f"/measures/incidents/{incident.id}/warning")
    assert f'value="{MARK} Jansma"' in page.html


def test_of_a_kind_that_does_not_exist_there_is_no_page(incident, visit):
    assert visit("head").get(f"/measures/incidents/{incident.id}/banishment").status == 404


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_its_form(kind, incident, visit):
    page = visit("sam").get(f"/measures/incidents/{incident.id}/{kind.value}")
    assert page.status == 200 and ('name="route"' in page.html) is (kind is Kind.REFUSAL)


def test_a_parent_of_the_portal_is_called_by_name(cast, incident, visit):
    bart = cast.people["bart"]
    visit("head").post(f"/measures/incidents/{incident.id}/warning", {"guardian": str(bart.id), "norm": "0"})
    measure = db.session.query(Measure).one()
    assert (measure.against_id, measure.words["against"]) == (bart.id, bart.full_name)


def test_what_is_lacking_stops_it_also_behind_the_page(cast, draft):
    measure = draft(children="")
    for deed in (actions.propose, actions.activate):
        with pytest.raises(NotComplete) as refusal:
            deed(measure, cast.people["head"], now=clock.now())
        assert refusal.value.needs == [Need.CHILDREN]
    assert measure.state is State.DRAFT


def test_a_refusal_is_proposed_by_one_and_confirmed_by_another(cast, draft, entries, visit, work):
    measure = draft()
    head, sam = visit("head"), visit("sam")
    page = head.follow(head.post(address(measure, "/propose")))
    assert address(measure, "/activate") not in page.forms
    told = [parcel for parcel in work() if parcel.to == cast.people["sam"].email]
    assert told and all(MARK not in parcel.text and "Jansma" not in parcel.subject for parcel in told)
    assert address(measure) in sam.get("/").links, "it waits on the first page of the coordinator"
    assert address(measure) not in visit("head").get("/").links
    own = head.post(address(measure, "/activate"))
    assert own.status == 422 and "two people" in own.text
    page = sam.follow(sam.post(address(measure, "/activate")))
    db.session.refresh(measure)
    assert (measure.state, measure.proposed_by_id, measure.decided_by_id) == (
        State.ACTIVE, cast.people["head"].id, cast.people["sam"].id,
    )  # fmt: skip
    assert entries(measure) == ["begun", "proposed", "activated"]
    assert list(register.broken()) == []


def test_a_refusal_is_not_decided_by_one_alone(cast, draft):
    measure = draft()
    with pytest.raises(AlreadyMoved):
        actions.activate(measure, cast.people["sam"], now=clock.now())
    actions.propose(measure, cast.people["head"], now=clock.now())
    with pytest.raises(CannotConfirm):
        actions.activate(measure, cast.people["head"], now=clock.now())
    assert measure.state is State.PROPOSED


def test_of_two_who_confirm_one_wins(cast, draft, visit, entries):
    measure = draft()
    actions.propose(measure, cast.people["head"], now=clock.now())
    db.session.commit()
    sam = visit("sam")
    assert sam.post(address(measure, "/activate")).status == 303
    again = sam.post(address(measure, "/activate"))
    assert again.status == 422 and again.alerts == 1
    assert entries(measure).count("activated") == 1


def test_who_comes_a_moment_later_changes_nothing(cast, draft, entries):
    """Both have the page open and see a draft; the other one was a moment earlier."""
    measure = draft(Kind.WARNING)
    assert measure.state is State.DRAFT
    earlier = update(Measure).values(state=State.DROPPED).execution_options(synchronize_session=False)
    db.session.execute(earlier)
    for deed in (actions.activate, actions.propose, actions.drop):
        with pytest.raises(AlreadyMoved):
            deed(measure, cast.people["head"], now=clock.now())
        set_committed_value(measure, "state", State.DRAFT)
    assert entries(measure) == ["begun"]


def test_what_passed_meanwhile_is_lacking_again(cast, draft):
    measure = draft()
    actions.propose(measure, cast.people["head"], now=clock.now())
    clock.advance(days=2)
    with pytest.raises(NotComplete) as refusal:
        actions.activate(measure, cast.people["sam"], now=clock.now())
    assert refusal.value.needs == [Need.START]
    actions.send_back(measure, cast.people["sam"], now=clock.now())
    assert (measure.state, measure.proposed_by_id) == (State.DRAFT, None)


def test_only_a_draft_is_changed(cast, draft, whole, visit):
    measure = draft()
    head = visit("head")
    fields = {"against": f"{MARK} Jansma", "reasons": "Anders.", "ends_on": in_days(20).isoformat()}
    assert head.post(address(measure, "/change"), fields).status == 303
    db.session.refresh(measure)
    assert (measure.words["reasons"], measure.ends_on) == ("Anders.", in_days(20))
    assert head.post(address(measure, "/change"), {"ends_on": "morgen"}).status == 422
    actions.drop(measure, cast.people["head"], now=clock.now())
    db.session.commit()
    assert head.get(address(measure, "/change")).status == 303
    assert head.post(address(measure, "/change"), fields).status == 422
    assert measure.state is State.DROPPED


def test_a_lighter_measure_is_decided_by_one(cast, draft, entries):
    measure = draft(Kind.CONVERSATION)
    actions.activate(measure, cast.people["sam"], now=clock.now())
    assert (measure.state, measure.decided_by_id) == (State.ACTIVE, cast.people["sam"].id)
    actions.finish(measure, cast.people["sam"], now=clock.now())
    assert measure.state is State.ENDED and entries(measure) == ["begun", "activated", "ended"]


def test_that_nothing_is_needed_is_a_decision_with_its_reason(cast, draft):
    measure = draft(Kind.NONE)
    actions.activate(measure, cast.people["head"], now=clock.now())
    assert measure.state is State.ENDED and measure.decided_at


def test_the_register_holds_names_in_its_sealed_words_only(refusal):
    measure = refusal()
    rows = (
        db.session.query(RegisterEntry).filter_by(incident_id=measure.incident_id).order_by(RegisterEntry.number).all()
    )
    assert all(MARK not in row.core for row in rows)
    activated = rows[-1]
    assert activated.facts["ends_on"] == in_days(60).isoformat() and activated.facts["measure_kind"] == "refusal"
    assert MARK in activated.words["reasons"]


def test_every_look_is_written_down(cast, refusal, visit):
    measure = refusal()
    visit("head").get(address(measure))
    looks = db.session.query(Audit).filter_by(did="saw", kind="incident", about=measure.incident_id)
    assert [row.person_id for row in looks] == [cast.people["head"].id]


def test_who_logged_it_sees_what_was_decided_and_no_more(incident, refusal, visit):
    measure = refusal()
    noor = visit("noor").get(f"/incidents/{incident.id}")
    assert "Access refused for a period" in noor and MARK not in noor.text
    assert address(measure) not in noor.links
    head = visit("head").get(f"/incidents/{incident.id}")
    assert address(measure) in head.links and f"/measures/incidents/{incident.id}" in head.links


def test_the_list_says_what_is_in_force_and_until_when(refusal, warning, visit):
    measure = refusal()
    page = visit("sam").get("/measures")
    assert {address(measure), address(warning)} <= set(page.links)
    assert f"{in_days(60).year}" in page.text and today().isoformat() not in page.text
