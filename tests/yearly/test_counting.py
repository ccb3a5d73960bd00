"""The figures are what a recount by hand gives, of a whole year and on the school's own clock."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from portal import clock, i18n
from portal.db import db
from portal.incidents import actions as incidents
from portal.school.rules import school_year_of
from portal.yearly import queries
from portal.yearly.rules import (
    Dimension,
    Happened,
    counted,
    full_months_until,
    spans_of,
)
from tests.stories import some_facts
from tests.yearly.some import generated

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def recounted(rows: list[dict], value) -> Counter:
    """Counted the slow way: every incident looked at for itself."""
    found: Counter = Counter()
    for row in rows:
        for each in value(row):
            found[each] += 1
    return found


def test_five_thousand_incidents_are_counted_as_by_hand(cast):
    first, last = school_year_of(date(2025, 10, 1))
    rows = generated(cast, first)
    year = queries.year_between(first, last, last, now=clock.now())
    here = [
        row | {"at": row["happened_at"].astimezone(AMSTERDAM)} for row in rows
        if not row["is_draft"] and first <= row["happened_at"].astimezone(AMSTERDAM).date() <= last
    ]  # fmt: skip
    assert year.number == len(here) and 3_000 < len(here) < 5_000
    by_hand = {
        Dimension.MONTH: lambda row: [row["at"].month],
        Dimension.WEEKDAY: lambda row: [row["at"].weekday()],
        Dimension.HOUR: lambda row: [min(max(row["at"].hour, 7), 17)],
        Dimension.KIND: lambda row: [row["kind"]],
        Dimension.PLACE: lambda row: [row["place_id"]],
        Dimension.HURT: lambda row: [row["somebody_hurt"]],
        Dimension.SAW: lambda row: [row["children_saw"]],
        Dimension.POLICE: lambda row: [row["police"]],
        Dimension.ROLE: lambda row: row["roles"] or [None],
    }
    for dimension, value in by_hand.items():
        assert year.by[dimension] == recounted(here, value), dimension


@pytest.mark.parametrize("moment, month, weekday, hour", [
    # An hour before midnight in London is the next day here; and the night in which the clock goes back.
    ((2026, 3, 31, 22, 30), 4, 2, 7), ((2026, 10, 25, 0, 30), 10, 6, 7), ((2026, 7, 1, 8, 15), 7, 2, 10),
    ((2026, 1, 5, 8, 15), 1, 0, 9),
])  # fmt: skip
def test_day_and_hour_are_those_of_the_schools_clock(moment, month, weekday, hour):
    at = datetime(*moment, tzinfo=UTC).astimezone(AMSTERDAM)
    found = counted([Happened(at, {})])
    assert [found[each] for each in (Dimension.MONTH, Dimension.WEEKDAY, Dimension.HOUR)] == [
        {month: 1}, {weekday: 1}, {hour: 1},
    ]  # fmt: skip


def test_a_fact_that_no_column_has_yet_is_counted_from_the_register():
    at = datetime(2026, 10, 5, 9, tzinfo=AMSTERDAM)
    rows = [Happened(at, {"forms": ("shouting", "threat")}), Happened(at, {"forms": ("threat",)}), Happened(at, {})]
    assert counted(rows)[Dimension.FORM] == {"shouting": 1, "threat": 2, None: 1}


def test_an_incident_counts_as_it_was_last_written_down(cast):
    draft = incidents.log(cast.people["noor"], some_facts(cast, ""), now=clock.now())
    first, last = school_year_of(i18n.local_date(clock.now()))
    assert queries.year_between(first, last, last, now=clock.now()).number == 0
    incidents.complete(draft, cast.people["noor"], some_facts(cast), now=clock.now())
    db.session.commit()
    year = queries.year_between(first, last, last, now=clock.now())
    assert year.number == 1 and year.by[Dimension.KIND].total() == 1


@pytest.mark.parametrize("day, year", [((2026, 8, 1), 2026), ((2027, 7, 31), 2026), ((2026, 7, 31), 2025)])
def test_a_school_year_begins_in_august(day, year):
    assert school_year_of(date(*day)) == (date(year, 8, 1), date(year + 1, 7, 31))


@pytest.mark.parametrize("today, until", [
    ((2026, 8, 20), (2026, 7, 31)), ((2026, 11, 26), (2026, 10, 31)), ((2028, 1, 9), (2027, 7, 31)),
])  # fmt: skip
def test_others_read_whole_months_that_are_over(today, until):
    assert full_months_until(date(2026, 8, 1), date(2027, 7, 31), date(*today)) == date(*until)


def test_half_and_nine_in_ten():
    found = spans_of(timedelta(seconds=each) for each in (10, 20, 30, 40, 50, 60, 70, 80, 90, 1000))
    assert found and (found.number, found.middle, found.nine_in_ten) == (
        10,
        timedelta(seconds=55),
        timedelta(seconds=90),
    )
    assert spans_of([]) is None
