"""Who is on duty at a moment, and what a check finds: thought through on plain data."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.chains.rules import (
    Absence,
    Extra,
    Plan,
    PlannedStep,
    Roster,
    Shift,
    Span,
    Substitution,
    Weeks,
    Who,
    WhoKind,
)
from portal.chains.rules.calling import called, last_resort
from portal.chains.rules.checking import Fault, gaps, new_gaps, troubles
from portal.chains.rules.days import duty_of_day
from portal.chains.rules.parts import Hours

DUTY, RAVI, ELIF, VOS = 1, 11, 12, 13
MONDAY = date(2026, 9, 7)
NOON = datetime.combine(MONDAY, time(12))
EVERYBODY = frozenset({RAVI, ELIF, VOS})
REACH = {1: EVERYBODY, 2: EVERYBODY}


def plan(*steps: tuple[Who, ...], needed: int = 1, **more) -> Plan:
    return Plan(tuple(PlannedStep(n, 60, needed, who) for n, who in enumerate(steps, start=1)), **more)


def person(number: int) -> Who:
    return Who(WhoKind.PERSON, number)


ON_DUTY = Who(WhoKind.DUTY, DUTY)


def all_week(who: int, starts: int = 8, ends: int = 17, weeks: Weeks = Weeks.EVERY) -> tuple[Shift, ...]:
    return tuple(Shift(DUTY, who, day, time(starts), time(ends), weeks) for day in range(5))


def test_a_shift_ends_when_it_ends():
    roster = Roster(EVERYBODY, shifts=(*all_week(RAVI, 8, 12), *all_week(ELIF, 12, 17)))
    assert roster.on_duty(DUTY, NOON - timedelta(minutes=1)) == [RAVI]
    assert roster.on_duty(DUTY, NOON) == [ELIF]
    assert roster.on_duty(DUTY, datetime.combine(MONDAY, time(17))) == []


def test_odd_and_even_weeks_take_turns_also_around_a_year_of_53_weeks():
    roster = Roster(EVERYBODY, shifts=(*all_week(RAVI, weeks=Weeks.ODD), *all_week(ELIF, weeks=Weeks.EVEN)))
    weeks = [datetime(2026, 12, 21, 12) + timedelta(weeks=n) for n in range(4)]
    assert [roster.on_duty(DUTY, week) for week in weeks] == [[ELIF], [RAVI], [RAVI], [ELIF]], "52, 53, 1, 2"


def test_who_is_away_is_passed_over_and_a_substitute_comes_instead():
    away = Roster(EVERYBODY, shifts=all_week(RAVI), absences=(Absence(RAVI, MONDAY, time(11), time(13)),))
    assert away.on_duty(DUTY, NOON) == [] and away.on_duty(DUTY, NOON + timedelta(hours=1)) == [RAVI]
    instead = Roster(EVERYBODY, shifts=all_week(RAVI), absences=(Absence(RAVI, MONDAY),),
                     substitutions=(Substitution(MONDAY, MONDAY, RAVI, VOS),))  # fmt: skip
    assert instead.on_duty(DUTY, NOON) == [VOS] and instead.on_duty(DUTY, NOON + timedelta(days=1)) == [RAVI]
    assert called(plan((person(RAVI),)), instead, NOON) == {1: {VOS: person(RAVI).part}}


def test_in_a_holiday_only_who_was_asked_for_that_day_has_duty():
    span = Span(MONDAY, MONDAY + timedelta(days=4))
    extra = (Extra(DUTY, VOS, MONDAY, time(9), time(13)),)
    roster = Roster(EVERYBODY, shifts=all_week(RAVI), holidays=(span,), extras=extra)
    assert roster.on_duty(DUTY, NOON) == [VOS] and roster.on_duty(DUTY, NOON + timedelta(days=1)) == []


def test_somebody_who_stands_in_a_step_twice_is_told_once():
    roster = Roster(EVERYBODY, shifts=all_week(RAVI), groups={1: (RAVI, ELIF)})
    found = called(plan((person(RAVI), ON_DUTY, Who(WhoKind.GROUP, 1))), roster, NOON)
    assert list(found[1]) == [RAVI, ELIF]


def test_who_left_is_never_called_and_the_last_resort_calls_all_others():
    roster = Roster(frozenset({ELIF}), shifts=(*all_week(RAVI), *all_week(ELIF)))
    night = NOON + timedelta(hours=11)
    assert called(plan((ON_DUTY,)), roster, night) == {}
    assert list(last_resort(plan((ON_DUTY,)), roster)[1]) == [ELIF]


def test_a_chain_without_steps_or_with_an_empty_one_is_refused():
    assert [each.fault for each in troubles(plan(), Roster(EVERYBODY), {}, NOON)] == [Fault.NO_STEPS]
    found = troubles(plan((person(RAVI), person(VOS)), ()), Roster(EVERYBODY), REACH, NOON)
    assert [(each.fault, each.position) for each in found] == [(Fault.EMPTY_STEP, 2)]


def test_one_hour_with_nobody_on_duty_is_found_and_said_once_for_all_weeks():
    shifts = tuple(s for who in (RAVI, ELIF) for s in (*all_week(who, 8, 12), *all_week(who, 13, 17)))
    found = troubles(plan((ON_DUTY,)), Roster(EVERYBODY, shifts=shifts), REACH, NOON)
    assert {each.fault for each in found} == {Fault.NOBODY} and len(found) == 5, "one for each weekday"
    assert all(each.gap and (each.gap.starts, each.gap.ends) == (time(12), time(13)) for each in found)
    assert {each.days for each in found} == {4}


def test_one_person_only_is_not_enough():
    found = troubles(plan((ON_DUTY,)), Roster(EVERYBODY, shifts=all_week(RAVI)), REACH, NOON)
    assert {each.fault for each in found} == {Fault.ONE_ONLY}


def test_who_cannot_be_reached_on_the_channels_of_the_step_does_not_count():
    reach = {1: frozenset({RAVI}), 2: EVERYBODY}
    found = troubles(plan((person(RAVI), person(VOS))), Roster(EVERYBODY), reach, NOON)
    assert {each.fault for each in found} == {Fault.ONE_ONLY}


def test_a_step_that_asks_for_more_than_there_are_is_refused():
    found = troubles(plan((person(RAVI), person(VOS)), needed=3), Roster(EVERYBODY), REACH, NOON)
    assert [each.fault for each in found] == [Fault.TOO_FEW] and found[0].gap and found[0].gap.people == 2


def test_a_day_far_ahead_on_which_somebody_is_away_is_looked_at_too():
    far = MONDAY + timedelta(days=70)
    roster = Roster(EVERYBODY, absences=(Absence(RAVI, far),))
    assert [gap.day for gap in gaps(plan((person(RAVI), person(VOS))), roster, REACH, NOON)] == [far]


def test_a_holiday_is_not_a_gap_and_what_is_over_neither():
    shifts = (*all_week(RAVI), *all_week(ELIF))
    roster = Roster(EVERYBODY, shifts=shifts, holidays=(Span(MONDAY, MONDAY + timedelta(days=20)),))
    assert gaps(plan((ON_DUTY,)), roster, REACH, NOON) == []
    early = Roster(EVERYBODY, absences=(Absence(RAVI, MONDAY, time(8), time(10)),))
    assert gaps(plan((person(RAVI), person(VOS))), early, REACH, NOON) == [], "this morning is over"


def test_a_chain_for_certain_hours_is_checked_for_those_and_goes_before_the_other():
    evening = Hours(frozenset({0}), time(18), time(21))
    found = gaps(plan((ON_DUTY,), hours=evening), Roster(EVERYBODY, shifts=all_week(RAVI)), REACH, NOON)
    assert {(gap.day.weekday(), gap.starts, gap.ends) for gap in found} == {(0, time(18), time(21))}
    rest = plan((ON_DUTY,), but_not=(Hours(frozenset(range(5)), time(8), time(17)),))
    assert gaps(rest, Roster(EVERYBODY), REACH, NOON) == [], "another chain is followed at all of these hours"


def test_the_hours_of_two_chains_overlap_when_a_minute_is_in_both():
    morning, noon = Hours(frozenset({0, 1}), time(8), time(12)), Hours(frozenset({1}), time(12), time(13))
    assert not morning.overlaps(noon) and morning.overlaps(Hours(frozenset({1}), time(11), time(13)))
    assert not morning.overlaps(Hours(frozenset({2}), time(8), time(12))) and not morning.overlaps(Hours())
    assert Hours().overlaps(Hours())


shifts = st.builds(
    lambda who, day, first, length, weeks: Shift(DUTY, who, day, time(first), time(min(first + length, 23)), weeks),
    st.sampled_from([RAVI, ELIF, VOS]), st.integers(0, 4), st.integers(7, 16), st.integers(1, 6),
    st.sampled_from(list(Weeks)),
)  # fmt: skip
absences = st.builds(Absence, st.sampled_from([RAVI, ELIF, VOS]),
                     st.integers(0, 40).map(lambda n: MONDAY + timedelta(days=n)))  # fmt: skip


@settings(deadline=None, max_examples=50)
@given(
    st.lists(shifts, max_size=14), st.lists(absences, max_size=4), st.integers(0, 27), st.integers(8 * 60, 17 * 60 - 1)
)
def test_a_moment_at_which_too_few_are_called_is_always_in_a_gap_and_no_other_is(rota, away, day, minute):
    roster = Roster(EVERYBODY, shifts=tuple(rota), absences=tuple(away))
    at = datetime.combine(MONDAY + timedelta(days=day), time(minute // 60, minute % 60))
    people = {who for parts in called(plan((ON_DUTY,), (person(VOS),)), roster, at).values() for who in parts}
    found = gaps(plan((ON_DUTY,), (person(VOS),)), roster, REACH, datetime.combine(MONDAY, time(0)))
    holding = [gap for gap in found if gap.day == at.date() and gap.starts <= at.time() < gap.ends]
    is_school = at.weekday() < 5
    assert [gap.people for gap in holding] == ([len(people)] if is_school and len(people) < 2 else [])


@settings(deadline=None, max_examples=50)
@given(st.lists(shifts, max_size=10), st.integers(0, 9))
def test_taking_a_shift_away_is_noticed_exactly_when_it_makes_something_worse(rota, which):
    before = Roster(EVERYBODY, shifts=tuple(rota))
    after = Roster(EVERYBODY, shifts=tuple(s for n, s in enumerate(rota) if n != which))
    chain, midnight = plan((ON_DUTY,)), datetime.combine(MONDAY, time(0))
    old, new = (gaps(chain, roster, REACH, midnight) for roster in (before, after))
    assert new_gaps(old, old) == [] and new_gaps(new, old) == [], "more people is never worse"
    assert bool(new_gaps(old, new)) == (_numbers(old) != _numbers(new))


def _numbers(found) -> dict:
    return {(gap.day, hour): gap.people for gap in found for hour in range(gap.starts.hour, gap.ends.hour)}


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 365 * 24 * 4))
def test_a_shift_follows_the_clock_on_the_wall_through_summer_and_winter_time(quarter):
    """Whatever the zone does: who has duty from 8 to 17 has it when the school's clock says so."""
    zone = ZoneInfo("Europe/Amsterdam")
    moment = datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC")) + timedelta(minutes=15 * quarter)
    wall = moment.astimezone(zone).replace(tzinfo=None)
    on_duty = Roster(EVERYBODY, shifts=all_week(RAVI)).on_duty(DUTY, wall)
    assert bool(on_duty) == (wall.weekday() < 5 and 8 <= wall.hour < 17)


@settings(deadline=None, max_examples=50)
@given(st.lists(shifts, max_size=10), st.integers(0, 13))
def test_the_roster_of_a_day_says_the_same_as_asking_every_quarter(rota, day):
    roster = Roster(EVERYBODY, shifts=tuple(rota))
    spans = duty_of_day(roster, DUTY, MONDAY + timedelta(days=day))
    for quarter in range(0, 24 * 4):
        at = datetime.combine(MONDAY + timedelta(days=day), time(quarter // 4, quarter % 4 * 15))
        shown = [people for starts, ends, people in spans if starts <= at.time() < ends]
        assert (shown[0] if shown else []) == roster.on_duty(DUTY, at)
