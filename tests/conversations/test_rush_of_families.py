"""Real threads on the new deeds: two phones of one family, two homes of one child, and a time that is held."""

import threading
from collections.abc import Callable
from contextvars import Context

import pytest

from portal import clock
from portal.conversations import actions
from portal.conversations.models import AlsoTaken, Booking, ChildInRound, RoundClass, Slot, SlotOffer
from portal.db import Refusal, db, transaction
from portal.school.models import Person, Pupil
from tests.stories import a_round


@pytest.fixture
def all_at_once(app) -> Callable[..., list[str]]:
    """Do these at the same moment, each in a transaction of its own; returns what became of each, in order."""

    def run(*deeds: Callable[[], object]) -> list[str]:
        start, ended = threading.Barrier(len(deeds)), [""] * len(deeds)

        def one(n: int) -> None:
            with app.app_context():
                start.wait(timeout=30)
                try:
                    with transaction():
                        deeds[n]()
                    ended[n] = "done"
                except Refusal as refusal:
                    ended[n] = type(refusal).__name__

        db.session.commit()
        threads = [threading.Thread(target=Context().run, args=(one, n)) for n in range(len(deeds))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        db.session.expire_all()
        return ended

    return run


def person(cast, who: str) -> Callable[[], Person]:
    number = cast.people[who].id
    return lambda: db.session.get_one(Person, number)


def book(cast, slot, child: str, who: str) -> Callable[[], object]:
    slot_id, pupil_id, by = slot.id, cast.pupils[child].id, person(cast, who)
    return lambda: actions.book(
        db.session.get_one(Slot, slot_id), db.session.get_one(Pupil, pupil_id), by(), now=clock.now()
    )


def book_set(cast, pairs, who: str) -> Callable[[], object]:
    numbers, by = [(slot.id, cast.pupils[child].id) for slot, child in pairs], person(cast, who)
    return lambda: actions.book_set(
        [(db.session.get_one(Slot, s), db.session.get_one(Pupil, p)) for s, p in numbers], by(), now=clock.now()
    )


def held() -> list[Booking]:
    return db.session.query(Booking).filter(Booking.cancelled_at.is_(None)).all()


def test_two_phones_book_two_sets_and_one_family_has_one(cast, all_at_once):
    ours, theirs = (a_round(cast.people[t], cast.classes[c]) for t, c in (("celik", "3B"), ("vos", "6A")))
    sets = [[(ours[n], "yusuf"), (theirs[n + 2], "salma")] for n in range(4)]
    ended = all_at_once(*(book_set(cast, pairs, "amina") for pairs in sets))
    assert sorted(ended) == ["BookedAlready"] * 3 + ["done"] and len(held()) == 2


def test_two_homes_book_together_at_once_and_hold_one(cast, all_at_once):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    about = {"round_id": slots[0].round_id, "class_id": slots[0].class_id}
    db.session.add(ChildInRound(pupil_id=cast.pupils["zofia"].id, is_apart=False, **about))
    ended = all_at_once(
        *(book(cast, slots[n], "zofia", who) for n, who in enumerate(("dana", "pawel", "dana", "pawel")))
    )
    assert sorted(ended) == ["BookedAlready"] * 3 + ["done"] and len(held()) == 1


def test_a_longer_conversation_and_a_short_one_never_share_a_time(cast, all_at_once):
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    about = {"round_id": slots[0].round_id, "class_id": slots[0].class_id}
    db.session.add(ChildInRound(pupil_id=cast.pupils["fleur"].id, minutes=30, **about))
    ended = all_at_once(book(cast, slots[0], "fleur", "bart"), book(cast, slots[1], "yusuf", "amina"))
    assert sorted(ended) == ["SlotTaken", "done"]
    taken = [row.slot_id for row in held()] + [row.slot_id for row in db.session.query(AlsoTaken)]
    assert len(taken) == len(set(taken))


def test_a_time_that_is_freed_goes_to_who_waits_however_many_press(cast, all_at_once):
    (slot,) = a_round(cast.people["celik"], cast.classes["3B"], times=1)
    booking = actions.book(slot, cast.pupils["fleur"], cast.people["bart"], now=clock.now())
    row = db.session.query(RoundClass).filter_by(round_id=slot.round_id).one()
    actions.wait(row, cast.pupils["yusuf"], cast.people["amina"], now=clock.now())
    db.session.flush()
    number, bart = booking.id, person(cast, "bart")
    ended = all_at_once(
        lambda: actions.cancel(db.session.get_one(Booking, number), bart(), now=clock.now()),
        book(cast, slot, "zofia", "dana"), book(cast, slot, "zofia", "pawel"),
    )  # fmt: skip
    assert ended == ["done", "SlotTaken", "SlotTaken"] and held() == []
    (offer,) = db.session.query(SlotOffer).all()
    assert offer.household_id == cast.people["amina"].guardian.household_id and offer.ended_at is None


def test_taking_and_running_out_at_once_is_one_of_the_two(cast, all_at_once):
    (slot,) = a_round(cast.people["celik"], cast.classes["3B"], times=1)
    row = db.session.query(RoundClass).filter_by(round_id=slot.round_id).one()
    for who, child in (("amina", "yusuf"), ("dana", "zofia")):
        actions.wait(row, cast.pupils[child], cast.people[who], now=clock.now())
        clock.advance(seconds=1)
    offer = actions.offer_freed(slot, now=clock.now())
    assert offer is not None
    number, amina, late = offer.id, person(cast, "amina"), offer.held_until
    ended = all_at_once(
        lambda: actions.take(db.session.get_one(SlotOffer, number), amina(), now=clock.now()),
        lambda: actions.pass_on_one(late),
    )
    lasting = db.session.query(SlotOffer).filter(SlotOffer.ended_at.is_(None)).count()
    assert (ended[0], len(held()), lasting) in [("done", 1, 0), ("SlotTaken", 0, 1)]


def test_two_families_that_change_places_at_once_do_not_wait_for_each_other_for_ever(cast, all_at_once):
    slots = a_round(cast.people["celik"], cast.classes["3B"], times=2)
    now, people, pupils = clock.now(), cast.people, cast.pupils
    first = actions.book(slots[0], pupils["fleur"], people["bart"], now=now)
    second = actions.book(slots[1], pupils["yusuf"], people["amina"], now=now)
    db.session.flush()
    ids, slot_ids = [first.id, second.id], [s.id for s in slots]

    def swap(n: int, who: str) -> Callable[[], object]:
        by = person(cast, who)
        return lambda: actions.swap(
            db.session.get_one(Booking, ids[n]), db.session.get_one(Slot, slot_ids[1 - n]), by(), now=clock.now()
        )

    assert all_at_once(swap(0, "bart"), swap(1, "amina")) == ["SlotTaken", "SlotTaken"]
