"""Whatever a team does with its times while families choose, in any order: no time is given twice or lost."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal import clock
from portal.conversations import actions, queries
from portal.conversations.models import AlsoTaken, Booking, Slot, SlotOffer, WaitingPlace
from portal.conversations.rules import Wanted
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
        self.called_off: set[int] = set()

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
    def a_time_is_one_familys(self):
        held = db.session.query(Booking).filter(Booking.cancelled_at.is_(None)).all()
        taken = [b.slot_id for b in held] + [t.slot_id for t in db.session.query(AlsoTaken)]
        offered = [o.slot_id for o in db.session.query(SlotOffer).filter(SlotOffer.ended_at.is_(None))]
        assert len({*taken, *offered}) == len(taken) + len(offered)
        blocked = {slot.id for slot in db.session.query(Slot).filter(Slot.is_blocked)}
        assert not blocked.intersection([*taken, *offered]), "kept free, and yet a family's"

    @invariant()
    def times_do_not_overlap(self):
        spans = [(slot.starts_at, slot.ends_at) for slot in self._slots()]
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

    def _slots(self) -> list[Slot]:
        query = db.session.query(Slot).filter_by(class_id=self.row.class_id).order_by(Slot.starts_at)
        return query.populate_existing().all()

    def _slot(self, number: int) -> Slot:
        slots = self._slots()
        return slots[number % len(slots)]


def test_no_order_of_a_teams_deeds_breaks_a_promise(cast):
    """hypothesis tries sequences of what a team and its families do with the times of two days."""

    class WithThisCast(TeamAtWork):
        pass

    WithThisCast.cast = cast
    shared = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        WithThisCast, settings=settings(max_examples=15, stateful_step_count=20, deadline=None,
                                        suppress_health_check=shared, print_blob=True)
    )  # fmt: skip
