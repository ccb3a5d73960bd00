"""What somebody else does and keeps between a look and the deed that follows it."""

import threading
from collections.abc import Callable
from contextvars import Context
from datetime import timedelta
from types import ModuleType

import pytest
from sqlalchemy import text

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.actions import new_times
from portal.conversations.models import Round, RoundClass, Slot, SlotOffer, WaitingPlace, Wish
from portal.conversations.rules import Planning, Window
from portal.conversations.rules.wishes import Mood
from portal.db import db, transaction
from tests.conftest import the_cast
from tests.stories import a_round

OFFERED = SlotOffer.ended_at.is_(None)


@pytest.fixture
def somebody(app, stage) -> Callable[[Callable], None]:
    """`somebody(deed)`: another request does it and keeps it, now. The deed is given the cast as it knows it."""
    if stage.kind != "postgresql":
        pytest.skip("on SQLite one writes at a time")

    def does(deed: Callable) -> None:
        done = []

        def act() -> None:
            with app.app_context(), transaction() as session:
                # Whoever waits for a row here would wait for ever.
                session.execute(text("SET LOCAL lock_timeout = '5s'"))
                deed(the_cast())
            done.append(True)

        thread = threading.Thread(target=Context().run, args=(act,), daemon=True)
        thread.start()
        thread.join(20)
        assert done, "kept, and without a fault"

    return does


@pytest.fixture
def meanwhile(somebody, monkeypatch) -> Callable[..., None]:
    """`meanwhile(look, deed)`: somebody does it as soon as the question `look` of the conversations is answered."""

    def arrange(look: str, deed: Callable, *, of: ModuleType = queries) -> None:
        ask = getattr(of, look)

        def asked(*args, **options):
            monkeypatch.setattr(of, look, ask)
            seen = ask(*args, **options)
            somebody(deed)
            return seen

        monkeypatch.setattr(of, look, asked)

    return arrange


@pytest.fixture
def slots(cast) -> list[Slot]:
    """Times of 3B, for which Amina waits."""
    slots = a_round(cast.people["celik"], cast.classes["3B"])
    _wait(cast, "amina", "yusuf")
    db.session.commit()
    return slots


def _wait(cast, who: str, child: str) -> None:
    row = db.session.query(RoundClass).filter_by(class_id=cast.classes["3B"].id).one()
    actions.wait(row, cast.pupils[child], cast.people[who], now=clock.now())


def _offers() -> dict[int, int]:
    """For which household each time is held."""
    db.session.expire_all()
    return {offer.slot_id: offer.household_id for offer in db.session.query(SlotOffer).filter(OFFERED)}


@pytest.mark.parametrize("waiting", ["one family", "two families"])
def test_of_two_times_freed_at_once_each_family_that_waits_is_offered_one(waiting, cast, slots, meanwhile):
    first, second = (slot.id for slot in slots[:2])
    homes = [cast.people[who].guardian.household_id for who in ("amina", "dana")]
    if waiting == "two families":
        clock.advance(seconds=1)
        _wait(cast, "dana", "zofia")
        db.session.commit()
    meanwhile("waiting_for", lambda _cast: actions.offer_freed(db.session.get_one(Slot, second), now=clock.now()))
    actions.offer_freed(slots[0], now=clock.now())
    db.session.commit()
    offered = {second: homes[0], first: homes[1]}
    assert _offers() == (offered if waiting == "two families" else {second: homes[0]})


def test_a_time_freed_while_a_family_leaves_the_list_is_not_held_for_it(cast, slots, meanwhile):
    (place,) = db.session.query(WaitingPlace.id).one()

    def leaves(cast) -> None:
        actions.leave(db.session.get_one(WaitingPlace, place), cast.people["amina"], now=clock.now())

    meanwhile("waiting_for", leaves)
    assert actions.offer_freed(slots[0], now=clock.now()) is None
    db.session.commit()
    assert _offers() == {}


def test_a_family_that_says_on_two_phones_at_once_when_it_can_is_kept_with_the_later(cast, slots, visit, meanwhile):
    asked, bart = slots[0].round_id, visit("bart")
    slots[0].round.planning, slots[0].round.wishes_until = Planning.WISHES, clock.now() + timedelta(days=2)
    db.session.commit()
    (asking,) = queries.wishes_asked_of(cast.people["bart"], now=clock.now())
    part, page = asking.parts[0], f"/conversations/wishes/{asking.row.id}"
    assert bart.post(page, {part.key: "can", "interpreter": "none"}).status == 303

    def other_phone(cast) -> None:
        moods = {(part.day, part.part): Mood.CAN}
        actions.wish(db.session.get_one(Round, asked), cast.people["bart"], moods, now=clock.now())

    meanwhile("wishes_asked_of", other_phone)
    assert bart.post(page, {part.key: "rather", "interpreter": "none"}).status == 303
    db.session.expire_all()
    assert [wish.mood for wish in db.session.query(Wish)] == [Mood.RATHER]


def _new_times(cast, slots: list[Slot]) -> tuple[int, list[bool]]:
    """Fleur's conversation is outside the new times of 3B, and called off; before that, which times were kept free."""
    row, celik, talk = queries.row_of(slots[0]), cast.people["celik"], cast.pupils["fleur"]
    booking = actions.book(slots[0], talk, cast.people["bart"], now=clock.now())
    before = [slot.is_blocked for slot in slots]
    window = Window(slots[4].starts_at, slots[-1].ends_at)
    assert actions.change_times(row, celik, [window], minutes=15, gap=0, now=clock.now()).ended_at is None
    actions.cancel(booking, celik, now=clock.now())
    db.session.commit()
    return row.id, before


def _leaves_it(number: int) -> Callable:
    return lambda cast: actions.leave_as_it_was(_row(number), cast.people["celik"], now=clock.now())


def _lets_it_hold(number: int) -> Callable:
    return lambda _cast: actions.settle(_row(number), now=clock.now())


def _row(number: int) -> RoundClass:
    return db.session.get_one(RoundClass, number)


def test_new_times_that_a_teacher_takes_back_at_that_moment_do_not_hold(cast, slots, meanwhile):
    row, before = _new_times(cast, slots)
    meanwhile("outside", _leaves_it(row), of=new_times)
    assert not _lets_it_hold(row)(cast)
    db.session.commit()
    db.session.expire_all()
    assert [slot.is_blocked for slot in db.session.query(Slot).order_by(Slot.starts_at)] == before


def test_new_times_that_hold_from_that_moment_are_not_taken_back(cast, slots, meanwhile, visit):
    row, _before = _new_times(cast, slots)
    celik, last = visit("celik"), slots[-1].id
    meanwhile("waiting_times", _lets_it_hold(row), of=new_times)
    page = celik.follow(celik.post(f"/conversations/rounds/{row}/new-times/leave"))
    assert "zoals ze waren" not in page
    db.session.expire_all()
    free = db.session.query(Slot).filter(~Slot.is_blocked).order_by(Slot.starts_at).all()
    assert len(free) == 4 and free[-1].id == last
