"""A parent books a conversation: two presses, both sides told, nobody else's time taken."""

import re
import threading
from contextvars import Context
from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import text

from portal import clock, guards
from portal.conversations import actions
from portal.conversations.actions import BookedAlready, HouseholdBusy, SlotClosed, SlotTaken
from portal.conversations.models import Booking, Slot
from portal.db import db, transaction
from tests.stories import a_round


@pytest.fixture
def slots(cast):
    found = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    return found


def _press(visitor, slot, pupil):
    return visitor.post(f"/conversations/slots/{slot.id}/book", {"pupil": pupil.id})


def test_a_parent_books_from_the_page(cast, slots, visit):
    bart = visit("bart")
    page = bart.get("/conversations")
    assert re.search(rf'<form class="book"[^>]*data-slot="{slots[2].id}"', page.html)
    booked = bart.follow(_press(bart, slots[2], cast.pupils["fleur"]))
    assert f'data-booked-slot="{slots[2].id}"' in booked.html


def test_both_sides_are_told_in_their_own_language_with_a_calendar_item(cast, slots, visit, work):
    work()
    _press(visit("amina"), slots[0], cast.pupils["yusuf"])
    parcels = {parcel.to.partition("@")[0]: parcel for parcel in work()}
    assert set(parcels) == {"amina", "celik", "jansen"}
    assert "أمينة" not in parcels["amina"].text and parcels["amina"].language == "ar"
    assert "تم حجز محادثة" in parcels["amina"].subject
    assert "Er is een gesprek afgesproken" in parcels["celik"].subject
    for parcel in parcels.values():
        assert "Haddad" not in parcel.text + parcel.subject + parcel.calendar, "no surname leaves the portal"
        calendar = Calendar.from_ical(parcel.calendar)
        (event,) = calendar.walk("VEVENT")
        assert calendar["METHOD"] == parcel.calendar_method == "REQUEST"
        assert event["SEQUENCE"] == 0 and event.decoded("DTSTART") == slots[0].starts_at
        assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam" and calendar.walk("VTIMEZONE")
    assert len({Calendar.from_ical(p.calendar).walk("VEVENT")[0].decoded("UID") for p in parcels.values()}) == 1


def test_pressing_twice_is_one_booking(cast, slots, visit, work):
    bart = visit("bart")
    assert _press(bart, slots[0], cast.pupils["fleur"]).status == 303
    assert _press(bart, slots[0], cast.pupils["fleur"]).status == 303
    assert db.session.query(Booking).count() == 1
    assert len([p for p in work() if p.calendar]) == 3


def test_a_taken_slot_is_refused_kindly_with_the_nearest_times(cast, slots, visit):
    _press(visit("bart"), slots[3], cast.pupils["fleur"])
    refused = _press(visit("amina"), slots[3], cast.pupils["yusuf"])
    assert refused.status == 422 and refused.alerts == 1
    alert = refused.html[
        refused.html.index('role="alert"') : refused.html.index("</section>", refused.html.index('role="alert"'))
    ]
    assert re.findall(r'data-slot="(\d+)"', alert) == [str(slots[n].id) for n in (1, 2, 4)]


def test_two_households_of_one_child_each_book_their_own(cast, slots, visit):
    dana, pawel = visit("dana"), visit("pawel")
    assert _press(dana, slots[0], cast.pupils["zofia"]).status == 303
    assert "data-booked-slot" not in pawel.get("/conversations").html
    assert _press(pawel, slots[1], cast.pupils["zofia"]).status == 303
    assert db.session.query(Booking).count() == 2


def test_a_second_time_for_the_same_child_is_refused(cast, slots, visit):
    bart = visit("bart")
    _press(bart, slots[0], cast.pupils["fleur"])
    refused = _press(bart, slots[5], cast.pupils["fleur"])
    assert refused.status == 422 and refused.alerts == 1
    with pytest.raises(BookedAlready):
        actions.book(slots[5], cast.pupils["fleur"], cast.people["bart"], now=clock.now())


def test_a_family_cannot_be_in_two_places_at_once(cast, slots, visit):
    others = a_round(cast.people["vos"], cast.classes["6A"])
    db.session.commit()
    amina = visit("amina")
    assert _press(amina, slots[0], cast.pupils["yusuf"]).status == 303
    refused = _press(amina, others[0], cast.pupils["salma"])
    assert refused.status == 422 and refused.alerts == 1
    assert _press(amina, others[1], cast.pupils["salma"]).status == 303
    with pytest.raises(HouseholdBusy) as busy:
        db.session.query(Booking).filter_by(slot_id=others[1].id).delete()
        actions.book(others[0], cast.pupils["salma"], cast.people["amina"], now=clock.now())
    assert others[0].id not in {slot.id for slot in busy.value.instead}


def test_somebody_elses_child_does_not_exist(cast, slots, visit):
    assert _press(visit("bart"), slots[0], cast.pupils["yusuf"]).status == 404
    assert _press(visit("amina"), slots[0], cast.pupils["salma"]).status == 404, "Salma is in another class"


def test_a_time_closes_two_hours_before(cast, slots, visit):
    clock.advance(seconds=(slots[0].starts_at - clock.now() - timedelta(hours=1, minutes=59)).total_seconds())
    assert _press(visit("bart"), slots[0], cast.pupils["fleur"]).status == 422
    with pytest.raises(SlotClosed):
        actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())


def test_a_blocked_time_cannot_be_booked_and_a_booked_time_not_blocked(cast, slots, visit):
    celik, bart = visit("celik"), visit("bart")
    assert celik.post(f"/conversations/slots/{slots[0].id}/block").status == 303
    assert _press(bart, slots[0], cast.pupils["fleur"]).status == 422
    assert celik.post(f"/conversations/slots/{slots[0].id}/unblock").status == 303
    assert _press(bart, slots[0], cast.pupils["fleur"]).status == 303
    assert celik.post(f"/conversations/slots/{slots[0].id}/block").status == 422
    with pytest.raises(SlotTaken):
        actions.block(slots[0], cast.people["celik"], now=clock.now())


def test_a_teacher_who_blocks_waits_for_the_family_that_is_booking(cast, slots, app):
    blocked, answered = [], threading.Event()

    def teacher() -> None:
        with app.app_context():
            try:
                with transaction():
                    actions.block(db.session.get_one(Slot, slots[0].id), celik, now=clock.now())
            except SlotTaken as refusal:
                blocked.append(refusal)
        answered.set()

    celik, bart, fleur, slot = cast.people["celik"], cast.people["bart"], cast.pupils["fleur"], slots[0]
    with transaction():
        actions.book(slot, fleur, bart, now=clock.now())
        db.session.flush()
        Context().run(threading.Thread(target=teacher).start)
        assert not answered.wait(0.5), "the teacher's press waits"
    assert answered.wait(10) and len(blocked) == 1
    assert not db.session.get_one(Slot, slot.id).is_blocked


CHANGES = {
    "blocked": "UPDATE slot SET is_blocked = true WHERE id = :slot",
    "removed": "DELETE FROM slot WHERE id = :slot",
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_the_team_does_while_a_family_waits_for_its_turn_holds(change, cast, slots, visit, monkeypatch):
    """The time is looked up before the turn to write: what happens until then is met by what is read under the lock."""
    bart, slot, fleur = visit("bart"), slots[0].id, cast.pupils["fleur"].id

    def meanwhile() -> None:
        guards.db.session.commit()
        with db.engine.begin() as other:
            other.execute(text(CHANGES[change]), {"slot": slot})

    monkeypatch.setattr(guards, "done_looking", meanwhile)
    refused = bart.post(f"/conversations/slots/{slot}/book", {"pupil": fleur})
    monkeypatch.undo()
    assert refused.status == 422 and refused.alerts
    assert not db.session.query(Booking).count()
    assert bart.post(f"/conversations/slots/{slots[1].id}/book", {"pupil": fleur}).status == 303


def test_a_guardian_without_access_sees_and_books_nothing(cast, slots, visit):
    from portal.school.models import Guardianship

    db.session.query(Guardianship).filter_by(pupil_id=cast.pupils["fleur"].id).update({"has_access": False})
    db.session.commit()
    bart = visit("bart")
    assert "Fleur" not in bart.get("/conversations")
    assert _press(bart, slots[0], cast.pupils["fleur"]).status == 404


def test_the_page_of_a_family_asks_the_database_little(cast, visit, queries):
    a_round(cast.people["celik"], cast.classes["3B"], times=30, minutes=10)
    a_round(cast.people["vos"], cast.classes["6A"], times=30, minutes=10)
    db.session.commit()
    amina = visit("amina")
    with queries() as asked:
        assert amina.get("/conversations").status == 200
    assert len(asked) <= 16, "\n".join(asked)
