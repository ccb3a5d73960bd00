"""A chain is changed in a draft, checked, and put in use; what is in use always passed."""

import re

import pytest

from portal import clock, outbox
from portal.audit import Audit
from portal.chains import actions, queries
from portal.chains.models import Chain
from portal.db import db
from portal.demo.actions import chains as demo_chains
from portal.help_calls import actions as help_calls
from portal.outbox import Channel
from tests.chains.conftest import AFTERNOON, ALL_WEEK, MORNING, a_duty


def names(place, now=None) -> list[list[str]]:
    return [
        [each.person.first_name for each in step.called] for step in queries.chain_at(place, now=now or clock.now())
    ]


def test_the_demo_schools_chains_pass_their_own_check(cast, chain):
    demo_chains.fill(cast, now=clock.now())
    for person in cast.people.values():
        person.email_verified_at = clock.now()
    assert len(queries.chains_in_use()) == 2 and queries.troubles_in_use(now=clock.now()) == {}


def test_a_chain_is_made_from_nothing_without_javascript(cast, office, chain):
    place = cast.places["room 12"]
    assert "A call from here reaches nobody: no chain is in use yet." in office.get("/office/chains")
    page = office.follow(office.post(f"/office/chains/places/{place.id}"))
    draft = db.session.query(Chain).filter_by(place_id=place.id).one()
    assert "There is no step yet." in page and draft.is_draft and names(place) == []
    refusal = office.post(f"/office/chains/{draft.id}/use")
    assert refusal.status == 422 and "This chain could end in nobody." in refusal
    step = office.post(f"/office/chains/{draft.id}/steps").location
    page = office.follow(office.post(f"{step}/responders", {"who": f"person-{cast.people['ravi'].id}", "part": "lead"}))
    assert "Ravi Sharma is told in this step." in page
    refusal = office.post(f"/office/chains/{draft.id}/use")
    assert refusal.status == 422 and "only one person can be reached" in refusal and names(place) == []
    office.post(f"{step}/responders", {"who": f"person-{cast.people['sam'].id}", "part": "watch_door"})
    office.follow(office.post(step, {"wait_seconds": "30", "needed": "2", "channels": ["email"]}))
    page = office.follow(office.post(f"/office/chains/{draft.id}/use"))
    assert "The next call from Lokaal 12 follows it." in page and "2 people must come." in page
    (found,) = queries.chain_at(place, now=clock.now())
    assert (found.wait_seconds, found.needed, found.channels) == (30, 2, {Channel.EMAIL})
    assert [deed.did for deed in db.session.query(Audit).filter_by(kind="chain").order_by(Audit.id)] == [
        "chain draft made", "chain put in use"]  # fmt: skip


def test_what_is_in_use_stays_while_its_draft_is_changed_and_keeps_its_address(cast, office, chain):
    place, draft_at = cast.places["reception"], office.post(f"/office/chains/{chain.id}/draft").location
    draft = db.session.query(Chain).filter_by(draft_of_id=chain.id).one()
    number = draft.id
    assert office.post(f"/office/chains/{chain.id}/draft").location == draft_at, "one draft, also for a second click"
    office.post(f"/office/chains/steps/{draft.steps[2].id}/up")
    office.post(f"/office/chains/steps/{draft.steps[0].id}/remove")
    assert names(place) == [["Ravi", "Elif"], ["Sam", "Pieter"], ["Hanna"]]
    page = office.follow(office.post(f"/office/chains/{number}/use"))
    assert names(place) == [["Hanna"], ["Sam", "Pieter"]] and "In use" in page
    assert db.session.query(Chain).one().id == chain.id
    assert office.post(f"/office/chains/{number}/use").status == 404, "pressed again"


def test_steps_move_down_and_no_farther_than_the_end(cast, office, chain):
    draft = actions.draft_of(chain, cast.people["office"], now=clock.now())
    last = draft.steps[-1].id
    office.post(f"/office/chains/steps/{draft.steps[0].id}/down")
    office.post(f"/office/chains/steps/{last}/down")
    db.session.expire_all()
    assert [len(step.responders) for step in draft.steps] == [2, 2, 1] and draft.steps[-1].id == last
    assert draft.steps[0].responders[0].person is cast.people["sam"]


def test_a_draft_thrown_away_leaves_what_is_in_use(cast, office, chain):
    draft = actions.draft_of(chain, cast.people["office"], now=clock.now())
    page = office.follow(office.post(f"/office/chains/{draft.id}/discard"))
    assert "What is in use stays as it is." in page and names(cast.places["reception"])[2] == ["Hanna"]
    assert db.session.query(Chain).count() == 1


def test_what_is_in_use_cannot_be_changed_directly(office, chain):
    step = chain.steps[0]
    for path in (f"/office/chains/{chain.id}/steps", f"/office/chains/steps/{step.id}/remove",
                 f"/office/chains/steps/{step.id}", f"/office/chains/{chain.id}/discard",
                 f"/office/chains/responders/{step.responders[0].id}/remove"):  # fmt: skip
        assert office.post(path).status == 404, path
    assert len(chain.steps) == 3


def test_a_call_that_is_open_keeps_the_chain_it_was_raised_with(cast, office, chain):
    call = help_calls.raise_call(cast.places["reception"], key="k", is_quiet=False, now=clock.now())
    draft = actions.draft_of(chain, cast.people["office"], now=clock.now())
    actions.remove_step(draft.steps[1])
    actions.put_in_use(draft, cast.people["office"], now=clock.now())
    assert len(call.responders) == 5


@pytest.mark.parametrize("fields", [{"wait_seconds": "9"}, {"wait_seconds": "601"}, {"needed": "0"}, {"needed": "x"},
                                    {"wait_seconds": ""}, {"channels": "pigeon"}])  # fmt: skip
def test_a_step_with_nonsense_is_refused(fields, cast, office, chain):
    draft = actions.draft_of(chain, cast.people["office"], now=clock.now())
    page = office.post(f"/office/chains/steps/{draft.steps[0].id}", {"wait_seconds": "60", "needed": "1"} | fields)
    assert page.status == 422 and page.alerts == 1


@pytest.mark.parametrize("fields", [{"who": "person-0"}, {"part": "dance"}, {"who": ""}])
def test_a_responder_who_does_not_exist_is_refused(fields, cast, office, chain):
    draft = actions.draft_of(chain, cast.people["office"], now=clock.now())
    form = {"who": f"person-{cast.people['noor'].id}", "part": "lead"} | fields
    page = office.post(f"/office/chains/steps/{draft.steps[0].id}/responders", form)
    assert page.status == 422 and page.alerts == 1
    assert office.post(f"/office/chains/steps/{draft.steps[0].id}/responders", {
        "who": f"person-{cast.people['amina'].id}", "part": "lead"}).status == 422, "a parent"  # fmt: skip


def test_the_same_person_again_gets_another_part(cast, office, chain):
    draft = actions.draft_of(chain, cast.people["office"], now=clock.now())
    step = draft.steps[0]
    office.post(f"/office/chains/steps/{step.id}/responders",
                {"who": f"person-{cast.people['ravi'].id}", "part": "watch_door"})  # fmt: skip
    db.session.expire_all()
    assert [row.part for row in step.responders] == ["watch_door", "take_children_away"]
    line = step.responders[0].id
    assert "Ravi Sharma is not told" in office.follow(office.post(f"/office/chains/responders/{line}/remove"))


def test_a_chain_has_no_more_steps_than_anybody_can_wait_for(cast, office, chain):
    draft = actions.draft_of(chain, cast.people["office"], now=clock.now())
    answers = [office.post(f"/office/chains/{draft.id}/steps").status for _step in range(7)]
    assert answers == [303] * 6 + [422]


def test_a_duty_nobody_has_at_some_hour_is_refused_with_that_hour(cast, office, chain):
    duty = a_duty(cast, "BHV", ("ravi", ALL_WEEK, MORNING), ("elif", ALL_WEEK, MORNING))
    draft = actions.new_draft(cast.places["room 12"], None, cast.people["office"], now=clock.now())
    step = actions.add_step(draft)
    db.session.commit()
    office.post(f"/office/chains/steps/{step.id}/responders", {"who": f"duty-{duty.id}", "part": "lead"})
    page = office.post(f"/office/chains/{draft.id}/use")
    assert page.status == 422 and re.search(r"from 12:00 until 17:00 nobody can be reached", page.text)
    for who in ("sam", "vos"):
        actions.add_shifts(duty, cast.people[who], ALL_WEEK, AFTERNOON, demo_chains.Weeks.EVERY,
                           cast.people["office"], now=clock.now())  # fmt: skip
    db.session.commit()
    assert office.post(f"/office/chains/{draft.id}/use").status == 303


def test_an_address_that_was_never_confirmed_does_not_count(cast, office, chain):
    cast.people["ravi"].email_verified_at = None
    place = cast.places["room 12"]
    draft = actions.new_draft(place, None, cast.people["office"], now=clock.now())
    step = actions.add_step(draft)
    for who in ("ravi", "elif"):
        actions.add_responder(step, demo_who(cast, who))
    with pytest.raises(actions.EndsInNobody):
        actions.put_in_use(draft, cast.people["office"], now=clock.now())
    cast.people["ravi"].email_verified_at = clock.now()
    actions.put_in_use(draft, cast.people["office"], now=clock.now())
    assert names(place) == [["Ravi", "Elif"]]


def demo_who(cast, who: str):
    from portal.chains.rules import Who, WhoKind

    return Who(WhoKind.PERSON, cast.people[who].id)


def test_the_overview_says_when_a_chain_in_use_no_longer_passes(cast, office, chain):
    assert "could end in nobody" not in office.get("/office/chains")
    for who in ("elif", "sam", "vos", "head"):
        cast.people[who].email_failed_at = clock.now()
    clock.advance(seconds=1)
    page = office.get("/office/chains")
    assert "As things are now this chain could end in nobody:" in page and "only one person" in page
    assert not outbox.can_be_called(cast.people["elif"])


def test_of_two_who_put_a_first_chain_in_use_one_is_first(cast, chain):
    """Two drafts for always of one place: the constraint decides."""
    place, office = cast.places["room 12"], cast.people["office"]
    drafts = [actions.new_draft(place, None, office, now=clock.now()) for _each in range(2)]
    for draft in drafts:
        step = actions.add_step(draft)
        for who in ("ravi", "elif"):
            actions.add_responder(step, demo_who(cast, who))
    actions.put_in_use(drafts[0], office, now=clock.now())
    with pytest.raises(actions.HoursTaken):
        actions.put_in_use(drafts[1], office, now=clock.now())


def test_a_group_is_called_together_and_cannot_be_emptied_while_it_is_needed(cast, office, chain):
    form = {"name": "Directie", "members": [cast.people["head"].id, cast.people["sam"].id]}
    assert office.post("/office/chains/groups", form).status == 303
    assert office.post("/office/chains/groups", form).status == 422, "the name is taken"
    (group,) = queries.groups()
    place = cast.places["room 12"]
    draft = actions.new_draft(place, None, cast.people["office"], now=clock.now())
    step = actions.add_step(draft)
    db.session.commit()
    office.post(f"/office/chains/steps/{step.id}/responders", {"who": f"group-{group.id}", "part": "lead"})
    assert office.post(f"/office/chains/{draft.id}/use").status == 303
    assert sorted(names(place)[0]) == ["Hanna", "Sam"]
    page = office.post(f"/office/chains/groups/{group.id}", {"name": "Directie", "members": [cast.people["sam"].id]})
    assert page.status == 422 and "only one person would be left in the chain of Lokaal 12" in page
    page = office.post(f"/office/chains/groups/{group.id}/remove")
    assert page.status == 422 and "A chain still calls this group." in page
    more = [cast.people[who].id for who in ("sam", "vos", "celik")]
    cast.people["celik"].email_verified_at = clock.now()
    assert office.post(f"/office/chains/groups/{group.id}", {"name": "Zorg", "members": more}).status == 303
    assert sorted(names(place)[0]) == ["Pieter", "Sam", "Zeynep"]


def test_a_group_nobody_calls_is_removed(cast, office):
    group = actions.add_group("Oud", [cast.people["sam"].id], cast.people["office"], now=clock.now())
    db.session.commit()
    assert "The group is removed." in office.follow(office.post(f"/office/chains/groups/{group.id}/remove"))
    assert queries.groups() == []
