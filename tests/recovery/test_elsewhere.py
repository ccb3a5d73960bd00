"""A talk and the family's other conversations never overlap, also at once; and it stands in the same calendars."""

import re
import threading
from contextvars import Context
from datetime import timedelta

import pytest
from icalendar import Calendar, Component

from portal import clock
from portal.agenda import actions as agenda
from portal.agenda.models import CalendarFeed
from portal.conversations import actions as conversations
from portal.conversations import queries as rounds
from portal.conversations.actions import HouseholdBusy
from portal.conversations.models import Slot
from portal.conversations.rules import Planning
from portal.db import db, transaction
from portal.recovery import actions, queries
from portal.recovery.actions import FamilyElsewhere, Planned
from portal.recovery.models import RecoveryCase, RecoveryTalk
from portal.recovery.rules import Answer
from portal.school.models import Person, Pupil
from tests.stories import a_round, a_talk, an_incident


@pytest.fixture
def slots(cast) -> list[Slot]:
    """Four times of 3B, of a quarter of an hour each."""
    found = a_round(cast.people["celik"], cast.classes["3B"], times=4)
    db.session.commit()
    return found


@pytest.fixture
def said_no(case, consent, cast) -> RecoveryCase:
    """Noor does not come: the talk is the leader's."""
    actions.answer(consent, Answer.NO, cast.people["noor"], now=clock.now())
    db.session.commit()
    return case


def during(slot: Slot) -> Planned:
    """A talk that begins five minutes after this time does."""
    usual = a_talk()
    starts_at = slot.starts_at + timedelta(minutes=5)
    return Planned(starts_at, starts_at + timedelta(minutes=20), usual.where, usual.meet, usual.interpreter, "", ())


def books(slot: Slot, cast):
    return conversations.book(slot, cast.pupils["fleur"], cast.people["bart"], now=clock.now())


def plans(case: RecoveryCase, slot: Slot, cast) -> RecoveryTalk:
    return actions.plan(case, during(slot), cast.people["head"], now=clock.now())


def test_a_family_books_no_time_in_which_it_has_a_talk(cast, said_no, slots, visit):
    plans(said_no, slots[0], cast)
    with pytest.raises(HouseholdBusy) as refused:
        books(slots[1], cast)
    assert [slot.id for slot in refused.value.instead] == [slots[2].id, slots[3].id], "the nearest that it can"
    db.session.commit()
    page = visit("bart").post(f"/conversations/slots/{slots[0].id}/book", {"pupil": cast.pupils["fleur"].id})
    assert page.status == 422
    assert conversations.book(slots[0], cast.pupils["yusuf"], cast.people["amina"], now=clock.now()), "others can"


def test_nor_does_it_move_there_or_is_put_there_by_the_team(cast, said_no, slots):
    booking = books(slots[3], cast)
    plans(said_no, slots[0], cast)
    with pytest.raises(HouseholdBusy):
        conversations.swap(booking, slots[1], cast.people["bart"], now=clock.now())
    with pytest.raises(HouseholdBusy):
        conversations.move_for(booking, slots[0], cast.people["celik"], now=clock.now())


def test_a_talk_that_was_called_off_is_in_nobodys_way(cast, said_no, slots):
    plans(said_no, slots[0], cast)
    actions.call_off(said_no, cast.people["head"], now=clock.now())
    assert books(slots[0], cast)


def test_a_talk_is_planned_beside_what_the_family_has_and_may_move_a_little(cast, said_no, slots):
    books(slots[2], cast)
    with pytest.raises(FamilyElsewhere):
        plans(said_no, slots[1], cast)
    talk = plans(said_no, slots[0], cast)
    later = during(slots[0])
    moved = Planned(later.starts_at - timedelta(minutes=5), later.ends_at - timedelta(minutes=5), "", later.meet,
                    later.interpreter, "", ())  # fmt: skip
    assert actions.plan(said_no, moved, cast.people["head"], now=clock.now()) is talk, "its own time is free for it"


def test_two_talks_with_one_home_do_not_overlap(cast, said_no, home, slots):
    plans(said_no, slots[0], cast)
    head = cast.people["head"]
    second = actions.open_case(an_incident(cast), actions.Whom(home), head, now=clock.now())
    for consent in second.consents:
        actions.answer(consent, Answer.NO, consent.person, now=clock.now())
    with pytest.raises(FamilyElsewhere):
        plans(second, slots[1], cast)


def test_the_planner_knows_when_a_family_has_a_talk(cast, said_no, home, slots):
    talk = plans(said_no, slots[0], cast)
    slots[0].round.planning = Planning.WISHES
    db.session.flush()
    (span,) = rounds.to_plan(slots[0].round, now=clock.now()).problem.busy[home.household_id]
    assert span.ends - span.starts == (talk.ends_at - talk.starts_at).total_seconds() / 60


@pytest.mark.parametrize("first", ["booking", "talk"])
def test_of_a_booking_and_a_talk_at_the_same_moment_one_is_refused(first, app, cast, said_no, slots):
    numbers = said_no.id, slots[0].id, cast.people["head"].id, cast.people["bart"].id, cast.pupils["fleur"].id
    deeds = {"booking": _book, "talk": _plan}
    (second,) = deeds.keys() - {first}
    refused: list[str] = []
    begun, answered = threading.Event(), threading.Event()

    def other() -> None:
        with app.app_context():
            begun.set()
            try:
                with transaction():
                    deeds[second](*numbers)
            except (HouseholdBusy, FamilyElsewhere) as refusal:
                refused.append(type(refusal).__name__)
        answered.set()

    db.session.commit()
    with transaction():
        deeds[first](*numbers)
        db.session.flush()
        Context().run(threading.Thread(target=other).start)
        assert begun.wait(10) and not answered.wait(0.3), "the second waits for the first"
    assert answered.wait(10)
    assert refused == [{"booking": "HouseholdBusy", "talk": "FamilyElsewhere"}[second]]


def _book(_case: int, slot: int, _head: int, bart: int, fleur: int) -> None:
    session = db.session
    found = session.get_one(Slot, slot), session.get_one(Pupil, fleur), session.get_one(Person, bart)
    conversations.book(*found, now=clock.now())


def _plan(case: int, slot: int, head: int, _bart: int, _fleur: int) -> None:
    found, leader = db.session.get_one(RecoveryCase, case), db.session.get_one(Person, head)
    actions.plan(found, during(db.session.get_one(Slot, slot)), leader, now=clock.now())


def test_it_is_one_item_in_the_mail_the_file_and_the_calendar_that_asks(cast, planned, visit, work):
    talk, bart = planned(), cast.people["bart"]
    (sent,) = [parcel for parcel in work() if parcel.to == bart.email and "Directiekamer" in (parcel.calendar or "")]
    agenda.make_feed(bart, now=clock.now())
    feed = f"/agenda/feed/{db.session.query(CalendarFeed).filter_by(person_id=bart.id).one().token}.ics"
    items = [_items(visit("bart").get(place).response.get_data(as_text=True))[talk.uid]
             for place in ("/conversations/calendar.ics", feed)]  # fmt: skip
    (mailed,) = Calendar.from_ical(sent.calendar).walk("VEVENT")
    for item in items:
        assert item["SEQUENCE"] == mailed["SEQUENCE"] and item.decoded("DTSTART") == mailed.decoded("DTSTART")
        assert (item["SUMMARY"], item["LOCATION"]) == (mailed["SUMMARY"], mailed["LOCATION"])
        assert not re.search("recovery|incident|Noor|Fleur", str(item.to_ical()))
    for who in ("amina", "dana"):
        assert talk.uid not in _items(visit(who).get("/conversations/calendar.ics").response.get_data(as_text=True))


def test_a_talk_that_is_off_is_in_no_calendar(cast, case, planned, visit):
    talk = planned()
    actions.call_off(case, cast.people["head"], now=clock.now())
    assert talk.uid not in visit("bart").get("/conversations/calendar.ics").response.get_data(as_text=True)
    assert queries.talks_of_home(cast.people["bart"], clock.now()) == []


def _items(text: str) -> dict[str, Component]:
    return {str(item["UID"]): item for item in Calendar.from_ical(text).walk("VEVENT")}
