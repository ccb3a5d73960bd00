"""Nobody has to remember: the owner is reminded, what is late is said, who leaves hands over; in whatever order."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from portal import clock, i18n
from portal.contact.queries import Home
from portal.db import Refusal, db
from portal.demo.actions.people import Cast
from portal.incidents.models import Incident
from portal.outbox import Message
from portal.recovery import actions, queries
from portal.recovery.models import RecoveryCase
from portal.recovery.rules import Answer, Days, Facts, Outcome, Step, next_of
from portal.school import queries as school
from tests.stories import a_talk


def about(case: RecoveryCase) -> list[Message]:
    return db.session.query(Message).filter_by(kind="recovery_case", about=case.id).order_by(Message.id).all()


def test_the_owner_is_reminded_a_day_before_and_the_others_when_it_is_late(cast, case, work):
    clock.advance(hours=1)
    work()
    assert cast.people["head"].id not in {row.person_id for row in about(case)}, "who began knows it"
    clock.advance(seconds=(case.due_at - timedelta(hours=20) - clock.now()).total_seconds())
    work()
    assert [row.person_id for row in about(case)].count(cast.people["head"].id) == 1
    clock.advance(days=2)
    work()
    work()
    late = [row for row in about(case) if "longer than agreed" in row.subject]
    assert [row.person_id for row in late] == [cast.people["sam"].id], "once, and not to the owner"


def test_what_waits_stands_on_the_first_page_of_its_owner(case, consent, visit):
    assert f"/recovery/cases/{case.id}" not in visit("head").get("/").links
    clock.advance(seconds=(case.tell_at - clock.now()).total_seconds() + 60)
    assert f"/recovery/cases/{case.id}" in visit("head").get("/").links
    assert "/recovery" in visit("noor").get("/").links


def test_a_case_of_a_leader_who_leaves_goes_to_another_who_is_told(cast, case, work):
    cast.people["head"].left_on = i18n.local_date(clock.now())
    db.session.commit()
    clock.advance(minutes=1)
    work()
    assert case.owner_id == cast.people["sam"].id
    assert cast.people["sam"].id in {row.person_id for row in about(case)}


def test_it_is_never_given_to_whom_it_happened(cast, incident, home):
    from portal.incidents import actions as incidents
    from portal.incidents.actions import Named
    from portal.incidents.rules import Part

    head = cast.people["head"]
    incidents.name(incident, Named({Part.TARGET: [head]}), head, now=clock.now())
    case = actions.open_case(incident, actions.Whom(home), head, now=clock.now())
    assert case.owner_id == cast.people["sam"].id and head.id in {each.person_id for each in case.consents}


@pytest.mark.parametrize("number", [1, 3, 10])
def test_school_days_are_counted_without_weekends_and_holidays(number):
    from datetime import UTC, datetime
    from zoneinfo import ZoneInfo

    days = Days(ZoneInfo("Europe/Amsterdam"), lambda day: day.weekday() < 5)
    friday = datetime(2026, 11, 27, 12, tzinfo=UTC)
    due = days.after(friday, number)
    assert due.astimezone(days.zone).weekday() < 5
    counted = [friday.date() + timedelta(days=n) for n in range(1, (due.date() - friday.date()).days + 1)]
    assert sum(day.weekday() < 5 for day in counted) == number


def test_a_school_that_never_opens_still_gets_a_date():
    from datetime import UTC, datetime

    never = Days(UTC, lambda _day: False)
    assert never.after(datetime(2026, 7, 1, tzinfo=UTC), 3) < datetime(2026, 12, 1, tzinfo=UTC)
    facts = Facts(datetime(2026, 7, 4, tzinfo=UTC))
    assert next_of(facts, never) == (Step.FIRST_WORD, facts.first_word_due_at)


class OneCase(RuleBasedStateMachine):
    """One case; everybody presses whatever they like, and owners leave."""

    cast: Cast
    incident: Incident
    home: Home

    def __init__(self):
        super().__init__()
        self.now, self.head = clock.now(), self.cast.people["head"]
        self.case = actions.open_case(self.incident, actions.Whom(self.home), self.head, now=self.now)

    def teardown(self):
        db.session.rollback()
        db.session.expire_all()

    def by(self):
        return self.case.owner

    def tried(self, deed, *args, **kwargs) -> None:
        try:
            with db.session.begin_nested():
                deed(*args, **kwargs, now=self.now)
        except Refusal:
            db.session.expire_all()

    @rule(says=st.sampled_from(Answer))
    def the_colleague_answers(self, says):
        for consent in self.case.consents:
            self.tried(actions.answer, consent, says, consent.person)

    @rule(deed=st.sampled_from(("speak_first_word", "decline_talk", "hold", "check", "call_off")))
    def somebody_does(self, deed):
        self.tried(getattr(actions, deed), self.case, self.by())

    @rule(days=st.integers(1, 9))
    def it_is_planned(self, days):
        starts_at = self.now + timedelta(days=days)
        fields = list(vars(a_talk()).values())
        planned = actions.Planned(starts_at, starts_at + timedelta(minutes=45), *fields[2:])
        self.tried(actions.plan, self.case, planned, self.by())

    @rule(days=st.integers(1, 20))
    def time_goes_by(self, days):
        self.now += timedelta(days=days)

    @rule(outcome=st.sampled_from(Outcome))
    def it_is_closed(self, outcome):
        self.tried(actions.close, self.case, outcome, i18n.local_date(self.now), self.by())

    @rule()
    def the_owner_leaves(self):
        if len(school.staff()) > 2:
            self.case.owner.left_on = i18n.local_date(self.now)
            db.session.flush()

    @invariant()
    def somebody_who_works_here_owns_it_and_there_is_a_date(self):
        actions.hand_over(self.now)
        db.session.flush()
        if not self.case.is_open:
            return
        assert self.case.owner_id in {person.id for person in school.staff()}, "nobody does it"
        found = queries.next_step(self.case, self.now)
        assert self.case.due_at is not None and found.step in Step
        assert self.case.told_at or self.case.tell_at <= max(self.now, self.case.due_at), "its owner never hears of it"
        assert self.home.key in queries.with_leader([self.home.pupil_id]), "the teacher would be asked for steps"


def test_whatever_the_order_an_open_case_has_an_owner_and_a_date(cast, incident, home):
    OneCase.cast, OneCase.incident, OneCase.home = cast, incident, home
    run_state_machine_as_test(
        OneCase,
        settings=settings(
            max_examples=12, stateful_step_count=12, deadline=None, database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )  # fmt: skip
