"""The year in figures: counted by month, kind and place, without a name or a word of what happened."""

from datetime import date, timedelta

import pytest

from portal import clock, i18n
from portal.db import db
from portal.incidents import actions
from portal.incidents.rules import Kind, by_month, counted, school_year_of
from tests.stories import some_facts


@pytest.mark.parametrize("day, year", [((2026, 8, 1), 2026), ((2027, 7, 31), 2026), ((2026, 7, 31), 2025)])
def test_a_school_year_begins_in_august(day, year):
    assert school_year_of(date(*day)) == (date(year, 8, 1), date(year + 1, 7, 31))


def test_every_month_has_a_line_and_the_most_frequent_fills_it():
    lines = by_month([date(2026, 8, 3), date(2027, 1, 9), date(2027, 1, 30)], first=date(2026, 8, 1))
    assert [line.number for line in lines] == [1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0]
    assert (lines[0].share, lines[5].share) == (0.5, 1.0)
    assert [line.share for line in counted([], lines=[1, 2])] == [0, 0]


def test_the_page_counts_and_names_nobody(cast, visit, queries):
    for _time in range(3):
        actions.log(cast.people["noor"], some_facts(cast, "Een bezoeker SCHREEUWDE"), now=clock.now())
    db.session.commit()
    head = visit("head")
    with queries() as asked:
        page = head.get("/incidents/figures")
    assert "3 incidenten" in page and "Per maand" in page and "Balie" in page
    assert "SCHREEUWDE" not in page.html and "Noor" not in page.html
    assert page.html.count("<rect") == 12 + len(Kind) + 1 and len(asked) <= 6
    assert "Er is niets" not in head.get("/incidents/figures?year=2001")
    assert "In dit schooljaar is niets gemeld." in head.get("/incidents/figures?year=2001")


@pytest.mark.parametrize("year", ["-1", "0", "99999999", "x", "1e9", ""])
def test_a_year_that_is_none_shows_this_one(year, cast, visit):
    first = school_year_of(i18n.local_date(clock.now()))[0]
    assert f"Schooljaar {first.year}" in visit("sam").get(f"/incidents/figures?year={year}")


def test_last_years_incidents_are_not_this_years(cast, visit):
    actions.log(cast.people["noor"], some_facts(cast), now=clock.now())
    db.session.commit()
    clock.advance(days=366)
    assert "0 incidenten" in visit("sam").get("/incidents/figures")
    before = school_year_of(i18n.local_date(clock.now() - timedelta(days=366)))[0].year
    assert "1 incident" in visit("sam").get(f"/incidents/figures?year={before}")


@pytest.mark.parametrize("who", ["noor", "celik", "office", "ravi", "amina"])
def test_figures_are_for_leader_and_coordinator(who, cast, visit):
    assert visit(who).get("/incidents/figures").status == 403
    assert "/incidents/figures" not in visit("noor").get("/incidents").html
