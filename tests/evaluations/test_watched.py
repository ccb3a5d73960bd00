"""Nobody has to remember: each incident gets its evaluation, who has something to do is told, and late is said once."""

from datetime import timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.evaluations import actions, queries
from portal.evaluations.models import Evaluation
from portal.outbox import Message
from portal.recovery import actions as recovery
from tests.evaluations.test_write import a_change


def told(kind: str) -> list[tuple[int, str]]:
    rows = db.session.query(Message).filter_by(kind=kind).order_by(Message.id)
    return [(row.person_id, row.subject) for row in rows]


def test_each_complete_incident_gets_one_by_itself(cast, incident, work):
    clock.advance(minutes=1)
    work()
    (evaluation,) = db.session.query(Evaluation).all()
    assert evaluation.incident_id == incident.id and evaluation.owner_id == cast.people["sam"].id
    assert actions.begin(incident, now=clock.now()) == evaluation and not told("evaluation"), "nobody is hurried"


def test_a_draft_has_none_yet(incident):
    incident.is_draft = True
    db.session.flush()
    assert not queries.without_evaluation(9)


def test_the_owner_hears_a_week_before_and_the_leader_when_it_is_late(cast, evaluation, work, visit):
    assert f"/evaluations/{evaluation.id}" not in visit("sam").get("/").links
    clock.advance(days=22)
    work()
    assert [who for who, _subject in told("evaluation")] == [cast.people["sam"].id]
    assert f"/evaluations/{evaluation.id}" in visit("sam").get("/").links
    clock.advance(days=8)
    work()
    work()
    late = [who for who, subject in told("evaluation") if "longer than agreed" in subject]
    assert late == [cast.people["head"].id]


def test_it_waits_while_a_way_back_with_a_family_is_open(cast, incident, evaluation, work):
    recovery.open_case(incident, recovery.Whom(None), cast.people["head"], now=clock.now())
    db.session.commit()
    clock.advance(days=40)
    work()
    assert not told("evaluation")


def test_a_change_is_told_reminded_of_and_said_to_be_late(cast, evaluation, work):
    actions.decide(evaluation, a_change(cast, days=20), cast.people["sam"], now=clock.now())
    db.session.commit()
    work()
    clock.advance(days=18)
    work()
    ravi = cast.people["ravi"].id
    assert [who for who, _subject in told("evaluation_task")] == [ravi, ravi]
    clock.advance(days=3)
    work()
    late = {who for who, subject in told("evaluation_task") if "longer than agreed" in subject}
    assert late == {cast.people["head"].id, cast.people["sam"].id}


def test_what_somebody_who_leaves_had_to_do_goes_to_another(cast, evaluation, work):
    task = actions.decide(evaluation, a_change(cast), cast.people["sam"], now=clock.now())
    for who in ("ravi", "sam"):
        cast.people[who].left_on = i18n.local_date(clock.now())
    db.session.commit()
    clock.advance(minutes=1)
    work()
    head = cast.people["head"].id
    assert (evaluation.owner_id, task.owner_id) == (head, head)
    assert head in {who for who, _subject in told("evaluation_task")}


def test_it_is_not_given_to_whom_it_happened(cast, incident):
    from portal.incidents import actions as incidents
    from portal.incidents.actions import Named
    from portal.incidents.rules import Part

    incidents.name(incident, Named({Part.TARGET: [cast.people["sam"]]}), cast.people["head"], now=clock.now())
    begun = actions.begin(incident, now=clock.now())
    assert begun and begun.owner_id == cast.people["head"].id


def test_of_two_who_settle_one_does(cast, evaluation):
    task = actions.decide(evaluation, a_change(cast), cast.people["sam"], now=clock.now())
    actions.settle(task, cast.people["ravi"], was_done=True, now=clock.now())
    again = clock.now() + timedelta(minutes=1)
    with pytest.raises(actions.Closed):
        actions.settle(task, cast.people["sam"], was_done=False, now=again)
    assert task.done_at and task.dropped_at is None
