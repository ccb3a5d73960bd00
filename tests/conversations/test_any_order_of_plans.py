"""Whatever families wish and teams change of a plan, in any order: a time is one talk's, and what is kept stays."""

from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal import clock, i18n
from portal.conversations import actions, queries
from portal.conversations.actions import PlanIsOut
from portal.conversations.models import AlsoTaken, Booking, Proposal, Round, Slot
from portal.conversations.rules import Interpreter, Planning, Wanted, clashes
from portal.conversations.rules.wishes import DayPart, Mood
from portal.db import Refusal, db
from portal.school.models import Enrolment, Person, Pupil
from portal.tasks import Asked
from tests.conftest import Stage
from tests.stories import a_round

# Zofia has two homes. The times of 3B are too few for all of its children, so that some have none.
FAMILIES = (("amina", "yusuf"), ("bart", "fleur"), ("dana", "zofia"), ("pawel", "zofia"))
TIMES = 5
families = st.sampled_from(FAMILIES)
numbers = st.integers(0, TIMES - 1)
parts = st.dictionaries(st.sampled_from((DayPart.AFTERNOON, DayPart.EVENING)), st.sampled_from(Mood), min_size=1)


class BeforeItIsOut(RuleBasedStateMachine):
    """A round of wishes with five times; planning commits, so everything is known by its number."""

    people: dict[str, int]
    pupils: dict[str, int]
    class_id: int
    stage: Stage

    def __init__(self):
        super().__init__()
        db.session.remove()
        self.stage.reset()
        self.now = clock.now()
        celik = self._person("celik")
        school_class = db.session.query(Enrolment).filter_by(pupil_id=self.pupils["fleur"]).one().school_class
        known = set(self.pupils.values())
        # A class of three children: what a plan of more of them is like, other tests show.
        for row in db.session.query(Enrolment).filter_by(class_id=school_class.id):
            if row.pupil_id not in known:
                db.session.delete(row)
        slots = a_round(celik, school_class, times=TIMES)
        self.round_id, self.class_id = slots[0].round_id, school_class.id
        self.slots = [slot.id for slot in slots]
        found = slots[0].round
        found.planning, found.opens_at, found.wishes_until = Planning.WISHES, self.now, self.now + timedelta(days=3)
        self.locked: dict[int, list[int]] = {}
        db.session.commit()

    @rule(family=families, moods=parts, interpreter=st.sampled_from((Interpreter.NONE, Interpreter.SCHOOL)))
    def a_family_says_when_it_can(self, family, moods, interpreter):
        day = i18n.local_date(self._slot(0).starts_at)
        said = {(day, part): mood for part, mood in moods.items()}
        self._tried(lambda: actions.wish(
            self._round(), self._person(family[0]), said, interpreter=interpreter, language="Pools", now=self.now
        ))  # fmt: skip

    @rule(family=families, is_apart=st.booleans(), minutes=st.sampled_from((None, 30)),
          wanted=st.sampled_from((None, *Wanted)))  # fmt: skip
    def the_team_says_something_of_a_child(self, family, is_apart, minutes, wanted):
        row = queries.row_of(self._slot(0))
        self._tried(lambda: actions.say_of_child(
            row, self._pupil(family[1]), self._person("celik"), is_apart=is_apart, minutes=minutes, wanted=wanted,
            now=self.now,
        ))  # fmt: skip

    @rule()
    def it_is_planned(self):
        before = self._plan()
        done = self._tried(lambda: actions.ask_for_plan(self._round(), self._person("office"), now=self.now))
        if isinstance(done, PlanIsOut):
            assert self._plan() == before
            return
        db.session.commit()
        self._work(actions.make_plan)
        assert {number: times for number, times in self._plan().items() if number in self.locked} == self.locked

    @rule(which=numbers, to=numbers)
    def one_is_moved(self, which, to):
        if proposal := self._proposal(which):
            self._changes(lambda: actions.move(proposal, self._slot(to), self._person("celik"), now=self.now), proposal)

    @rule(which=numbers, other=numbers)
    def two_change_places(self, which, other):
        one, two = self._proposal(which), self._proposal(other)
        if one and two:
            self._changes(lambda: actions.swap_two(one, two, self._person("celik"), now=self.now), one, two)

    @rule(which=numbers, deed=st.sampled_from((actions.lock, actions.unlock)))
    def one_is_kept_or_let_go(self, which, deed):
        if proposal := self._proposal(which):
            self._changes(lambda: deed(proposal, self._person("celik"), now=self.now), proposal)

    @rule(family=families, number=numbers)
    def the_team_books_for_a_family(self, family, number):
        guardian = self._person(family[0]).guardian
        assert guardian
        self._tried(lambda: actions.book_for(
            self._slot(number), self._pupil(family[1]), guardian.household, self._person("celik"), now=self.now
        ))  # fmt: skip
        self._note_locked()

    @rule(number=numbers, deed=st.sampled_from((actions.block, actions.unblock)))
    def the_team_keeps_a_time_free(self, number, deed):
        self._tried(lambda: deed(self._slot(number), self._person("celik"), now=self.now))
        self._note_locked()

    @rule()
    def it_is_published(self):
        planned = {
            each.id: [slot.id for slot in each.slots]
            for each in self._proposals()
            if each.times and self._is_needed(each)
        }
        held = self._held()
        if self._tried(lambda: actions.publish(self._round(), self._person("office"), now=self.now)) is not None:
            return
        db.session.commit()
        self._work(actions.book_plan)
        left = {each.id for each in self._proposals()}
        assert self._held() >= held, "what was booked by hand is left alone"
        booked = {slots[0] for number, slots in planned.items() if number not in left}
        # Who was booked by hand at the very time that the plan gave is booked once.
        assert {slot for _id, slot in self._held() - held} <= booked <= {slot for _id, slot in self._held()}
        assert all(not each.times for each in self._proposals()), "booked, or it says why not"
        self.locked = {}

    @staticmethod
    def _is_needed(proposal: Proposal) -> bool:
        child = queries.child_in_round(proposal.round_id, proposal.class_id, proposal.pupil_id)
        return child is None or child.wanted is not Wanted.NOT_NEEDED

    @invariant()
    def a_time_is_one_talks(self):
        planned = [slot.id for each in self._proposals() for slot in each.slots]
        assert len(planned) == len(set(planned)), "of the plan's"
        held = [slot for _id, slot in self._held()] + [each.slot_id for each in db.session.query(AlsoTaken)]
        assert len(held) == len(set(held)), "of the booked ones"

    @invariant()
    def nobody_is_planned_in_two_places(self):
        spans: dict[int, list] = {}
        for each in (each for each in self._proposals() if each.times):
            span = each.slots[0].starts_at, each.slots[-1].ends_at
            for home in queries.homes_of_proposal(each):
                assert not clashes(*span, spans.get(home, []))
                spans.setdefault(home, []).append(span)

    @invariant()
    def what_has_no_time_says_why_and_what_is_kept_has_one(self):
        for each in self._proposals():
            assert bool(each.times) is (each.why is None) and (each.times or not each.is_locked)

    def _changes(self, deed, *changed: Proposal) -> None:
        """A refusal leaves the whole plan as it was."""
        before = self._plan()
        if self._tried(deed) is not None:
            db.session.expire_all()
            assert self._plan() == before
        self._note_locked()

    def _note_locked(self) -> None:
        db.session.flush()
        free = {slot.id for slot in queries.free_times(self.round_id, self.class_id, now=self.now)}
        kept = {each.id: [slot.id for slot in each.slots] for each in self._proposals() if each.is_locked}
        # What was booked or kept free by hand since is not planned any more.
        self.locked = {number: times for number, times in kept.items() if free.issuperset(times)}

    def _work(self, handler) -> None:
        asked = Asked(0, self.people["office"], {"round": self.round_id, "at": self.now.isoformat()})
        for _progress in handler(asked):
            pass
        db.session.expire_all()
        self._note_locked()

    def _plan(self) -> dict[int, list[int]]:
        return {each.id: [slot.id for slot in each.slots] for each in self._proposals()}

    def _proposals(self) -> list[Proposal]:
        return queries.proposals_of(self.round_id)

    def _proposal(self, number: int) -> Proposal | None:
        found = self._proposals()
        return found[number % len(found)] if found else None

    def _held(self) -> set[tuple[int, int]]:
        held = db.session.query(Booking).filter(Booking.cancelled_at.is_(None))
        return {(booking.id, booking.slot_id) for booking in held}

    def _round(self) -> Round:
        return db.session.get_one(Round, self.round_id)

    def _slot(self, number: int) -> Slot:
        return db.session.get_one(Slot, self.slots[number])

    def _person(self, name: str) -> Person:
        return db.session.get_one(Person, self.people[name])

    def _pupil(self, name: str) -> Pupil:
        return db.session.get_one(Pupil, self.pupils[name])

    @staticmethod
    def _tried(deed) -> Refusal | None:
        try:
            with db.session.begin_nested():
                deed()
        except Refusal as refusal:
            return refusal
        db.session.commit()
        return None


def test_no_order_of_wishes_and_changes_breaks_a_plan(app, stage):
    """hypothesis tries sequences of wishing, planning, moving, swapping, keeping, booking by hand and publishing."""

    class WithThisCast(BeforeItIsOut):
        people = dict(stage.numbers["people"])
        pupils = {name: stage.numbers["pupils"][name] for name in ("yusuf", "fleur", "zofia")}

    WithThisCast.stage = stage
    shared = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        WithThisCast, settings=settings(max_examples=10, stateful_step_count=15, deadline=None,
                                        suppress_health_check=shared, print_blob=True)
    )  # fmt: skip
