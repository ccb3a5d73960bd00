"""Handed over, never dropped: whoever leaves, is away or says no, the colleague keeps a dated step with an owner."""

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import clock, i18n
from portal.aftercare import actions
from portal.aftercare.models import Care, CareStep
from portal.aftercare.rules import PLAN, Kind, Outcome, Whom
from portal.chains import actions as chains
from portal.chains.models import DutyException, Substitute
from portal.db import db
from portal.incidents import actions as incidents
from portal.incidents.actions import Named
from portal.incidents.rules import Part
from portal.retention import forget
from portal.school.models import Person
from tests.stories import some_facts


def owners(care: Care) -> set[int]:
    return {step.owner_id for step in care.open_steps}


def test_who_leaves_hands_over_and_both_hear_of_it(cast, care_of, work):
    work()
    sam = cast.people["sam"]
    sam.left_on = i18n.local_date(clock.now())
    db.session.commit()
    clock.advance(seconds=31)
    sent = [parcel for parcel in work() if "/aftercare" in parcel.text]
    assert sam.id not in owners(care_of("noor"))
    told = {parcel.to.partition("@")[0] for parcel in sent}
    assert {"noor", "ravi", "elif"} <= told, "the colleagues know who it is now"
    new = {step.owner.email.partition("@")[0] for step in care_of("noor").open_steps if step.kind is Kind.RECEPTION}
    assert new <= told and new.isdisjoint({"noor", "ravi", "elif", "head"})


def test_who_is_away_today_hands_over_what_is_for_today_and_keeps_the_rest(cast, care_of):
    sam, now = cast.people["sam"], clock.now()
    chains.go_off(sam, chains.Hours(i18n.local_date(now)), sam, now=now)
    actions.hand_over(now)
    assert sam.id in owners(care_of("noor"))
    step = next(each for each in care_of("noor").steps if each.kind is Kind.RECEPTION)
    later = step.due_at - timedelta(minutes=1)
    db.session.add(DutyException(on=i18n.local_date(later), person_id=sam.id))
    db.session.flush()
    actions.hand_over(later)
    assert step.owner_id != sam.id
    assert any(each.owner_id == sam.id for each in care_of("noor").open_steps), "weeks ahead nobody is away"


def test_who_is_replaced_counts_as_away(cast, care_of):
    sam, now = cast.people["sam"], clock.now()
    step = next(each for each in care_of("noor").steps if each.kind is Kind.RECEPTION)
    day = i18n.local_date(step.due_at)
    db.session.add(
        Substitute(person_id=sam.id, by_id=cast.people["vos"].id, starts_on=i18n.local_date(now), ends_on=day)
    )
    db.session.flush()
    actions.hand_over(step.due_at)
    assert step.owner_id != sam.id


def test_who_turns_out_to_have_been_there_gives_it_to_somebody_else(cast, incident, care_of):
    incidents.name(incident, Named({Part.WITNESS: [cast.people["sam"]]}), cast.people["ravi"], now=clock.now())
    assert actions.hand_over(clock.now()) > 0
    assert cast.people["sam"].id not in owners(care_of("noor"))
    assert actions.hand_over(clock.now()) == 0, "and it stays there"


def test_looking_again_moves_nothing(cast, care_of):
    assert actions.hand_over(clock.now()) == 0
    cast.people["sam"].left_on = i18n.local_date(clock.now())
    db.session.flush()
    assert actions.hand_over(clock.now()) > 0 and actions.hand_over(clock.now()) == 0


def test_old_aftercare_goes_when_nothing_is_open_and_not_before(cast, care_of):
    first = care_of("noor").id
    for step in care_of("ravi").open_steps:
        actions.done(step, step.owner, now=clock.now())
    actions.cannot(care_of("noor").steps[0], cast.people["head"], now=clock.now())
    db.session.commit()
    gone = care_of("ravi").id
    forget(clock.now() + actions.KEPT_FOR + timedelta(days=1))
    db.session.expire_all()
    left = {care.id for care in db.session.query(Care)}
    assert gone not in left and first in left
    assert db.session.query(CareStep).filter_by(care_id=gone).count() == 0


# One of: somebody raises an incident, leaves, comes back, is away, says no; a colleague declines, chooses, asks;
# a step is done or not reached; the worker looks, or dies in the middle; time passes.
deeds = st.lists(
    st.tuples(
        st.sampled_from(["raise", "raise", "name", "leave", "back", "away", "cannot", "decline", "choose", "ask",
                         "done", "more", "missed", "work", "die", "time", "time"]),
        st.integers(0, 30), st.integers(0, 30),
    ),
    min_size=4, max_size=18,
)  # fmt: skip


class School:
    """A school to which anything may happen; every deed is one that a person, or a broken worker, could do."""

    def __init__(self, cast):
        self.now = clock.now()
        self.cast = cast
        self.staff: list[Person] = [cast.people[who] for who in ("celik", "jansen", "vos", "noor", "ravi", "elif",
                                                                   "head", "sam", "office")]  # fmt: skip

    def here(self) -> list[Person]:
        return [person for person in self.staff if person.left_on is None]

    def cares(self) -> list[Care]:
        return db.session.query(Care).order_by(Care.id).all()

    def open_steps(self) -> list[CareStep]:
        return [step for care in self.cares() for step in care.open_steps]

    def do(self, deed: str, one: int, two: int) -> None:
        people = self.here()
        getattr(self, f"do_{deed}")(people[one % len(people)], two)

    def do_raise(self, person, two):
        other = self.here()[two % len(self.here())]
        logged = incidents.log(person, some_facts(self.cast), now=self.now)
        incidents.name(logged, Named({Part.TARGET: [other]}, [self.cast.classes["3B"]]), person, now=self.now)

    def do_name(self, person, two):
        if cares := self.cares():
            incident = cares[two % len(cares)].incident
            incidents.name(incident, Named({Part.WITNESS: [person]}), person, now=self.now)

    def do_leave(self, person, two):
        if len(self.here()) > 3:
            person = self._somebody_needed(person, two)
            person.left_on = i18n.local_date(self.now)
            db.session.flush()

    def do_back(self, person, two):
        self.staff[two % len(self.staff)].left_on = None
        db.session.flush()

    def _somebody_needed(self, person, two):
        """Rather somebody on whom others count: that is what has to go well."""
        steps = [step for step in self.open_steps() if step.owner.left_on is None]
        return steps[two % len(steps)].owner if steps else person

    def do_away(self, person, two):
        person = self._somebody_needed(person, two)
        db.session.add(DutyException(on=i18n.local_date(self.now) + timedelta(days=two % 3), person_id=person.id))
        db.session.flush()

    def do_cannot(self, person, two):
        if steps := self.open_steps():
            step = steps[two % len(steps)]
            actions.cannot(step, step.owner, now=self.now)

    def _own(self, two):
        mine = [care for care in self.cares() if care.whom is Whom.COLLEAGUE]
        return mine[two % len(mine)] if mine else None

    def do_decline(self, person, two):
        if care := self._own(two):
            actions.decline(care, care.person, now=self.now)

    def do_choose(self, person, two):
        care = self._own(two)
        if care is not None:
            with suppress(actions.CannotNow):
                actions.choose(care, care.person, person, now=self.now)

    def do_ask(self, person, two):
        if care := self._own(two):
            actions.ask(care, care.person, now=self.now)

    def _first_open(self, two, deed):
        if steps := self.open_steps():
            step = steps[two % len(steps)]
            deed(step, step.owner, now=self.now)

    def do_done(self, person, two):
        self._first_open(two, actions.done)

    def do_more(self, person, two):
        self._first_open(two, actions.needs_more)

    def do_missed(self, person, two):
        self._first_open(two, actions.not_reached)

    def do_work(self, person, two):
        actions.hand_over(self.now)

    def do_die(self, person, two):
        """The worker is killed in the middle of handing over: what it had not kept is as if it never was."""
        half_way = db.session.begin_nested()
        actions.hand_over(self.now)
        half_way.rollback()
        db.session.expire_all()

    def do_time(self, person, two):
        self.now += timedelta(hours=(two + 1) * 7)

    def check(self) -> None:
        """The worker has looked: nobody is without an open, dated step of somebody who works here and may do it."""
        actions.hand_over(self.now)
        here = {person.id for person in self.here()}
        for care in self.cares():
            steps = care.open_steps
            assert steps or _is_over(care), "somebody was forgotten"
            for step in steps:
                assert step.due_at and step.owner_id in here, "nobody does it"
                assert step.owner_id != care.person_id, "somebody looks after themselves"
                assert step.told_at or step.tell_at <= max(self.now, step.from_at) + timedelta(days=1), "never told"


def _is_over(care: Care) -> bool:
    """Nothing is open, and rightly so: all that is always there was done, or the colleague declined twice."""
    done = {step.kind for step in care.steps if step.outcome is Outcome.DONE}
    declined = {step.kind for step in care.steps if step.outcome is Outcome.DECLINED}
    return set(PLAN[care.whom]) <= done or bool(declined) and Kind.OFFER in done | declined


def test_whatever_happens_nobody_who_was_there_is_left_alone(cast):
    @settings(max_examples=12, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(deeds=deeds)
    def never_dropped(deeds):
        school = School(cast)
        try:
            school.do_raise(cast.people["noor"], 4)
            for deed in deeds:
                school.do(*deed)
                school.check()
        finally:
            db.session.rollback()
            db.session.expire_all()

    never_dropped()


@pytest.mark.parametrize("kind", [Kind.FIRST_HOURS, Kind.RECEPTION])
def test_two_workers_at_once_hand_a_step_over_once(kind, cast, care_of):
    """The change is one conditional update: the second finds another owner, and leaves it."""
    from portal.aftercare.actions.steps import give

    step = next(each for each in care_of("noor").steps if each.kind is kind)
    seen_before = step.owner_id
    assert give(step, cast.people["vos"].id, clock.now())
    db.session.query(CareStep).filter_by(id=step.id).update(
        {"owner_id": cast.people["celik"].id}, synchronize_session=False
    )
    assert not give(step, cast.people["office"].id, clock.now()) and seen_before != step.owner_id
