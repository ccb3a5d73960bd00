"""A teacher of two classes is with one family at a time: when times are laid, planned, moved by hand and booked."""

from datetime import timedelta

import pytest

from portal import clock, i18n, worker
from portal.conversations import actions, queries
from portal.conversations.actions import TeacherElsewhere
from portal.conversations.actions.rounds import make_times
from portal.conversations.models import Booking, Proposal, ProposedTime, Round, RoundClass, Slot
from portal.conversations.rules import Planning
from portal.db import db
from portal.school.models import Teaching
from tests.stories import a_round


@pytest.fixture
def vos_teaches_both(cast):
    """Vos has 6A, and 3B with the team of it."""
    db.session.add(Teaching(person_id=cast.people["vos"].id, class_id=cast.classes["3B"].id))
    db.session.commit()
    return cast.people["vos"]


@pytest.fixture
def wishing(cast, vos_teaches_both) -> Round:
    """A round of wishes in which both classes have the same times."""
    day = i18n.local_date(clock.now() + timedelta(days=7))
    slots = a_round(cast.people["celik"], cast.classes["3B"], times=12)
    found = slots[0].round
    found.planning, found.opens_at = Planning.WISHES, clock.now()
    found.wishes_until = clock.now() + timedelta(days=2)
    db.session.add(RoundClass(round_id=found.id, class_id=cast.classes["6A"].id))
    starts = [i18n.at_school(day, 14) + timedelta(minutes=15 * n) for n in range(12)]
    make_times(found, cast.classes["6A"].id, starts)
    db.session.commit()
    return found


def spans_of(proposals) -> list:
    return sorted((p.slots[0].starts_at, p.slots[-1].ends_at) for p in proposals)


def fields_for(slot: Slot) -> dict[str, str]:
    starts, ends = i18n.local(slot.starts_at), i18n.local(slot.ends_at)
    return {
        "title": "Gesprekken", "minutes": "15", "gap": "0", "where": "", "windows-0-day": f"{starts:%Y-%m-%d}",
        "windows-0-starts": f"{starts:%H:%M}", "windows-0-ends": f"{ends:%H:%M}",
    }  # fmt: skip


def test_times_of_a_second_class_at_the_same_moment_are_refused_with_the_name(cast, vos_teaches_both, visit):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    vos = visit("vos")
    page = vos.post(f"/conversations/classes/{cast.classes['6A'].id}/open", fields_for(slots[2]))
    assert page.status == 422 and vos_teaches_both.full_name in page and "3B" in page
    later = a_round(vos_teaches_both, cast.classes["6A"], days=8)
    db.session.commit()
    row = queries.row_of(later[0])
    day = i18n.local(slots[2].starts_at)
    fields = {"day": f"{day:%Y-%m-%d}", "starts": f"{day:%H:%M}", "minutes": "15"}
    page = vos.post(f"/conversations/rounds/{row.id}/times", fields)
    assert page.status == 422 and vos_teaches_both.full_name in page
    actions.block(slots[2], vos_teaches_both, now=clock.now())
    db.session.commit()
    assert vos.post(f"/conversations/rounds/{row.id}/times", fields).status == 303, "kept free is no time"
    back = vos.post(f"/conversations/slots/{slots[2].id}/unblock?own=1")
    assert back.status == 422 and "6A" in back


def test_the_own_times_of_two_rounds_do_not_overlap_either(cast, visit):
    slots = a_round(cast.people["celik"], cast.classes["3B"], minutes=20)
    db.session.commit()
    page = visit("celik").post(
        f"/conversations/classes/{cast.classes['3B'].id}/open",
        fields_for(slots[1]) | {"windows-0-starts": "14:10", "windows-0-ends": "14:40"},
    )
    assert page.status == 422 and page.alerts


def test_a_plan_has_one_conversation_of_a_shared_teacher_at_a_time(cast, wishing):
    actions.ask_for_plan(wishing, cast.people["office"], now=clock.now())
    db.session.commit()
    worker.work()
    proposals = [p for p in queries.proposals_of(wishing.id) if p.times]
    spans = spans_of(proposals)
    assert len({p.class_id for p in proposals}) == 2
    assert all(end <= start for (_s, end), (start, _e) in zip(spans, spans[1:], strict=False))
    actions.publish(db.session.get_one(Round, wishing.id), cast.people["office"], now=clock.now())
    db.session.commit()
    worker.work()
    db.session.expire_all()
    open_times = db.session.query(Slot).filter(~Slot.is_blocked).order_by(Slot.starts_at).all()
    pairs = zip(open_times, open_times[1:], strict=False)
    assert all(one.ends_at <= other.starts_at for one, other in pairs), "families cannot bring a teacher in two talks"


def test_a_talk_elsewhere_keeps_the_plan_from_that_time(cast, wishing):
    """A conversation that a colleague of the team joins in another round."""
    other = a_round(cast.people["celik"], cast.classes["3B"], days=9, times=2)
    first, _held = queries.times_of(wishing.id, cast.classes["6A"].id, since=clock.now())[0]
    other[0].starts_at = first.starts_at + timedelta(minutes=1)
    other[0].ends_at = first.starts_at + timedelta(minutes=90)
    booking = actions.book(other[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    teachings = db.session.query(Teaching).filter_by(person_id=cast.people["vos"].id)
    teachings.filter_by(class_id=cast.classes["3B"].id).delete()
    actions.add_colleague(booking, cast.people["vos"], cast.people["celik"], now=clock.now())
    db.session.commit()
    actions.ask_for_plan(wishing, cast.people["office"], now=clock.now())
    db.session.commit()
    worker.work()
    of_vos = [p for p in queries.proposals_of(wishing.id, cast.classes["6A"].id) if p.times]
    assert of_vos and all(p.slots[0].starts_at >= other[0].ends_at for p in of_vos)


def proposed(cast, wishing: Round, child: str, class_name: str, number: int) -> Proposal:
    slots = queries.times_of(wishing.id, cast.classes[class_name].id, since=clock.now())
    pupil = cast.pupils[child]
    made = Proposal(
        round_id=wishing.id, class_id=cast.classes[class_name].id, pupil_id=pupil.id,
        household_id=queries.homes_of(pupil.id)[0],
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    made.times.append(ProposedTime(slot=slots[number][0]))
    db.session.flush()
    return made


def test_a_move_by_hand_sees_that_the_teacher_is_with_the_other_class(cast, wishing, visit):
    one = proposed(cast, wishing, "fleur", "3B", 0)
    proposed(cast, wishing, "danylo", "6A", 3)
    row = db.session.query(RoundClass).filter_by(round_id=wishing.id, class_id=cast.classes["3B"].id).one()
    same = queries.times_of(wishing.id, cast.classes["3B"].id, since=clock.now())[3][0]
    db.session.commit()
    vos, name = visit("vos"), cast.people["vos"].full_name
    page = vos.get(f"/conversations/class-plans/{row.id}")
    assert f'value="{same.id}"' not in page.html, "it is not offered"
    page = vos.post(f"/conversations/proposals/{one.id}/move", {"slot": same.id})
    assert page.status == 422 and f"{name} heeft dan een ander gesprek" in page
    db.session.refresh(one)
    assert one.slots[0].id != same.id


def test_two_do_not_change_places_when_the_teacher_is_elsewhere(cast, wishing):
    one, other = proposed(cast, wishing, "fleur", "3B", 0), proposed(cast, wishing, "yusuf", "3B", 3)
    assert queries.elsewhere_in_plan([one, other], now=clock.now()) == {}
    proposed(cast, wishing, "danylo", "6A", 3)
    with pytest.raises(TeacherElsewhere) as refusal:
        actions.swap_two(one, other, cast.people["celik"], now=clock.now())
    assert refusal.value.who == cast.people["vos"]


def test_the_plan_shows_who_is_in_two_places(cast, wishing, visit):
    """Vos came into the team after it was planned."""
    one = proposed(cast, wishing, "fleur", "3B", 3)
    other = proposed(cast, wishing, "danylo", "6A", 3)
    both = {one.id: cast.people["vos"], other.id: cast.people["vos"]}
    assert queries.elsewhere_in_plan([one, other], now=clock.now()) == both
    db.session.commit()
    said = f"{cast.people['vos'].full_name} is dan bij een andere groep"
    row = db.session.query(RoundClass).filter_by(round_id=wishing.id, class_id=cast.classes["3B"].id).one()
    assert said in visit("vos").get(f"/conversations/class-plans/{row.id}")
    assert said in visit("office").get(f"/conversations/plans/{wishing.id}")


def test_booking_for_a_family_is_refused_while_the_teacher_is_with_another_class(cast, visit, work):
    """The office gave Vos a second class after both had their times."""
    slots, others = a_round(cast.people["celik"], cast.classes["3B"]), a_round(cast.people["vos"], cast.classes["6A"])
    actions.book(others[2], cast.pupils["danylo"], cast.people["olena"], now=clock.now())
    db.session.add(Teaching(person_id=cast.people["vos"].id, class_id=cast.classes["3B"].id))
    db.session.commit()
    work()
    row, home = queries.row_of(slots[0]), cast.people["bart"].guardian.household_id
    base = f"/conversations/rounds/{row.id}/children/{cast.pupils['fleur'].id}/homes/{home}"
    page = visit("celik").post(f"{base}/{slots[2].id}")
    assert page.status == 422 and cast.people["vos"].full_name in page and work() == []
    assert db.session.query(Booking).count() == 1
    assert visit("celik").post(f"{base}/{slots[3].id}").status == 303
