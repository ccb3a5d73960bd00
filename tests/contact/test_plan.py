"""The plan of a class in the calendar of the school year, and the bounded reminder of it."""

from datetime import date, timedelta

import pytest

from portal import clock, i18n
from portal.chains.rules.roster import USUAL_HOURS
from portal.contact import actions as contact
from portal.contact.models import ContactPlan, ContactReminder
from portal.contact.rules import Holiday, due_on, every_of, is_working_hour
from portal.conversations.rules import Often, Way
from portal.db import db
from tests.stories import a_contact

END = date(2026, 7, 31)
AUTUMN = Holiday(date(2025, 10, 18), date(2025, 10, 26))


@pytest.mark.parametrize("last, begun, days, due", [
    (None, date(2025, 9, 1), 14, date(2025, 9, 15)),
    (date(2025, 9, 10), date(2025, 9, 1), 7, date(2025, 9, 17)),
    (date(2025, 9, 6), date(2025, 9, 1), 7, date(2025, 9, 15)),  # a Saturday becomes the Monday after
    (date(2025, 10, 15), date(2025, 9, 1), 7, date(2025, 10, 31)),  # nine days of holiday do not count
    (date(2025, 9, 1), date(2025, 11, 3), 7, date(2025, 11, 10)),  # from when it was agreed
    (date(2026, 7, 20), date(2025, 9, 1), 42, END),
])  # fmt: skip
def test_the_next_contact_is_due_on_a_school_day(last, begun, days, due):
    assert due_on(last, begun, timedelta(days=days), ends_on=END, holidays=[AUTUMN]) == due


def test_what_a_home_agreed_goes_first_and_when_needed_is_never_due():
    assert every_of(Often.WEEKLY, Often.SIX_WEEKS) == timedelta(weeks=1)
    assert every_of(None, Often.SIX_WEEKS) == timedelta(weeks=6)
    assert every_of(Often.WHEN_NEEDED, Often.SIX_WEEKS) is None and every_of(None, None) is None


@pytest.mark.parametrize("day, hour, works", [
    (date(2025, 10, 6), 10, True), (date(2025, 10, 6), 20, False), (date(2025, 10, 5), 10, False),
    (date(2025, 10, 20), 10, False),
])  # fmt: skip
def test_teachers_are_reminded_at_working_hours_only(day, hour, works, app):
    assert is_working_hour(i18n.at_school(day, hour), USUAL_HOURS, [AUTUMN]) is works


def test_a_team_makes_a_plan_and_changes_it(cast, visit):
    celik = visit("celik")
    address = f"/contact/classes/{cast.classes['3B'].id}/plan"
    page = celik.follow(celik.post(address, {"often": "monthly", "way": "phone", "reminds": "y"}))
    assert "Opgeslagen." in page and "elke maand" in page
    plan = db.session.query(ContactPlan).one()
    assert (plan.often, plan.way, plan.reminds) == (Often.MONTHLY, Way.PHONE, True)
    begun = plan.since
    clock.advance(days=3)
    celik = visit("celik")
    celik.post(address, {"often": "monthly", "way": ""})
    db.session.rollback()
    db.session.expire_all()
    plan = db.session.query(ContactPlan).one()
    assert (plan.way, plan.reminds, plan.since) == (None, False, begun), "it goes on from when it was made"
    page = celik.get(address)
    assert "Wanneer het weer tijd is" in page and "Fleur" in page


@pytest.mark.parametrize("fields", [{"often": "hourly", "way": ""}, {"often": "", "way": ""},
                                    {"often": "monthly", "way": "pigeon"}])  # fmt: skip
def test_a_plan_that_makes_no_sense_is_refused(fields, cast, visit):
    page = visit("celik").post(f"/contact/classes/{cast.classes['3B'].id}/plan", fields)
    assert page.status == 422 and db.session.query(ContactPlan).count() == 0


@pytest.fixture
def monday(cast):
    """Ten on the Monday after next, by the school's clock; 3B has had a plan for months and Fleur waits."""
    now = clock.now()
    year = cast.classes["3B"].year
    year.starts_on = i18n.local_date(now) - timedelta(days=150)
    year.ends_on = year.starts_on + timedelta(days=300)
    contact.set_plan(cast.classes["3B"], Often.MONTHLY, None, cast.people["celik"], reminds=True,
                     now=now - timedelta(days=100))  # fmt: skip
    a_contact(cast, "celik", "fleur", days=60)
    db.session.commit()
    today = i18n.local_date(now)
    day = today + timedelta(days=14 - today.weekday())
    clock.advance(seconds=int((i18n.at_school(day, 10) - now).total_seconds()))
    return day


def reminded(recorded) -> list:
    return [parcel for parcel in recorded if "wachten op" in parcel.subject]


def test_each_of_the_team_is_reminded_once_a_week_without_a_name(cast, monday, work, recorded):
    work()
    found = reminded(recorded)
    assert sorted(parcel.to for parcel in found) == sorted(cast.people[who].email for who in ("celik", "jansen"))
    assert all("Fleur" not in parcel.subject + parcel.text for parcel in found)
    assert f"/contact/classes/{cast.classes['3B'].id}" in found[0].text
    clock.advance(days=1)
    work()
    assert len(reminded(recorded)) == 2
    clock.advance(days=6)
    work()
    assert len(reminded(recorded)) == 4 and db.session.query(ContactReminder).count() == 4


def test_nobody_is_reminded_in_the_evening_or_when_it_is_switched_off(cast, monday, work, recorded):
    clock.advance(hours=9)
    work()
    assert reminded(recorded) == []
    db.session.query(ContactPlan).update({"reminds": False})
    db.session.commit()
    clock.advance(hours=15)
    work()
    assert reminded(recorded) == []


def test_nobody_is_reminded_when_nobody_waits(cast, monday, work, recorded):
    contact.set_plan(cast.classes["3B"], Often.SIX_WEEKS, None, cast.people["celik"], reminds=True, now=clock.now())
    db.session.commit()
    work()
    assert reminded(recorded) == [] and db.session.query(ContactReminder).count() == 0
