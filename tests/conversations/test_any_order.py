"""Whatever families and teachers do, in any order: one family per time, nobody in two places, every change told."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from portal import clock
from portal.conversations import actions
from portal.conversations.actions import BookedAlready, HouseholdBusy, SlotClosed, SlotTaken
from portal.conversations.models import Booking, Round, Slot
from portal.conversations.rules import CLOSES_BEFORE, RoundState
from portal.db import Refusal, db
from portal.demo.actions.people import Cast
from portal.outbox import Message
from tests.stories import a_round

# Amina has a child in each class; Zofia has two households; Bart and Olena have one child each.
FAMILIES = (("amina", "yusuf"), ("amina", "salma"), ("bart", "fleur"), ("dana", "zofia"), ("pawel", "zofia"),
            ("olena", "danylo"))  # fmt: skip
TIMES = 6
numbers = st.integers(0, TIMES - 1)
families = st.sampled_from(FAMILIES)


class SchoolAfternoon(RuleBasedStateMachine):
    """Two classes with the same six times; `held` is what a secretary with a pencil would have written down."""

    cast: Cast

    def __init__(self):
        super().__init__()
        self.now = clock.now()
        self.slots = {
            name: a_round(self.cast.people[teacher], self.cast.classes[name], times=TIMES)
            for name, teacher in (("3B", "celik"), ("6A", "vos"))
        }
        self.held: dict[tuple[str, str], int] = {}
        self.changes: dict[tuple[str, str], int] = {}
        self.blocked: set[tuple[str, int]] = set()
        self.closed: set[str] = set()

    def teardown(self):
        db.session.rollback()

    @rule(family=families, number=numbers)
    def book(self, family, number):
        expected = self._refusal(family, number)
        if family in self.held:
            expected = None if self.held[family] == number else BookedAlready
        told = self._told()
        who, child = family
        slot, pupil = self._slot(family, number), self.cast.pupils[child]
        self._try(expected, lambda: actions.book(slot, pupil, self.cast.people[who], now=self.now))
        if expected is None and family not in self.held:
            self.held[family], self.changes[family] = number, 0
            assert self._told() > told, "both sides are told"
        else:
            assert self._told() == told, "nothing happened, so nobody is told"

    @rule(family=families, number=numbers)
    def swap(self, family, number):
        if family not in self.held:
            return
        old, told = self.held[family], self._told()
        expected = None if old == number else self._refusal(family, number)
        booking, slot = self._booking(family), self._slot(family, number)
        self._try(expected, lambda: actions.swap(booking, slot, self.cast.people[family[0]], now=self.now))
        if expected is None and old != number:
            self.held[family] = number
            self.changes[family] += 1
            assert self._told() > told, "both sides are told"

    @rule(family=families)
    def cancel_twice(self, family):
        if family not in self.held:
            return
        booking, told = self._booking(family), self._told()
        actions.cancel(booking, self.cast.people[family[0]], now=self.now)
        once = self._told()
        actions.cancel(booking, self.cast.people[family[0]], now=self.now)
        assert once > told and self._told() == once and booking.sequence == self.changes[family] + 1
        del self.held[family], self.changes[family]

    @rule(name=st.sampled_from(("3B", "6A")), number=numbers)
    def block_or_unblock(self, name, number):
        slot = db.session.get_one(Slot, self.slots[name][number].id)
        teacher = self.cast.people["celik" if name == "3B" else "vos"]
        if (name, number) in self.blocked:
            actions.unblock(slot, teacher, now=self.now)
            self.blocked.discard((name, number))
        elif number in self._taken(name):
            with pytest.raises(SlotTaken):
                actions.block(slot, teacher, now=self.now)
        else:
            actions.block(slot, teacher, now=self.now)
            self.blocked.add((name, number))

    @rule(name=st.sampled_from(("3B", "6A")))
    def close_or_reopen(self, name):
        found = db.session.get_one(Round, self.slots[name][0].round_id)
        teacher = self.cast.people["celik" if name == "3B" else "vos"]
        if name in self.closed:
            actions.reopen_round(found, teacher, now=self.now)
            self.closed.discard(name)
        else:
            actions.close_round(found, teacher, now=self.now)
            self.closed.add(name)
        assert (found.state is RoundState.CLOSED) == (name in self.closed)

    @precondition(lambda self: self.now < self._starts(2))
    @rule()
    def the_day_comes(self):
        self.now = self._starts(2) - CLOSES_BEFORE + timedelta(seconds=1)

    @invariant()
    def the_database_holds_what_was_said(self):
        rows = db.session.query(Booking).filter(Booking.cancelled_at.is_(None)).all()
        slots = [row.slot_id for row in rows]
        assert len(slots) == len(set(slots)), "two families in one time"
        assert sorted(slots) == sorted(self.slots[self._class(f)][n].id for f, n in self.held.items())
        assert sorted(row.sequence for row in rows) == sorted(self.changes.values())

    @invariant()
    def nobody_is_in_two_places(self):
        for household in {row.household_id for row in db.session.query(Booking)}:
            held = db.session.query(Booking).filter_by(household_id=household, cancelled_at=None)
            spans = sorted((row.slot.starts_at, row.slot.ends_at) for row in held)
            assert all(end <= start for (_s, end), (start, _e) in zip(spans, spans[1:], strict=False))

    def _refusal(self, family, number) -> type[Refusal] | None:
        """Why this time would be refused, by the pencil alone."""
        name = self._class(family)
        late = self.now > self._starts(number) - CLOSES_BEFORE
        others = {n for f, n in self.held.items() if f[0] == family[0] and f != family}
        if name in self.closed or (name, number) in self.blocked or late:
            return SlotClosed
        if number in others:
            return HouseholdBusy
        return SlotTaken if number in self._taken(name) else None

    def _taken(self, name) -> set[int]:
        return {n for f, n in self.held.items() if self._class(f) == name}

    def _try(self, expected, deed) -> None:
        if expected is None:
            deed()
            db.session.flush()
        else:
            with pytest.raises(expected):
                deed()

    def _class(self, family) -> str:
        return "6A" if family[1] in ("salma", "danylo") else "3B"

    def _starts(self, number):
        return self.slots["3B"][number].starts_at

    def _slot(self, family, number) -> Slot:
        return db.session.get_one(Slot, self.slots[self._class(family)][number].id)

    def _booking(self, family) -> Booking:
        who, child = family
        guardian = self.cast.people[who].guardian
        assert guardian
        query = db.session.query(Booking).filter_by(pupil_id=self.cast.pupils[child].id, cancelled_at=None)
        return query.filter_by(household_id=guardian.household_id).one()

    def _told(self) -> int:
        actions.tell_of(db.session.query(Booking).all(), now=self.now)
        return db.session.query(Message).count()


def test_no_order_of_deeds_breaks_a_promise(cast):
    """hypothesis tries sequences of book, swap, cancel, block, close and time passing on the real actions."""

    class WithThisCast(SchoolAfternoon):
        pass

    WithThisCast.cast = cast
    shared = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        WithThisCast, settings=settings(max_examples=20, stateful_step_count=25, deadline=None,
                                        suppress_health_check=shared, print_blob=True)
    )  # fmt: skip
