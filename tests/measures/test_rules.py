"""What refusing access needs: the rule against every combination of what is there and what is not."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.measures.rules import HEARD_WITHIN, Kind, Need, Plan, last_day_from, may_confirm, missing
from portal.measures.rules.watching import BEFORE, Due, Watched, next_reminder

# How fast this goes depends on the machine; that it goes right does not.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
TODAY = date(2026, 11, 26)
WHOLE = Plan(
    against="Jansma", reasons="Slaan.", norm=True, warned_on=TODAY - timedelta(20), hearing_on=TODAY, starts_on=TODAY,
    ends_on=TODAY + timedelta(90), review_on=TODAY + timedelta(45), contact=True, route="Bestuur.",
    talk_on=TODAY + timedelta(60), children="Opa.", evenings="Telefoon.",
)  # fmt: skip
# Taking this away leaves exactly this lacking.
WITHOUT = {
    "against": Need.AGAINST, "reasons": Need.REASONS, "norm": Need.NORM, "warned_on": Need.WARNED,
    "hearing_on": Need.HEARD, "review_on": Need.REVIEW, "contact": Need.CONTACT, "route": Need.ROUTE,
    "talk_on": Need.TALK, "children": Need.CHILDREN, "evenings": Need.EVENINGS,
}  # fmt: skip
EMPTY = {str: "  ", bool: False, date: None}

days = st.none() | st.dates(TODAY - timedelta(400), TODAY + timedelta(400))
texts = st.sampled_from(["", " ", "woorden"])
ANYTHING = {str: texts, bool: st.booleans(), date: days}


def mostly(name: str):
    """Seven times in eight as it should be, so that some plans pass and others almost do."""
    value = getattr(WHOLE, name)
    return st.integers(0, 7).flatmap(lambda number: ANYTHING[type(value)] if number == 0 else st.just(value))


plans = st.builds(Plan, **{each.name: mostly(each.name) for each in fields(Plan)})


def lacking(plan: Plan) -> list[Need]:
    return missing(Kind.REFUSAL, plan, today=TODAY)


def test_nothing_is_lacking_when_all_is_there():
    assert lacking(WHOLE) == []


@UNHURRIED
@given(st.sets(st.sampled_from(sorted(WITHOUT))))
def test_what_is_taken_away_is_named_and_nothing_else(gone):
    plan = replace(WHOLE, **{name: EMPTY[type(getattr(WHOLE, name))] for name in gone})
    assert set(lacking(plan)) == {WITHOUT[name] for name in gone}


@UNHURRIED
@given(plans)
def test_whatever_passes_holds_all_that_the_school_promised(plan):
    if lacking(plan):
        return
    assert all(text.strip() for text in (plan.against, plan.reasons, plan.route, plan.children, plan.evenings))
    assert plan.norm and plan.contact and plan.starts_on and plan.ends_on and plan.hearing_on
    assert TODAY <= plan.starts_on <= plan.ends_on <= last_day_from(plan.starts_on)
    assert plan.ends_on - plan.starts_on < timedelta(days=184)
    assert plan.review_on and plan.starts_on < plan.review_on <= plan.ends_on
    assert plan.talk_on and plan.starts_on < plan.talk_on <= plan.ends_on
    is_urgent = bool(plan.urgent.strip())
    assert is_urgent or (plan.warned_on and plan.warned_on <= TODAY)
    assert plan.hearing_on <= (plan.starts_on + HEARD_WITHIN if is_urgent else TODAY)


@UNHURRIED
@given(plans)
def test_a_plan_with_more_in_it_never_lacks_more(plan):
    fuller = replace(plan, against="a", reasons="b", norm=True, contact=True, route="c", children="d", evenings="e")
    assert set(lacking(fuller)) <= set(lacking(plan))


@pytest.mark.parametrize(("first", "last"), [
    (date(2026, 1, 1), date(2026, 6, 30)), (date(2026, 8, 31), date(2027, 2, 27)),
    (date(2027, 8, 31), date(2028, 2, 28)), (date(2026, 3, 15), date(2026, 9, 14)),
])  # fmt: skip
def test_six_months_are_counted_by_the_calendar(first, last):
    assert last_day_from(first) == last
    assert Need.END in lacking(replace(WHOLE, starts_on=first, ends_on=last + timedelta(1)))
    assert Need.END not in lacking(replace(WHOLE, starts_on=first, ends_on=last))


def test_who_is_refused_at_once_is_heard_within_five_days():
    urgent = replace(WHOLE, warned_on=None, urgent="Er was een mes.", hearing_on=TODAY + timedelta(5))
    assert lacking(urgent) == []
    assert lacking(replace(urgent, hearing_on=TODAY + timedelta(6))) == [Need.HEARD]
    assert lacking(replace(urgent, urgent="")) == [Need.WARNED, Need.HEARD]


def test_a_lighter_measure_asks_for_less():
    assert missing(Kind.NONE, Plan(reasons="Het was een misverstand."), today=TODAY) == []
    assert missing(Kind.WARNING, Plan(), today=TODAY) == [Need.AGAINST, Need.REASONS, Need.NORM, Need.START]
    assert missing(Kind.POLICE, Plan(), today=TODAY) == [Need.REASONS, Need.START]


@pytest.mark.parametrize(("proposer", "second", "may"), [
    ("leader", "coordinator", True), ("coordinator", "leader", True), ("leader", "leader", False),
    ("coordinator", "coordinator", True), ("leader", "office", False), ("coordinator", "teacher", False),
])  # fmt: skip
def test_four_eyes(proposer, second, may):
    assert may_confirm(1, {proposer}, 2, {second}) is may
    assert not may_confirm(1, {proposer}, 1, {second, "leader", "coordinator"})


def test_a_day_is_told_before_it_and_on_it():
    end = Watched(Due.END, TODAY + timedelta(30))
    first = next_reminder([end], after=TODAY)
    assert first and first == end.day - BEFORE[Due.END]
    assert next_reminder([end], after=first) == end.day and next_reminder([end], after=end.day) is None
