"""Whatever people press, say and leave unsaid, in any order: an open call is looked at again, and somebody is told."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import func

from portal import clock
from portal.db import db
from portal.demo.actions.people import Cast
from portal.help_calls import actions
from portal.help_calls.actions.climbing import climb, told_of
from portal.help_calls.actions.due import is_due
from portal.help_calls.models import CallEvent, HelpCall
from portal.help_calls.rules import COMING_LASTS, THERE_LASTS, Ended, Ending, Level, Part, State, is_enough
from portal.outbox import Message
from tests.stories import a_chain

PEOPLE = ("ravi", "elif", "sam", "vos", "head")
ANSWERS = (actions.answer_seen, actions.answer_coming, actions.answer_cannot, actions.arrive)
who = st.sampled_from(PEOPLE)
# Each step: who is in it, how many are asked for, and how long it waits.
steps = st.lists(
    st.tuples(st.lists(who, min_size=1, max_size=3, unique=True), st.integers(1, 3), st.integers(15, 300)),
    min_size=1, max_size=3,
)  # fmt: skip


class Alarm(RuleBasedStateMachine):
    """One place with some chain, colleagues who answer as they like, and a clock that mostly goes forward."""

    cast: Cast

    def __init__(self):
        super().__init__()
        self.now = clock.now()
        self.chain: list[tuple[list[str], int, int]] = [(["ravi"], 1, 60)]
        self.place = self.cast.places["reception"]
        self.presses = 0
        self.call: HelpCall | None = None

    def teardown(self):
        try:
            self.ends_in_a_person()
        finally:
            db.session.rollback()

    @property
    def is_open(self) -> bool:
        return self.call is not None and self.call.is_open

    @precondition(lambda self: not self.is_open)
    @rule(chain=steps, is_drill=st.booleans())
    def press(self, chain, is_drill):
        self.chain = chain
        told = [[self.cast.people[name] for name in names] for names, _needed, _wait in chain]
        a_chain(self.place, *told, wait_seconds=[wait for _names, _needed, wait in chain])
        self.presses += 1
        self.call = actions.raise_call(
            self.place, key=f"press {self.presses}", is_quiet=False, now=self.now, is_drill=is_drill
        )
        for row in self.call.responders:
            row.needed = chain[row.position - 1][1]

    @precondition(lambda self: self.is_open)
    @rule(level=st.sampled_from(Level))
    def press_again(self, level):
        self.presses += 1
        call = actions.raise_call(self.place, key=f"press {self.presses}", is_quiet=False, now=self.now, level=level)
        assert self.call is not None
        assert (call.id == self.call.id) is (not self.call.is_drill), "more help; or a real call instead of a practice"
        self.call = call

    @precondition(lambda self: self.is_open)
    @rule(name=who, answer=st.sampled_from(ANSWERS))
    def answer(self, name, answer):
        assert self.call is not None
        before, person = self._quorum(), self.cast.people[name]
        helped = {row.person_id: row.part for row in self.call.responders if row.helps}
        answer(self.call, person, now=self.now)
        if before and answer is not actions.answer_cannot:
            assert self._quorum(), "nobody's coming undoes what was enough"
        if answer in (actions.answer_coming, actions.arrive) and person.id not in helped:
            (part,) = {row.part for row in self.call.responders if row.person_id == person.id}
            assert part not in helped.values() or set(helped.values()) == set(Part), "a part that nobody has, if any"

    @precondition(lambda self: self.is_open)
    @rule(seconds=st.sampled_from((1, 9, 30, 61, 121, 601, -25, -7200)))
    def time_goes_on(self, seconds):
        self.now += timedelta(seconds=seconds)
        self._work()

    @rule(name=who)
    def leave_or_return(self, name):
        person = self.cast.people[name]
        person.left_on = None if person.left_on else self.now.date()
        db.session.flush()

    @precondition(lambda self: self.is_open)
    @rule(name=who)
    def end(self, name):
        assert self.call is not None
        actions.stand_down(self.call, self.cast.people[name], Ended(Ending.SAFE), now=self.now)
        sent = self._told()
        self.now += timedelta(hours=1)
        self._work()
        assert self._told() == sent, "over is over"

    @invariant()
    def an_open_call_is_looked_at_again(self):
        if not self.is_open:
            return
        assert self.call is not None
        longest = max([COMING_LASTS, THERE_LASTS, *(timedelta(seconds=wait) for _names, _needed, wait in self.chain)])
        assert self.call.climbs_at <= self.now + longest or (self.call.looked_at or self.now) > self.now
        assert db.session.query(HelpCall).filter_by(closed_at=None, place_id=self.place.id).count() == 1

    @invariant()
    def the_state_tells_the_truth(self):
        if not self.is_open:
            return
        assert self.call is not None
        somebody = any(row.helps for row in self.call.responders)
        assert (self.call.state is State.COMING) is somebody

    def ends_in_a_person(self):
        """Left alone from here on, everybody who can be reached and does not help is told, before it is quiet."""
        if not self.is_open:
            return
        assert self.call is not None
        for person in self.cast.people.values():
            person.left_on = None
        for row in self.call.responders:
            row.there_at = None
        db.session.flush()
        missing = {row.person_id for row in self.call.responders}
        for _look in range(2 * len(self.chain) + 4):
            self.now = max(self.call.climbs_at, self.now)
            before = db.session.query(func.max(Message.id)).scalar() or 0
            self._work()
            told = db.session.query(Message.person_id).filter(Message.id > before)
            missing -= {number for (number,) in told}
        assert not missing, "a step was lost"

    def _work(self) -> None:
        """What the job does, in the transaction of this test."""
        db.session.flush()
        due = db.session.query(HelpCall).filter(is_due(self.now)).all()
        for call in due:
            enough = is_enough(told_of(call), call.position)
            sent = self._told()
            climb(call, now=self.now)
            if enough and is_enough(told_of(call), call.position):
                assert self._told() == sent, "enough is enough"
        db.session.flush()

    def _quorum(self) -> bool:
        assert self.call is not None
        return is_enough(told_of(self.call), self.call.position)

    def _told(self) -> int:
        db.session.flush()
        return db.session.query(CallEvent).filter_by(what="told").count()


def test_no_order_of_deeds_leaves_a_call_with_nobody(cast):
    """hypothesis tries presses, answers, people leaving and a clock that jumps, on the real actions."""

    class WithThisCast(Alarm):
        pass

    WithThisCast.cast = cast
    shared = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        WithThisCast, settings=settings(max_examples=8, stateful_step_count=15, deadline=None,
                                        suppress_health_check=shared, print_blob=True)
    )  # fmt: skip
