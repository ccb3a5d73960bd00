"""Each guardian of a home says for themselves how they come to a conversation, and the team sees it."""

import pytest

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.actions import Happened, NobodyComes
from portal.conversations.models import Booking
from portal.conversations.rules import Meet
from portal.db import db
from portal.school.models import Guardian, Guardianship, Person, Role, StaffRole
from tests.stories import a_round


@pytest.fixture
def talk(cast):
    """Bart's conversation about Fleur, who lives with Tess too."""
    tess = Person(first_name="Tess", last_name="Visser", email="tess@regenboog.example", language="nl")
    tess.guardian = Guardian(household=cast.people["bart"].guardian.household)
    db.session.add_all([tess, Guardianship(pupil=cast.pupils["fleur"], guardian=tess.guardian)])
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    booking = actions.book(slots[0], cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    db.session.commit()
    return booking


def fields(booking: Booking, *ways: str) -> dict:
    people = [person.id for person, _meet in queries.coming_to(booking)]
    return {f"how_{number}": way for number, way in zip(people, ways, strict=True)}


def address(booking: Booking) -> str:
    return f"/conversations/bookings/{booking.id}/coming"


def test_one_comes_to_school_and_the_other_is_on_the_phone(talk, visit, work):
    work()
    bart = visit("bart")
    assert address(talk) in bart.get("/conversations").html
    assert bart.post(address(talk), fields(talk, "school", "phone")).status == 303
    assert [meet for _person, meet in queries.coming_to(talk)] == [Meet.SCHOOL, Meet.PHONE]
    page = visit("celik").get(f"/conversations/slots/{talk.slot_id}").text
    assert "Tess Visser : Telefonisch" in page
    assert not work(), "somebody still comes to school: nothing in anybody's calendar changed"


def test_when_nobody_comes_to_school_both_sides_hear_how_they_meet(talk, visit, work):
    work()
    sequence = talk.sequence
    assert visit("bart").post(address(talk), fields(talk, "", "phone")).status == 303
    told = work()
    assert {parcel.to.partition("@")[0] for parcel in told} == {"bart", "tess", "celik", "jansen"}
    assert all(parcel.calendar and f"SEQUENCE:{sequence + 1}" in parcel.calendar for parcel in told)
    assert db.session.get_one(Booking, talk.id).meet is Meet.PHONE
    assert visit("bart").post(address(talk), fields(talk, "", "phone")).status == 303
    assert not work(), "the same answer again is nothing new"


def test_somebody_has_to_come_and_only_in_a_way_that_there_is(talk, visit):
    bart = visit("bart")
    answer = bart.post(address(talk), fields(talk, "", ""))
    assert answer.status == 422 and "Iemand van jullie" in answer.text
    assert bart.post(address(talk), fields(talk, "pigeon", "")).status == 422
    with pytest.raises(NobodyComes):
        actions.say_who_comes(talk, talk.booked_by, {}, now=clock.now())


def test_one_home_says_nothing_for_the_other(cast, talk, visit):
    slots = a_round(cast.people["celik"], cast.classes["3B"], days=8)
    talk = actions.book(slots[1], cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    db.session.commit()
    assert visit("pawel").get(address(talk)).status == 404
    talk.is_together = True
    db.session.commit()
    assert "Dana" not in visit("pawel").get(address(talk)).html
    pawel, dana = cast.people["pawel"], cast.people["dana"]
    actions.say_who_comes(talk, pawel, {pawel.id: Meet.VIDEO, dana.id: Meet.PHONE}, now=clock.now())
    assert dict(queries.coming_to(talk)) == {dana: None, pawel: Meet.VIDEO}


def test_a_parent_who_works_here_comes_as_a_parent(cast, talk):
    db.session.add(StaffRole(person_id=talk.booked_by_id, role=Role.OFFICE))
    db.session.flush()
    actions.add_colleague(talk, cast.people["vos"], cast.people["celik"], now=clock.now())
    actions.say_who_comes(talk, talk.booked_by, {talk.booked_by_id: Meet.SCHOOL}, now=clock.now())
    assert queries.joining(talk) == [cast.people["vos"]]


def test_nothing_is_said_once_it_has_begun_or_is_cancelled(talk, visit):
    talk_id = talk.id
    clock.advance(seconds=(talk.slot.starts_at - clock.now()).total_seconds())
    assert visit("bart").post(address(talk), fields(talk, "phone", "phone")).status == 422
    with pytest.raises(Happened):
        actions.say_who_comes(talk, talk.booked_by, {talk.booked_by_id: Meet.PHONE}, now=clock.now())
    db.session.rollback()
    talk = db.session.get_one(Booking, talk_id)
    talk.cancelled_at = clock.now()
    db.session.commit()
    assert visit("bart").get(address(talk)).status == 404
