"""A team changes its times: what is free changes; what is booked outside them waits as one, until none is left."""

from datetime import datetime, timedelta

import pytest

from portal import clock, i18n
from portal.conversations import actions, queries
from portal.conversations.actions import NewTimesWait, RoundOver, TeacherElsewhere, TimesOverlap
from portal.conversations.models import Booking, NewTimes, Slot, SlotOffer
from portal.conversations.queries.new_times import outside, waiting_times
from portal.conversations.rules import Window, gap_of, laid_around, windows_of
from portal.db import Refusal, db
from portal.school.models import Teaching
from tests.stories import a_round


@pytest.fixture
def slots(cast):
    """Eight times of a quarter, from 14:00 to 16:00."""
    found = a_round(cast.people["celik"], cast.classes["3B"])
    db.session.commit()
    return found


@pytest.fixture
def row(slots):
    return queries.row_of(slots[0])


@pytest.fixture
def booked(cast, slots, work) -> dict[str, Booking]:
    """Fleur at 14:15 and Yusuf at 15:30."""
    pairs = (("fleur", "bart", 1), ("yusuf", "amina", 6))
    found = {c: actions.book(slots[n], cast.pupils[c], cast.people[w], now=clock.now()) for c, w, n in pairs}
    db.session.commit()
    work()
    return found


def free(row) -> list[str]:
    """When families can choose, on the school's clock."""
    db.session.expire_all()
    times = queries.times_of(row.round_id, row.class_id, since=clock.now())
    return [f"{i18n.local(slot.starts_at):%H:%M}" for slot, held in times if not held and not slot.is_blocked]


def fields(slots, *windows: tuple[str, str], days: int = 0, **more) -> dict[str, str]:
    day = i18n.local(slots[0].starts_at).date() + timedelta(days=days)
    found = {"minutes": "15", "gap": "0"} | more
    for number, (starts, ends) in enumerate(windows):
        found |= {f"windows-{number}-day": f"{day}", f"windows-{number}-starts": starts, f"windows-{number}-ends": ends}
    return found


def change(visitor, row, slots, *windows, **more):
    return visitor.post(f"/conversations/rounds/{row.id}/new-times", fields(slots, *windows, **more))


def test_the_page_shows_the_windows_as_they_are(slots, row, visit):
    page = visit("celik").get(f"/conversations/rounds/{row.id}/new-times")
    assert 'value="14:00"' in page.html and 'value="16:00"' in page.html and 'name="windows-2-day"' in page.html
    assert (
        f"/conversations/rounds/{row.id}/new-times" in visit("celik").get(f"/conversations/rounds/{row.id}/times").links
    )


def test_a_shorter_window_without_anybody_outside_holds_at_once(slots, row, booked, visit, work):
    assert change(visit("celik"), row, slots, ("14:00", "15:45")).status == 303
    assert free(row) == ["14:00", "14:30", "14:45", "15:00", "15:15"] and waiting_times(row) is None
    assert db.session.query(Slot).count() == 7 and work() == []


def test_what_is_outside_waits_as_one_change_until_each_is_moved_or_called_off(cast, slots, row, booked, visit, work):
    celik = visit("celik")
    sent = change(celik, row, slots, ("14:30", "15:30"))
    page = celik.follow(sent)
    assert page.html.count("data-outside") == 2 and "Fleur" in page and "Yusuf" in page
    assert free(row) == ["14:30", "14:45", "15:00", "15:15"] and work() == [], "nobody is told yet"
    assert f'data-slot="{slots[0].id}"' not in visit("olena").get("/conversations").html
    # Another day, another colleague, another device: it still waits.
    assert visit("jansen").get(f"/conversations/rounds/{row.id}/new-times").html.count("data-outside") == 2
    assert "Je nieuwe tijden wachten" in visit("jansen").get("/conversations")
    assert "Je nieuwe tijden wachten" in celik.get(f"/conversations/rounds/{row.id}/times")
    moved = celik.post(f"/conversations/bookings/{booked['fleur'].id}/other-time/{slots[3].id}")
    assert celik.follow(moved).html.count("data-outside") == 1
    reason = {"reason": "Ik kan dan niet meer."}
    off = celik.post(f"/conversations/bookings/{booked['yusuf'].id}/call-off", reason)
    assert "gelden nu" in celik.follow(off)
    assert free(row) == ["14:30", "15:00", "15:15"] and waiting_times(row) is None
    assert {parcel.to.partition("@")[0] for parcel in work()} == {"bart", "amina", "celik", "jansen"}
    db.session.expire_all()
    assert db.session.query(Booking).filter_by(cancelled_at=None).one().slot_id == slots[3].id


def test_a_family_that_moves_or_cancels_itself_is_one_less(cast, slots, row, booked, visit, work):
    change(visit("celik"), row, slots, ("14:30", "15:30"))
    actions.swap(booked["fleur"], slots[2], cast.people["bart"], now=clock.now())
    actions.cancel(booked["yusuf"], cast.people["amina"], now=clock.now())
    db.session.commit()
    assert waiting_times(row) is not None
    clock.advance(minutes=1)
    work()
    assert waiting_times(row) is None and free(row) == ["14:45", "15:00", "15:15"]


def test_a_window_that_moves_to_another_day_gives_its_new_times_first_to_who_had_the_old(
    cast, slots, row, booked, visit, work
):
    celik = visit("celik")
    change(celik, row, slots, ("09:00", "10:00"), days=1)
    assert free(row) == [], "what comes is for those who had a time"
    page = celik.get(f"/conversations/bookings/{booked['fleur'].id}/other-time")
    new = db.session.query(Slot).filter(Slot.starts_at > slots[7].starts_at).order_by(Slot.starts_at).all()
    assert len(new) == 4 and all(f"/other-time/{slot.id}" in page.html for slot in new)
    for number, child in enumerate(("fleur", "yusuf")):
        assert celik.post(f"/conversations/bookings/{booked[child].id}/other-time/{new[number].id}").status == 303
    assert free(row) == ["09:30", "09:45"]
    db.session.expire_all()
    assert [(b.slot_id, b.sequence) for b in db.session.query(Booking).order_by(Booking.id)] == [
        (new[0].id, 1), (new[1].id, 1)
    ]  # fmt: skip


def test_another_length_or_break_leaves_what_is_booked_in_it_as_it_is(slots, row, booked, visit, work):
    change(visit("celik"), row, slots, ("14:00", "16:00"), minutes="10", gap="5")
    assert waiting_times(row) is None and work() == []
    assert free(row) == ["14:00", "14:35", "14:50", "15:05", "15:50"]
    booking = db.session.get_one(Booking, booked["fleur"].id)
    assert booking.ends_at - booking.slot.starts_at == timedelta(minutes=15)
    change(visit("celik"), row, slots, ("14:00", "16:00"), pause_starts="15:20", pause_ends="15:40")
    waiting = waiting_times(row)
    assert waiting is not None
    assert [b.id for b in outside(waiting, now=clock.now())] == [booked["yusuf"].id]


def test_it_is_taken_back_and_who_was_moved_stays_there(cast, slots, row, booked, visit):
    celik = visit("celik")
    before = free(row)
    change(celik, row, slots, ("09:00", "10:00"), days=1)
    new = db.session.query(Slot).filter(Slot.starts_at > slots[7].starts_at).order_by(Slot.starts_at).first()
    assert new
    celik.post(f"/conversations/bookings/{booked['fleur'].id}/other-time/{new.id}")
    for _twice in range(2):
        assert celik.post(f"/conversations/rounds/{row.id}/new-times/leave").status == 303
    assert free(row) == sorted([*before, "14:15"]) and waiting_times(row) is None
    assert db.session.get_one(Booking, booked["fleur"].id).slot_id == new.id
    assert db.session.query(Slot).count() == 9
    assert not db.session.get_one(Booking, booked["yusuf"].id).slot.is_blocked, "it is a time like every other"


def test_a_time_kept_free_stays_so_and_one_that_a_family_had_is_not_lost(cast, slots, row, booked, visit):
    actions.block(slots[3], cast.people["celik"], now=clock.now())
    actions.cancel(booked["yusuf"], cast.people["amina"], now=clock.now())
    db.session.commit()
    had, never_had = slots[6].id, slots[7].id
    change(visit("celik"), row, slots, ("14:00", "15:00"))
    assert free(row) == ["14:00", "14:30"]
    assert db.session.get_one(Slot, had).is_blocked and db.session.get(Slot, never_had) is None


def test_what_was_held_for_who_waits_is_withdrawn_and_they_are_told(cast, slots, row, work, visit):
    actions.wait(row, cast.pupils["zofia"], cast.people["dana"], now=clock.now())
    actions.offer_freed(slots[7], now=clock.now())
    db.session.commit()
    work()
    change(visit("celik"), row, slots, ("14:00", "15:00"))
    db.session.expire_all()
    assert db.session.query(SlotOffer).filter_by(ended_at=None, slot_id=slots[7].id).count() == 0
    assert "dana" in {parcel.to.partition("@")[0] for parcel in work()}


def test_a_second_change_waits_for_the_first(cast, slots, row, booked, visit):
    celik = visit("celik")
    change(celik, row, slots, ("14:30", "15:30"))
    again = change(celik, row, slots, ("14:00", "15:30"))
    assert again.status == 422 and again.html.count("data-outside") == 2
    assert db.session.query(NewTimes).count() == 1


@pytest.mark.parametrize(
    ("refusal", "windows"),
    [(TimesOverlap, ((14, 16), (15, 17))), (TeacherElsewhere, ((17, 18),)), (NewTimesWait, ((14, 15),)),
     (RoundOver, ((14, 15),))],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_changes(refusal, windows, cast, slots, row, booked):
    celik, day = cast.people["celik"], i18n.local(slots[0].starts_at).date()

    def try_it(*hours) -> None:
        spans = [Window(i18n.at_school(day, start), i18n.at_school(day, end)) for start, end in hours]
        actions.change_times(row, celik, spans, minutes=15, gap=0, now=clock.now())

    if refusal is TeacherElsewhere:
        db.session.add(Teaching(person_id=cast.people["vos"].id, class_id=row.class_id))
        other = a_round(cast.people["vos"], cast.classes["6A"], times=1, days=10)[0]
        other.starts_at, other.ends_at = i18n.at_school(day, 17), i18n.at_school(day, 17, 15)
    elif refusal is NewTimesWait:
        try_it((15, 16))
    elif refusal is RoundOver:
        row.round.opens_at, row.round.done_at = clock.now(), clock.now()
    db.session.commit()
    before = free(row)
    with pytest.raises(refusal):
        try_it(*windows)
    db.session.rollback()
    assert free(row) == before


def test_no_window_or_none_that_holds_a_talk_is_refused_and_what_was_typed_stays(slots, row, visit):
    celik = visit("celik")
    assert change(celik, row, slots).status == 422
    page = change(celik, row, slots, ("14:00", "14:05"))
    assert page.status == 422 and 'value="14:05"' in page.html


def test_only_the_team_and_the_office_change_the_times(slots, row, visit):
    assert change(visit("vos"), row, slots, ("14:00", "15:00")).status == 404
    assert change(visit("bart"), row, slots, ("14:00", "15:00")).status == 403
    assert change(visit("office"), row, slots, ("14:00", "15:00")).status == 303


def moment(clock_time: str) -> datetime:
    hour, minute = clock_time.split(":")
    return i18n.at_school(i18n.local_date(clock.now()), int(hour), int(minute))


def spans(*pairs: tuple[str, str]) -> list[tuple[datetime, datetime]]:
    return [(moment(start), moment(end)) for start, end in pairs]


def test_windows_are_read_from_times_and_times_laid_around_talks(app):
    times = spans(("14:00", "14:15"), ("14:20", "14:35"), ("15:00", "15:15"), ("15:20", "15:35"))
    assert gap_of(times) == 5 and gap_of(times[:1]) == 0
    found = windows_of(times)
    assert [(w.starts_at, w.ends_at) for w in found] == spans(("14:00", "14:35"), ("15:00", "15:35"))
    starts = laid_around(found, times[1:2], minutes=15, gap=5)
    assert starts == [times[0][0], times[2][0], times[3][0]]


def test_a_refused_change_is_no_change(cast, slots, row):
    with pytest.raises(Refusal):
        actions.change_times(row, cast.people["celik"], [], minutes=15, gap=0, now=clock.now())
    assert db.session.query(NewTimes).count() == 0
