"""When steps are due and who does them: pure decisions, exact across the clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.aftercare.rules import PLAN, Candidate, Kind, SchoolTime, Whom, choose, is_better, must_change, window

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOURS = {weekday: (time(8), time(17)) for weekday in range(5)}


def school(*holidays: date) -> SchoolTime:
    return SchoolTime(AMSTERDAM, HOURS, lambda day: day in holidays)


def local(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize("kind, begun, due", [
    (Kind.FIRST_HOURS, local(2026, 9, 8, 10), local(2026, 9, 8, 12)),
    (Kind.FIRST_HOURS, local(2026, 9, 11, 16, 30), local(2026, 9, 11, 18, 30)),
    (Kind.SAME_DAY, local(2026, 9, 8, 10), local(2026, 9, 8, 21)),
    (Kind.SAME_DAY, local(2026, 9, 8, 19), local(2026, 9, 8, 23)),
    (Kind.RECEPTION, local(2026, 9, 8, 10), local(2026, 9, 11, 10)),
    # Thursday afternoon: the third day is Sunday, so Friday before school closes.
    (Kind.RECEPTION, local(2026, 9, 10, 15), local(2026, 9, 11, 17)),
    # Friday: Monday at the same time is within 72 hours.
    (Kind.RECEPTION, local(2026, 9, 11, 10), local(2026, 9, 14, 10)),
    (Kind.TWO_WEEKS, local(2026, 9, 8, 10), local(2026, 9, 22, 17)),
    (Kind.SIX_WEEKS, local(2026, 9, 8, 10), local(2026, 11, 3, 17)),
])  # fmt: skip
def test_each_step_is_due_on_the_days_of_the_school(kind, begun, due):
    assert window(kind, begun, school()).due_at == due


def test_hours_are_real_hours_across_the_clock_change_of_october():
    friday = local(2026, 10, 23, 10)
    due = window(Kind.RECEPTION, friday, school()).due_at
    assert due - friday.astimezone(UTC) == timedelta(hours=72)
    assert due.astimezone(AMSTERDAM).replace(tzinfo=None) == datetime(2026, 10, 26, 9)
    # In the hour that comes twice, two hours are two hours.
    twice = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert window(Kind.FIRST_HOURS, twice, school()).due_at == datetime(2026, 10, 25, 2, 30, tzinfo=UTC)


def test_days_keep_the_clock_of_the_school_across_the_change():
    for begun in (local(2026, 10, 14, 10), local(2027, 3, 17, 10)):
        due = window(Kind.TWO_WEEKS, begun, school()).due_at.astimezone(AMSTERDAM)
        assert (due.hour, due.date() - begun.date()) == (17, timedelta(days=14))


def test_a_holiday_brings_a_step_forward_and_never_makes_it_later():
    begun = local(2026, 10, 5, 10)
    holiday = [date(2026, 10, 17) + timedelta(days=n) for n in range(9)]
    assert window(Kind.TWO_WEEKS, begun, school(*holiday)).due_at == local(2026, 10, 16, 17)
    always = [date(2026, 10, 5) + timedelta(days=n) for n in range(70)]
    assert window(Kind.TWO_WEEKS, begun, school(*always)).due_at == local(2026, 10, 19, 17)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
free_days = st.sets(st.integers(0, 60), max_size=40)


@settings(max_examples=300, deadline=None, database=None)
@given(begun=moments, free=free_days)
def test_steps_stand_in_order_and_within_the_limits_of_research(begun, free):
    here = school(*(begun.date() + timedelta(days=n) for n in free))
    spans = {kind: window(kind, begun, here) for kind in PLAN[Whom.COLLEAGUE]}
    dues = [spans[kind].due_at for kind in PLAN[Whom.COLLEAGUE]]
    assert dues == sorted(dues)
    assert all(begun <= span.from_at <= span.due_at for span in spans.values())
    assert spans[Kind.FIRST_HOURS].due_at == begun + timedelta(hours=2)
    assert spans[Kind.RECEPTION].due_at <= begun + timedelta(hours=72)
    first_day = begun.astimezone(AMSTERDAM).date()
    days = [(spans[kind].due_at.astimezone(AMSTERDAM).date() - first_day).days for kind in PLAN[Whom.COLLEAGUE]]
    assert 10 <= days[3] <= 14 and 42 <= days[4] <= 56


def test_the_one_whose_work_it_is_comes_first():
    assert choose([Candidate(1, rank=3), Candidate(2, rank=0), Candidate(3, rank=1)]) == Candidate(2, rank=0)
    assert choose([]) is None


@pytest.mark.parametrize("hindrance", ["is_concerned", "has_refused", "is_away", "was_involved", "is_other_part"])
def test_somebody_else_does_it_where_possible(hindrance):
    leader = Candidate(1, rank=0, **{hindrance: True})
    assert choose([leader, Candidate(2, rank=3)]) == Candidate(2, rank=3)
    assert choose([leader]) == leader, "there is always somebody"


def test_whom_the_colleague_chose_does_it_also_when_they_were_there():
    friend = Candidate(2, rank=3, is_wished=True, was_involved=True)
    assert choose([Candidate(1), friend]) == friend and not must_change(friend)


flags = st.booleans()
candidates = st.builds(
    Candidate, id=st.integers(1, 6), rank=st.integers(0, 3), is_concerned=flags, has_refused=flags, is_away=flags,
    is_wished=flags, was_involved=flags, is_other_part=flags, open_steps=st.integers(0, 4),
)  # fmt: skip


@settings(max_examples=300, deadline=None, database=None)
@given(everybody=st.lists(candidates, min_size=1, max_size=6, unique_by=lambda each: each.id))
def test_a_step_never_goes_from_hand_to_hand(everybody):
    """Whoever is worth a change is worth keeping: from the second look on nothing moves."""
    owner = everybody[0]
    best = choose(everybody)
    assert best is not None
    if must_change(owner) and is_better(best, owner):
        assert not is_better(choose(everybody) or best, best)
