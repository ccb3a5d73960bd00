"""The office has a round planned, the team changes it by hand, and publishing books it and tells the families."""

from datetime import timedelta

import pytest

from portal import clock, worker
from portal.conversations import actions, queries
from portal.conversations.actions import FamilyElsewhere
from portal.conversations.models import Booking, ChildInRound, Proposal, Round
from portal.conversations.rules import Interpreter, Planning, Wanted
from portal.conversations.rules.wishes import DayPart, Mood, Why
from portal.db import db
from portal.outbox import Message
from portal.school.models import Pupil
from tests.stories import a_round


@pytest.fixture
def planned(cast) -> Round:
    """A round of 3B with 40 times, of which Bart's family can only in the late afternoon."""
    slots = a_round(cast.people["celik"], cast.classes["3B"], times=40, minutes=10)
    planned = slots[0].round
    planned.planning, planned.opens_at = Planning.WISHES, clock.now()
    planned.wishes_until = clock.now() + timedelta(days=2)
    db.session.flush()
    (asking,) = queries.wishes_asked_of(cast.people["bart"], now=clock.now())
    late = next(p for p in asking.parts if p.part is DayPart.LATE_AFTERNOON)
    actions.wish(planned, cast.people["bart"], {(late.day, late.part): Mood.RATHER}, now=clock.now())
    db.session.commit()
    return planned


def make(planned: Round, cast) -> None:
    actions.ask_for_plan(planned, cast.people["office"], now=clock.now())
    db.session.commit()
    worker.work()
    db.session.expire_all()


def proposals_about(name: str) -> list[Proposal]:
    query = db.session.query(Proposal).join(Pupil, Pupil.id == Proposal.pupil_id)
    return query.filter(Pupil.first_name == name).order_by(Proposal.id).all()


def of(name: str) -> Proposal:
    return proposals_about(name)[0]


def test_the_office_plans_and_sees_the_share_beside_the_bound(planned, cast, visit):
    office, number = visit("office"), planned.id
    assert "Maak de planning" in office.get(f"/conversations/plans/{number}")
    assert office.post(f"/conversations/plans/{number}/make").status == 303
    worker.work()
    made = queries.plan_of(number)
    assert made and (made.asked, made.met, made.at_most, made.rather, made.rather_at_most) == (1, 1, 1, 1, 1)
    assert of("Fleur").slots[0].starts_at.astimezone().hour >= 14
    assert "Zonder tijd" not in office.get(f"/conversations/plans/{number}")


def test_making_it_twice_before_it_is_made_is_one_task(planned, cast):
    first = actions.ask_for_plan(planned, cast.people["office"], now=clock.now())
    assert actions.ask_for_plan(planned, cast.people["office"], now=clock.now()) is first


def test_who_booked_by_hand_is_not_planned_and_not_moved(planned, cast):
    slot = queries.free_times(planned.id, cast.classes["3B"].id, now=clock.now())[3]
    amina = cast.people["amina"]
    booking = actions.book_for(
        slot, cast.pupils["yusuf"], amina.guardian.household, cast.people["celik"], now=clock.now()
    )
    db.session.commit()
    make(planned, cast)
    assert proposals_about("Yusuf") == []
    assert slot.id not in {each.id for p in queries.proposals_of(planned.id) for each in p.slots}
    assert db.session.get_one(Booking, booking.id).slot_id == slot.id


def test_the_team_moves_one_and_planning_again_leaves_it_there(planned, cast, visit):
    make(planned, cast)
    used = {slot.id for p in queries.proposals_of(planned.id) for slot in p.slots}
    free = next(s for s in queries.free_times(planned.id, cast.classes["3B"].id, now=clock.now()) if s.id not in used)
    celik, number, wanted = visit("celik"), of("Fleur").id, free.id
    assert celik.post(f"/conversations/proposals/{number}/move", {"slot": wanted}).status == 303
    make(db.session.query(Round).one(), cast)
    assert of("Fleur").slots[0].id == wanted and of("Fleur").is_locked


def test_a_time_of_another_is_refused_and_two_change_places(planned, cast, visit):
    make(planned, cast)
    one, other = of("Fleur"), of("Yusuf")
    times = one.slots[0].id, other.slots[0].id
    first, second = one.id, other.id
    celik = visit("celik")
    assert celik.post(f"/conversations/proposals/{first}/move", {"slot": times[1]}).status == 422
    assert celik.post(f"/conversations/proposals/{first}/swap", {"other": first}).status == 422
    assert celik.post(f"/conversations/proposals/{first}/swap", {"other": second}).status == 303
    db.session.expire_all()
    assert (of("Fleur").slots[0].id, of("Yusuf").slots[0].id) == times[::-1]


def test_one_is_kept_and_given_free_again(planned, cast, visit):
    make(planned, cast)
    celik, number = visit("celik"), of("Fleur").id
    for deed, is_locked in (("lock", True), ("unlock", False)):
        assert celik.post(f"/conversations/proposals/{number}/{deed}").status == 303
        db.session.expire_all()
        assert of("Fleur").is_locked is is_locked


def test_publishing_books_all_and_tells_each_family_in_its_language(planned, cast, visit):
    make(planned, cast)
    proposed = {(p.pupil_id, p.household_id): p.slots[0].id for p in queries.proposals_of(planned.id) if p.times}
    assert visit("head").post(f"/conversations/plans/{planned.id}/publish").status == 303
    worker.work()
    db.session.expire_all()
    held = {(b.pupil_id, b.household_id): b.slot_id for b in db.session.query(Booking)}
    assert held == proposed and db.session.query(Proposal).count() == 0
    to_amina = db.session.query(Message).filter_by(person_id=cast.people["amina"].id, kind="booking").one()
    assert to_amina.calendar_method == "REQUEST" and "نقترح" in to_amina.body
    to_bart = db.session.query(Message).filter_by(person_id=cast.people["bart"].id, kind="booking").one()
    assert "waarop je kunt komen" in to_bart.body or "moment dat je kunt komen" in to_bart.body


def test_after_publishing_the_plan_is_not_changed_any_more(planned, cast, visit):
    make(planned, cast)
    number = of("Fleur").id
    visit("head").post(f"/conversations/plans/{planned.id}/publish")
    assert visit("office").post(f"/conversations/plans/{planned.id}/publish").status == 422
    assert visit("office").post(f"/conversations/plans/{planned.id}/make").status == 422
    assert visit("celik").post(f"/conversations/proposals/{number}/lock").status == 422


def test_there_is_nothing_to_publish_before_a_plan_is_made(planned, visit):
    assert visit("office").post(f"/conversations/plans/{planned.id}/publish").status == 422


def test_what_was_taken_meanwhile_is_not_booked_twice_and_said(planned, cast):
    make(planned, cast)
    slot = of("Fleur").slots[0]
    home = cast.people["amina"].guardian.household
    actions.book_for(slot, cast.pupils["yusuf"], home, cast.people["celik"], now=clock.now())
    actions.publish(planned, cast.people["head"], now=clock.now())
    db.session.commit()
    worker.work()
    db.session.expire_all()
    assert of("Fleur").why is Why.TAKEN_MEANWHILE and of("Yusuf").why is Why.BY_HAND
    assert db.session.query(Booking).filter_by(slot_id=slot.id).count() == 1


def test_a_longer_talk_with_an_interpreter_takes_the_times_after_its_own(planned, cast):
    planned.interpreter_minutes = 10
    (asking,) = queries.wishes_asked_of(cast.people["amina"], now=clock.now())
    moods = {(part.day, part.part): Mood.CAN for part in asking.parts}
    actions.wish(planned, cast.people["amina"], moods, interpreter=Interpreter.SCHOOL, language="ar", now=clock.now())
    db.session.commit()
    make(planned, cast)
    assert len(of("Yusuf").slots) == 2
    actions.publish(planned, cast.people["head"], now=clock.now())
    db.session.commit()
    worker.work()
    db.session.expire_all()
    booking = db.session.query(Booking).filter_by(pupil_id=cast.pupils["yusuf"].id).one()
    assert booking.ends_at - booking.slot.starts_at == timedelta(minutes=20) and len(queries.slots_of(booking)) == 2
    assert booking.interpreter is Interpreter.SCHOOL


def test_families_take_no_time_while_the_school_plans(planned, visit):
    html = visit("amina").get("/conversations").html
    assert "data-slot" not in html and "/conversations/wishes/" in html


def test_who_is_not_needed_is_neither_planned_nor_asked(planned, cast):
    about = {"round_id": planned.id, "class_id": cast.classes["3B"].id, "pupil_id": cast.pupils["fleur"].id}
    db.session.add(ChildInRound(wanted=Wanted.NOT_NEEDED, **about))
    db.session.commit()
    assert queries.wishes_asked_of(cast.people["bart"], now=clock.now()) == []
    make(planned, cast)
    assert proposals_about("Fleur") == []


def test_who_is_not_needed_any_more_is_not_booked(planned, cast):
    make(planned, cast)
    about = {"round_id": planned.id, "class_id": cast.classes["3B"].id, "pupil_id": cast.pupils["fleur"].id}
    db.session.add(ChildInRound(wanted=Wanted.NOT_NEEDED, **about))
    actions.publish(planned, cast.people["head"], now=clock.now())
    db.session.commit()
    worker.work()
    db.session.expire_all()
    assert db.session.query(Booking).filter_by(pupil_id=cast.pupils["fleur"].id).count() == 0
    assert db.session.query(Booking).count() > 0


def test_together_all_homes_have_one_conversation_and_both_are_told(planned, cast):
    about = {"round_id": planned.id, "class_id": cast.classes["3B"].id, "pupil_id": cast.pupils["zofia"].id}
    db.session.add(ChildInRound(is_apart=False, **about))
    db.session.commit()
    make(planned, cast)
    assert len(proposals_about("Zofia")) == 1
    actions.publish(planned, cast.people["head"], now=clock.now())
    db.session.commit()
    worker.work()
    db.session.expire_all()
    booking = db.session.query(Booking).filter_by(pupil_id=cast.pupils["zofia"].id).one()
    assert booking.is_together
    for who in ("pawel", "dana"):
        assert db.session.query(Message).filter_by(person_id=cast.people[who].id, kind="booking").count() == 1


def test_a_family_is_not_moved_to_where_it_is_already(planned, cast):
    make(planned, cast)
    used = {slot.id for p in queries.proposals_of(planned.id) for slot in p.slots}
    free = [s for s in queries.free_times(planned.id, cast.classes["3B"].id, now=clock.now()) if s.id not in used]
    there = free[0]
    other = next(
        s for s in a_round(cast.people["vos"], cast.classes["6A"], times=40, minutes=10)
        if s.starts_at == there.starts_at
    )  # fmt: skip
    db.session.add(Booking(
        slot_id=other.id, round_id=other.round_id, class_id=other.class_id, pupil_id=cast.pupils["salma"].id,
        household_id=of("Fleur").household_id, uid="x", booked_by_id=cast.people["vos"].id, booked_at=clock.now(),
    ))  # fmt: skip
    db.session.flush()
    with pytest.raises(FamilyElsewhere):
        actions.move(of("Fleur"), there, cast.people["celik"], now=clock.now())
    actions.move(of("Fleur"), free[3], cast.people["celik"], now=clock.now())


def test_nothing_is_planned_before_families_can_say_when_they_come(planned, cast, visit):
    office, number = visit("office"), planned.id
    planned.opens_at = clock.now() + timedelta(days=1)
    db.session.commit()
    assert "make-form" not in office.get(f"/conversations/plans/{number}").html
    assert office.post(f"/conversations/plans/{number}/make").status == 422


def test_a_time_that_the_team_takes_away_leaves_its_conversation_without_one(planned, cast):
    make(planned, cast)
    actions.remove_time(of("Fleur").slots[0], cast.people["celik"], now=clock.now())
    db.session.expire_all()
    assert of("Fleur").slots == [] and of("Fleur").why is Why.TAKEN_MEANWHILE
