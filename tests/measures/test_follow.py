"""After the decision: heard, handed over, looked at again, objected to, lifted, followed by another, ended."""

import pytest

from portal import clock
from portal.db import db, transaction
from portal.incidents import queries as register
from portal.measures import actions, queries
from portal.measures.actions import AlreadyMoved, NotNow, Typed, following
from portal.measures.models import Measure
from portal.measures.rules import Delivered, Due, Kind, State, Verdict
from portal.school.models import Person
from tests.meanwhile import Another, at_call
from tests.measures.made import MARK, address, in_days, today


def due(measure: Measure) -> list[Due]:
    db.session.refresh(measure)
    return [each.due for each in measure.watched]


def test_a_letter_is_handed_over_once(cast, warning, visit, entries):
    head = visit("head")
    assert address(warning) in head.get("/").links, "that it has to be handed over stands on the first page"
    assert head.post(address(warning, "/deliver"), {"how": "registered"}).status == 422
    late = head.post(address(warning, "/deliver"), {"how": "registered", "on": in_days(1).isoformat()})
    assert late.status == 422 and "Choose today" in late
    said = {"how": "registered", "on": today().isoformat()}
    page = head.follow(head.post(address(warning, "/deliver"), said))
    assert "By registered mail" in page and cast.people["head"].full_name in page
    assert head.post(address(warning, "/deliver"), said).status == 422
    assert entries(warning).count("delivered") == 1
    assert address(warning) not in head.get("/").links


ONCE = {
    "heard": lambda measure, by: actions.heard(measure, by, now=clock.now()),
    "reviewed": lambda measure, by: actions.reviewed(measure, by, now=clock.now()),
    "delivered": lambda measure, by: actions.deliver(measure, Delivered.BY_HAND, today(), by, now=clock.now()),
    "objected": lambda measure, by: actions.object_to(measure, today(), "Het bestuur", by, now=clock.now()),
    "answered": lambda measure, by: actions.answer(measure, Verdict.UPHELD, today(), "", by, now=clock.now()),
}


@pytest.mark.parametrize("deed", ONCE)
def test_of_two_who_write_the_same_down_at_once_one_is_told(deed, cast, refusal, entries, app):
    measure = refusal(urgent="Er was een mes.", warned_on=None, hearing_on=in_days(3))
    if deed == "answered":
        ONCE["objected"](measure, cast.people["head"])
    number, people = measure.id, [cast.people[who].id for who in ("head", "sam")]
    refused: list[int] = []
    db.session.commit()

    def write_down(person: int) -> None:
        try:
            ONCE[deed](db.session.get_one(Measure, number), db.session.get_one(Person, person))
        except AlreadyMoved:
            refused.append(person)

    other = Another(app, lambda: write_down(people[0]))
    with at_call("before", following, "move", other), transaction():
        write_down(people[1])
    other.result()
    assert len(refused) == 1 and entries(db.session.get_one(Measure, number)).count(deed) == 1


def test_the_portal_sends_the_letter_to_nobody(cast, refusal, work):
    measure = refusal(against_id=cast.people["amina"].id)
    actions.deliver(measure, Delivered.BY_HAND, today(), cast.people["head"], now=clock.now())
    parents = {cast.people[who].email for who in ("amina", "bart")}
    assert not [parcel for parcel in work() if parcel.to in parents or MARK in parcel.text]


def test_who_was_refused_at_once_is_heard_later(cast, refusal, visit):
    measure = refusal(urgent="Er was een mes.", warned_on=None, hearing_on=in_days(3))
    assert due(measure)[0] is Due.HEARING
    sam = visit("sam")
    assert sam.post(address(measure, "/heard")).status == 303
    assert Due.HEARING not in due(measure) and measure.heard_on == today()
    assert sam.post(address(measure, "/heard")).status == 422


def test_that_it_was_looked_at_again_takes_it_off_the_list(refusal, visit, entries):
    measure = refusal()
    head = visit("head")
    assert head.post(address(measure, "/reviewed")).status == 303
    assert Due.REVIEW not in due(measure) and head.post(address(measure, "/reviewed")).status == 422
    assert entries(measure)[-1] == "reviewed"


def test_an_objection_is_watched_for_six_weeks_until_it_is_answered(cast, refusal, visit, entries):
    measure = refusal()
    head = visit("head")
    assert head.post(address(measure, "/verdict"), {"verdict": "upheld", "on": today().isoformat()}).status == 422
    assert head.post(address(measure, "/objection"), {"on": today().isoformat()}).status == 422
    said = {"on": today().isoformat(), "handler": "Mevrouw De Boer, bestuur"}
    assert "De Boer" in head.follow(head.post(address(measure, "/objection"), said))
    assert head.post(address(measure, "/objection"), said).status == 422
    assert [each.day for each in measure.watched if each.due is Due.OBJECTION] == [in_days(42)]
    answer = {"verdict": "partly", "on": today().isoformat(), "words": "Eerder terug."}
    assert "partly right" in head.follow(head.post(address(measure, "/verdict"), answer))
    assert Due.OBJECTION not in due(measure) and measure.verdict is Verdict.PARTLY
    assert head.post(address(measure, "/verdict"), answer).status == 422
    assert entries(measure)[-2:] == ["objected", "answered"] and measure.state is State.ACTIVE


def test_lifting_says_why_and_has_its_own_letter(refusal, visit, entries):
    measure = refusal()
    head = visit("head")
    assert head.post(address(measure, "/lift"), {"reason": ""}).status == 422
    page = head.follow(head.post(address(measure, "/lift"), {"reason": "Het gesprek ging goed."}))
    assert address(measure, "/lifting.pdf") in page.links and due(measure) == []
    assert (measure.state, entries(measure)[-1]) == (State.LIFTED, "lifted")
    assert head.post(address(measure, "/lift"), {"reason": "Nog eens."}).status == 422


def test_a_refusal_is_not_simply_ended(cast, refusal, draft):
    with pytest.raises(NotNow):
        actions.finish(refusal(), cast.people["head"], now=clock.now())
    talk = draft(Kind.CONVERSATION)
    for deed in (actions.heard, actions.reviewed):
        with pytest.raises(NotNow):
            deed(draft(Kind.NONE, hearing_on=None, review_on=None), cast.people["head"], now=clock.now())
    with pytest.raises(NotNow):
        actions.deliver(talk, Delivered.BY_HAND, today(), cast.people["head"], now=clock.now())
    with pytest.raises(NotNow):
        actions.lift(talk, "Klaar.", cast.people["head"], now=clock.now())


def test_longer_is_a_new_decision_by_two(cast, refusal, visit, work, entries):
    measure = refusal()
    head = visit("head")
    answer = head.post(address(measure, "/go-on"))
    follower = queries.follower_of(measure)
    assert follower and answer.location == address(follower, "/change")
    assert follower.state is State.DRAFT and follower.starts_on == in_days(61) and follower.ends_on is None
    assert head.post(address(measure, "/go-on")).status == 422, "one follower at a time"
    words = follower.words | {"reasons": "Nog niet veilig."}
    days = {"ends_on": in_days(100), "review_on": in_days(80), "talk_on": in_days(90), "hearing_on": today()}
    actions.change(follower, Typed(words, days), cast.people["head"], now=clock.now())
    actions.propose(follower, cast.people["head"], now=clock.now())
    actions.activate(follower, cast.people["sam"], now=clock.now())
    db.session.refresh(measure)
    assert (measure.state, follower.state) == (State.ACTIVE, State.ACTIVE), "the old one counts until its last day"
    clock.advance(days=61)
    work()
    db.session.refresh(measure)
    assert measure.state is State.REPLACED and entries(measure)[-1] == "replaced"


def test_a_follower_from_today_replaces_at_once(cast, refusal):
    measure = refusal()
    follower = actions.go_on_from(measure, cast.people["head"], now=clock.now())
    words = follower.words | {"reasons": "Anders."}
    days = {"starts_on": today(), "ends_on": in_days(20), "review_on": in_days(9), "talk_on": in_days(9)}
    actions.change(follower, Typed(words, days | {"hearing_on": today()}), cast.people["head"], now=clock.now())
    actions.propose(follower, cast.people["head"], now=clock.now())
    actions.activate(follower, cast.people["sam"], now=clock.now())
    db.session.refresh(measure)
    assert (measure.state, follower.state) == (State.REPLACED, State.ACTIVE)
    with pytest.raises(AlreadyMoved):
        actions.go_on_from(measure, cast.people["head"], now=clock.now())


def test_a_follower_that_was_dropped_makes_room_for_another(cast, refusal):
    measure = refusal()
    actions.drop(
        actions.go_on_from(measure, cast.people["head"], now=clock.now()), cast.people["head"], now=clock.now()
    )
    assert actions.go_on_from(measure, cast.people["sam"], now=clock.now()).state is State.DRAFT


def test_what_names_somebody_goes_with_the_incidents_key(cast, incident, refusal, draft, visit):
    measure = refusal(against_id=cast.people["bart"].id)
    actions.show_at_desk(measure, cast.people["head"], now=clock.now())
    proposed = draft()
    assert actions.forget(incident, clock.now()) == {"measure": 2}
    db.session.delete(incident.identity_key)
    db.session.commit()
    db.session.expire_all()
    assert (measure.words, measure.against_id, measure.at_desk, measure.sealed) == ({}, None, False, None)
    assert (measure.state, proposed.state) == (State.ENDED, State.DROPPED)
    assert measure.ends_on == in_days(60) and measure.kind is Kind.REFUSAL
    page = visit("head").get(address(measure))
    assert page.status == 200 and MARK not in page.text
    assert MARK not in visit("head").get("/measures").text
    actions.object_to(measure, today(), "Iemand.", cast.people["head"], now=clock.now())
    db.session.refresh(incident, ["identity_key"])
    assert incident.identity_key is None and measure.objected_on == today() and list(register.broken()) == []
