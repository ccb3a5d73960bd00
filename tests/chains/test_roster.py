"""Duties, days that are different, substitutes, holidays and the school's hours; nobody leaves the last one alone."""

from datetime import date, datetime, time, timedelta

import pytest

from portal import clock, i18n, retention
from portal.audit import Audit
from portal.chains import actions, queries
from portal.chains.models import Duty, DutyException, DutyShift, SchoolHours, Substitute
from portal.chains.rules import Span, Weeks, Who, WhoKind
from portal.db import db
from tests.chains.conftest import AFTERNOON, ALL_DAY, ALL_WEEK, MORNING, a_duty


@pytest.fixture
def monday() -> date:
    """The Monday after next week began: far enough to be no day of today."""
    today = i18n.local_date(clock.now())
    return today + timedelta(days=14 - today.weekday())


@pytest.fixture
def duty(cast, chain) -> Duty:
    """First aid: ravi and elif all week, called at room 12 and nobody else there."""
    office, now = cast.people["office"], clock.now()
    duty = a_duty(cast, "BHV", ("ravi", ALL_WEEK, ALL_DAY), ("elif", ALL_WEEK, ALL_DAY))
    draft = actions.new_draft(cast.places["room 12"], None, office, now=now)
    actions.add_responder(actions.add_step(draft), Who(WhoKind.DUTY, duty.id))
    actions.put_in_use(draft, office, now=now)
    db.session.commit()
    return duty


def called_at(place, day: date, hour: int) -> list[str]:
    steps = queries.chain_at(place, now=i18n.at_school(day, hour))
    return [each.person.first_name for step in steps for each in step.called]


def test_a_duty_is_added_with_its_shifts_and_shown_in_the_week(cast, office, monday):
    page = office.follow(office.post("/office/duties", {"name": " Pleinwacht "}))
    assert "Nobody has this duty yet." in page
    (duty,) = queries.duties()
    form = {"person": cast.people["ravi"].id, "weekdays": ["0", "2"], "starts": "10:00", "ends": "10:30"}
    page = office.follow(office.post(f"/office/duties/{duty.id}/shifts", form | {"weeks": "every"}))
    assert "Ravi Sharma has this duty from now on." in page and page.text.count("10:00–10:30") == 2
    week = office.get(f"/office/duties?week={monday}")
    assert week.text.count("10:00–10:30 Ravi Sharma") == 2 and f"Week {monday.isocalendar().week}" in week
    again = office.post(f"/office/duties/{duty.id}/shifts", form | {"weeks": "every"})
    assert again.status == 422 and "Ravi Sharma has this shift already." in again
    assert len(duty.shifts) == 2
    assert office.post("/office/duties", {"name": "Pleinwacht"}).status == 422, "the name is taken"


@pytest.mark.parametrize("fields", [{"ends": "09:00"}, {"weekdays": []}, {"starts": ""}, {"person": "0"},
                                    {"person": "x"}, {"weeks": "often"}, {"weekdays": "9"}])  # fmt: skip
def test_a_shift_that_cannot_be_is_refused(fields, cast, office, duty):
    form = {"person": cast.people["vos"].id, "weekdays": ["0"], "starts": "10:00", "ends": "11:00", "weeks": "every"}
    page = office.post(f"/office/duties/{duty.id}/shifts", form | fields)
    assert page.status == 422 and page.alerts == 1 and db.session.query(DutyShift).count() == 10


def test_an_odd_address_of_a_week_shows_this_week(office):
    week = i18n.local_date(clock.now()).isocalendar().week
    for odd in ("x", "2026-02-30", "9999-12-31", "0001-01-01"):
        assert f"Week {week}" in office.get(f"/office/duties?week={odd}")


def test_a_duty_is_renamed_and_removed_but_not_while_a_chain_calls_it(cast, office, duty):
    assert office.post(f"/office/duties/{duty.id}/name", {"name": "EHBO"}).status == 303
    page = office.post(f"/office/duties/{duty.id}/remove")
    assert page.status == 422 and "A chain still calls whoever has this duty." in page
    other = a_duty(cast, "Plein", ("vos", ALL_WEEK, MORNING))
    assert office.post(f"/office/duties/{other.id}/name", {"name": "EHBO"}).status == 422
    assert "The duty is removed." in office.follow(office.post(f"/office/duties/{other.id}/remove"))
    assert [each.name for each in queries.duties()] == ["EHBO"]


def test_a_shift_that_is_needed_stays(cast, office, duty):
    shift = duty.shifts[0]
    page = office.post(f"/office/duties/shifts/{shift.id}/remove")
    assert page.status == 422 and "only one person would be left in the chain of Lokaal 12" in page
    assert db.session.query(DutyShift).count() == 10
    actions.add_shifts(duty, cast.people["vos"], ALL_WEEK, ALL_DAY, Weeks.EVERY, cast.people["office"], now=clock.now())
    db.session.commit()
    cast.people["vos"].email_verified_at = clock.now()
    assert office.post(f"/office/duties/shifts/{shift.id}/remove").status == 303


def test_the_last_two_may_not_go_off_and_are_told_why(cast, visit, duty, monday):
    ravi = visit("ravi")
    page = ravi.get("/office/duties/mine")
    assert page.status == 200 and "BHV" in page and "Balie" in page
    page = ravi.post("/office/duties/mine", {"day": monday.isoformat()})
    assert page.status == 422 and page.alerts == 1
    assert "from 08:00 until 17:00 only one person would be left in the chain of Lokaal 12" in page
    assert "Ask the office for somebody who stands in for you." in page
    assert db.session.query(DutyException).count() == 0 and called_at(cast.places["room 12"], monday, 9) == [
        "Ravi",
        "Elif",
    ]


def test_who_is_replaced_or_has_enough_colleagues_goes_off_and_comes_back(cast, visit, duty, monday):
    # The coordinator is in reception's chain only, where enough are left.
    sam = visit("sam")
    page = sam.follow(sam.post("/office/duties/mine", {"day": monday.isoformat(), "starts": "09:00", "ends": "12:00"}))
    assert "Sam" not in called_at(cast.places["reception"], monday, 10)
    assert "Sam" in called_at(cast.places["reception"], monday, 13)
    (away,) = db.session.query(DutyException)
    assert f"/office/duties/mine/{away.id}/back" in page.forms
    sam.post(f"/office/duties/mine/{away.id}/back")
    assert "Sam" in called_at(cast.places["reception"], monday, 10)
    assert [d.did for d in db.session.query(Audit).filter_by(kind="duty_exception").order_by(Audit.id)] == [
        "went off duty", "day as usual"]  # fmt: skip


def test_nobody_ends_the_absence_of_somebody_else_there(cast, visit, chain, monday):
    row = actions.go_off(cast.people["sam"], actions.Hours(monday), cast.people["sam"], now=clock.now())
    db.session.commit()
    assert visit("ravi").post(f"/office/duties/mine/{row.id}/back").status == 404


@pytest.mark.parametrize("fields", [{"day": ""}, {"day": "2020-01-01"}, {"starts": "09:00"},
                                    {"starts": "12:00", "ends": "09:00"}])  # fmt: skip
def test_an_odd_absence_is_refused(fields, visit, chain, monday):
    page = visit("sam").post("/office/duties/mine", {"day": monday.isoformat()} | fields)
    assert page.status == 422 and page.alerts == 1 and db.session.query(DutyException).count() == 0


def test_the_office_lets_somebody_stand_in_and_then_the_other_may_go(cast, office, duty, monday):
    until = monday + timedelta(days=4)
    cast.people["vos"].email_verified_at = clock.now()
    form = {"person": cast.people["ravi"].id, "by": cast.people["vos"].id, "starts_on": monday, "ends_on": until}
    page = office.follow(office.post("/office/duties/substitutes", {f"instead-{k}": str(v) for k, v in form.items()}))
    assert "Pieter Vos is called in the place of Ravi Sharma." in page
    assert called_at(cast.places["room 12"], monday, 9) == ["Pieter", "Elif"]
    assert called_at(cast.places["room 12"], until + timedelta(days=3), 9) == ["Ravi", "Elif"]
    away = {"person": cast.people["ravi"].id, "what": "away", "day": monday.isoformat()}
    assert office.post("/office/duties/absences", away).status == 303
    (row,) = db.session.query(Substitute)
    page = office.post(f"/office/duties/substitutes/{row.id}/remove")
    assert page.status == 422 and "only one person would be left" in page


@pytest.mark.parametrize("fields", [{"by": "ravi"}, {"ends_on": "2020-01-01"}, {"starts_on": ""}])
def test_an_odd_substitute_is_refused(fields, cast, office, duty, monday):
    fields = {name: cast.people[value].id if value == "ravi" else value for name, value in fields.items()}
    form = {"person": cast.people["ravi"].id, "by": cast.people["vos"].id, "starts_on": monday, "ends_on": monday}
    page = office.post("/office/duties/substitutes", {f"instead-{k}": str(v) for k, v in (form | fields).items()})
    assert page.status == 422 and page.alerts == 1 and db.session.query(Substitute).count() == 0


def test_a_substitute_is_not_replaced_in_turn(cast, office, chain, monday):
    people, now = cast.people, clock.now()
    days = Span(monday, monday + timedelta(days=4))
    actions.stand_in(people["vos"], people["ravi"], days, people["office"], now=now)
    for by, instead in (("jansen", "ravi"), ("jansen", "vos"), ("ravi", "elif")):
        with pytest.raises(actions.ReplacedAlready):
            actions.stand_in(people[by], people[instead], days, people["office"], now=now)


def test_an_extra_duty_on_one_day(cast, office, duty, monday):
    form = {"person": cast.people["head"].id, "what": str(duty.id), "day": monday.isoformat()}
    assert office.post("/office/duties/absences", form).status == 422, "without times it is no duty"
    page = office.follow(office.post("/office/duties/absences", form | {"starts": "12:00", "ends": "13:00"}))
    assert "has duty: BHV" in page
    assert called_at(cast.places["room 12"], monday, 12) == ["Ravi", "Elif", "Hanna"]
    assert called_at(cast.places["room 12"], monday, 13) == ["Ravi", "Elif"]
    (row,) = db.session.query(DutyException)
    assert "That day is as usual again." in office.follow(office.post(f"/office/duties/exceptions/{row.id}/remove"))


def test_in_a_holiday_a_call_still_ends_in_a_person(cast, office, duty, monday):
    form = {"name": "Herfstvakantie", "starts_on": monday, "ends_on": monday + timedelta(days=4)}
    page = office.follow(office.post("/office/duties/holidays", {k: str(v) for k, v in form.items()}))
    assert "Herfstvakantie is added." in page
    assert "Holiday: nobody has a weekly duty." in office.get(f"/office/duties?week={monday}")
    assert called_at(cast.places["room 12"], monday, 9) == ["Ravi", "Elif"], "nobody is on duty: everybody of the chain"
    assert called_at(cast.places["reception"], monday, 9)[:2] == ["Ravi", "Elif"]
    (row,) = queries.holidays(monday)
    assert "There is school on those days again." in office.follow(
        office.post(f"/office/duties/holidays/{row.id}/remove")
    )


@pytest.mark.parametrize("fields", [{"name": " "}, {"ends_on": "2020-01-01"}, {"starts_on": "x"}])
def test_an_odd_holiday_is_refused(fields, office, monday):
    form = {"name": "Vakantie", "starts_on": str(monday), "ends_on": str(monday)} | fields
    page = office.post("/office/duties/holidays", form)
    assert page.status == 422 and page.alerts == 1 and queries.holidays(monday) == []


def hours(start: str, end: str) -> dict:
    return {
        f"week-days-{day}-{which}": value for day in range(5) for which, value in (("starts", start), ("ends", end))
    }


def test_longer_hours_of_the_school_need_people_who_are_there(cast, office, duty):
    page = office.post("/office/duties/hours", hours("08:00", "18:00"))
    assert page.status == 422 and "from 17:00 until 18:00 nobody would be left in the chain of Lokaal 12" in page
    assert db.session.query(SchoolHours).count() == 0
    assert office.post("/office/duties/hours", hours("08:30", "15:00")).status == 303
    assert db.session.query(SchoolHours).count() == 5
    assert office.post("/office/duties/hours", hours("15:00", "08:30")).status == 422


def test_going_off_is_refused_for_the_second_of_two(cast, duty, monday):
    """Three have the duty: the first may go; the second would leave one."""
    people, now = cast.people, clock.now()
    actions.add_shifts(duty, people["vos"], ALL_WEEK, ALL_DAY, Weeks.EVERY, people["office"], now=now)
    actions.go_off(people["ravi"], actions.Hours(monday), people["ravi"], now=now)
    with pytest.raises(actions.LeavesNobody) as refusal:
        actions.go_off(people["elif"], actions.Hours(monday, time(9), time(10)), people["elif"], now=now)
    assert (refusal.value.gap.day, refusal.value.gap.people) == (monday, 1)
    assert refusal.value.place.name == "Lokaal 12"


def test_a_trouble_that_was_there_before_is_not_blamed_on_somebody_else(cast, duty, monday):
    cast.people["ravi"].left_on = i18n.local_date(clock.now())
    db.session.commit()
    actions.go_off(cast.people["sam"], actions.Hours(monday), cast.people["sam"], now=clock.now())
    assert set(queries.troubles_in_use(now=clock.now())) == {2}


def test_alternating_weeks_are_called_in_turn(cast, office, chain, monday):
    duty = a_duty(cast, "Deur", ("ravi", ALL_WEEK, ALL_DAY, Weeks.ODD), ("elif", ALL_WEEK, ALL_DAY, Weeks.EVEN))
    found = [duty_people(duty, monday + timedelta(weeks=n)) for n in range(2)]
    is_odd = monday.isocalendar().week % 2 == 1
    assert found == ([["Ravi"], ["Elif"]] if is_odd else [["Elif"], ["Ravi"]])


def duty_people(duty: Duty, day: date) -> list[str]:
    week = {each: spans for each, _holiday, spans in queries.week_of(day)}
    return [person.first_name for span in week[day][duty] for person in span.people]


@pytest.mark.parametrize("month, day, utc_hour", [(3, 30, 6), (10, 26, 7)])
def test_a_shift_begins_at_eight_on_the_schools_clock_in_summer_and_in_winter(month, day, utc_hour, cast, chain):
    """2026: summer time from 29 March, winter time from 25 October; the Mondays after."""
    a_duty(cast, "BHV", ("ravi", ALL_WEEK, MORNING), ("elif", ALL_WEEK, AFTERNOON))
    from datetime import UTC

    eight = datetime(2026, month, day, utc_hour, tzinfo=UTC)
    before, after = (queries.on_duty_now(now=eight + timedelta(minutes=n)) for n in (-1, 0))
    assert [[p.first_name for p in people] for people in before.values()] == [[]]
    assert [[p.first_name for p in people] for people in after.values()] == [["Ravi"]]


def test_what_was_different_long_ago_is_let_go(cast, chain, monday):
    people, now = cast.people, clock.now()
    actions.go_off(people["sam"], actions.Hours(monday), people["sam"], now=now)
    actions.stand_in(people["jansen"], people["vos"], Span(monday, monday), people["office"], now=now)
    db.session.commit()
    clock.advance(days=60)
    retention.forget(clock.now())
    assert db.session.query(DutyException).count() == db.session.query(Substitute).count() == 1
    clock.advance(days=60)
    retention.forget(clock.now())
    assert db.session.query(DutyException).count() == db.session.query(Substitute).count() == 0
