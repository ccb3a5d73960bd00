"""Whatever a team does with its times while families choose, in any order: no time is given twice or lost."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.models import AlsoTaken, Booking, Slot, SlotOffer, WaitingPlace
from portal.conversations.queries.new_times import outside, waiting_times
from portal.conversations.rules import Wanted, Window
from portal.db import Refusal, db
from portal.demo.actions.people import Cast
from tests.stories import a_round

FAMILIES = (("amina", "yusuf"), ("bart", "fleur"), ("dana", "zofia"), ("pawel", "zofia"))
families = st.sampled_from(FAMILIES)
numbers = st.integers(0, 7)


class TeamAtWork(RuleBasedStateMachine):
    """One class with four times on each of two days; the team and its families press whatever they like."""

    cast: Cast

    def __init__(self):
        super().__init__()
        self.now, self.celik = clock.now(), self.cast.people["celik"]
        slots = a_round(self.celik, self.cast.classes["3B"], times=4)
        self.row = queries.row_of(slots[0])
        for slot in slots:
            later = slot.starts_at + timedelta(days=1)
            actions.add_time(self.row, self.celik, later, minutes=15, where="", now=self.now)
        self.begins = slots[0].starts_at
        self.called_off: set[int] = set()
        # They wait for any time, so that whatever becomes free is offered to somebody.
        for who, child in FAMILIES[0], FAMILIES[2]:
            actions.wait(self.row, self.cast.pupils[child], self.cast.people[who], now=self.now)

    def teardown(self):
        db.session.rollback()

    @rule(family=families, number=numbers)
    def a_family_books(self, family, number):
        who, child = family
        self._tried(lambda s: actions.book(s, self.cast.pupils[child], self.cast.people[who], now=self.now), number)

    @rule(family=families)
    def a_family_waits(self, family):
        who, child = family
        self._tried(lambda _s: actions.wait(self.row, self.cast.pupils[child], self.cast.people[who], now=self.now))

    @rule(family=families, number=numbers)
    def the_team_books_for_it(self, family, number):
        who, child = family
        guardian = self.cast.people[who].guardian
        assert guardian
        self._tried(
            lambda s: actions.book_for(s, self.cast.pupils[child], guardian.household, self.celik, now=self.now), number
        )

    @rule(number=numbers, who=st.sampled_from(("team", "family")))
    def somebody_cancels(self, number, who):
        booking = queries.holder_of(self._slot(number))
        if booking is not None:
            actions.cancel(booking, self.celik if who == "team" else booking.booked_by, now=self.now)

    @rule(number=numbers, deed=st.sampled_from(("block", "unblock", "keep_for_some", "release", "remove_time")))
    def the_team_changes_a_time(self, number, deed):
        slot = self._slot(number)
        held = queries.holder_of(slot), queries.is_spoken_for(slot)
        if self._tried(lambda s: getattr(actions, deed)(s, self.celik, now=self.now), number):
            self.called_off.discard(slot.id)
            return
        assert held[1] or deed == "remove_time", "a free time is refused to the team only for what a family had"

    @rule(number=numbers, room=st.sampled_from(("", "Lokaal 7")))
    def it_changes_the_room(self, number, room):
        actions.set_room(self._slot(number), room, self.celik, now=self.now)

    @rule(minutes=st.integers(0, 120))
    def it_adds_a_time(self, minutes):
        at = self._slot(0).starts_at + timedelta(minutes=minutes)
        self._tried(lambda _s: actions.add_time(self.row, self.celik, at, minutes=15, where="", now=self.now))

    @rule(family=families, is_apart=st.booleans(), minutes=st.sampled_from((None, 15, 30)),
          wanted=st.sampled_from((None, *Wanted)))  # fmt: skip
    def it_says_something_of_a_child(self, family, is_apart, minutes, wanted):
        pupil = self.cast.pupils[family[1]]
        before = {booking.id for booking in queries.held_about(self.row, pupil.id)}
        self._tried(lambda _s: actions.say_of_child(
            self.row, pupil, self.celik, is_apart=is_apart, minutes=minutes, wanted=wanted, now=self.now
        ))  # fmt: skip
        assert {booking.id for booking in queries.held_about(self.row, pupil.id)} == before

    @rule(number=numbers, to=numbers)
    def the_team_moves_a_talk(self, number, to):
        booking = queries.holder_of(self._slot(number))
        if booking is None:
            return
        before = booking.slot_id, booking.sequence
        if not self._tried(lambda s: actions.move_for(booking, s, self.celik, now=self.now), to):
            db.session.refresh(booking)
            assert (booking.slot_id, booking.sequence) == before, "a refused move changes nothing"
        elif booking.slot_id != before[0]:
            assert booking.sequence == before[1] + 1, "the calendar item is one higher"
        self._settled()

    @rule(number=numbers, to=numbers)
    def a_family_moves_itself(self, number, to):
        booking = queries.holder_of(self._slot(number))
        if booking is not None:
            guardian = booking.household.guardians[0].person
            self._tried(lambda s: actions.swap(booking, s, guardian, now=self.now), to)

    @rule(first=st.integers(0, 90), length=st.integers(15, 120), minutes=st.sampled_from((10, 15, 20)),
          gap=st.sampled_from((0, 5)), day=st.integers(0, 1))  # fmt: skip
    def it_changes_its_times(self, first, length, minutes, gap, day):
        begins = self.begins + timedelta(days=day, minutes=first)
        windows = [Window(begins, begins + timedelta(minutes=length))]
        held = self._held()
        self._tried(
            lambda _s: actions.change_times(self.row, self.celik, windows, minutes=minutes, gap=gap, now=self.now)
        )
        assert self._held() == held, "no change of times removes or moves what is booked"
        self.called_off = set()

    @rule()
    def it_leaves_its_times_as_they_were(self):
        held = self._held()
        actions.leave_as_it_was(self.row, self.celik, now=self.now)
        assert self._held() == held and waiting_times(self.row) is None
        self.called_off = set()

    @rule(number=numbers)
    def it_calls_a_talk_off(self, number):
        booking = queries.holder_of(self._slot(number))
        if booking is not None:
            actions.cancel(booking, self.celik, reason="Ziek.", now=self.now)
        self._settled()

    @rule(number=numbers)
    def a_day_is_called_off(self, number):
        slot = self._slot(number)
        day = [each for each, _booking in queries.rest_of_day(slot, now=self.now)]
        lost = {b.household_id for _slot, b in queries.rest_of_day(slot, now=self.now) if b}
        held = {b.id for _slot, b in queries.rest_of_day(slot, now=self.now) if b}
        assert actions.call_off_day(slot, self.celik, reason="", now=self.now) == len(held)
        assert not [booking for _slot, booking in queries.rest_of_day(slot, now=self.now) if booking]
        self.called_off |= {each.id for each in day}
        first = db.session.query(WaitingPlace).filter(WaitingPlace.is_first, WaitingPlace.ended_at.is_(None))
        assert lost <= {place.household_id for place in first}, "who lost a time goes first"

    @rule(hours=st.integers(1, 30))
    def time_passes_and_the_worker_passes_offers_on(self, hours):
        self.now += timedelta(hours=hours)
        if self.now > self._slot(0).starts_at - timedelta(days=1):
            self.now -= timedelta(hours=hours)
        for offer in db.session.query(SlotOffer).filter(SlotOffer.ended_at.is_(None), SlotOffer.held_until <= self.now):
            actions.decline(offer, self.celik, now=self.now)

    @invariant()
    def new_times_wait_only_for_what_is_booked_outside_them(self):
        waits = waiting_times(self.row)
        if waits is not None:
            assert all(b.slot_id in waits.closed for b in outside(waits, now=self.now) if b.slot.is_blocked)

    @invariant()
    def a_time_is_one_familys(self):
        held = db.session.query(Booking).filter(Booking.cancelled_at.is_(None)).all()
        taken = [b.slot_id for b in held] + [t.slot_id for t in db.session.query(AlsoTaken)]
        offered = [o.slot_id for o in db.session.query(SlotOffer).filter(SlotOffer.ended_at.is_(None))]
        assert len({*taken, *offered}) == len(taken) + len(offered)
        waits = waiting_times(self.row)
        going = set(waits.closed) if waits else set()
        blocked = {slot.id for slot in db.session.query(Slot).filter(Slot.is_blocked)} - going
        assert not blocked.intersection([*taken, *offered]), "kept free, and yet a family's"

    @invariant()
    def times_do_not_overlap(self):
        held = {b.slot_id for b in db.session.query(Booking).filter(Booking.cancelled_at.is_(None))}
        spans = [(slot.starts_at, slot.ends_at) for slot in self._slots() if not slot.is_blocked or slot.id in held]
        assert all(end <= start for (_s, end), (start, _e) in zip(spans, spans[1:], strict=False))

    @invariant()
    def nobody_can_have_a_day_that_was_called_off(self):
        assert all(slot.is_blocked for slot in self._slots() if slot.id in self.called_off)

    def _tried(self, deed, number: int = 0) -> bool:
        try:
            with db.session.begin_nested():
                deed(self._slot(number))
        except Refusal:
            return False
        return True

    def _settled(self) -> None:
        """What the worker does once nothing is outside new times any more."""
        if actions.settle(self.row, now=self.now):
            assert waiting_times(self.row) is None

    def _held(self) -> list[tuple[int, int, int]]:
        held = db.session.query(Booking).filter(Booking.cancelled_at.is_(None)).order_by(Booking.id)
        return [(booking.id, booking.slot_id, booking.sequence) for booking in held]

    def _slots(self) -> list[Slot]:
        query = db.session.query(Slot).filter_by(class_id=self.row.class_id).order_by(Slot.starts_at)
        return query.populate_existing().all()

    def _slot(self, number: int) -> Slot:
        slots = self._slots()
        return slots[number % len(slots)]


def test_no_order_of_a_teams_deeds_breaks_a_promise(cast):
    """hypothesis tries sequences of what a team and its families do with the times of two days.

    Also moving talks, calling them off, and changing its times while they are booked.
    """

    class WithThisCast(TeamAtWork):
        pass

    WithThisCast.cast = cast
    shared = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        WithThisCast, settings=settings(max_examples=15, stateful_step_count=20, deadline=None,
                                        suppress_health_check=shared, print_blob=True)
    )  # fmt: skip
