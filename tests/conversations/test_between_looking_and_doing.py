"""What somebody else does and keeps between a look and the deed that follows it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from types import ModuleType

import pytest

from portal import clock, i18n
from portal.conversations import actions, queries
from portal.conversations.actions import CannotBook, PlanIsOut, SlotTaken, new_times
from portal.conversations.actions.of_school import Planned
from portal.conversations.models import Proposal, Round, RoundClass, Slot, SlotOffer, WaitingPlace, Wish
from portal.conversations.rules import Dates, Kind, Planning, Window
from portal.conversations.rules.wishes import Mood
from portal.db import db
from portal.tasks import Asked
from tests.conftest import the_cast
from tests.meanwhile import Another, at_call, second_of
from tests.stories import a_round

pytestmark = pytest.mark.two_writers
OFFERED = SlotOffer.ended_at.is_(None)


@pytest.fixture
def meanwhile(app) -> Iterator[Callable[..., None]]:
    """`meanwhile(look, deed)`: another request does it as soon as the question `look` of the conversations is answered.

    It keeps it without a fault, and without waiting. The deed is given the cast as it knows it.
    """
    with ExitStack() as moments:
        others: list[Another] = []

        def arrange(look: str, deed: Callable, *, of: ModuleType = queries) -> None:
            others.append(other := Another(app, lambda: deed(the_cast())))
            moments.enter_context(at_call("after", of, look, other))

        yield arrange
        for other in others:
            other.result()
            assert not other.has_waited


@pytest.fixture
def at_once(app) -> Callable[..., Another]:
    """`at_once(look, first, second)`: the second has looked before the first is kept, and has to wait for it.

    Returns the second.
    """

    def pressed(look: Callable, first: Callable, second: Callable) -> Another:
        def is_written() -> None:
            first(look(), the_cast())
            db.session.flush()

        other = second_of(app, is_written, lambda: second(look(), the_cast()))
        assert other.has_waited
        return other

    return pressed


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


@pytest.fixture
def planned(cast, slots) -> int:
    """The round of 3B, of which a plan is made."""
    planned, number = slots[0].round, slots[0].round_id
    planned.planning, planned.wishes_until = Planning.WISHES, clock.now() + timedelta(days=2)
    db.session.commit()
    _plan_anew(number)(cast)
    return number


def _plan_anew(number: int) -> Callable:
    def make(cast) -> None:
        asked = Asked(0, cast.people["office"].id, {"round": number, "at": clock.now().isoformat()})
        for _step in actions.make_plan(asked):
            pass

    return make


def _swap(proposals, cast) -> None:
    one, other = proposals
    actions.swap_two(one, other, cast.people["celik"], now=clock.now())


def _publish(proposals, cast) -> None:
    actions.publish(db.session.get_one(Round, proposals[0].round_id), cast.people["office"], now=clock.now())


def _first_two(number: int) -> list[Proposal]:
    return sorted(queries.proposals_of(number), key=lambda each: each.id)[:2]


def _starts(number: int) -> list[int]:
    """The times of the first two."""
    db.session.rollback()
    return [each.slots[0].id for each in _first_two(number)]


def test_what_is_planned_anew_while_its_page_is_looked_at_is_no_longer_there_to_change(planned, visit, meanwhile):
    celik, (one, other) = visit("celik"), [each.id for each in _first_two(planned)]
    meanwhile("proposals_of", _plan_anew(planned))
    assert celik.post(f"/conversations/proposals/{one}/swap", {"other": other}).status == 404


def test_two_whom_two_colleagues_let_change_places_at_once_change_places_once(planned, at_once):
    before = _starts(planned)
    at_once(lambda: _first_two(planned), _swap, _swap).result()
    assert _starts(planned) == before[::-1]


def test_a_plan_that_is_being_changed_by_hand_is_published_as_it_is_then(planned, at_once):
    at_once(lambda: _first_two(planned), _swap, _publish).result()


def test_a_plan_that_is_being_published_is_changed_by_hand_no_more(planned, at_once):
    before = _starts(planned)
    second = at_once(lambda: _first_two(planned), _publish, _swap)
    with pytest.raises(PlanIsOut):
        second.result()
    assert _starts(planned) == before


@pytest.fixture
def filled_in(cast) -> int:
    """3B in a round of the whole school, for which its team has filled in its times."""
    classes, dates = frozenset([cast.classes["3B"].id]), Dates(opens_at=clock.now() + timedelta(days=3))
    asked = Planned(Kind.START, {"nl": ("Startgesprekken", "")}, classes, 15, "", 2, dates)
    planned = actions.plan_round(cast.people["head"], asked, now=clock.now())
    actions.set_in_motion(planned, cast.people["head"], now=clock.now())
    (row,) = queries.classes_in(planned)
    _fill_in(14)(row, cast)
    db.session.commit()
    return row.id


def _fill_in(hour: int) -> Callable:
    def fill_in(row: RoundClass, cast) -> None:
        day = i18n.local_date(clock.now() + timedelta(days=20))
        window = Window(i18n.at_school(day, hour), i18n.at_school(day, hour + 1))
        actions.fill_in(row, cast.people["celik"], [window], gap=0, now=clock.now())

    return fill_in


def _book_for_fleur(row: RoundClass, cast) -> None:
    slot = db.session.query(Slot).filter_by(round_id=row.round_id).order_by(Slot.starts_at).limit(1).one()
    home = cast.people["bart"].guardian.household
    actions.book_for(slot, cast.pupils["fleur"], home, cast.people["celik"], now=clock.now())


def _hours() -> list[int]:
    db.session.rollback()
    return sorted({i18n.local(slot.starts_at).hour for slot in db.session.query(Slot)})


@pytest.mark.parametrize("hours", [(15, 16), (15, 15)])
def test_of_two_colleagues_who_fill_in_at_once_the_later_is_right(hours, filled_in, at_once):
    first, second = hours
    at_once(lambda: _row(filled_in), _fill_in(first), _fill_in(second)).result()
    assert _hours() == [second] and db.session.query(Slot).count() == 4


def test_times_in_which_a_colleague_books_at_that_moment_stay(filled_in, at_once):
    second = at_once(lambda: _row(filled_in), _book_for_fleur, _fill_in(16))
    with pytest.raises(SlotTaken):
        second.result()
    assert _hours() == [14]


def test_a_time_that_a_colleague_takes_away_at_that_moment_is_not_booked(filled_in, at_once):
    second = at_once(lambda: _row(filled_in), _fill_in(16), _book_for_fleur)
    with pytest.raises(CannotBook):
        second.result()
    assert _hours() == [16]
