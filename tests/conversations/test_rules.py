"""Which times a round has and what fits: pure rules, also where the clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from portal.conversations.rules import (
    Dates,
    RoundState,
    Stage,
    Window,
    clashes,
    is_bookable,
    nearest,
    overlapping,
    stage_of,
    times_in,
)

SCHOOL = ZoneInfo("Europe/Amsterdam")
NOON = datetime(2026, 9, 8, 12, tzinfo=UTC)


def span(start: int, end: int) -> Window:
    return Window(NOON + timedelta(minutes=start), NOON + timedelta(minutes=end))


def test_conversations_follow_each_other_with_the_gap_between():
    starts = times_in([span(0, 60)], minutes=15, gap=5)
    assert [(start - NOON).seconds // 60 for start in starts] == [0, 20, 40]


def test_one_that_would_run_over_the_end_is_left_out():
    assert len(times_in([span(0, 59)], minutes=15, gap=0)) == 3


@given(st.integers(5, 120), st.integers(0, 60), st.integers(0, 600))
def test_no_two_conversations_of_a_round_overlap(minutes, gap, length):
    window = span(0, length)
    starts = times_in([window], minutes=minutes, gap=gap)
    ends = [start + timedelta(minutes=minutes) for start in starts]
    assert all(end + timedelta(minutes=gap) <= later for end, later in zip(ends, starts[1:], strict=False))
    assert all(window.starts_at <= start and end <= window.ends_at for start, end in zip(starts, ends, strict=True))


def test_the_hour_that_comes_twice_in_october_holds_twice_the_conversations():
    window = Window(datetime(2026, 10, 25, 1, tzinfo=SCHOOL), datetime(2026, 10, 25, 4, tzinfo=SCHOOL))
    starts = times_in([window], minutes=60, gap=0)
    assert len(starts) == 4 and len(set(starts)) == 4


def test_touching_is_not_overlapping():
    assert not overlapping([span(0, 60), span(60, 90)])
    assert overlapping([span(0, 61), span(60, 90)])
    busy = [(NOON, NOON + timedelta(minutes=15))]
    assert not clashes(NOON + timedelta(minutes=15), NOON + timedelta(minutes=30), busy)
    assert clashes(NOON + timedelta(minutes=14), NOON + timedelta(minutes=30), busy)


def test_each_time_closes_by_its_own_lead_time():
    starts = NOON + timedelta(hours=3)
    assert is_bookable(starts, stage=Stage.OPEN, is_blocked=False, now=NOON + timedelta(hours=1))
    assert not is_bookable(starts, stage=Stage.OPEN, is_blocked=False, now=NOON + timedelta(hours=1, seconds=1))
    assert not is_bookable(starts, stage=Stage.VIEW_ONLY, is_blocked=False, now=NOON)
    assert not is_bookable(starts, stage=Stage.OPEN, is_blocked=True, now=NOON)


def test_the_nearest_times_come_in_the_order_of_the_day():
    free = [(NOON + timedelta(minutes=m), m) for m in (-60, -15, 15, 30, 90)]
    assert nearest(NOON, free) == [-15, 15, 30]


def test_a_round_moves_on_by_its_dates():
    start, hour = datetime(2026, 9, 7, 19, tzinfo=UTC), timedelta(hours=1)
    dates = Dates(start, start + 24 * hour, start + 100 * hour, start + 200 * hour)
    stages = [(-1, Stage.FILLING), (0, Stage.HEAD_START), (24, Stage.OPEN), (100, Stage.VIEW_ONLY), (200, Stage.DONE)]
    for hours, stage in stages:
        assert stage_of(dates, state=RoundState.OPEN, now=start + hours * hour) is stage
    assert stage_of(dates, state=RoundState.DRAFT, now=start + 24 * hour) is Stage.DRAFT
    assert stage_of(dates, state=RoundState.CLOSED, now=start + 24 * hour) is Stage.VIEW_ONLY
    assert stage_of(Dates(), state=RoundState.OPEN, now=start) is Stage.OPEN
