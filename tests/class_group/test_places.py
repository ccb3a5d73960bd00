"""What has places: the first come, the rest wait; of two at once one wins, and who leaves makes room."""

import threading

import pytest

from portal import clock, i18n
from portal.class_group import actions
from portal.class_group.actions import MoreCome
from portal.class_group.actions.writing import Written
from portal.class_group.models import Entry, Member, Seat
from portal.class_group.rules import Kind
from portal.db import db, kept, transaction
from portal.outbox import Message
from portal.school import queries as school
from tests.meanwhile import second_of


@pytest.fixture
def event(join, write):
    """Bart invites, with one place."""
    return write(join("bart"), "Picnic", Kind.EVENT, places=1)


def test_who_comes_first_has_the_place_and_the_next_waits(event, visit, join):
    join("amina")
    join("dana")
    first, second = visit("amina"), visit("dana")
    assert "You come." in first.follow(first.post(f"/class-group/entries/{event.id}/come"))
    assert "Put me on the waiting list" in second.get(f"/class-group/entries/{event.id}")
    page = second.follow(second.post(f"/class-group/entries/{event.id}/come"))
    assert "It is full. You are on the waiting list" in page and "1 family waits" in page
    second.post(f"/class-group/entries/{event.id}/come")
    assert db.session.query(Seat).count() == 2, "coming twice is once"


def test_who_stays_away_makes_room_for_who_waits_longest(event, visit, join, work):
    members = [join(who) for who in ("amina", "dana", "pawel")]
    for member in members:
        actions.sign_up(event, member)
    db.session.commit()
    work()
    visit("amina").post(f"/class-group/entries/{event.id}/stay-away")
    assert [parcel.to.partition("@")[0] for parcel in work()] == ["dana"]
    assert "You come." in visit("dana").get(f"/class-group/entries/{event.id}")
    assert "You are on the waiting list." in visit("pawel").get(f"/class-group/entries/{event.id}")


def test_a_number_is_given_out_once(event, join):
    """What the other of two at once had found free is taken when it comes to write."""
    amina, dana = join("amina"), join("dana")
    assert kept(Seat, entry_id=event.id, member_id=amina.id, number=1) is not None
    assert kept(Seat, entry_id=event.id, member_id=dana.id, number=1) is None
    assert actions.sign_up(event, dana).number is None


def test_of_many_at_the_same_moment_as_many_come_as_there_are_places(app, cast, join, write):
    everybody = [who for who, person in cast.people.items() if school.has_child_in(person, cast.classes["3B"].id)]
    first, *rest = everybody[:9]
    event = write(join(first), "Picnic", Kind.EVENT, places=3).id
    members = [join(who).id for who in rest]
    start = threading.Barrier(len(members))

    def press(member: int) -> None:
        with app.app_context():
            start.wait()
            with transaction():
                actions.sign_up(db.session.get_one(Entry, event), db.session.get_one(Member, member))

    threads = [threading.Thread(target=press, args=(member,)) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    numbers = [seat.number for seat in db.session.query(Seat).filter_by(entry_id=event)]
    assert len(numbers) == 8 and sorted(number for number in numbers if number) == [1, 2, 3]


@pytest.fixture
def coming(join, write):
    """An event of Bart's with so many places, and these who sign up; given are its number, and theirs."""

    def signed_up(places: int, *names: str) -> tuple[int, list[int]]:
        event = write(join("bart"), "Picnic", Kind.EVENT, places=places)
        members = [join(who) for who in names]
        for member in members:
            actions.sign_up(event, member)
        db.session.commit()
        return event.id, [member.id for member in members]

    return signed_up


def signs_up(event: int, member: int) -> None:
    actions.sign_up(db.session.get_one(Entry, event), db.session.get_one(Member, member))


def signs_off(event: int, member: int) -> None:
    actions.sign_off(db.session.get_one(Entry, event), db.session.get_one(Member, member), now=clock.now())


def changes(event: int, places: int) -> None:
    actions.change(db.session.get_one(Entry, event), Written("Picnic", places=places), now=clock.now())


def places_of(event: int) -> dict[int, int | None]:
    db.session.rollback()
    return {seat.member_id: seat.number for seat in db.session.query(Seat).filter_by(entry_id=event)}


def test_who_signs_up_while_somebody_signs_off_has_the_place(app, coming, join):
    event, (amina,) = coming(1, "amina")
    dana = join("dana").id
    second_of(app, lambda: signs_off(event, amina), lambda: signs_up(event, dana)).result()
    assert places_of(event) == {dana: 1}


def test_of_two_who_sign_off_at_once_each_makes_room_for_another(app, coming):
    event, (amina, dana, pawel, nadia) = coming(2, "amina", "dana", "pawel", "parent7")
    second_of(app, lambda: signs_off(event, amina), lambda: signs_off(event, dana)).result()
    assert places_of(event) == {pawel: 1, nadia: 2}
    assert db.session.query(Message).filter_by(kind="group_entry", about=event).count() == 2, "both are told"


def test_who_takes_a_place_away_meets_who_signs_up_at_that_moment(app, coming, join):
    event, (amina,) = coming(2, "amina")
    dana = join("dana").id
    other = second_of(app, lambda: signs_up(event, dana), lambda: changes(event, places=1))
    with pytest.raises(MoreCome):
        other.result()
    assert places_of(event) == {amina: 1, dana: 2}


def test_who_signs_up_while_somebody_leaves_the_group_has_the_place(app, coming, join):
    event, (amina,) = coming(1, "amina")
    dana = join("dana").id

    def leaves() -> None:
        actions.leave(db.session.get_one(Member, amina), now=clock.now())

    second_of(app, leaves, lambda: signs_up(event, dana)).result()
    assert places_of(event) == {dana: 1}


def test_more_places_are_given_to_who_waits_and_fewer_than_come_are_refused(event, visit, join):
    for who in ("amina", "dana"):
        actions.sign_up(event, join(who))
    db.session.commit()
    bart, changed = visit("bart"), {"text": "Picnic", "on_day": "2099-01-01", "places": "2"}
    assert bart.post(f"/class-group/entries/{event.id}/change", changed).status == 422, "a day beyond a year"
    day = i18n.local_date(clock.now()).isoformat()
    bart.post(f"/class-group/entries/{event.id}/change", changed | {"on_day": day})
    assert "2 of 2 places are taken" in bart.get(f"/class-group/entries/{event.id}")
    page = bart.post(f"/class-group/entries/{event.id}/change", changed | {"on_day": day, "places": "1"})
    assert page.status == 422 and "More families come already" in page


def test_leaving_the_group_makes_room_too(event, visit, group_of, join):
    for who in ("amina", "dana"):
        actions.sign_up(event, join(who))
    db.session.commit()
    visit("amina").post(f"{group_of}/leave")
    assert "You come." in visit("dana").get(f"/class-group/entries/{event.id}")


def test_nobody_comes_to_their_own_to_what_is_past_or_to_what_has_no_places(event, visit, join, write):
    amina = join("amina")
    assert visit("bart").post(f"/class-group/entries/{event.id}/come").status == 404
    question = write(amina, "Where?", Kind.QUESTION)
    assert visit("bart").post(f"/class-group/entries/{question.id}/come").status == 404
    event.on_day = i18n.local_date(clock.now()).replace(year=2020)
    db.session.commit()
    assert visit("amina").post(f"/class-group/entries/{event.id}/come").status == 404
    assert db.session.query(Seat).count() == 0


def test_who_signed_up_hears_that_it_moves_and_that_it_is_off(event, visit, join, work):
    actions.sign_up(event, join("amina"))
    db.session.commit()
    work()
    bart, address = visit("bart"), f"/class-group/entries/{event.id}"
    day = i18n.local_date(clock.now()).isoformat()
    bart.post(f"{address}/change", {"text": "Picnic", "on_day": day, "places": "1"})
    assert [parcel.to.partition("@")[0] for parcel in work()] == ["amina"]
    bart.post(f"{address}/take-back")
    assert [parcel.to.partition("@")[0] for parcel in work()] == ["amina"]
    amina = visit("amina")
    assert "What you signed up for does not take place." in amina.follow(amina.get(address))


def test_a_family_has_one_place_whoever_of_it_signs_up(event, cast, visit, join):
    """Dana's partner is in the group too: they see that they come, and may call it off."""
    dana = join("dana")
    partner = cast.people["amina"]
    assert partner.guardian and dana.guardian
    partner.guardian.household_id = dana.guardian.household_id
    join("amina")
    for who in ("dana", "amina"):
        visit(who).post(f"/class-group/entries/{event.id}/come")
    assert db.session.query(Seat).count() == 1
    amina = visit("amina")
    assert "You come." in amina.get(f"/class-group/entries/{event.id}")
    amina.post(f"/class-group/entries/{event.id}/stay-away")
    assert db.session.query(Seat).count() == 0
